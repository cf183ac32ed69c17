"""The road of a question over a real store and index, with a reader that knows the answers."""

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from corpus.errors import UnknownDocumentError
from corpus.loaders.jsonl import Row
from corpus.store import Store
from index.errors import InvalidFilterError
from qa.answers import Abstained, Answered, Citation, Outcome, PublishedRange, Question
from qa.errors import BadRequestError, ReaderUnusableError
from qa.given import citations_in
from qa.newsroom import Newsroom
from qa.pipeline import PER_ARTICLE
from tests.index.fakes import HashingEncoder
from tests.qa.readers import PhraseReader, by_score

WHO = "Who joined the talks in Cairo?"
TOLL = "How many were killed in Gaza?"
READER = {
    WHO: {"William Burns": 5.0, "CIA Director William Burns": 4.0, "Barnea and Egypt": 3.0},
    TOLL: {"more than 19,600": 4.0, "19,600": 3.0, "28,473": 4.0, "143": -3.0},
}
ROWS = (
    Row(
        id="visit",
        title="Visit to Cairo",
        source="Delta Wire",
        published="2023-12-20",
        text="The toll in Gaza is more than 19,600, said the ministry in Gaza.",
    ),
    Row(
        id="talks",
        title="Talks in Cairo",
        source="Harbour Courier",
        published="2024-02-13",
        text="CIA Director William Burns joined the talks in Cairo. So did Barnea and Egypt 🙂.",
    ),
    Row(
        id="copy",
        title="Talks in Cairo",
        source="Meridian Post",
        published="2024-02-13",
        text="CIA Director  William Burns joined the talks in Cairo. So did Barnea and Egypt 🙂.",
    ),
    Row(
        id="later",
        title="Toll",
        text="In Gaza at least 28,473 were killed. William Burns left Cairo.",
    ),
)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    store = Store.open(tmp_path)
    with Newsroom(store, tmp_path, HashingEncoder(), PhraseReader(READER), by_score()) as room:
        report = room.add(ROWS)
        assert not report.refused
        yield room


WHEN = "When does the ferry to Skellan sail?"
FERRY_ROWS = (
    Row(
        id="plan",
        source="Delta Wire",
        published="2024-03-04",
        text="The ferry to Skellan will sail on 1 May, Tern Line said.",
    ),
    Row(
        id="off",
        source="Meridian Post",
        published="2024-04-08",
        text="The ferry to Skellan has been cancelled. It was to sail in the spring.",
    ),
)


def ferry(tmp_path: Path, reader: dict[str, float]) -> Newsroom:
    room = Newsroom(
        Store.open(tmp_path), tmp_path, HashingEncoder(), PhraseReader({WHEN: reader}), by_score()
    )
    assert not room.add(FERRY_ROWS).refused
    return room


def test_a_plan_that_was_called_off_does_not_answer_and_what_calls_it_off_is_shown(
    tmp_path: Path,
) -> None:
    with ferry(tmp_path, {"1 May": 4.0}) as room:
        before = room.ask(Question(WHEN, as_of=datetime.date(2024, 4, 1)))
        assert isinstance(before, Answered)
        assert before.groups[0].answers[0].called_off is None
        outcome = room.ask(Question(WHEN))
    assert isinstance(outcome, Abstained)
    assert outcome.reason == "called-off"
    assert "The ferry to Skellan has been cancelled." in outcome.message
    assert outcome.nearest[0].document_id == "off"


def test_beside_another_answer_one_that_was_called_off_says_so(tmp_path: Path) -> None:
    with ferry(tmp_path, {"1 May": 4.0, "the spring": 4.0}) as room:
        outcome = room.ask(Question(WHEN))
    assert isinstance(outcome, Answered)
    plan = next(a for g in outcome.groups for a in g.answers if a.text == "1 May")
    assert plan.called_off
    assert plan.called_off.quote == "The ferry to Skellan has been cancelled."
    assert plan.called_off in citations_in(msgspec.json.encode(outcome))


