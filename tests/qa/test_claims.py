"""Whoever says so is quoted: a name or an office, never "he", and never the answer itself."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from qa.claims import claimant

WORDS = [
    "Burns",
    "said",
    "the ministry",
    ",",
    "he",
    "told",
    "according to",
    "“",
    "”",
    ".",
    ";",
    "7",
]


def said_by(marked: str) -> str:
    """The claimant of what is marked with brackets; "" if there is none."""
    answer = Span(marked.index("["), marked.index("]") - 1)
    sentence = marked.replace("[", "").replace("]", "")
    found = claimant(sentence, answer)
    return found.of(sentence) if found else ""


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("The ministry counted [104] dead.", "The ministry"),
        (
            "At least [46] were killed, the health ministry in Gaza said.",
            "the health ministry in Gaza",
        ),
        ("[Seven] people died, according to Egyptian media.", "Egyptian media"),
        (
            "Munir al-Bursh, a senior official of the ministry, counted [46] dead.",
            "Munir al-Bursh, a senior official of the ministry",
        ),
        ("The ministry, which Hamas runs, said on Friday that [104] had died.", "The ministry"),
        ("Mr. Netanyahu, for his part, said that there would be [no deal].", "Mr. Netanyahu"),
        (
            "A crack was found [last week], the director, Aurel Pinter, told islanders.",
            "the director, Aurel Pinter",
        ),
        ("The survey, Pinter said, had been done [afloat].", "Pinter"),
        ("“It has cost [11 million],” said Dr. Irene Falk of the institute.", "Dr. Irene Falk"),
        ("“[Nobody] argued,” warns the director, Noor van Aalst.", "the director, Noor van Aalst"),
        (
            "GAZA – (Delta Wire) A senior official told AFP that [six weeks] were offered.",
            "A senior official",
        ),
        ("The toll is [more than 19,600], said the ministry in Gaza.", "the ministry"),
        ("The quake killed [17] people, hospitals said.", "hospitals"),
        ("Benjamin Netanyahu has said that [victory] is near.", "Benjamin Netanyahu"),
        ("The organisers counted 52,000; the police put it at [38,000].", "the police"),
        ("The separatists have spoken of [14] dead.", "The separatists"),
        ("Firefighters talk of [four tonnes].", "Firefighters"),
        ("Police stick to [three] suspects.", "Police"),
        ("Unions reckon that [850] posts could go.", "Unions"),
        ("It needs 75 posts; the staff council arrived at [110].", "the staff council"),
        ("At least [14] were killed, local health officials said.", "local health officials"),
        (
            "International monitors who spent two days there said that [19] had died.",
            "International monitors",
        ),
        (
            "The number of confirmed infections has gone up to [71], the authority said.",
            "the authority",
        ),
        (
            "Hamas stayed away, but a source in Cairo told Reuters that [Barnea] came.",
            "a source in Cairo",
        ),
    ],
)
def test_the_claimant_is_named_with_what_he_is(marked, who) -> None:
    assert said_by(marked) == who


@pytest.mark.parametrize(
    "marked",
    [
        "The talks opened in [Cairo] on Tuesday.",
        "He told reporters that [seven] had died.",
        "The mediators, he said, had made [progress].",
        "They want talks, and [forty] joined.",
        "The mayor would not say what the [pool] will be.",
        "Burns called the talks useful and said that [Egypt] had helped.",
        "The ferry put on [two] extra boats.",
        "A delegation said to be on its way will see [the mediators].",
        "Seven died, [the ministry] said.",
        "People sat in the square and counted [their neighbours].",
    ],
)
def test_nobody_is_made_a_claimant_who_is_not_named_as_one(marked) -> None:
    assert said_by(marked) == ""


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.data())
def test_the_claimant_stands_in_the_sentence_and_apart_from_the_answer(words, data) -> None:
    sentence = " ".join(words)
    start = data.draw(st.integers(0, len(sentence) - 1))
    answer = Span(start, data.draw(st.integers(start + 1, len(sentence))))
    found = claimant(sentence, answer)
    assert found is None or (found.end <= len(sentence) and not found.overlaps(answer))


def test_a_very_long_sentence_takes_no_longer_than_its_length_explains() -> None:
    begin = time.process_time()
    claimant("the men, a few, " * 500 + "came.", Span(7990, 7993))
    assert time.process_time() - begin < 2
