"""The second look: which sentences a claim is held against."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from qa.second_look import claim, evidence

TEXT = "Talks began on Tuesday. William Burns came from the U.S. for them. Hamas stayed away."


def quoted(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote))


def test_a_claim_is_the_question_with_its_answer() -> None:
    assert claim("Who came?", "William Burns") == "Who came? William Burns"


def test_the_evidence_is_the_sentence_of_the_answer_and_the_one_before() -> None:
    assert evidence(TEXT, quoted("Tuesday")).of(TEXT) == "Talks began on Tuesday."
    assert evidence(TEXT, quoted("Burns")).of(TEXT) == TEXT.removesuffix(" Hamas stayed away.")
    assert evidence(TEXT, quoted("them. Hamas")).of(TEXT) == TEXT


@given(st.text(alphabet="aB. “”\n\u0301🙂?", min_size=1, max_size=80), st.data())
def test_the_evidence_holds_the_answer(text, data) -> None:
    words = [i for i, c in enumerate(text) if c.isalnum()]
    if words:
        start = data.draw(st.sampled_from(words))
        end = data.draw(st.sampled_from([i for i in words if i >= start])) + 1
        assert evidence(text, Span(start, end)).contains(Span(start, end))
