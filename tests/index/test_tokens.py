import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.tokens import query_terms, stems, terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who joined the Cairo talks?", ["who", "joined", "the", "cairo", "talks"]),
        ("Israel's and Israel’s", ["israel", "and", "israel"]),
        ("Prime Minister Özdemir's café", ["prime", "minister", "ozdemir", "cafe"]),
        ("the U.S. and the US, the U.N", ["the", "us", "and", "the", "us", "the", "un"]),
        ("28,473 killed, 4.5% more", ["28473", "killed", "4.5", "more"]),
        ("co\u00adoperate", ["cooperate"]),
        ("cease-fire", ["cease", "fire"]),
        ("wouldn't o’clock", ["wouldnt", "oclock"]),
        ("المفاوضات في القاهرة", ["المفاوضات", "في", "القاهرة"]),
        ("— … ’ '' 🎉 \x00", []),
    ],
)
def test_words_are_folded_as_readers_write_them(text, expected):
    assert words(text) == expected


@example("\u06220")
@given(st.text())
def test_composed_and_decomposed_accents_make_the_same_words(text):
    composed = unicodedata.normalize("NFC", text)
    assert words(composed) == words(unicodedata.normalize("NFD", composed))


@given(st.text(st.characters(codec="ascii")))
def test_the_case_of_the_text_does_not_matter(text):
    assert words(text) == words(text.upper()) == words(text.lower())


@given(st.text())
def test_no_word_is_empty_or_holds_white_space(text):
    assert all(word and not any(c.isspace() for c in word) for word in words(text))


def test_a_word_without_end_is_cut():
    assert words("a" * 1_000_000) == ["a" * 64]


def test_stop_words_are_not_asked():
    assert query_terms("What did the White House rule out?", stemming=False) == [
        "white",
        "house",
        "rule",
    ]


def test_a_query_of_stop_words_keeps_them():
    assert query_terms("Who is who?", stemming=False) == ["who", "is", "who"]


def test_a_query_meets_the_passage_in_the_stem():
    assert set(query_terms("negotiators negotiating", stemming=True)) & set(
        terms("They negotiate.", stemming=True)
    )


def test_stems_are_the_same_from_many_threads():
    text = [f"negotiations{i} running{i} countries talked joined" for i in range(300)]
    expected = [stems(line) for line in text]
    from index.tokens import _stem

    _stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stems, text)) == expected
