"""Questions to begin with are read off the articles and asked before they are shown."""

import datetime

import msgspec
import pytest

from corpus.documents import Document, Published, revision_of
from corpus.ingest import ingest
from corpus.samples import sample_paths
from corpus.spans import Span
from corpus.store import Store
from qa.answers import Abstained, Answer, Answered, Group, Outcome, Period
from qa.citations import cite
from qa.suggestions import (
    Suggestion,
    is_borne_out,
    read_off,
    sample_questions,
    suggestions,
)


def article(text: str, name: str = "d") -> Document:
    return Document(
        id=name, text=text, revision=revision_of(text), title="T", prose=(Span(0, len(text)),)
    )


def asked(text: str) -> list[tuple[str, str]]:
    return [(one.question, one.answer) for one in read_off(article(text))]


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "William Burns, the director of the CIA, said so.",
            "Who is the director of the CIA?",
            "William Burns",
        ),
        (
            "It was David Barnea, who heads the Mossad, that came.",
            "Who heads the Mossad?",
            "David Barnea",
        ),
        (
            "Mohammed bin Salman, the prime\nminister of Saudi Arabia, left.",
            "Who is the prime minister of Saudi Arabia?",
            "Mohammed bin Salman",
        ),
    ],
)
def test_a_sentence_that_says_who_somebody_is_bears_a_question(
    text: str, question: str, answer: str
) -> None:
    assert asked(text) == [(question, answer)]


@pytest.mark.parametrize(
    "text",
    [
        "Khan Younis, the second-largest city of the enclave, was quiet.",
        "In Israel, the attack of October 7 cost the lives of 1,160 people.",
        "Aurel Pinter, the director of his company, spoke.",
        "Gustav Merrin, who says that he will leave, stayed.",
        "William Burns, the director, spoke.",
        f"Ada Lind, the director of {'very ' * 20}much, spoke.",
    ],
)
def test_a_sentence_that_leaves_a_question_hanging_bears_none(text: str) -> None:
    assert asked(text) == []


def outcome(document: Document, quote: str, confidence: float = 0.8) -> Answered:
    at = document.text.index(quote)
    answer = Answer(quote, confidence, "reported", (cite(document, Span(at, at + len(quote))),))
    return Answered(
        question="?",
        groups=(Group(Period(), (answer,)),),
        conflicts=(),
        passages=(),
        undated=0,
        generation="g",
        timings_ms={},
    )


BURNS = article("Bill Burns, who leads the CIA, met Hamas.")
ABSTAINED = Abstained(
    question="?",
    reason="not-said",
    message="",
    nearest=(),
    undated=0,
    generation="g",
    timings_ms={},
)


@pytest.mark.parametrize(
    ("found", "held"),
    [
        (outcome(BURNS, "Bill Burns"), True),
        (outcome(BURNS, "Hamas"), False),
        (outcome(BURNS, "Bill Burns", confidence=0.45), False),
        (ABSTAINED, False),
    ],
)
def test_a_suggestion_holds_if_what_the_article_says_is_answered(
    found: Outcome, held: bool
) -> None:
    suggestion = Suggestion("Who leads the CIA?", "other", "", answer="William Burns")
    assert is_borne_out(suggestion, found) is held


@pytest.mark.parametrize(("name", "held"), [("d", True), ("other", False)])
def test_a_sample_question_holds_if_its_article_answers_it(name: str, held: bool) -> None:
    suggestion = Suggestion("Who leads the CIA?", name, "")
    assert is_borne_out(suggestion, outcome(BURNS, "Bill Burns")) is held


def test_the_sample_questions_are_about_the_sample_articles_as_they_are(tmp_path) -> None:
    with Store.open(tmp_path) as store:
        ingest(store, [sample_paths()[0]])
        for one in sample_questions():
            assert store.document(one.document_id).revision == one.revision
        assert {one.question for one in sample_questions()} <= {
            one.question for one in suggestions(store.newest(100))
        }


def test_the_sample_questions_are_not_asked_of_other_articles() -> None:
    first = sample_questions()[0]
    namesake = article("Another text.", first.document_id)
    assert suggestions([namesake]) == []


def test_an_article_gives_one_question() -> None:
    several = article("Ada Lind, who heads the bank, met Bo Ek, who leads the union, today.")
    assert [one.question for one in suggestions([several])] == ["Who heads the bank?"]


def test_what_was_published_last_comes_first(tmp_path) -> None:
    with Store.open(tmp_path) as store, store.transaction() as writer:
        for name, day in (("a", 1), ("b", 3), ("c", None), ("d", 2)):
            published = (
                Published(datetime.date(2024, 5, day), "stated", "row") if day else Published()
            )
            writer.put(msgspec.structs.replace(article("Text.", name), published=published))
    with Store.open(tmp_path) as store:
        assert [document.id for document in store.newest(9)] == ["b", "d", "a", "c"]
        assert [document.id for document in store.newest(2)] == ["b", "d"]
