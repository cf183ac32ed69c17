"""What a sentence reports as happened, and what it only expects, denies, supposes or passes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from qa.status import status_of
from tests.qa.status_sentences import FIRST, SAMPLES, SECOND, cases

WORDS = ["Burns", "did", "not", "will", ", who said", ",", "and", "if", "said", "after the", "—"]


@pytest.mark.parametrize(("status", "sentence", "start", "end"), cases(FIRST) + cases(SECOND))
def test_the_sentence_says_whether_it_happened(status, sentence, start, end) -> None:
    assert status_of(sentence, Span(start, end)) == status


def test_nine_of_ten_sentences_of_the_sample_articles_get_their_status() -> None:
    wrong = [c for c in cases(SAMPLES) if status_of(c[1], Span(c[2], c[3])) != c[0]]
    assert len(wrong) <= len(cases(SAMPLES)) / 10, wrong


def test_what_did_not_happen_is_never_reported_as_happened() -> None:
    for status, sentence, start, end in cases(FIRST) + cases(SECOND) + cases(SAMPLES):
        if status in ("denied", "expected"):
            assert status_of(sentence, Span(start, end)) not in ("reported", "claimed"), sentence


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10), st.data())
def test_any_span_of_any_sentence_has_a_status(words, data) -> None:
    sentence = " ".join(words)
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    assert status_of(sentence, Span(start, end))


@pytest.mark.parametrize(
    ("status", "marked"),
    [
        ("claimed", "[Four men], not three, took part in the hold-up, according to the owner."),
        ("claimed", "Observers logged [seven] violations, none of them deadly, they said."),
        ("reported", "Insurers paid [85 million euros], forests not included."),
        ("denied", "[Israel] would not agree, not even in return for a truce."),
        ("reported", "[Two passengers] have not been found."),
        ("expected", "Aldous hoped to be sworn in [on 21 October]."),
        ("expected", "Work should start again on [Thursday]."),
        ("reported", "The works that should have opened in May cost [85 million]."),
        ("reported", "It should be noted that [85 million] was paid."),
        ("reported", "The bridge should by rights have cost [85 million]."),
        ("expected", "She expected it to last [three days]."),
        ("expected", "The firm has pushed the closure back to [31 October]."),
    ],
)
def test_what_is_denied_of_something_else_denies_no_answer(status, marked) -> None:
    answer = Span(marked.index("["), marked.index("]") - 1)
    assert status_of(marked.replace("[", "").replace("]", ""), answer) == status


def test_what_was_called_off_answers_the_question_for_it() -> None:
    sentence = "The hospital cancelled 140 operations."
    answer = Span(23, 37)
    assert answer.of(sentence) == "140 operations"
    assert status_of(sentence, answer, "How many operations did it carry out?") == "denied"
    assert status_of(sentence, answer, "How many operations were called off?") == "reported"
