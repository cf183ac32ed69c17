"""Dated answers: what was in force, what contradicts, who is one person, and what was only said."""

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from eval.dated import Share, dated_score, gives, in_time, standing
from eval.dated_figures import HELD_OUT, MEANINGS, dated_figures
from eval.dated_gold import Dated, Value
from eval.figures import defined
from eval.rows import Row
from qa.answers import (
    Abstained,
    Answer,
    Answered,
    Citation,
    Conflict,
    ConflictSide,
    Group,
    Outcome,
    Period,
    Status,
)

FEB_1, MARCH_1 = datetime.date(2024, 2, 1), datetime.date(2024, 3, 1)
OLD = Value(wordings=("4 per cent",), documents=("a",), to=datetime.date(2024, 2, 14))
NEW = Value(
    wordings=("5.5 per cent",),
    documents=("b",),
    from_=datetime.date(2024, 2, 15),
    status="expected",
    group="2024-02-15",
)
PROSE = Share(1, 1)


def answer(*places: tuple[str, str], status: Status = "reported") -> Answer:
    """An answer with a quote in each of the articles."""
    citations = tuple(
        Citation(document_id=id, revision="r", span=Span(0, len(quote)), quote=quote)
        for id, quote in places
    )
    return Answer(places[0][1], 0.9, status, citations)


def answered(*groups: Group, conflicts: tuple[Conflict, ...] = ()) -> Answered:
    return Answered(
        question="Q",
        groups=groups,
        conflicts=conflicts,
        passages=(),
        undated=0,
        generation="g",
        timings_ms={},
    )


def on(day: str, *answers: Answer) -> Group:
    date = datetime.date.fromisoformat(day) if day else None
    return Group(Period(date, date, "stated" if date else "unknown"), answers)


SILENCE = Abstained(
    question="Q",
    reason="not-said",
    message="",
    nearest=(),
    undated=0,
    generation="g",
    timings_ms={},
)


@pytest.mark.parametrize(
    ("shown", "as_of", "verdict"),
    [
        (("a", "4 per cent"), FEB_1, "right"),
        (("a", "4 per cent"), MARCH_1, "stale"),
        (("a", "4 per cent"), None, "stale"),
        (("b", "5.5 per cent"), FEB_1, "premature"),
        (("b", "5.5 per cent"), MARCH_1, "right"),
        (("b", "5.5 per cent"), None, "right"),
        (("b", "6.5 per cent"), MARCH_1, "wrong"),
        (("c", "5.5 per cent"), MARCH_1, "wrong"),
        (None, MARCH_1, "abstained"),
    ],
)
def test_what_is_shown_first_was_in_force_or_overtaken_or_not_yet_so(shown, as_of, verdict) -> None:
    first = answer(shown) if shown else None
    assert in_time(first, (OLD, NEW), as_of) == verdict


def test_where_nothing_is_in_force_yet_silence_is_right() -> None:
    assert in_time(None, (NEW,), FEB_1) == "right"
    assert in_time(answer(("b", "5.5 per cent")), (NEW,), FEB_1) == "premature"


@pytest.mark.parametrize(
    ("quote", "wording", "same"),
    [
        ("the 5.5 per cent", "5.5 per cent", True),
        ("5.5 per cent", "6.5 per cent", False),
        ("28,473", "18,473", False),
        ("28,473 people", "28,473", True),
        ("Tomas Reyk", "Tomás Reyes", False),
        ("Burns", "William Joseph Burns of the CIA", False),
    ],
)
def test_a_quotation_gives_a_value_by_nearly_its_words_and_exactly_its_numbers(
    quote, wording, same
) -> None:
    assert gives(quote, Value(wordings=(wording,), documents=("a",))) is same


def test_status_and_day_are_judged_where_the_answer_gives_a_value_that_has_one() -> None:
    gold = Dated(half="seen", values=(OLD, NEW))
    right = answer(("b", "5.5 per cent"), status="expected")
    for outcome, status, group in (
        (answered(on("2024-02-15", right)), Share(1, 1), Share(1, 1)),
        (answered(on("", right)), Share(1, 1), Share(0, 1)),
        (answered(on("2024-02-15", answer(("b", "5.5 per cent")))), Share(0, 1), Share(1, 1)),
        (answered(on("2024-02-15", answer(("a", "4 per cent")))), Share(0, 0), Share(0, 0)),
    ):
        score = dated_score(gold, MARCH_1, outcome, PROSE)
        assert (score.status, score.group) == (status, group)


TOLLS = (
    Value(wordings=("14",), documents=("a",)),
    Value(wordings=("17",), documents=("b",)),
)
FOURTEEN, SEVENTEEN = answer(("a", "14")), answer(("b", "17"))


