import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.bm25 import PostingsBM25

TERMS = st.sampled_from("abcdefgh")
CORPORA = st.lists(st.lists(TERMS, max_size=12), max_size=25)
QUERIES = st.lists(st.sampled_from("abcdefghxyz"), max_size=8)
SETTINGS = st.fixed_dictionaries(
    {
        "k1": st.floats(0.1, 3),
        "b": st.floats(0, 0.99),  # at 1, rank_bm25 divides 0 by 0 for a passage without words
        "epsilon": st.floats(0, 1),
    }
)


@given(CORPORA.filter(any), QUERIES, SETTINGS)
def test_the_scores_equal_those_of_rank_bm25(corpus, query, settings):
    ours = PostingsBM25(corpus, **settings)
    theirs = BM25Okapi(corpus, **settings)
    assert ours.get_scores(query) == pytest.approx(theirs.get_scores(query), rel=1e-9, abs=1e-9)
    assert ours.idf == pytest.approx(theirs.idf)
    assert ours.avgdl == theirs.avgdl


@given(CORPORA, QUERIES, st.integers(0, 30), st.data())
def test_the_top_is_the_head_of_all_allowed_matches_sorted_by_score_and_row(corpus, query, k, data):
    index = PostingsBM25(corpus)
    allowed = data.draw(
        st.none() | st.lists(st.booleans(), min_size=len(corpus), max_size=len(corpus))
    )
    mask = None if allowed is None else np.array(allowed, dtype=np.bool_)
    scores = index.get_scores(query)
    competing = [
        row
        for row, passage in enumerate(corpus)
        if set(query) & set(passage) and (allowed is None or allowed[row])
    ]
    expected = sorted(competing, key=lambda row: (-scores[row], row))[:k]
    rows, found = index.search(query, k, mask)
    assert rows.tolist() == expected
    assert found.tolist() == scores[expected].tolist()
    assert index.top(query, k, mask).tolist() == expected


def test_the_floor_loses_no_row_of_a_large_corpus():
    random = np.random.default_rng(0)
    draws = np.minimum(random.zipf(1.3, (20_000, 3)), 50)
    index = PostingsBM25([[f"t{number}" for number in row] for row in draws])
    mask = random.random(len(draws)) < 0.5
    for query in (["t1"], ["t3", "t7"], ["t50", "t2", "t2"], ["t9", "t1", "t4", "t30"]):
        scores = index.get_scores(query)
        for allowed in (None, mask):
            competing = np.flatnonzero((scores != 0) & (True if allowed is None else allowed))
            expected = sorted(competing.tolist(), key=lambda row: (-scores[row], row))
            for k in (1, 10, 100, 5_000):
                assert index.top(query, k, allowed).tolist() == expected[:k]


@given(CORPORA, QUERIES)
def test_kept_arrays_make_the_same_index(corpus, query):
    made = PostingsBM25(corpus)
    kept = PostingsBM25.from_arrays(list(made.vocabulary), made.arrays)
    assert kept.get_scores(query).tolist() == made.get_scores(query).tolist()
    assert kept.idf == made.idf


def test_an_empty_corpus_and_passages_without_words_find_nothing():
    assert PostingsBM25([]).top(["a"], 5).tolist() == []
    assert PostingsBM25([[], []]).top(["a"], 5).tolist() == []


def test_a_term_asked_twice_counts_twice():
    index = PostingsBM25([["a", "b"], ["c"], ["d"]])
    assert index.get_scores(["a", "a"])[0] == pytest.approx(2 * index.get_scores(["a"])[0])


def test_a_single_passage_is_found_although_its_scores_are_below_zero():
    assert PostingsBM25([["talks", "in", "cairo"]]).top(["cairo"], 5).tolist() == [0]


def test_scores_of_some_rows_are_those_rows_scores():
    index = PostingsBM25([["a"], ["b"], ["a", "c"], ["d"]])
    scores = index.get_scores(["a"])
    assert index.get_batch_scores(["a"], [2, 0]) == [scores[2], scores[0]]