def test_what_was_over_by_the_day_that_is_asked_as_of_does_not_answer(tmp_path: Path) -> None:
    asked = "Where is the exhibition shown?"
    rows = (
        Row(
            id="opening",
            published="2024-02-20",
            text="It rained. The exhibition is shown at the old mint until 5 March.",
        ),
    )
    reader = PhraseReader({asked: {"the old mint": 4.0}})
    with Newsroom(Store.open(tmp_path), tmp_path, HashingEncoder(), reader, by_score()) as room:
        assert not room.add(rows).refused
        while_open, after, at_any_time = (
            room.ask(Question(asked, as_of=day))
            for day in (datetime.date(2024, 3, 5), datetime.date(2024, 3, 6), None)
        )
    for outcome in (while_open, at_any_time):
        assert isinstance(outcome, Answered)
        assert outcome.groups[0].answers[0].ended is None
    assert_over(after, "until 5 March", "opening")


def assert_over(outcome: Outcome, words: str, document: str) -> None:
    """There is no answer, since it is over, as these words of an article say, which is nearest."""
    assert isinstance(outcome, Abstained)
    assert outcome.reason == "ended"
    assert words in outcome.message
    assert outcome.nearest[0].document_id == document


HOLDER = "Who is the chief executive of Halden?"
HOLDERS = (
    Row(
        id="first",
        published="2024-03-11",
        text="Ingrid Solberg is the chief executive of Halden. It rained.",
    ),
    Row(
        id="later",
        published="2024-04-02",
        text="Ingrid Solberg has left Halden. Its chief executive is Tomás Reyes.",
    ),
)


def test_who_has_left_an_office_is_not_said_to_hold_it(tmp_path: Path) -> None:
    reader = PhraseReader({HOLDER: {"Ingrid Solberg": 4.0}})
    with Newsroom(Store.open(tmp_path), tmp_path, HashingEncoder(), reader, by_score()) as room:
        assert not room.add(HOLDERS).refused
        before, after = (
            room.ask(Question(HOLDER, as_of=day)) for day in (datetime.date(2024, 4, 1), None)
        )
    assert isinstance(before, Answered)
    assert before.groups[0].answers[0].ended is None
    assert_over(after, "Ingrid Solberg has left Halden.", "later")


def test_who_holds_an_office_comes_before_who_has_left_it(tmp_path: Path) -> None:
    text = "Tomás Reyes, Solberg’s successor, spoke for Halden."
    rows = (*HOLDERS[:1], Row(id="other", published="2024-03-11", text=text))
    reader = PhraseReader({HOLDER: {"Ingrid Solberg": 4.0, "Tomás Reyes": 3.0}})
    with Newsroom(Store.open(tmp_path), tmp_path, HashingEncoder(), reader, by_score()) as room:
        assert not room.add(rows).refused
        outcome = room.ask(Question(HOLDER))
    assert isinstance(outcome, Answered)
    said = [(a.text, bool(a.ended)) for group in outcome.groups for a in group.answers]
    assert said == [("Tomás Reyes", False), ("Ingrid Solberg", True)]


def test_an_office_beside_a_plan_is_reported_and_not_called_off_with_it(tmp_path: Path) -> None:
    rows = (
        Row(
            id="merger",
            published="2023-11-06",
            text="Ingrid Solberg, Halden’s chief executive, will speak on the merger on Friday.",
        ),
        Row(id="off", published="2024-03-11", text="Halden has called off its merger."),
    )
    asked = "Who is the chief executive of Halden?"
    reader = PhraseReader({asked: {"Ingrid Solberg": 4.0}})
    with Newsroom(Store.open(tmp_path), tmp_path, HashingEncoder(), reader, by_score()) as room:
        assert not room.add(rows).refused
        outcome = room.ask(Question(asked))
    assert isinstance(outcome, Answered)
    answer = outcome.groups[0].answers[0]
    assert (answer.status, answer.called_off, answer.event) == ("reported", None, None)


def test_an_article_that_speaks_of_something_else_is_not_read(tmp_path: Path) -> None:
    asked = "Who is the chief executive of Halden?"
    rows = (
        Row(id="rail", text="Lucas Wendt is the chief executive of Ostervale Rail."),
        Row(id="dairy", text="Halden and its chief executive are silent."),
    )
    reader = PhraseReader({asked: {"Lucas Wendt": 4.0}})
    with Newsroom(Store.open(tmp_path), tmp_path, HashingEncoder(), reader, by_score()) as room:
        room.add(rows)
        outcome = room.ask(Question(asked))
    assert isinstance(outcome, Abstained)
    assert [passage for _, passage in reader.read_pairs] == [rows[1].text]
    assert [hit.document_id for hit in outcome.nearest] == ["dairy"]