def against(*answers: Answer) -> tuple[Conflict, ...]:
    return (Conflict(Period(), tuple(ConflictSide(a.text, a.citations) for a in answers)),)


@pytest.mark.parametrize(
    ("outcome", "shown", "found"),
    [
        (answered(on("", FOURTEEN, SEVENTEEN), conflicts=against(FOURTEEN, SEVENTEEN)), 2, True),
        (answered(on("", FOURTEEN, SEVENTEEN)), 2, False),
        (answered(on("", FOURTEEN), conflicts=against(FOURTEEN, answer(("a", "450")))), 1, False),
        (SILENCE, 0, False),
    ],
)
def test_a_conflict_is_found_where_two_of_its_values_stand_against_each_other(
    outcome: Outcome, shown: int, found: bool
) -> None:
    gold = Dated(half="seen", values=TOLLS, conflict=True)
    score = dated_score(gold, None, outcome, PROSE)
    assert (score.shown, score.conflict_found) == (Share(shown, 2), found)


def test_any_conflict_is_false_where_the_values_agree() -> None:
    gold = Dated(half="seen", values=TOLLS, conflict=False)
    outcome = answered(on("", FOURTEEN), conflicts=against(FOURTEEN, answer(("a", "450"))))
    assert dated_score(gold, None, outcome, PROSE).conflict_found


def test_two_wordings_of_one_person_count_as_merged_or_not_and_two_people_as_a_wrong_merge() -> (
    None
):
    people = (("William Burns", "Bill Burns"), ("Nicholas Burns",))
    gold = Dated(half="seen", values=TOLLS, people=people)
    one = answer(("a", "William Burns"), ("b", "Bill Burns"))
    both = answer(("a", "William Burns"), ("b", "Nicholas Burns"))
    apart = on("", answer(("a", "William Burns")), answer(("b", "Bill Burns")))
    periods = (
        on("", answer(("a", "William Burns"))),
        on("2024-02-15", answer(("b", "Bill Burns"))),
    )
    for outcome, right, merged in (
        (answered(on("", one)), Share(1, 1), Share(1, 1)),
        (answered(on("", both)), Share(0, 1), Share(0, 0)),
        (answered(apart), Share(0, 0), Share(0, 1)),
        (answered(*periods), Share(0, 0), Share(0, 0)),
    ):
        score = dated_score(gold, None, outcome, PROSE)
        assert (score.merged_right, score.merged) == (right, merged)


def row(id: str, half: str, as_of: datetime.date | None, outcome: Outcome) -> Row:
    gold = Dated(half=half, values=(OLD, NEW), conflict=False)  # type: ignore[arg-type]
    return Row(
        id=id,
        question="Q",
        kind="dated",
        as_of=as_of,
        gold=(("x",),),
        outcome="answered" if isinstance(outcome, Answered) else "abstained",
        dated=dated_score(gold, as_of, outcome, PROSE),
    )


def test_figures_are_of_all_dated_questions_and_of_the_half_that_is_only_measured() -> None:
    stale = answered(on("", answer(("a", "4 per cent"))))
    rows = [row("1", "seen", FEB_1, stale), row("2", "held-out", MARCH_1, stale)]
    made = defined(dated_figures(rows))
    assert made["time_accuracy"].value == 0.5
    assert made["stale"].value == 0.5
    assert made["time_accuracy" + HELD_OUT].value == 0.0
    assert made["false_conflicts"].value == 0.0
    assert "conflict_recall" not in made
    assert made.keys() <= MEANINGS.keys()


def test_rows_without_dated_gold_have_no_dated_figures() -> None:
    plain = Row(id="1", question="Q", kind="fact", as_of=None, gold=(), outcome="abstained")
    assert defined(dated_figures([plain])) == {}


@given(st.dates(), st.dates() | st.none(), st.dates() | st.none())
def test_a_value_is_in_force_exactly_between_its_days(as_of, first, last) -> None:
    if first and last and last < first:
        with pytest.raises(ValueError, match="in force"):
            Value(wordings=("x",), documents=("a",), from_=first, to=last)
        return
    value = Value(wordings=("x",), documents=("a",), from_=first, to=last)
    between = (not first or first <= as_of) and (not last or as_of <= last)
    assert (standing(value, as_of) == "right") is between


@pytest.mark.parametrize(
    "broken",
    [
        '{"half": "third", "values": []}',
        '{"half": "seen", "values": [{"wordings": [" "], "documents": ["a"]}]}',
        '{"half": "seen", "values": [{"wordings": ["x"], "documents": []}]}',
        '{"half": "seen", "values": [{"wordings": ["x"], "documents": ["a"], "group": "May"}]}',
        '{"half": "seen", "values": [], "people": [["Burns"], ["Burns"]]}',
    ],
)
def test_what_breaks_a_rule_of_dated_gold_is_refused(broken: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(broken, type=Dated)
