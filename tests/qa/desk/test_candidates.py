"""Which verdicts make a gold question."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.answers import PublishedRange, Question
from qa.desk.candidates import Candidate, Passed, candidate_of, candidates_of
from tests.qa.desk.rooms import Room, room
from tests.qa.fakes import CAIRO, HOTEL, WHO

BOTH = ("Ada", "Ben")
BURNS = "Who is William Burns?"


@pytest.fixture
def desk_room(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path) as opened:
        yield opened


def made(room: Room, case: int) -> Candidate | Passed:
    return candidate_of(room.desk.case(case))


def candidate(room: Room, case: int) -> Candidate:
    found = made(room, case)
    assert isinstance(found, Candidate), found
    return found


def reason(room: Room, case: int) -> str:
    found = made(room, case)
    assert isinstance(found, Passed), found
    return found.reason


def test_answers_that_two_editors_call_right_are_its_answers(desk_room: Room) -> None:
    case = desk_room.asked()
    for editor in BOTH:
        for answer in (0, 1):
            desk_room.judge(case, editor, verdict="right", answer=answer, note="Seen.")
    found = candidate(desk_room, case)
    assert (found.id, found.question, found.kind) == (f"case-{case}", WHO, "list")
    assert found.answers == (("William Burns",), ("David Barnea",))
    for anchor in found.evidence:
        text = desk_room.store.document(anchor.document, anchor.revision).text
        assert text[anchor.start : anchor.end] == anchor.quote
    assert (found.author, found.note) == ("Ada and Ben", "Seen.")
    assert found.as_of == desk_room.desk.case(case).line.at.date()


def test_an_answer_that_is_not_right_is_left_out(desk_room: Room) -> None:
    case = desk_room.asked()
    for editor in BOTH:
        desk_room.judge(case, editor, verdict="right", answer=0)
        desk_room.judge(case, editor, verdict="off-point", answer=1)
    found = candidate(desk_room, case)
    assert (found.kind, found.answers) == ("fact", (("William Burns",),))


def test_a_place_that_both_marked_is_an_answer_in_both_wordings(desk_room: Room) -> None:
    case = desk_room.asked(Question("Who stayed away?", datetime.date(2024, 3, 1)))
    desk_room.judge(case, "Ada", verdict="missed", missed=(desk_room.place("Hamas"),))
    desk_room.judge(case, "Ben", verdict="missed", missed=(desk_room.place("Hamas stayed"),))
    found = candidate(desk_room, case)
    assert found.answers == (("Hamas", "Hamas stayed"),)
    assert [anchor.quote for anchor in found.evidence] == ["Hamas", "Hamas stayed"]
    assert found.as_of == datetime.date(2024, 3, 1)


def test_a_silence_that_is_right_is_unanswerable(desk_room: Room) -> None:
    case = desk_room.asked(HOTEL)
    for editor in BOTH:
        desk_room.judge(case, editor, verdict="right")
    found = candidate(desk_room, case)
    assert (found.kind, found.answers, found.evidence) == ("unanswerable", (), ())


def test_answers_that_should_not_have_been_given_make_it_unanswerable(desk_room: Room) -> None:
    case = desk_room.asked()
    for editor in BOTH:
        desk_room.judge(case, editor, verdict="should-abstain", answer=0)
        desk_room.judge(case, editor, verdict="wrong", answer=1)
    assert candidate(desk_room, case).kind == "unanswerable"


def test_what_one_editor_says_is_not_enough(desk_room: Room) -> None:
    case = desk_room.asked()
    for answer in (0, 1):
        desk_room.judge(case, verdict="right", answer=answer)
    desk_room.judge(case, "Ben", verdict="right", answer=0)
    assert "not all of it" in reason(desk_room, case)
    desk_room.judge(case, "Ben", verdict="wrong", answer=1)
    assert "differ" in reason(desk_room, case)


def test_a_third_editor_who_differs_stops_it(desk_room: Room) -> None:
    case = desk_room.asked(HOTEL)
    for editor in BOTH:
        desk_room.judge(case, editor, verdict="right")
    desk_room.judge(case, "Cy", verdict="missed", missed=(desk_room.place("Cairo"),))
    assert "differ" in reason(desk_room, case)


def test_only_wrong_answers_do_not_say_what_is_right(desk_room: Room) -> None:
    case = desk_room.asked()
    for editor in BOTH:
        for answer in (0, 1):
            desk_room.judge(case, editor, verdict="wrong", answer=answer)
    assert "what is right" in reason(desk_room, case)


def test_verdicts_that_contradict_each_other_make_nothing(desk_room: Room) -> None:
    case = desk_room.asked()
    for editor in BOTH:
        desk_room.judge(case, editor, verdict="right", answer=0)
        desk_room.judge(case, editor, verdict="should-abstain", answer=1)
    assert "should have abstained" in reason(desk_room, case)


def test_filters_that_a_gold_question_has_not_got_are_said(desk_room: Room) -> None:
    filtered = (
        Question(HOTEL, sources=(CAIRO.source,)),
        Question(HOTEL, published=PublishedRange(datetime.date(2024, 1, 1))),
    )
    for question in filtered:
        case = desk_room.asked(question)
        for editor in BOTH:
            desk_room.judge(case, editor, verdict="right")
        assert "filters" in reason(desk_room, case)


def test_every_judged_case_is_a_candidate_or_has_a_reason(desk_room: Room) -> None:
    desk_room.asked()
    silent = desk_room.asked(HOTEL)
    alone = desk_room.asked(BURNS)
    for editor in BOTH:
        desk_room.judge(silent, editor, verdict="right")
    desk_room.judge(alone, verdict="right")
    candidates, passed = candidates_of(desk_room.desk.cases())
    assert [c.id for c in candidates] == [f"case-{silent}"]
    assert [p.id for p in passed] == [f"case-{alone}"]
