"""How fast the shipped form of the reader is, as ratios to others measured in the same run."""

import time
from collections.abc import Callable, Sequence

import msgspec

from eval.intervals import Figure, mean_figure, ratio_figure
from qa.answers import Outcome, PassageHit, Question
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