def test_where_no_article_speaks_of_it_nothing_is_read_and_the_nearest_are_shown(newsroom) -> None:
    outcome = newsroom.ask(Question("Who joined the talks in Ardal?"))
    assert isinstance(outcome, Abstained)
    assert outcome.reason == "not-said"
    assert outcome.nearest


def test_no_article_takes_the_place_of_all_others(tmp_path: Path) -> None:
    paragraph = "Halden has sold the dairy number {} in the valley again, to nobody in particular. "
    long = "\n\n".join((paragraph.format(number) * 9).strip() for number in range(9))
    rows = (
        Row(id="long", title="Halden", text=long),
        Row(id="short", title="A note", text="In spring Halden sold it to Brightwater."),
    )
    asked = Question("To whom has Halden sold the dairy in the valley?", top_k=6)
    room = Newsroom(Store.open(tmp_path), tmp_path, HashingEncoder(), PhraseReader({}), by_score())
    with room:
        room.add(rows)
        hits = room.retrieve(asked).passages
        deep = room.retrieve(msgspec.structs.replace(asked, top_k=8)).passages
    assert Counter(hit.document_id for hit in hits) == {"long": PER_ARTICLE, "short": 1}
    assert [hit.rank for hit in hits] == list(range(1, 7))
    assert Counter(hit.document_id for hit in deep) == {"long": 7, "short": 1}


def test_who_was_there_is_found_by_either_wording(tmp_path: Path) -> None:
    asked, other = "Who joined the talks?", "Who attended the talks?"
    rows = (
        Row(id="one", text="Burns joined the talks with Barnea."),
        Row(id="two", text="Haniyeh came for talks."),
    )
    phrases = {asked: {"Burns": 4.0}, other: {"Haniyeh": 3.0, "Barnea": 2.0, "Burns": 1.0}}
    reader = PhraseReader(phrases)
    with Newsroom(Store.open(tmp_path), tmp_path, HashingEncoder(), reader, by_score()) as room:
        room.add(rows)
        outcome = room.ask(Question(asked))
    assert isinstance(outcome, Answered)
    said = [(a.text, round(a.confidence, 2)) for group in outcome.groups for a in group.answers]
    assert said == [("Burns", 0.98), ("Haniyeh", 0.95), ("Barnea", 0.88)]


QUAKE = "How many people did the quake kill?"
QUAKE_ROWS = (
    Row(
        id="ministry",
        source="Delta Wire",
        published="2024-06-03",
        text="The quake did kill at least 14 people on Sunday, the ministry said.",
    ),
    Row(
        id="hospitals",
        source="Meridian Post",
        published="2024-06-04",
        text="The quake did kill 17 people on Sunday, hospitals said. More people came on foot.",
    ),
    Row(id="earlier", published="2024-05-06", text="The quake did kill 3 people in May."),
)


def test_figures_that_disagree_are_a_conflict_and_stand_under_the_day_of_the_event(
    tmp_path: Path,
) -> None:
    reader = PhraseReader({QUAKE: {"14": 4.0, "17": 3.0, "3": 2.0}})
    store = Store.open(tmp_path)
    with Newsroom(store, tmp_path, HashingEncoder(), reader, by_score()) as room:
        room.add(QUAKE_ROWS)
        outcome = room.ask(Question(QUAKE))
    assert isinstance(outcome, Answered)
    sunday = datetime.date(2024, 6, 2)
    first = outcome.groups[0]
    assert (first.period.from_, first.period.to) == (sunday, sunday)
    assert {answer.text for answer in first.answers} == {"at least 14", "17"}
    assert all(answer.event == first.period for answer in first.answers)
    (conflict,) = outcome.conflicts
    assert conflict.period == first.period
    assert [(side.text, side.citations[0].source) for side in conflict.sides] == [
        ("at least 14", "Delta Wire"),
        ("17", "Meridian Post"),
    ]


