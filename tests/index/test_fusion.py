from statistics import pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import hybrid, reciprocal_rank_fusion, weighted_sum

RANKINGS = st.lists(
    st.dictionaries(st.integers(0, 20), st.floats(-10, 10), max_size=15).map(
        lambda scores: sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    ),
    min_size=1,
    max_size=4,
)


@given(RANKINGS, st.randoms(use_true_random=False))
def test_the_order_of_the_rankings_does_not_matter(rankings, random):
    shuffled = random.sample(rankings, len(rankings))
    assert reciprocal_rank_fusion(shuffled) == reciprocal_rank_fusion(rankings)
    assert weighted_sum(shuffled) == weighted_sum(rankings)


@given(RANKINGS)
def test_every_key_comes_out_once_best_first_ties_by_key(rankings):
    for fuse in (reciprocal_rank_fusion, weighted_sum):
        fused = fuse(rankings)
        assert {key for key, _ in fused} == {key for ranking in rankings for key, _ in ranking}
        assert fused == sorted(fused, key=lambda item: (-item[1], item[0]))
        assert len({key for key, _ in fused}) == len(fused)


@given(RANKINGS)
def test_one_ranking_alone_keeps_its_order(rankings):
    keys = [key for key, _ in rankings[0]]
    assert [key for key, _ in reciprocal_rank_fusion(rankings[:1])] == keys


@given(RANKINGS, st.floats(0.1, 10))
def test_scale_and_origin_of_the_scores_do_not_matter_to_reciprocal_ranks(rankings, scale):
    rescaled = [[(key, 3 + scale * score) for key, score in ranking] for ranking in rankings]
    assert reciprocal_rank_fusion(rescaled) == reciprocal_rank_fusion(rankings)


def test_a_rank_counts_from_one():
    assert reciprocal_rank_fusion([[(7, 0.1)], [(7, 5.0)]], k=60) == [(7, 2 / 61)]


def test_what_both_find_comes_before_what_one_finds():
    lexical, dense = [(1, 9.0), (2, 8.0)], [(3, 0.9), (2, 0.8)]
    assert reciprocal_rank_fusion([lexical, dense])[0][0] == 2


def test_a_weighted_sum_counts_standard_deviations_above_the_least():
    lexical, dense = [(1, 30.0), (2, 20.0), (3, 10.0)], [(3, 0.9), (2, 0.5), (4, 0.4)]
    fused = dict(weighted_sum([lexical, dense], (0.25, 0.75)))
    of_lexical, of_dense = pstdev([30, 20, 10]), pstdev([0.9, 0.5, 0.4])
    assert fused == pytest.approx(
        {
            1: 0.25 * 20 / of_lexical,
            2: 0.25 * 10 / of_lexical + 0.75 * 0.1 / of_dense,
            3: 0.75 * 0.5 / of_dense,
            4: 0.0,
        }
    )


def test_the_only_passage_that_has_the_words_counts_for_much():
    dense = [(key, 1 - key / 100) for key in range(50)]
    assert weighted_sum([[(40, 12.0)], dense])[0][0] == 40


@given(RANKINGS, st.floats(0.1, 10))
def test_the_scale_of_the_scores_does_not_matter_to_a_weighted_sum(rankings, scale):
    rescaled = [[(key, scale * score) for key, score in ranking] for ranking in rankings]
    one, other = dict(weighted_sum(rankings)), dict(weighted_sum(rescaled))
    assert one == pytest.approx(other, rel=1e-6, abs=1e-6)


def test_the_hybrid_hears_the_dense_ranking_a_bit_more():
    assert [key for key, _ in hybrid([[(1, 2.0), (2, 0.0)], [(2, 0.9), (1, 0.1)]])] == [2, 1]
    with pytest.raises(ValueError, match="zip"):
        hybrid([[(1, 1.0)]])


def test_a_weighted_sum_wants_one_weight_for_each_ranking():
    with pytest.raises(ValueError, match="zip"):
        weighted_sum([[(1, 1.0)], [(2, 1.0)]], (1.0,))


def test_no_rankings_fuse_to_nothing():
    assert reciprocal_rank_fusion([]) == weighted_sum([]) == []
