"""Citations: a quote equals the text at its span, and what becomes of it is told truly."""

from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Published, revision_of
from corpus.ingest import ingest_rows
from corpus.loaders.jsonl import Row
from corpus.spans import Span
from corpus.store import Store
from qa.citations import cite, place_of, proved, text_fragment, verify
from qa.errors import CitationError

HARD = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("\r\n\x00é\u0301🙂“”’\u202e\u05d0"),
    ),
    min_size=1,
    max_size=60,
)


def document(text: str) -> Document:
    return Document(
        id="a", text=text, revision=revision_of(text), title="T", prose=(Span(0, len(text)),)
    )


@given(HARD, st.data())
def test_a_quote_equals_the_text_at_its_span(text, data) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    citation = cite(document(text), Span(start, end))
    assert citation.quote == text[start:end]
    assert citation.prefix + citation.quote + citation.suffix in text
    again = msgspec.json.decode(msgspec.json.encode(citation), type=type(citation))
    assert again == citation


@given(HARD.filter(lambda t: len(t) > 2))
def test_a_citation_that_is_one_character_off_is_refused(text) -> None:
    citation = cite(document(text), Span(0, 2))
    moved = msgspec.structs.replace(citation, span=Span(1, 3))
    if text[1:3] != text[0:2]:
        with pytest.raises(CitationError):
            proved(moved, document(text))


def test_a_citation_of_another_article_is_refused() -> None:
    citation = cite(document("Burns went."), Span(0, 5))
    with pytest.raises(CitationError):
        proved(citation, document("Burns went. Then he came back."))


@given(HARD)
def test_a_text_fragment_is_plain_ascii_and_means_the_quote(quote) -> None:
    fragment = text_fragment(quote)
    assert fragment.startswith(":~:text=")
    assert fragment.isascii()
    value = fragment.removeprefix(":~:text=")
    assert not set("&- ") & set(value)
    assert unquote(value) == " ".join(quote.split())


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path) as opened:
        yield opened


def put(store: Store, text: str) -> Document:
    report = ingest_rows(store, [Row(id="a", text=text, title="T")], replace=True)
    assert not report.refused
    return store.document("a")


FIRST = "The ministry said 143 soldiers were killed. William Burns left Cairo on Monday."


def test_a_citation_of_the_current_text_is_valid(store) -> None:
    citation = cite(put(store, FIRST), Span(18, 21))
    verdict = verify(citation, store)
    assert (verdict.standing, verdict.now) == ("valid", Span(18, 21))


def test_a_shifted_citation_is_moved_to_the_place_with_its_surroundings(store) -> None:
    document = put(store, "Burns came. Burns talked. Burns left.")
    citation = msgspec.structs.replace(cite(document, Span(12, 17)), span=Span(3, 8))
    verdict = verify(citation, store)
    assert (verdict.standing, verdict.now) == ("moved", Span(12, 17))


def test_a_citation_of_a_corrected_article_is_superseded_and_points_to_the_quote(store) -> None:
    document = put(store, FIRST)
    wrong, kept = cite(document, Span(18, 21)), cite(document, Span(44, 57))
    put(store, "Correction: " + FIRST.replace("143", "134"))
    assert (verify(wrong, store).standing, verify(wrong, store).now) == ("superseded", None)
    assert (verify(kept, store).standing, verify(kept, store).now) == (
        "superseded",
        Span(56, 69),
    )


def test_citations_of_retracted_deleted_unknown_and_misquoted_texts_are_gone(store) -> None:
    document = put(store, FIRST)
    citation = cite(document, Span(18, 21))
    misquoted = msgspec.structs.replace(citation, quote="28,473")
    assert verify(misquoted, store).standing == "gone"
    unknown = msgspec.structs.replace(citation, revision="0" * 64)
    assert verify(unknown, store).standing == "gone"
    store.retract("a", "made up")
    assert verify(citation, store).standing == "gone"
    store.delete("a")
    assert verify(citation, store).standing == "gone"


def test_an_empty_quote_stands_nowhere() -> None:
    citation = msgspec.structs.replace(cite(document("Burns"), Span(0, 5)), quote="")
    assert place_of(citation, "Burns") is None


def test_the_date_of_a_citation_is_the_articles() -> None:
    import datetime

    dated = msgspec.structs.replace(
        document("Burns"), published=Published(datetime.date(2024, 4, 8), "stated", "file head")
    )
    assert cite(dated, Span(0, 5)).published == dated.published