@pytest.mark.parametrize(
    ("question", "is_shown"),
    [
        ("How many people did the quake in Sorrel kill?", True),
        ("How many people did the quake in Sorrel and Ardal kill?", False),
        ("How many people did the quake kill?", False),
        ("How many people has the quake in Sorrel killed so far?", False),
    ],
)
def test_a_figure_too_uncertain_to_answer_still_disputes_the_answer_if_it_is_of_the_same_names(
    tmp_path: Path, question: str, is_shown: bool
) -> None:
    rows = (
        Row(id="ministry", published="2024-06-03", text="In Sorrel the quake did kill 14 people."),
        Row(id="office", published="2024-06-03", text="In Sorrel the quake did kill 17 people."),
        Row(id="hurt", published="2024-06-03", text="In Sorrel the quake did hurt 15 people."),
    )
    phrases = {"14": 4.0, "17": -3.0, "15": -2.0}
    store = Store.open(tmp_path)
    reader = PhraseReader({question: phrases})
    with Newsroom(store, tmp_path, HashingEncoder(), reader, by_score()) as room:
        room.add(rows)
        outcome = room.ask(Question(question))
    assert isinstance(outcome, Answered)
    assert {answer.text for group in outcome.groups for answer in group.answers} == {"14"}
    sides = [[side.text for side in conflict.sides] for conflict in outcome.conflicts]
    assert sides == ([["14", "17"]] if is_shown else [])


def test_a_figure_of_something_else_is_no_answer(tmp_path: Path) -> None:
    question = "How many people did the quake kill?"
    text = "The quake hurt 230 people, and 14 were killed in the quake."
    store = Store.open(tmp_path)
    reader = PhraseReader({question: {"230": 5.0, "14": 4.0}})
    with Newsroom(store, tmp_path, HashingEncoder(), reader, by_score()) as room:
        room.add((Row(id="quake", text=text),))
        outcome = room.ask(Question(question))
    assert [citation.quote for citation in cited(outcome)] == ["14"]


def test_whoever_is_named_as_the_source_is_quoted_with_the_place(tmp_path: Path) -> None:
    reader = PhraseReader({QUAKE: {"14": 4.0, "17": 3.0, "3": 2.0}})
    store = Store.open(tmp_path)
    copy = msgspec.structs.replace(QUAKE_ROWS[1], id="copy", source="Northgate Gazette")
    with Newsroom(store, tmp_path, HashingEncoder(), reader, by_score()) as room:
        room.add([*QUAKE_ROWS, copy])
        outcome = room.ask(Question(QUAKE))
        assert isinstance(outcome, Answered)
        answers = {a.text: a for group in outcome.groups for a in group.answers}
        said = {text: [c.quote for c in a.claimants] for text, a in answers.items()}
        assert said == {"at least 14": ["the ministry"], "17": ["hospitals"], "3": []}
        for answer in answers.values():
            for claimant in answer.claimants:
                assert room.verify([claimant])[0].standing == "valid"
                assert claimant.document_id in {c.document_id for c in answer.citations}
        assert set(answers["17"].claimants) < set(citations_in(msgspec.json.encode(outcome)))


def cited(outcome: object) -> list[Citation]:
    assert isinstance(outcome, Answered)
    return [c for g in outcome.groups for a in g.answers for c in a.citations]


def test_every_quote_equals_the_stored_text_at_its_span(newsroom) -> None:
    for question in (WHO, TOLL):
        for citation in cited(newsroom.ask(Question(question))):
            text = newsroom.store.document(citation.document_id, citation.revision).text
            assert text[citation.span.start : citation.span.end] == citation.quote
            assert newsroom.verify([citation])[0].standing == "valid"


def test_answers_stand_in_groups_by_date_newest_first_the_undated_last(newsroom) -> None:
    outcome = newsroom.ask(Question(TOLL))
    assert isinstance(outcome, Answered)
    assert [(g.period.from_, [a.text for a in g.answers]) for g in outcome.groups] == [
        (datetime.date(2023, 12, 20), ["more than 19,600"]),
        (None, ["at least 28,473"]),
    ]


