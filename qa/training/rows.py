"""SQuAD-style rows: one JSON object a line, plain or gzipped."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import msgspec

from corpus.spans import Span
from qa.errors import RowError


class Answer(msgspec.Struct, frozen=True):
    """An answer copied from the context; ``start`` is in code points."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


class Row(msgspec.Struct, frozen=True):
    """A question over one context. ``answers`` is empty exactly when it is impossible.

    ``items`` are the answers one by one where ``answers`` quotes them together ("red, green and
    blue"). ``above`` is read before the context and holds no answer: a title (``qa.excerpts``).
    """

    id: str
    question: str
    context: str
    answers: tuple[Answer, ...] = ()
    is_impossible: bool = False
    title: str = ""
    n_occurrences: int = 1
    items: tuple[Answer, ...] = ()
    above: str = ""


def read_rows(path: Path, limit: int | None = None) -> Iterator[Row]:
    """Yield the rows of ``path`` in order, at most ``limit``.

    Raises:
        RowError: at the first line that is not a row, or whose answer is not at its place.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as lines:
        for number, line in enumerate(lines, start=1):
            if limit is not None and number > limit:
                return
            try:
                row = msgspec.json.decode(line, type=Row)
            except msgspec.MsgspecError as error:
                raise RowError(path, number, str(error)) from error
            for answer in row.answers:
                if not answer.text or not row.context.startswith(answer.text, answer.start):
                    raise RowError(path, number, f"{answer.text!r} is not at {answer.start}")
            yield row
