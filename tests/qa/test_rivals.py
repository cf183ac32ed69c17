"""Two values for one thing: who is heard, and who is held back for not being the first."""

import msgspec
import pytest

from corpus.documents import UNDATED, Document, revision_of
from corpus.spans import Span
from qa.answers import PassageHit
from qa.candidates import gather
from qa.excerpts import Excerpt
from qa.reader.base import Candidate, Reading
from qa.rivals import best_of, is_rival, quantified, read_again

FESTIVAL = "The organisers counted 52,000 visitors; the police put attendance at 38,000."
HOW_MANY = "How many people came to the festival?"


def found(text: str, *quotes: str) -> tuple[Candidate, ...]:
    """The quotes as candidates of ``text``, best first."""
    starts = [(text.index(quote), quote) for quote in quotes]
    return tuple(
        Candidate(Span(start, start + len(quote)), 5.0 - n)
        for n, (start, quote) in enumerate(starts)
    )


def heard(question: str, text: str, *quotes: str) -> list[str]:
    return [c.span.of(text) for c in best_of(question, text, found(text, *quotes))]


def test_two_claimants_of_one_passage_are_both_heard() -> None:
    assert heard(HOW_MANY, FESTIVAL, "52,000", "38,000") == ["52,000", "38,000"]
    other = "Hospitals counted 17 dead. The ministry said that 14 people had died."
    assert heard("How many died?", other, "17", "14") == ["17", "14"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("The police counted 104 dead. The police put the injured at 230.", ("104", "230")),
        ("The police counted 104 dead. About 230 were hurt.", ("104", "230")),
        ("He counted 104 dead; she put it at 90.", ("104", "90")),
        ("The police counted 104 dead; the mayor said the streets were empty.", ("104", "streets")),
    ],
)
def test_what_is_no_other_claimants_figure_is_not_heard_beside_the_best(text, quotes) -> None:
    assert heard(HOW_MANY, text, *quotes) == [quotes[0]]


def test_a_question_that_asks_for_no_value_takes_the_best_only() -> None:
    assert heard("Who counted the visitors?", FESTIVAL, "The organisers", "the police") == [
        "The organisers"
    ]
    assert heard("Where was it?", FESTIVAL, "52,000", "38,000") == ["52,000"]


def test_a_passage_without_a_candidate_gives_none() -> None:
    assert best_of(HOW_MANY, FESTIVAL, ()) == ()


def rivals(question: str, one: str, other: str) -> bool:
    """Whether the figures in brackets are for one thing."""
    found = []
    for text in (one, other):
        start, end = text.index("["), text.index("]") - 1
        found.append(quantified(question, text.replace("[", "").replace("]", ""), Span(start, end)))
    return is_rival(*found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The quake killed [14] people.", "By Friday [17] people were dead. More are missing."),
        ("Nearly [20,000] Palestinians have been killed.", "At least [28,473] people were killed."),
        ("A quake killed [at least 14] people.", "The hospital had received [17] dead."),
        ("A ticket costs [12] euros.", "Tickets are to cost [15] euros."),
    ],
)
def test_figures_for_one_thing_are_rivals_whatever_the_order(one: str, other: str) -> None:
    assert rivals("How many are dead?", one, other)
    assert rivals("How much is it?", other, one)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("How many are dead?", "The quake killed [14] people.", "It hurt [17] people."),
        ("How many are dead?", "The war killed [28,473] people.", "That night [104] were killed."),
        ("How many came?", "It drew [52,000] visitors.", "It cost [38,000] euros."),
        ("How many came?", "It drew [52,000] visitors.", "The mayor said [38,000]."),
        ("How many came?", "It drew [52,000] visitors.", "The [mayor] was pleased."),
        ("Who killed them?", "The quake killed [14] people.", "By Friday [17] people were dead."),
    ],
)
def test_figures_for_other_things_are_not(question: str, one: str, other: str) -> None:
    assert not rivals(question, one, other)


class Jealous:
    """A reader that gives its second candidate next to nothing beside the first."""

    name = fingerprint = "jealous"

    def __init__(self, *quotes: str) -> None:
        self.quotes = quotes
        self.passages: list[str] = []

    def read(self, pairs, top=3):
        self.passages += [passage for _, passage in pairs]
        return [self._reading(passage) for _, passage in pairs]

    def _reading(self, passage: str) -> Reading:
        there = [quote for quote in self.quotes if quote in passage]
        places = found(passage, *there)
        return Reading(
            tuple(msgspec.structs.replace(c, score=5.0 - 9 * n) for n, c in enumerate(places)), 1.0
        )


def again(question: str, passage: str, *quotes: str) -> tuple[list[tuple[str, float]], list[str]]:
    """What is read of ``passage`` in the end, with the scores; and every text that was read."""
    reader = Jealous(*quotes)
    (reading,) = read_again(
        reader, question, [Excerpt(passage)], reader.read([(question, passage)]), 3
    )
    return [(c.span.of(passage), c.score) for c in reading.candidates], reader.passages


def test_a_rival_scores_as_if_the_best_were_not_there() -> None:
    candidates, texts = again(HOW_MANY, FESTIVAL, "52,000", "38,000")
    assert candidates == [("52,000", 5.0), ("38,000", 5.0)]
    assert texts == [FESTIVAL, FESTIVAL.replace("52,000", " " * 6)]


def test_what_has_no_rival_is_read_once() -> None:
    text = "The police counted 104 dead. The police put the injured at 230."
    candidates, texts = again(HOW_MANY, text, "104", "230")
    assert candidates == [("104", 5.0), ("230", -4.0)]
    assert texts == [text]


def test_another_claimants_figure_of_something_else_is_no_rival() -> None:
    text = "The police counted 104 dead. The hospital counted 98 injured."
    assert heard("How many died?", text, "104", "98") == ["104"]
    assert heard("How many died?", text.replace("98 injured", "9,800 dead"), "104", "9,800") == [
        "104"
    ]


def test_what_two_claimants_give_is_heard_and_what_comes_third_is_not() -> None:
    text = "Thousands came. " + FESTIVAL
    document = Document(
        id="a", revision=revision_of(text), title="", source="", published=UNDATED, text=text
    )
    hits = [
        PassageHit(
            document_id="a", revision=document.revision, span=Span(0, len(text)), text=text,
            title="", source="", score=1.0, rank=1, lexical_rank=1, dense_rank=1,
            published=UNDATED, url="",
        )
    ]  # fmt: skip
    readings = [Reading(found(text, "52,000", "38,000", "Thousands"), 1.0)]
    candidates = gather(HOW_MANY, hits, readings, {"a": document})
    assert [c.quote for c in candidates] == ["52,000", "38,000"]
