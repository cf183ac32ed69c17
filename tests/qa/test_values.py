"""A figure that answers is whole, and counts what was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from qa.excerpts import Excerpt
from qa.reader.base import Candidate, Reading
from qa.values import fitted


def kept(question: str, passage: str, *quotes: str) -> list[str]:
    """What is left of ``quotes``, which are candidates of ``passage``, best first."""
    starts = [(passage.index(quote), quote) for quote in quotes]
    candidates = tuple(
        Candidate(Span(start, start + len(quote)), 5.0 - n)
        for n, (start, quote) in enumerate(starts)
    )
    (found,) = fitted(question, [Excerpt(passage)], [Reading(candidates, 1.0)])
    return [candidate.span.of(passage) for candidate in found.candidates]


@pytest.mark.parametrize(
    ("passage", "quote", "expected"),
    [
        ("They hold an estimated 129 people.", "129", "an estimated 129"),
        ("They hold an estimated 129 people.", "estimated 129 people", "an estimated 129 people"),
        ("At least 46 were killed.", "46", "At least 46"),
        ("More than a hundred came; 46 stayed.", "46", "46"),
        ("It is over. 46 stayed.", "46", "46"),
        ("The toll is 46, or more.", "46", "46"),
    ],
)
def test_a_figure_keeps_its_hedge(passage, quote, expected) -> None:
    assert kept("How many?", passage, quote) == [expected]


@pytest.mark.parametrize(
    ("passage", "quote", "stays"),
    [
        ("It killed about 1,160 people.", "people", False),
        ("It killed more.", "more", False),
        ("It killed a firefighter.", "a firefighter", True),
        ("It killed nobody.", "nobody", True),
        ("It killed dozens of sheep.", "dozens", True),
        ("It killed several.", "several", True),
    ],
)
def test_what_says_no_amount_answers_no_how_many(passage: str, quote: str, stays: bool) -> None:
    assert kept("How many did it kill?", passage, quote) == ([quote] if stays else [])
    assert kept("What did it kill?", passage, quote) == [quote]


def test_half_a_share_is_made_whole_whatever_is_asked() -> None:
    text = "Nine out of ten drivers stayed away, the guild said."
    assert kept("How many drivers stayed away?", text, "Nine") == ["Nine out of ten"]
    assert kept("Who stayed away?", text, "ten drivers") == ["Nine out of ten drivers"]
    assert kept("How many drivers stayed away?", text, "Nine", "ten") == ["Nine out of ten"]


@pytest.mark.parametrize(
    ("question", "passage", "figure"),
    [
        ("How many Israelis live in Rafah?", "Some 1.4 million Palestinians live there.", "Some 1"),
        ("How many people were killed?", "In all 230 people were injured.", "230"),
        ("How many people were killed?", "They hold 129 hostages.", "129"),
        ("How many soldiers came?", "They came after six days.", "six days"),
        ("How many days did it last?", "With 450 soldiers they came.", "450"),
        ("How many ships were built?", "It cost $8 million.", "$8 million"),
        ("How many died since the war began?", "In the night 104 people died.", "104"),
        ("How many have been killed?", "It said that 104 people were killed overnight.", "104"),
        ("How many have died?", "At least 46 people were killed early Wednesday.", "46"),
        ("How many died overnight?", "Since the war began 28,473 people have died.", "28,473"),
        (
            "How many died overnight?",
            "By Wednesday nearly 20,000 had been killed.",
            "nearly 20,000",
        ),
        (
            "How many Israelis live in Rafah?",
            "It led to the deaths of 1,160 people in Israel.",
            "1,160",
        ),
        ("How many died overnight?", "It put the number of soldiers killed at 134.", "134"),
        ("What is the number of dead?", "In all 230 people were injured.", "230"),
        (
            "How many people died?",
            "A man lost his life and nine others were admitted to hospital.",
            "nine",
        ),
        ("How many cases are there?", "There are 45, seven more than on Monday.", "seven"),
    ],
)
def test_a_figure_of_something_else_is_no_candidate(question, passage, figure) -> None:
    assert kept(question, passage, figure) == []


@pytest.mark.parametrize(
    ("question", "passage", "figure"),
    [
        ("How many people live in Rafah?", "Some 1.4 million Palestinians live there.", "Some 1.4"),
        ("How many Palestinians live there?", "Some 1.4 million people live there.", "Some 1.4"),
        ("How many people live in the camp?", "By now 900 displaced people do.", "900"),
        ("How many Israelis were killed?", "In all 1,160 people were killed.", "1,160"),
        ("How many people were killed?", "Hospitals counted 17.", "17"),
        ("How many drivers stayed away?", "It spoke of 80 per cent.", "80 per cent"),
        ("How many crowns did it cost?", "It cost 8 million crowns.", "8 million crowns"),
        ("How much did it cost?", "After six days it cost $8 million.", "$8 million"),
        ("How many died since the war began?", "In all, 28,473 died.", "28,473"),
        ("How many died overnight?", "So far 28,473 died, 104 of them overnight.", "104"),
        ("How many died overnight?", "Hospitals had received 17 dead by Monday, they said.", "17"),
        ("How many died since the war began?", "The toll is 28,473, it said overnight.", "28,473"),
        ("How many died?", "In the night 104 people died.", "104"),
        ("How many have died?", "The toll climbed to 58 after 14 died overnight.", "58"),
        ("How many have died?", "Two died overnight, bringing the dead this week to 95.", "95"),
        ("How many people died?", "Nine died, compared with 21 five years earlier.", "21"),
        ("How many people died?", "It was 211, against 340 the year before.", "340"),
        ("How many have died overnight?", "In the night 104 people died.", "104"),
        ("How many were killed?", "Not one of them was killed.", "Not one"),
        ("Who was hurt?", "In all 230 people were killed.", "230 people"),
    ],
)
def test_a_figure_that_may_be_meant_stays_as_it_is(question, passage, figure) -> None:
    assert kept(question, passage, figure) == [figure]


@pytest.mark.parametrize(
    ("passage", "figure"),
    [
        ("The navy handed over 41 sailors.", "41"),
        ("Two more died, bringing the toll up to 19.", "19"),
        ("Up to 19 people died.", "Up to 19"),
        ("The quake killed over 40 people.", "over 40"),
    ],
)
def test_what_belongs_to_a_verb_is_no_hedge(passage, figure) -> None:
    assert kept("How many people?", passage, figure.split()[-1]) == [figure]


def test_a_figure_of_something_else_is_cut_off() -> None:
    text = (
        "A quake struck the valley, killing at least 14 people and injuring more than 200, it said."
    )
    whole = "at least 14 people and injuring more than 200"
    assert kept("How many were killed?", text, whole) == ["at least 14 people"]
    assert kept("How many were injured?", text, whole) == ["injuring more than 200"]
    both = "It killed three men and two women."
    assert kept("How many people died?", both, "three men and two women") == [
        "three men and two women"
    ]


@given(st.text("a 1,.Pkilled", min_size=1, max_size=40), st.data())
def test_what_is_kept_is_apart_in_order_of_score_and_in_the_passage(text, data) -> None:
    candidates = []
    for n in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        candidates.append(
            Candidate(Span(start, data.draw(st.integers(start + 1, len(text)))), 5.0 - n)
        )
    (read,) = fitted("How many were killed?", [Excerpt(text)], [Reading(tuple(candidates), 1.0)])
    found = read.candidates
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    for i, one in enumerate(found):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert not any(one.span.overlaps(other.span) for other in found[i + 1 :])