def test_one_passage_in_two_outlets_is_one_answer_with_two_citations(newsroom) -> None:
    outcome = newsroom.ask(Question(WHO))
    assert isinstance(outcome, Answered)
    burns = outcome.groups[0].answers[0]
    assert burns.text == "William Burns"
    assert sorted(c.document_id for c in burns.citations) == ["copy", "talks"]
    assert burns.origins == 1


def test_a_coordinated_answer_to_who_gives_its_items(newsroom) -> None:
    outcome = newsroom.ask(Question(WHO))
    assert isinstance(outcome, Answered)
    assert {"Barnea", "Egypt"} <= {a.text for a in outcome.groups[0].answers}


def test_what_no_article_says_is_not_answered_and_the_nearest_passages_are_shown(newsroom) -> None:
    outcome = newsroom.ask(Question("Which hotel hosted the talks in Cairo?"))
    assert isinstance(outcome, Abstained)
    assert outcome.reason == "not-said"
    assert outcome.nearest
    assert outcome.nearest[0].rank == 1


def test_as_of_leaves_out_what_came_later_and_counts_what_has_no_date(newsroom) -> None:
    outcome = newsroom.ask(Question(WHO, as_of=datetime.date(2024, 1, 1)))
    assert outcome.undated == 1
    assert {c.document_id for c in cited(outcome)} == {"later"}


def test_filters_that_nothing_passes_are_told_apart_from_silence(newsroom) -> None:
    newsroom.delete("later")
    nothing = PublishedRange(datetime.date(1999, 1, 1), datetime.date(1999, 12, 31))
    outcome = newsroom.ask(Question(WHO, published=nothing))
    assert isinstance(outcome, Abstained)
    assert outcome.reason == "no-articles"


def test_after_a_correction_answers_come_from_the_new_text(newsroom) -> None:
    (before, *_) = [c for c in cited(newsroom.ask(Question(TOLL))) if c.document_id == "later"]
    corrected = msgspec.structs.replace(
        ROWS[3], text="Correction. In Gaza many were killed. William Burns left."
    )
    newsroom.add([corrected])
    assert {c.document_id for c in cited(newsroom.ask(Question(TOLL)))} == {"visit"}
    assert newsroom.verify([before])[0].standing == "superseded"


def test_a_retracted_article_does_not_answer_even_before_it_leaves_the_index(newsroom) -> None:
    newsroom.store.retract("later", "made up")
    assert {c.document_id for c in cited(newsroom.ask(Question(TOLL)))} == {"visit"}
    newsroom.retract("visit", "made up")
    assert isinstance(newsroom.ask(Question(TOLL)), Abstained)
    with pytest.raises(UnknownDocumentError):
        newsroom.retract("nobody", "why")


def test_a_deleted_article_is_gone_from_answers_and_from_the_index(newsroom) -> None:
    before = newsroom.generation
    newsroom.delete("later")
    assert newsroom.generation != before
    assert all(hit.document_id != "later" for hit in newsroom.retrieve(Question(TOLL)).passages)


def test_adding_what_is_there_already_publishes_nothing(newsroom) -> None:
    before = newsroom.generation
    assert newsroom.add(ROWS).unchanged == tuple(row.id for row in ROWS)
    assert newsroom.generation == before


def test_a_second_opening_takes_the_generation_that_is_there(newsroom, tmp_path) -> None:
    encoder = HashingEncoder()
    with Store.open(tmp_path) as store:
        again = Newsroom(store, tmp_path, encoder, PhraseReader({}), by_score())
        assert again.generation == newsroom.generation
        assert encoder.encoded == []


@pytest.mark.parametrize(
    ("question", "part"),
    [
        (Question(" ?! "), "no word"),
        (Question("w" * 513), "513 characters"),
        (Question(WHO, top_k=0), "top_k"),
        (Question(WHO, top_k=101), "top_k"),
        (Question(WHO, sources=("Nobody's News",)), "Delta Wire"),
    ],
)
def test_a_question_that_cannot_be_served_is_refused_in_one_sentence(
    newsroom, question, part
) -> None:
    with pytest.raises(BadRequestError, match=part):
        newsroom.ask(question)
    with pytest.raises(BadRequestError):
        newsroom.ask_batch([Question(WHO), question])


