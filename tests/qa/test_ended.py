"""What the article says held until a day, and what only names one."""

import datetime

import pytest

from corpus.documents import Published
from corpus.spans import Span
from qa.ended import ended

PUBLISHED = Published(datetime.date(2024, 2, 20), "stated")
APRIL = datetime.date(2024, 4, 1)


def words(
    question: str,
    sentence: str,
    as_of: datetime.date | None = APRIL,
    published: Published = PUBLISHED,
) -> str:
    """What ends the answer, which stands in brackets."""
    start, end = sentence.index("["), sentence.index("]") - 1
    sentence = sentence.replace("[", "").replace("]", "")
    found = ended(question, sentence, Span(start, end), published, as_of)
    return found.of(sentence) if found else ""


@pytest.mark.parametrize(
    ("sentence", "until"),
    [
        ("The exhibition is open at [the old mint] until 5 March.", "until 5 March"),
        ("Until 5 March the exhibition is shown at [the old mint].", "Until 5 March"),
        ("It is at [the old mint], and runs through the end of February.", ""),
        ("[The old mint] shows it through the end of February.", "through the end of February"),
        ("The show at [the old mint] closes on 5 March.", "closes on 5 March"),
        ("The show at [the old mint] ends on Sunday.", "ends on Sunday"),
        ("The lease of [the old mint] expires in March.", "expires in March"),
    ],
)
def test_what_held_until_a_day_that_is_past_has_ended(sentence, until) -> None:
    assert words("Where is the exhibition?", sentence) == until


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Where is the exhibition?", "It is shown at [the old mint] until 5 April."),
        ("Where is the exhibition?", "It will not be shown at [the old mint] until 5 March."),
        ("Where is the exhibition?", "It opened at [the old mint] on 5 February."),
        ("Where was the exhibition?", "It is shown at [the old mint] until 5 March."),
        ("Who decides?", "[The authority] has until 5 March to decide."),
        ("When does the exhibition end?", "It is shown at the old mint until [5 March]."),
        ("Where is the exhibition?", "It is at [the old mint], but the café closes on 5 March."),
    ],
)
def test_a_day_that_ends_nothing_ends_nothing(question, sentence) -> None:
    assert words(question, sentence) == ""


def test_without_a_day_to_ask_as_of_nothing_has_ended() -> None:
    sentence = "The exhibition is open at [the old mint] until 5 March."
    assert words("Where is it?", sentence, None) == ""
    assert words("Where is it?", sentence, datetime.date(2024, 3, 5)) == ""
    assert words("Where is it?", sentence, published=Published()) == ""
