"""Which sentences say that somebody no longer holds an office, and which only might."""

import datetime

import pytest

from corpus.documents import UNDATED, Document, Published, revision_of
from corpus.spans import Span
from qa.left_office import left_office, says_left
from qa.offices import office_asked
from tests.qa.fakes import hit_of

ASKED = "Who is the chief executive of Tern Line?"


def left(sentence: str, question: str = ASKED, name: str = "Aurel Pinter") -> bool:
    office = office_asked(question)
    assert office is not None
    return says_left(sentence, name, office)


@pytest.mark.parametrize(
    "sentence",
    [
        "Aurel Pinter resigned on Friday.",
        "Pinter, in charge since 2014, has stepped down as chief executive.",
        "Pinter was dismissed by the board last week.",
        "Pinter having retired, the office passed to Marit Aune.",
        "Aurel Pinter did not come; the company said he had left by mutual agreement.",
        "Pinter told the staff that he was handing over to Marit Aune with immediate effect.",
        "Marit Aune has run the line since Pinter went to a rival.",
        "Marit Aune, who succeeded Aurel Pinter in May, spoke first.",
        "Marit Aune, who followed Pinter as chief executive, spoke first.",
        "Marit Aune relieved Aurel Pinter at New Year.",
        "Pinter was pushed aside by his deputy.",
        "She took over as chief executive from Aurel Pinter in May.",
        "Aune was brought in from a bank in place of Pinter.",
        "The share has doubled since Pinter's departure.",
        "Nothing has moved since the death of Aurel Pinter.",
        "Pinter’s successor, Marit Aune, said nothing.",
        "Marit Aune sits in Pinter's old chair.",
        "Aurel Pinter, who had led the line until March, lives in Spain.",
        "Marit Aune has the post that Pinter vacated.",
        "The board has sacked its chief executive, Aurel Pinter.",
        "The former chief executive, Aurel Pinter, was heard as a witness.",
    ],
)
def test_a_sentence_says_that_the_holder_has_left(sentence) -> None:
    assert left(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Aurel Pinter spoke on Friday.",
        "Pinter will step down in May.",
        "Pinter has not resigned.",
        "The union called for Pinter's dismissal after Pinter's resignation was refused.",
        "Pinter denied that he had resigned.",
        "Pinter resigned as head of the harbour board.",
        "Pinter left the harbour office to become chief executive.",
        "Pinter steps down at the end of the year.",
        "Pinter resigned with effect from 1 July.",
        "Aurel Pinter met Marit Aune, and she had resigned before.",
        "Marit Pinter resigned on Friday.",
        "Led by a former banker, Aurel Pinter, the line has grown.",
        "The former harbour master, Aurel Pinter, leads the line.",
        "Aurel Pinter succeeded Marit Aune in May.",
        "Aurel Pinter dismissed two captains.",
        "Shareholders are relieved because Pinter stays.",
        "The verdict relieved Pinter of a worry.",
        "A crowd followed Pinter to the quay.",
        "Marit Aune, who followed Pinter as harbour master, spoke first.",
        "Pinter left a note for the captain.",
        "Pinter, whose deputy was dismissed, said nothing.",
        "Under § 12 the captain resigned; Pinter stays.",
    ],
)
def test_a_sentence_leaves_the_holder_in_office(sentence) -> None:
    assert not left(sentence)


def test_where_any_office_is_asked_for_one_that_is_named_may_be_another() -> None:
    asked = "Who heads Tern Line?"
    assert left("Pinter resigned on Friday.", asked)
    assert not left("Pinter resigned as treasurer on Friday.", asked)


def article(name: str, text: str, published: Published) -> Document:
    return Document(
        id=name,
        title="",
        text=text,
        source="Delta Wire",
        published=published,
        revision=revision_of(text),
        prose=(Span(0, len(text)),),
    )


def on(day: int) -> Published:
    return Published(datetime.date(2024, 5, day), "stated")


def cited(question: str, published: Published, name: str = "Aurel Pinter") -> str:
    articles = [
        article("first", "It rained. Aurel Pinter resigned in April.", on(6)),
        article("later", "Pinter’s successor, Marit Aune, spoke. It snowed.", on(8)),
        article("undated", "Aurel Pinter has stepped down.", UNDATED),
    ]
    found = left_office(
        question, name, published, [hit_of(a) for a in articles], {a.id: a for a in articles}
    )
    return found.quote if found else ""


def test_the_newest_sentence_of_an_article_that_is_no_older_is_cited() -> None:
    assert cited(ASKED, on(1)) == "Pinter’s successor, Marit Aune, spoke."
    assert cited(ASKED, on(6)) == "Pinter’s successor, Marit Aune, spoke."
    assert cited(ASKED, on(9)) == ""
    assert cited(ASKED, UNDATED) == ""


@pytest.mark.parametrize(
    "question",
    [
        "Who was the chief executive of Tern Line?",
        "Who is the former chief executive of Tern Line?",
        "Who is Aurel Pinter?",
        "Who resigned?",
        "Who is the winner of the prize?",
    ],
)
def test_who_does_not_ask_for_who_holds_an_office_now_is_not_told_who_left(question) -> None:
    assert cited(question, on(1)) == ""


def test_what_is_no_name_holds_no_office() -> None:
    assert cited(ASKED, on(1), name="a man of 71") == ""
