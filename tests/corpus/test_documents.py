import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Passage, Published, revision_of
from corpus.errors import CorpusError, InvalidDocumentError, InvalidSpanError
from corpus.spans import Span, occurrences
from tests.corpus.strategies import TEXTS_WITH_NUL, article


@given(TEXTS_WITH_NUL, st.integers(-3, 80), st.integers(-3, 80))
def test_a_span_is_what_python_slices_or_an_error(text, start, end):
    if not 0 <= start < end:
        with pytest.raises(InvalidSpanError):
            Span(start, end)
    elif end > len(text):
        with pytest.raises(InvalidSpanError):
            Span(start, end).of(text)
    else:
        assert Span(start, end).of(text) == text[start:end]
        assert len(Span(start, end)) == end - start


@given(st.integers(0, 9), st.integers(1, 9), st.integers(0, 9), st.integers(1, 9))
def test_spans_compare_by_their_characters(a, a_length, b, b_length):
    one, other = Span(a, a + a_length), Span(b, b + b_length)
    ones, others = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.overlaps(other) == bool(ones & others)
    assert one.contains(other) == (others <= ones)
    assert one.shifted(b) == Span(a + b, a + a_length + b)


@pytest.mark.parametrize("date", [None, datetime.date(2024, 4, 8)])
def test_a_date_is_known_or_unknown(date):
    with pytest.raises(InvalidDocumentError):
        Published(date, "stated" if date is None else "unknown")


@pytest.mark.parametrize(
    "fields",
    [
        {"id": ""},
        {"id": "a\nb"},
        {"id": "x" * 513},
        {"id": "\ud800"},
        {"title": "\udfff"},
        {"source": "x" * 2001},
        {"revision": revision_of("another text")},
        {"prose": (Span(0, 9999),)},
        {"prose": (Span(4, 8), Span(0, 4))},
        {"prose": (Span(0, 4), Span(3, 8))},
    ],
)
def test_what_no_document_can_be_is_refused(fields):
    with pytest.raises(InvalidDocumentError) as error:
        article(**fields)
    assert isinstance(error.value, CorpusError)


def test_a_text_that_no_encoding_can_store_has_no_revision():
    with pytest.raises(InvalidDocumentError, match="character 1"):
        revision_of("a\ud800")


def test_a_passage_s_id_names_document_revision_and_place():
    assert Passage("a", "0123456789abcdef", Span(3, 5)).id == "a@0123456789ab:3-5"


@given(st.text("ab🙂", max_size=12), st.text("ab🙂", max_size=3))
def test_a_quote_occurs_wherever_the_text_has_it(text, quote):
    wanted = [i for i in range(len(text)) if quote and text.startswith(quote, i)]
    assert occurrences(text, quote) == wanted
