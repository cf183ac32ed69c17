"""Questions about the news, with choices, as RealTimeQA has them (Kasai et al., 2023)."""

import datetime
import gzip
import zlib
from pathlib import Path

import msgspec

from eval.answers import exact_match
from eval.errors import BenchmarkError
from eval.halves import Half, of_half


class NewsQuestion(msgspec.Struct, frozen=True):
    """A line of the questions. ``answer`` is one of ``choices``, where there are any, but for
    quotation marks and the like; ``date`` is the day on which it was asked."""

    id: str
    question: str
    answer: str
    choices: tuple[str, ...] = ()
    date: datetime.date | None = None

    def __post_init__(self) -> None:
        if not (self.question.strip() and self.answer.strip()):
            raise ValueError("the question or its answer is blank")
        if self.choices and not any(map(self.is_right, self.choices)):
            raise ValueError(f"the answer {self.answer!r} is none of the choices")

    def is_right(self, choice: str) -> bool:
        """Whether ``choice`` is the answer, as SQuAD compares them."""
        return exact_match(choice, [self.answer]) == 1


def read_questions(
    path: Path, *, half: Half | None = None, limit: int | None = None
) -> tuple[NewsQuestion, ...]:
    """The questions of a JSON Lines file, plain or gzipped: those of ``half``, at most ``limit``.

    Raises:
        BenchmarkError: if the file cannot be read, holds none, or at the first line that is none.
    """
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if path.suffix == ".gz" else data).split(b"\n")
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BenchmarkError(path, f"it cannot be read ({reason})") from error
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            if line.strip():
                found.append(msgspec.json.decode(line, type=NewsQuestion))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BenchmarkError(path, f"line {number}: {error}") from error
    if not found:
        raise BenchmarkError(path, "it holds no question")
    return tuple(of_half(found, half)[:limit])
