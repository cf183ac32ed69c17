"""How long parts of answering take, as ratios to others measured in the same run."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from eval.errors import UndefinedMeasureError
from eval.intervals import Figure, figure, mean_figure, ratio_figure
from qa.answers import Answered, Outcome, PassageHit, Question
from qa.reader.base import Reader

PASSAGES = 20
"""Passages read for a question."""


class ReaderSpeed(msgspec.Struct, frozen=True):
    """Ratios over the questions, all questions together, with their intervals.

    ``share`` is reading's part of the answering time. ``ratio`` is the time of the reference,
    which reads one passage at a time in 32 bits, over that of the shipped form: how many times
    as fast the latter is. ``agreement`` is the share of passages in which both find the same
    best span, which says what the speed costs.
    """

    share: Figure
    ratio: Figure
    agreement: Figure
    passages: int


class DatingSpeed(msgspec.Struct, frozen=True):
    """The median time of a question over the median without dating, status, claimants, names,
    conflicts and groups: of all questions, and of those that were answered, where all of it is
    done. 1 is no cost."""

    ratio: Figure
    ratio_answered: Figure


def dating_speed(
    questions: Sequence[Question],
    ask: Callable[[Question], Outcome],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> DatingSpeed:
    """Answer each question; the first one is asked once before, to warm up.

    Raises:
        UndefinedMeasureError: if none was answered.
    """
    with_it, without, answered = [], [], []
    for done, question in enumerate([*questions[:1], *questions]):
        progress(done, len(questions) + 1)
        outcome = ask(question)
        if done:
            with_it.append(outcome.timings_ms["total"])
            without.append(outcome.timings_ms["total"] - outcome.timings_ms["decide"])
            answered.append(isinstance(outcome, Answered))
    progress(len(questions) + 1, len(questions) + 1)
    if not any(answered):
        raise UndefinedMeasureError("no question was answered: there is nothing to time")
    total, rest, some = np.array(with_it), np.array(without), np.flatnonzero(answered)

    def ratio(of: NDArray[np.integer[Any]]) -> Figure:
        return figure(lambda at: float(np.median(total[of][at]) / np.median(rest[of][at])), len(of))

    return DatingSpeed(ratio(np.arange(len(total))), ratio(some))


def reader_speed(
    questions: Sequence[str],
    ask: Callable[[Question], Outcome],
    retrieve: Callable[[Question], Sequence[PassageHit]],
    shipped: Reader,
    reference: Reader,
    progress: Callable[[int, int], None] = lambda done, total: None,
    clock: Callable[[], float] = time.perf_counter,
) -> ReaderSpeed:
    """Answer each question, and read its passages with both readers, in turns who is first.

    The first question is asked once before, so that no one pays for warming up. A question
    without passages counts for nothing.
    """

    def timed(read: Callable[[], list[str]]) -> tuple[list[str], float]:
        begin = clock()
        return read(), clock() - begin

    reading, answering, fast, slow, agree = [], [], [], [], []
    for done, text in enumerate([questions[0], *questions] if questions else []):
        progress(done, len(questions) + 1)
        question = Question(text, top_k=PASSAGES)
        stations = ask(question).timings_ms
        pairs = [(text, hit.text) for hit in retrieve(question)]
        ways = [
            lambda pairs=pairs: _best(shipped, [pairs]),
            lambda pairs=pairs: _best(reference, [[pair] for pair in pairs]),
        ]
        order = (0, 1) if done % 2 else (1, 0)
        took = {way: timed(ways[way]) for way in order}
        if done == 0 or not pairs:
            continue
        reading.append(stations["read"])
        answering.append(stations["total"])
        fast.append(took[0][1])
        slow.append(took[1][1])
        agree.append(sum(a == b for a, b in zip(took[0][0], took[1][0], strict=True)) / len(pairs))
    progress(len(questions) + 1, len(questions) + 1)
    return ReaderSpeed(
        ratio_figure(reading, answering), ratio_figure(slow, fast), mean_figure(agree), PASSAGES
    )


def _best(reader: Reader, batches: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    """Where the best span of each pair is."""
    readings = [reading for batch in batches for reading in reader.read(batch)]
    return [str(reading.candidates[0].span) if reading.candidates else "" for reading in readings]
