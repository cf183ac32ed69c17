from itertools import pairwise

from hypothesis import given

from corpus.passages import PASSAGE_WORDS, passages
from corpus.sentences import sentences
from corpus.spans import Span
from tests.corpus.strategies import article, texts_with_prose


def numbered(count: int, words: int) -> str:
    return " ".join(f"Sentence {n} " + "word " * (words - 3) + "end." for n in range(count))


@given(texts_with_prose())
def test_passages_are_whole_sentences_and_every_sentence_is_in_one(case):
    text, prose = case
    document = article(text=text, prose=prose)
    found = sentences(text, prose)
    spans = [passage.span for passage in passages(document)]
    for span in spans:
        inside = [s for s in found if span.contains(s)]
        assert (inside[0].start, inside[-1].end) == (span.start, span.end)
        assert all(span.contains(s) or not span.overlaps(s) for s in found)
    assert all(any(span.contains(s) for span in spans) for s in found)


@given(texts_with_prose())
def test_a_passage_holds_no_character_that_is_not_prose(case):
    text, prose = case
    allowed = {i for span in prose for i in range(span.start, span.end)}
    for passage in passages(article(text=text, prose=prose)):
        for i in range(passage.span.start, passage.span.end):
            assert i in allowed or text[i].isspace()


@given(texts_with_prose())
def test_no_passage_contains_another(case):
    text, prose = case
    spans = [passage.span for passage in passages(article(text=text, prose=prose))]
    assert spans == sorted(spans)
    for before, after in pairwise(spans):
        assert before.start < after.start
        assert before.end < after.end


def test_neighbours_share_one_sentence():
    text = numbered(30, 20)
    found = passages(article(text=text))
    assert len(found) > 3
    for before, after in pairwise(found):
        shared = text[after.span.start : before.span.end]
        assert shared.startswith("Sentence")
        assert shared.count("end.") == 1


def test_a_passage_has_about_120_words():
    sizes = [
        len(p.span.of(numbered(30, 20)).split()) for p in passages(article(text=numbered(30, 20)))
    ]
    assert max(sizes) == PASSAGE_WORDS
    assert min(sizes[:-1]) > 100


def test_a_short_document_is_one_passage():
    document = article()
    assert [p.span for p in passages(document)] == [Span(0, len(document.text))]


def test_a_sentence_that_is_longer_than_a_passage_stands_alone():
    long = "Long " + "word " * 130 + "end."
    text = f"First. {long} Last."
    assert [p.span.of(text) for p in passages(article(text=text))] == ["First.", long, "Last."]


def test_a_sub_heading_parts_two_passages():
    text = "One sentence.\n\nA heading\n\nAnother sentence."
    document = article(text=text, prose=(Span(0, 13), Span(26, len(text))))
    assert [p.span.of(text) for p in passages(document)] == ["One sentence.", "Another sentence."]


def test_a_document_without_prose_has_no_passages():
    assert passages(article(prose=())) == []