def test_dates_that_contradict_each_other_are_refused(newsroom) -> None:
    backwards = PublishedRange(datetime.date(2024, 2, 1), datetime.date(2024, 1, 1))
    with pytest.raises(InvalidFilterError):
        newsroom.ask(Question(WHO, published=backwards))


def test_outlets_are_known_whatever_their_case(newsroom) -> None:
    outcome = newsroom.ask(Question(WHO, sources=("meridian  post",)))
    assert {c.source for c in cited(outcome)} == {"Meridian Post"}


def test_a_calibration_of_another_model_is_refused(tmp_path) -> None:
    from qa.calibration import load_calibration

    path = tmp_path / "calibration.json"
    path.write_bytes(msgspec.json.encode(by_score()))
    assert load_calibration(path, reader="phrases/1", encoder="hashing/16") == by_score()
    for models in (
        {"reader": "x", "encoder": "hashing/16"},
        {"reader": "phrases/1", "encoder": "x"},
    ):
        with pytest.raises(ReaderUnusableError, match="make calibrate"):
            load_calibration(path, **models)
    path.write_text("{}")
    with pytest.raises(ReaderUnusableError):
        load_calibration(path, reader="phrases/1", encoder="hashing/16")


def test_what_another_process_publishes_is_answered_from_at_the_next_question(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    question = Question("Who designed the museum?")
    before = newsroom.generation
    assert isinstance(newsroom.ask(question), Abstained)
    reader = PhraseReader({question.question: {"Ida Krell": 5.0}})
    with Newsroom(Store.open(tmp_path), tmp_path, HashingEncoder(), reader, by_score()) as other:
        other.add([Row(id="museum", title="Museum", text="Ida Krell designed the museum.")])
        assert newsroom.generation == other.generation != before
        assert newsroom.retrieve(question).passages[0].document_id == "museum"


def test_who_is_listed_is_held_against_the_best_of_the_same_article_only(tmp_path: Path) -> None:
    several, one = "Who came to Tarragate?", "Who was first to come to Tarragate?"
    phrases = {"Ida": 5.0, "Olaf": 4.0, "Una": 1.0}
    reader = PhraseReader({several: phrases, one: phrases})
    rows = [
        Row(id="a", title="A", text="Ida came to Tarragate. Later on Olaf came to Tarragate."),
        Row(id="b", title="B", text="Una came to Tarragate."),
    ]
    with Newsroom(Store.open(tmp_path), tmp_path, HashingEncoder(), reader, by_score()) as room:
        assert not room.add(rows).refused
        found = {c.quote: c.features for c in room.pipeline.find(Question(several)).candidates}
        assert {quote: f.list_margin for quote, f in found.items()} == {
            "Ida": 0.0,
            "Olaf": 1.0,
            "Una": 0.0,
        }
        found = {c.quote: c.features for c in room.pipeline.find(Question(one)).candidates}
        assert set(found) == {"Ida", "Una"}
        assert {f.list_margin for f in found.values()} == {0.0}


@pytest.mark.parametrize(
    ("published", "text", "same_day", "rival"),
    [
        ("2024-03-04", "The flood killed nine people.", 1.0, 1.0),
        ("2024-03-11", "The flood killed nine people.", 0.0, 1.0),
        ("2024-03-12", "The flood killed nine people.", 0.0, 0.0),
        (None, "The flood killed nine people.", 0.0, 0.0),
        ("2024-03-04", "The flood killed nine per cent of the sheep.", 1.0, 0.0),
    ],
)
def test_a_figure_of_another_article_is_told_apart_by_day_and_by_what_it_counts(
    tmp_path: Path, published: str | None, text: str, same_day: float, rival: float
) -> None:
    question = "How many people did the flood kill?"
    reader = PhraseReader({question: {"seven": 5.0, "nine": 1.0}})
    rows = [
        Row(id="a", title="A", text="The flood killed seven people.", published="2024-03-04"),
        Row(id="b", title="B", text=text, published=published),
    ]
    with Newsroom(Store.open(tmp_path), tmp_path, HashingEncoder(), reader, by_score()) as room:
        assert not room.add(rows).refused
        first, other = (c.features for c in room.pipeline.find(Question(question)).candidates)
    assert (first.same_day, first.rival) == (0.0, 0.0)
    assert (other.same_day, other.rival) == (same_day, rival)
