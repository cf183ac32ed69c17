import time
from itertools import pairwise

import pytest
from hypothesis import given

from corpus.sentences import LONGEST_SENTENCE, sentences
from corpus.spans import Span
from tests.corpus.strategies import texts_with_prose


def quotes(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, (Span(0, len(text)),))]


@given(texts_with_prose())
def test_sentences_are_ordered_disjoint_and_inside_the_prose(case):
    text, prose = case
    found = sentences(text, prose)
    for before, after in pairwise(found):
        assert before.end <= after.start
    for sentence in found:
        assert any(span.contains(sentence) for span in prose)
        assert sentence.of(text) == sentence.of(text).strip()
        assert len(sentence) <= LONGEST_SENTENCE


@given(texts_with_prose())
def test_sentences_cover_every_character_of_the_prose_that_is_not_white_space(case):
    text, prose = case
    covered = {i for span in sentences(text, prose) for i in range(span.start, span.end)}
    for span in prose:
        for i in range(span.start, span.end):
            assert i in covered or text[i].isspace()


@pytest.mark.parametrize(
    "expected",
    [
        ["It must go after its Oct. 7 incursion.", "He agreed."],
        ["The U.S. Congress met.", "U.S. officials agreed."],
        ["U.N. Security Council members are negotiating.", "They met."],
        ["Gen. Smith spoke to Lt. Gen. Jones.", "Sgt. Ray left."],
        ["Mr. Smith met Mrs. Jones and Dr. Ray.", "Ms. Lee stayed."],
        ["Apple Inc. said it would buy Acme Corp. for $3.5 million.", "Shares rose."],
        ["It began at 6 a.m. Monday and ended at 5 p.m. ET.", "Nobody came."],
        ["It ended at 5 p.m.", "Nobody came."],
        ['"We will not stop until we reach our goals," he said.', '"My son eats."', "He left."],
        ["“We saw ‘the end’ of it. It was awful,” he said.", "Then he left."],
        ["“We go…”, he said.", "Then more."],
        ["Prices rose 3.5 percent to $1.2 million.", "That is 0.4 points."],
        ["J. D. Vance and J.D. Vance spoke.", "George W. Bush did not."],
        ["He waited... and waited.", "Then he left..."],
        ["No. 10 said nothing.", "The No. 1 song won."],
        ["See www.example.org.", "It is good."],
        ["Great 😀.", "Really 👍🏽!", "Yes?"],
        ["قال الرئيس ذلك.", "ثم غادر؟", "انتهى."],
        ["1. First the aid.", "2. Then the truce."],
        ["No full stop at the end"],
    ],
)
def test_hard_cases_are_parted_as_a_reader_would(expected):
    assert quotes(" ".join(expected)) == expected


def test_a_line_break_inside_a_paragraph_is_no_boundary():
    assert quotes("He came on\nOct. 7 and\r\nleft. Then\nnothing") == [
        "He came on\nOct. 7 and\r\nleft.",
        "Then\nnothing",
    ]


def test_a_no_break_space_is_a_space():
    assert quotes("After Oct.\u00a07 he left.\u00a0She stayed.") == [
        "After Oct.\u00a07 he left.",
        "She stayed.",
    ]


def test_a_blank_line_is_a_boundary():
    assert quotes("Calm proposals\r\n \r\nHe left\n\nShe stayed") == [
        "Calm proposals",
        "He left",
        "She stayed",
    ]


def test_a_closing_quote_never_stands_alone():
    assert quotes("He left. ” Then she left.")[0] == "He left. ”"


def test_a_sentence_of_more_than_1500_characters_is_cut_at_white_space():
    text = "word " * 1000 + "end."
    found = quotes(text)
    assert len(found) == 4
    assert all(quote.startswith("word") or quote == "end." for quote in found)


@pytest.mark.parametrize("unit", ["“ ", '" ( “ ', "a ", "a", "e.g. ", "He went. ", "1. ", "\n"])
def test_a_long_line_takes_time_in_proportion_to_its_length(unit):
    text = unit * (200_000 // len(unit))  # sentencex alone takes two minutes for some of these
    began = time.process_time()
    sentences(text, (Span(0, len(text)),))
    assert time.process_time() - began < 3
