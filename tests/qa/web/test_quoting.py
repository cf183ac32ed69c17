"""What a page shows around a quote stands in the text to the letter."""

import datetime
import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Published, revision_of
from corpus.spans import Span
from qa.answers import Citation, PassageHit
from qa.citations import cite
from qa.web.quoting import end_of_head, in_its_sentence, pieces, shown

TEXTS = st.text(alphabet="ab. 🙂\u202e\u202c<&'\"\n", min_size=1, max_size=60)


def document(text: str) -> Document:
    return Document(
        id="d",
        revision=revision_of(text),
        text=text,
        title="T",
        published=Published(datetime.date(2024, 5, 2), "stated", "row"),
    )


def cited(text: str, quote: str) -> Citation:
    at = text.index(quote)
    return cite(document(text), Span(at, at + len(quote)))


def passage(text: str, start: int, end: int) -> PassageHit:
    return PassageHit(
        document_id="d",
        revision=revision_of(text),
        span=Span(start, end),
        text=text[start:end],
        title="T",
        source="",
        published=document(text).published,
        url="",
        score=1.0,
        rank=1,
        lexical_rank=1,
        dense_rank=1,
    )


FERRY = "A band 🎉 played. The ferry sails on 20 June. Nobody knows why it is so late."


def test_a_quote_stands_in_its_sentence_where_its_passage_was_read() -> None:
    quoted = in_its_sentence(cited(FERRY, "20 June"), [passage(FERRY, 2, len(FERRY))])
    assert (quoted.before, quoted.quote, quoted.after) == ("The ferry sails on ", "20 June", ".")
    assert not quoted.cut_before
    assert not quoted.cut_after


def test_a_quote_of_two_sentences_brings_both() -> None:
    quoted = in_its_sentence(cited(FERRY, "June. Nobody"), [passage(FERRY, 0, len(FERRY))])
    assert quoted.before == "The ferry sails on 20 "
    assert quoted.after == " knows why it is so late."


def test_a_passage_of_another_revision_or_place_is_not_taken() -> None:
    citation = cited(FERRY, "20 June")
    others = [passage(FERRY + "!", 0, len(FERRY)), passage(FERRY, 0, 20)]
    assert in_its_sentence(citation, others) == in_its_sentence(citation, [])


def test_without_its_passage_a_quote_brings_whole_words_only() -> None:
    quoted = in_its_sentence(cited(FERRY, "20 June"), [])
    assert quoted.before == "🎉 played. The ferry sails on "
    assert quoted.after == ". Nobody knows why it is so"
    assert quoted.cut_before
    assert quoted.cut_after


def test_without_its_passage_a_quote_brings_nothing_of_the_next_paragraph() -> None:
    quoted = in_its_sentence(cited("One.\n\nOn 20 June.\n\nThree.", "20 June"), [])
    assert (quoted.before, quoted.after) == ("On ", ".")
    assert not quoted.cut_before
    assert not quoted.cut_after


def test_a_sentence_without_end_is_cut() -> None:
    text = f"{'word ' * 400}needle{' word' * 400}"
    quoted = in_its_sentence(cited(text, "needle"), [passage(text, 0, len(text))])
    assert len(quoted.before) + len(quoted.after) < 800
    assert quoted.before.startswith("word ")
    assert quoted.after.endswith(" word")
    assert quoted.cut_before
    assert quoted.cut_after


@given(TEXTS, st.data())
def test_what_stands_around_a_quote_stands_so_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    citation = cite(document(text), Span(start, end))
    for hits in ([], [passage(text, 0, len(text))]):
        quoted = in_its_sentence(citation, hits)
        around = quoted.before + quoted.quote + quoted.after
        assert quoted.quote == text[start:end]
        assert text[start - len(quoted.before) :].startswith(around)


@given(TEXTS, st.lists(st.integers(0, 60), max_size=6), st.integers(0, 60), st.integers(0, 60))
def test_the_pieces_of_an_article_are_the_article(
    text: str, cuts: list[int], start: int, end: int
) -> None:
    bounds = sorted({min(cut, len(text)) for cut in cuts})
    prose = [Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=False)]
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    found = list(pieces(text, start, end, prose))
    assert "".join(piece.text for piece in found) == text[start:end]
    assert all(piece.text for piece in found)
    quotable = sum(len(piece.text) for piece in found if piece.prose)
    assert quotable == sum(max(0, min(end, s.end) - max(start, s.start)) for s in prose)


@given(TEXTS)
def test_what_is_shown_has_the_characters_of_the_text_and_no_markup_of_its_own(text: str) -> None:
    markup = str(shown(text))
    bare = re.sub(r'<bdi class="control" title="[a-z -]+">(.)</bdi>', r"\1", markup)
    assert "<" not in bare
    assert html.unescape(bare) == text


@pytest.mark.parametrize(
    ("place", "end"), [(None, 7), (Span(7, 9), 7), (Span(20, 21), 7), (Span(3, 9), 0)]
)
def test_the_head_of_a_file_is_set_apart_unless_the_place_is_in_it(
    place: Span | None, end: int
) -> None:
    assert end_of_head("id: x\n\nThe text of it.", place, [Span(7, 22)]) == end


def test_a_text_that_begins_with_prose_or_white_space_has_no_head() -> None:
    assert end_of_head("\n\nText.", None, [Span(2, 7)]) == 0
    assert end_of_head("Text.", None, [Span(0, 5)]) == 0
    assert end_of_head("No prose", None, []) == 0
