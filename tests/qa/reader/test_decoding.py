"""Decoding: spans in a text from logits, whole words and characters only."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from qa.reader.base import MAX_SPAN_TOKENS, Candidate
from qa.reader.decoding import decode, merge, snap

TEXTS = st.text(
    alphabet=st.sampled_from("ab Z9.,“”\"'()-\n\u0301\u200dé🙂\u05d0\x00"), min_size=1, max_size=40
)


@st.composite
def windows(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], np.ndarray, np.ndarray]:
    """A text, tokens that cover pieces of it in order, and start and end logits."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=12)))
    offsets = list(itertools.pairwise(cuts))
    if not offsets:
        offsets = [(0, len(text))]
    logits = st.lists(st.floats(-9, 9, width=32), min_size=len(offsets), max_size=len(offsets)).map(
        lambda values: np.array(values, dtype=np.float32)
    )
    return text, offsets, draw(logits), draw(logits)


@given(windows(), st.integers(1, 5))
def test_candidates_are_spans_of_the_text_that_do_not_overlap_best_first(window, top) -> None:
    text, offsets, start, end = window
    found = decode(text, offsets, start, end, start * 0, 0.0, top)
    assert len(found) <= top
    for candidate in found:
        quote = candidate.span.of(text)
        assert any(c.isalnum() for c in quote)
        assert quote == quote.strip()
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    for i, one in enumerate(found):
        assert not any(one.span.overlaps(other.span) for other in found[:i])


@given(windows())
def test_the_best_span_is_the_best_of_all_pairs_of_tokens(window) -> None:
    text, offsets, start, end = window
    found = decode(text, offsets, start, end, start * 0, 1.5, 1)
    scores = [
        float(start[i] + end[j])
        for i in range(len(offsets))
        for j in range(i, min(len(offsets), i + MAX_SPAN_TOKENS))
        if snap(text, offsets[i][0], offsets[j][1])
    ]
    if scores:
        assert found[0].score == pytest.approx(max(scores) - 1.5, abs=1e-5)
    else:
        assert not found


def test_no_span_is_longer_than_the_limit() -> None:
    words = [f"w{i}" for i in range(60)]
    text = " ".join(words)
    offsets, at = [], 0
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    start = np.full(60, -5, dtype=np.float32)
    end = np.full(60, -5, dtype=np.float32)
    start[0] = end[59] = 5
    for candidate in decode(text, offsets, start, end, start * 0, 0.0, 3):
        assert len(candidate.span.of(text).split()) <= MAX_SPAN_TOKENS


@pytest.mark.parametrize(
    ("text", "token", "quote"),
    [
        ("At least 28,473 people", "28", "28,473"),
        ("At least 28,473 people", "473", "28,473"),
        ("rose by 4.5 per cent", "4", "4.5"),
        ("Benjamin Netanyahu said", "Netan", "Netanyahu"),
        ("a cafe\u0301 in Paris", "cafe", "cafe\u0301"),
        ("the U.S., he said", "U.S.,", "U.S."),
        ("in Cairo.", "Cairo.", "Cairo"),
        ("by J. D.", "J. D.", "J. D."),
        ("he said “complete victory” was", "“complete victory", "“complete victory”"),
        ("he said “complete victory was", "“complete victory", "complete victory"),
        ("William Burns (European Archives)", "Burns (European", "Burns (European"),
        ("(AFP) reported", "AFP)", "(AFP)"),
        ("Israel's Mossad chief", "Mossad", "Mossad"),
    ],
)
def test_a_token_grows_to_whole_words_and_loses_its_punctuation(text, token, quote) -> None:
    start = text.index(token)
    span = snap(text, start, start + len(token))
    assert span is not None
    assert span.of(text) == quote


@given(TEXTS, st.data())
def test_snapping_keeps_inside_the_text_and_is_settled_after_once(text, data) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = snap(text, start, end)
    if span is not None:
        assert 0 <= span.start < span.end <= len(text)
        assert any(c.isalnum() for c in span.of(text))


def test_candidates_of_overlapping_windows_are_merged_without_overlap() -> None:
    one, two, three = (
        Candidate(Span(0, 4), 2.0),
        Candidate(Span(3, 6), 3.0),
        Candidate(Span(8, 9), 1.0),
    )
    assert merge([[one, three], [two]], 3) == (two, three)
