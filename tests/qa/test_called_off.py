"""A later article takes a plan back, or only seems to."""

import datetime

import pytest

from corpus.documents import Document, Published, revision_of
from corpus.spans import Span
from qa.called_off import called_off
from tests.qa.fakes import hit_of

SINCE = datetime.date(2024, 3, 1)
QUESTION = "When will the ferry to Skellan start sailing?"
PLAN = "The ferry is to start sailing to Skellan on 1 May."


def article(text: str, day: int, month: int = 4, title: str = "") -> Document:
    published = Published(datetime.date(2024, month, day), "stated")
    return Document(
        id=f"a{month}-{day}",
        title=title,
        text=text,
        source="Delta Wire",
        published=published,
        revision=revision_of(text),
        prose=(Span(0, len(text)),),
    )


def taken_back(
    *documents: Document, question: str = QUESTION, plan: str = PLAN, is_date: bool = True
) -> str:
    found = called_off(
        question,
        plan,
        SINCE,
        [hit_of(document) for document in documents],
        {document.id: document for document in documents},
        is_date=is_date,
    )
    return found.quote if found else ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Tern Line has called off the ferry to Skellan.",
        "Tern Line has called the ferry to Skellan off.",
        "The ferry to Skellan has been cancelled.",
        "The ferry was quietly scrapped, a letter to Skellan says.",
        "There will be no ferry to Skellan.",
        "The ferry to Skellan is off.",
        "The ferry to Skellan will not go ahead.",
        "Plans for a ferry to Skellan have collapsed.",
        "The ferry to Skellan has been put off.",
        "Tern Line has delayed the ferry to Skellan.",
    ],
)
def test_a_later_article_takes_the_plan_back(sentence) -> None:
    text = f"It rained. {sentence} Nobody was surprised."
    assert taken_back(article(text, 9)) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "Skellan has cancelled its festival.",
        "The ferry to Skellan may be called off.",
        "The ferry to Skellan has not been cancelled.",
        "Tern Line denied that the ferry to Skellan had been scrapped.",
        "If the ferry to Skellan is cancelled, the mayor goes.",
        "The ferry to Ostervale was cancelled.",
        "The ferry sails to Skellan.",
    ],
)
def test_what_is_not_called_off_or_something_else_takes_nothing_back(text) -> None:
    assert taken_back(article(text, 9)) == ""


def test_only_what_is_published_later_counts_and_the_newest_first() -> None:
    early = article("The ferry to Skellan was cancelled.", 1, month=3)
    later = article("The ferry to Skellan was scrapped.", 2)
    latest = article("There will be no ferry to Skellan.", 3)
    assert taken_back(early) == ""
    assert taken_back(early, later, latest) == "There will be no ferry to Skellan."


def test_what_is_put_off_takes_back_its_date_only() -> None:
    document = article("The ferry to Skellan has been postponed.", 9)
    assert taken_back(document) == document.text
    assert taken_back(document, is_date=False) == ""


def test_names_alone_must_be_all_that_the_question_has() -> None:
    question, plan = "Who will run Halden Brightwater?", "Ingrid Solberg will run it."
    gone = article("There will be no Halden Brightwater.", 9)
    part = article("Halden has scrapped the Halden prize, which Brightwater won.", 9)
    assert taken_back(gone, question=question, plan=plan) == gone.text
    assert taken_back(part, question=question, plan=plan) == ""


def test_the_names_may_stand_in_the_title() -> None:
    document = article("The ferry was cancelled.", 9, title="Skellan loses its boat")
    assert taken_back(document) == document.text
