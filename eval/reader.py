"""A reader on SQuAD-style rows: a question and its passage, nothing retrieved."""

import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np

from eval.answers import ListCounts, exact_match, list_counts, token_f1
from eval.confidence import auroc
from eval.errors import BenchmarkError
from eval.figures import Measures, defined, list_figures
from eval.intervals import figure, mean_figure
from qa.lists import items
from qa.reader.base import Reader, Reading
from qa.training.rows import Row, read_rows

BATCH = 256
"""Rows that a reader is given at once; it makes batches of like length of them."""
CANDIDATES = 20
"""Spans that a reader may propose as the items of a list."""
LIST_MARGIN = 4.0
"""How far below the best candidate's score another item of the list may be, in logits."""
LIST_TAG = -2.0
"""The mean in-answer tag logit from which it may be one; tags are rare, so they rarely exceed 0.

Both were chosen on the halves of ESTER and MultiSpanQA that did not train the reader.
"""

Progress = Callable[[int, int], None]


class ReaderFigures(msgspec.Struct, frozen=True):
    """``answers`` are the rows with one answer (in any of its wordings), ``lists`` those with
    several, ``impossible`` those with none; ``n`` is all of them."""

    n: int
    answers: int
    lists: int
    impossible: int
    measures: Measures


def rows_of(path: Path, limit: int | None = None) -> list[Row]:
    """The rows of a JSON Lines file, plain or gzipped; at most ``limit``.

    Raises:
        BenchmarkError: if the file cannot be read or has no rows.
        RowError: at the first line that is not a row.
    """
    try:
        rows = list(read_rows(path, limit))
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BenchmarkError(path, f"it cannot be read ({reason})") from error
    if not rows:
        raise BenchmarkError(path, "it holds no rows")
    return rows


def is_list(row: Row) -> bool:
    """Whether the answers could be the items of a list: distinct, none overlapping another."""
    spans = sorted(answer.span for answer in row.answers)
    texts = {answer.text.casefold() for answer in row.answers}
    apart = all(one.end <= other.start for one, other in pairwise(spans))
    return len(spans) > 1 and len(texts) == len(spans) and apart


def holds_lists(rows: Sequence[Row]) -> bool:
    """Whether several answers to a question mean a list in this file, not a choice of wordings.

    The format does not say. In a set of lists nearly all of them are apart (99% of ESTER's, all
    of MultiSpanQA's); annotators who mark the same answer overlap (85% or more of SQuAD's).
    """
    several = [row for row in rows if len({answer.span for answer in row.answers}) > 1]
    return sum(map(is_list, several)) > len(several) / 2


def measure_reader(
    reader: Reader,
    rows: Sequence[Row],
    lists: bool,
    progress: Progress = lambda done, total: None,
) -> ReaderFigures:
    """EM and F1 over the rows with an answer, or the list measures over those with ``lists``.

    The best candidate is the answer, however unlikely: EM and F1 say how well a reader points,
    AUROC how well it tells the rows without an answer (Rajpurkar et al., 2018).
    """
    readings: list[Reading] = []
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        pairs = [(row.question, row.context) for row in batch]
        readings += reader.read(pairs, CANDIDATES if lists else 1)
        progress(start + len(batch), len(rows))
    em, f1, counts = [], [], []
    for row, reading in zip(rows, readings, strict=True):
        wordings = [answer.text for answer in row.answers]
        if lists and is_list(row):
            counts.append(_list_counts(row, reading, wordings))
        elif wordings:
            best = reading.candidates[0].span.of(row.context) if reading.candidates else ""
            em.append(exact_match(best, wordings))
            f1.append(token_f1(best, wordings))
    answerable = np.array([reading.answerable for reading in readings])
    possible = np.array([bool(row.answers) for row in rows], dtype=np.bool_)
    return ReaderFigures(
        n=len(rows),
        answers=len(em),
        lists=len(counts),
        impossible=int((~possible).sum()),
        measures=defined(
            {
                "EM": lambda: mean_figure(em),
                "F1": lambda: mean_figure(f1),
                **list_figures(counts),
                "AUROC": lambda: figure(
                    lambda at: auroc(answerable[at], possible[at]), len(possible)
                ),
            }
        ),
    )


def listed(context: str, reading: Reading) -> list[str]:
    """The items that a reading gives as a list: its best candidate, and what is much like it.

    Like it in score and in the tags of its tokens (Segal et al., 2020). "France and Germany" are
    two items, however the question is worded: that a list is wanted is known here.
    """
    if not reading.candidates:
        return []
    best, *others = reading.candidates
    chosen = [best] + [
        c for c in others if c.score > best.score - LIST_MARGIN and c.inside > LIST_TAG
    ]
    return [span.of(context) for c in chosen for span in items(context, c.span)]


def _list_counts(row: Row, reading: Reading, wordings: Sequence[str]) -> ListCounts:
    return list_counts(listed(row.context, reading), [(wording,) for wording in wordings])
