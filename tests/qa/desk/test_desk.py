"""Cases, reports and reviews, as they are kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.loaders.jsonl import Row
from corpus.spans import Span
from qa.answers import Abstained, PublishedRange, Question
from qa.desk.cases import Place
from qa.desk.desk import Desk
from qa.desk.queue import WantedCases
from qa.errors import BadRequestError, NotYoursError, UnknownCaseError, UnknownReviewError
from tests.qa.desk.rooms import MODELS, Room, room
from tests.qa.fakes import CAIRO, HOSTILE_QUESTION, HOTEL, WHO


@pytest.fixture
def desk_room(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path) as opened:
        yield opened


def questions(room: Room, **wanted: object) -> list[str]:
    return [case.question for case in room.desk.queue(WantedCases(**wanted)).cases]  # type: ignore[arg-type]


def test_a_case_holds_the_question_and_the_outcome_as_they_were(desk_room: Room) -> None:
    question = Question(WHO, sources=("Harbour Courier",))
    case = desk_room.desk.case(desk_room.asked(question))
    assert case.question == question
    assert case.outcome == desk_room.outcome(question)
    assert case.models == MODELS
    assert (case.line.asked, case.line.reports, case.line.came) == (1, 0, "asked")
    assert case.line.confidence == 0.999


def test_the_same_question_with_the_same_outcome_is_one_case(desk_room: Room) -> None:
    first = desk_room.asked()
    assert desk_room.asked() == first
    assert desk_room.desk.case(first).line.asked == 2
    assert desk_room.asked(Question(WHO, published=PublishedRange())) == first
    assert desk_room.asked(Question(WHO, top_k=3)) != first
    desk_room.newsroom.generation = "00000002-fake"
    assert desk_room.asked() != first


def test_a_report_makes_a_case_or_joins_it(desk_room: Room) -> None:
    outcome = desk_room.outcome()
    told = (Question(WHO), outcome, MODELS)
    case = desk_room.desk.report(*told, "wrong", "Burns was ill.", (), "g")
    assert desk_room.desk.report(*told, "right") == case == desk_room.asked()
    found = desk_room.desk.case(case)
    assert [(r.verdict, r.note, r.generation) for r in found.reports] == [
        ("wrong", "Burns was ill.", "g"),
        ("right", "", ""),
    ]
    assert (found.line.came, found.line.reports, found.line.asked) == ("reported", 2, 1)


def test_the_queue_has_three_orders(desk_room: Room) -> None:
    for question in (WHO, HOTEL, HOSTILE_QUESTION):
        desk_room.asked(question)
    desk_room.desk.report(Question(HOTEL), desk_room.outcome(HOTEL), MODELS, "missing")
    assert questions(desk_room, order="newest")[0] == HOTEL
    assert questions(desk_room, order="most-reported")[0] == HOTEL
    assert questions(desk_room, order="least-confident")[-1] == HOTEL


def test_the_queue_can_be_filtered_searched_and_paged(desk_room: Room) -> None:
    who, hotel = desk_room.asked(WHO), desk_room.asked(HOTEL)
    desk_room.judge(who, verdict="right", answer=0)
    assert questions(desk_room, outcome="abstained") == [HOTEL]
    assert questions(desk_room, state="open") == [HOTEL]
    assert questions(desk_room, state="judged") == [WHO]
    assert questions(desk_room, words="CAIRO") == [HOTEL, WHO]
    assert questions(desk_room, words="%") == questions(desk_room, came="reported") == []
    page = desk_room.desk.queue(WantedCases(limit=1, offset=1))
    assert (page.total, [case.id for case in page.cases]) == (2, [who])
    assert hotel != who


def test_one_verdict_an_editor_and_answer_is_in_force(desk_room: Room) -> None:
    case = desk_room.asked()
    desk_room.judge(case, verdict="wrong", answer=0)
    desk_room.judge(case, verdict="right", answer=1)
    desk_room.judge(case, verdict="right", answer=0, note="After all.")
    desk_room.judge(case, "Ben", verdict="off-point", answer=0)
    said = [(r.editor, r.answer, r.verdict) for r in desk_room.desk.case(case).reviews]
    assert said == [("Ada", 1, "right"), ("Ada", 0, "right"), ("Ben", 0, "off-point")]
    assert len(desk_room.desk.reviews(case=case, history=True)) == 4
    assert [r.verdict for r in desk_room.desk.reviews(editor="Ben")] == ["off-point"]
    assert desk_room.desk.reviews(editor="\ud800") == []


def test_taking_a_verdict_back_brings_the_former_one_into_force(desk_room: Room) -> None:
    case = desk_room.asked()
    first = desk_room.judge(case, verdict="wrong", answer=0)
    second = desk_room.judge(case, verdict="right", answer=0)
    desk_room.desk.withdraw(second.id, "Ada")
    assert desk_room.desk.reviews() == [first]
    desk_room.desk.withdraw(first.id)
    assert desk_room.desk.reviews() == []
    assert desk_room.desk.case(case).line.editors == 0
    withdrawn = [r.withdrawn for r in desk_room.desk.reviews(history=True)]
    assert len(withdrawn) == 2
    assert all(withdrawn)
    with pytest.raises(UnknownReviewError):
        desk_room.desk.withdraw(first.id)


def test_nobody_takes_back_what_another_editor_said(desk_room: Room) -> None:
    review = desk_room.judge(desk_room.asked(), verdict="right", answer=0)
    with pytest.raises(NotYoursError, match="Ada"):
        desk_room.desk.withdraw(review.id, "Ben")


def test_disagreements_are_a_queue_of_their_own(desk_room: Room) -> None:
    case = desk_room.asked()
    desk_room.judge(case, "Ada", verdict="right", answer=0)
    desk_room.judge(case, "Ben", verdict="right", answer=1)
    assert questions(desk_room, state="disagreed") == []
    differing = desk_room.judge(case, "Ben", verdict="wrong", answer=0)
    assert questions(desk_room, state="disagreed") == [WHO]
    desk_room.desk.withdraw(differing.id)
    assert questions(desk_room, state="disagreed") == []


def test_a_verdict_is_anchored_to_what_it_judges(desk_room: Room) -> None:
    case = desk_room.asked()
    judged = desk_room.judge(case, verdict="right", answer=1)
    assert [c.quote for c in judged.citations] == ["David Barnea"]
    missed = desk_room.judge(case, verdict="missed", missed=(desk_room.place("Hamas"),))
    (citation,) = missed.citations
    assert citation.quote == "Hamas"
    assert citation.title == CAIRO.title


def test_reviews_survive_corrections_and_deletions(desk_room: Room) -> None:
    case = desk_room.asked()
    judged = desk_room.judge(case, verdict="right", answer=0)
    desk_room.newsroom.add([Row(id=CAIRO.id, text="Nobody came to Cairo.")])
    assert desk_room.desk.reviews() == [judged]
    standing = desk_room.newsroom.verify(judged.citations)[0].standing
    assert standing == "superseded"
    desk_room.newsroom.delete(CAIRO.id)
    reopened = Desk(desk_room.store)
    assert reopened.reviews() == [judged]
    assert reopened.case(case).reviews == (judged,)
    assert desk_room.newsroom.verify(judged.citations)[0].standing == "gone"


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "right", "answer": 2},
        {"verdict": "wrong"},
        {"verdict": "off-point"},
        {"verdict": "missed"},
        {"verdict": "right", "missed": (Place(CAIRO.id, "0" * 64, Span(0, 3)),)},
        {"verdict": "missed", "missed": (Place(CAIRO.id, "0" * 64, Span(0, 3)),)},
        {"verdict": "right", "answer": 0, "editor": " "},
        {"verdict": "right", "answer": 0, "editor": "a\nb"},
        {"verdict": "right", "answer": 0, "note": "x" * 1001},
        {"verdict": "right", "answer": 0, "note": "\ud800"},
    ],
)
def test_a_verdict_that_does_not_fit_is_refused(desk_room: Room, wrong: dict[str, object]) -> None:
    case = desk_room.asked()
    with pytest.raises(BadRequestError):
        desk_room.judge(case, **{"editor": "Ada", **wrong})  # type: ignore[arg-type]
    assert desk_room.desk.reviews(history=True) == []


def test_a_place_beyond_the_text_or_without_words_is_refused(desk_room: Room) -> None:
    case = desk_room.asked()
    revision = desk_room.store.document(CAIRO.id).revision
    space = CAIRO.text.index(" ")
    for span in (Span(0, 5000), Span(space, space + 1), Span(0, 2001)):
        with pytest.raises(BadRequestError):
            desk_room.judge(case, verdict="missed", missed=(Place(CAIRO.id, revision, span),))


def test_what_is_not_there_is_named(desk_room: Room) -> None:
    with pytest.raises(UnknownCaseError, match="no case 7"):
        desk_room.desk.case(7)
    with pytest.raises(UnknownCaseError):
        desk_room.judge(7, verdict="right")
    with pytest.raises(UnknownReviewError):
        desk_room.desk.withdraw(7)


def test_an_abstention_has_no_answer_to_be_judged(desk_room: Room) -> None:
    case = desk_room.asked(HOTEL)
    assert isinstance(desk_room.desk.case(case).outcome, Abstained)
    with pytest.raises(BadRequestError):
        desk_room.judge(case, verdict="right", answer=0)
    assert desk_room.judge(case, verdict="right").citations == ()
