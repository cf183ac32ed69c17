"""Speed is measured as ratios, over questions that have something to read."""

import pytest

from corpus.documents import UNDATED
from corpus.spans import Span
from eval.errors import UndefinedMeasureError
from eval.speed import dating_speed, reader_speed
from qa.answers import Abstained, Answered, PassageHit, Question
from qa.reader.base import Candidate, Reading


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Slow:
    """A reader that takes so many seconds a call, and always answers at the same place."""

    name = fingerprint = "slow"

    def __init__(self, clock: Clock, seconds: float, at: int) -> None:
        self.clock, self.seconds, self.at = clock, seconds, at

    def read(self, pairs, top=3):
        self.clock.now += self.seconds
        return [Reading((Candidate(Span(self.at, self.at + 1), 1.0),), 1.0) for _ in pairs]


def hit(rank: int) -> PassageHit:
    return PassageHit(
        document_id="a", revision="0" * 64, span=Span(0, 4), text="text", title="", source="",
        score=1.0, rank=rank, lexical_rank=1, dense_rank=1, published=UNDATED, url="",
    )  # fmt: skip


def ask(question):
    return Abstained(
        question=question.question, reason="not-said", message="", nearest=(), undated=0,
        generation="1", timings_ms={"read": 30.0, "total": 40.0},
    )  # fmt: skip


@pytest.mark.parametrize(("elsewhere", "agreement"), [(0, 1.0), (1, 0.0)])
def test_one_passage_at_a_time_costs_a_call_a_passage(elsewhere, agreement) -> None:
    clock = Clock()
    speed = reader_speed(
        ["one?", "two?", "three?"],
        ask,
        lambda question: [] if question.question == "two?" else [hit(1), hit(2), hit(3)],
        Slow(clock, 2.0, 0),
        Slow(clock, 4.0, elsewhere),
        clock=clock,
    )
    assert speed.ratio.value == pytest.approx(3 * 4.0 / 2.0)
    assert speed.share.value == pytest.approx(0.75)
    assert speed.agreement.value == agreement
    assert speed.ratio.n == 2


def test_nothing_to_read_has_no_speed() -> None:
    clock = Clock()
    with pytest.raises(UndefinedMeasureError):
        reader_speed([], ask, lambda q: [], Slow(clock, 1.0, 0), Slow(clock, 1.0, 0), clock=clock)


def test_what_follows_reading_is_timed_against_the_rest_of_the_same_questions() -> None:
    asked = []

    def ask(question: Question):
        asked.append(question.question)
        silent = question.question == "silent?"
        timings = {"decide": 0.0 if silent else 10.0, "total": 40.0 if silent else 50.0}
        if silent:
            return Abstained(
                question="", reason="not-said", message="", nearest=(), undated=0, generation="1",
                timings_ms=timings,
            )  # fmt: skip
        return Answered(
            question="", groups=(), conflicts=(), passages=(), undated=0, generation="1",
            timings_ms=timings,
        )  # fmt: skip

    questions = [Question(text) for text in ("one?", "silent?", "silent?")]
    speed = dating_speed(questions, ask)
    assert asked == ["one?", "one?", "silent?", "silent?"]
    assert (speed.ratio.value, speed.ratio.n) == (1.0, 3)
    assert (speed.ratio_answered.value, speed.ratio_answered.n) == (1.25, 1)
    with pytest.raises(UndefinedMeasureError):
        dating_speed(questions[1:], ask)
