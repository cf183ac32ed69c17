"""Intervals: the same for the same questions, and scipy's for a mean."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

from eval.errors import UndefinedMeasureError
from eval.intervals import Positions, figure, mean_figure, ratio_figure

values = st.lists(st.floats(0, 1), min_size=1, max_size=20)


@settings(max_examples=20)
@given(values)
def test_a_mean_lies_in_its_interval_and_the_interval_among_the_values(scores: list[float]) -> None:
    found = mean_figure(scores)
    near = 1e-9
    assert found.value == pytest.approx(np.mean(scores))
    assert min(scores) - near <= found.low <= found.high <= max(scores) + near
    assert found == mean_figure(scores)
    assert found.n == len(scores)


def test_the_interval_of_a_mean_is_scipys() -> None:
    scores = np.random.default_rng(1).random(80)
    expected = bootstrap(
        (scores,), np.mean, n_resamples=20_000, method="percentile", rng=np.random.default_rng(2)
    ).confidence_interval
    found = mean_figure(scores.tolist())
    assert (found.low, found.high) == pytest.approx(tuple(expected), abs=0.01)


def test_a_share_is_of_all_parts_and_wholes_together() -> None:
    found = ratio_figure([1, 0, 3], [1, 1, 6])
    assert found.value == 4 / 8
    assert 0 <= found.low < found.high <= 1


def test_draws_without_a_value_do_not_count() -> None:
    def only_the_first(drawn: Positions) -> float:
        if 0 not in drawn:
            raise UndefinedMeasureError("the first is missing")
        return 1.0

    found = figure(only_the_first, 3)
    assert (found.value, found.low, found.high) == (1, 1, 1)


def test_no_questions_have_no_figure() -> None:
    with pytest.raises(UndefinedMeasureError):
        mean_figure([])
    with pytest.raises(UndefinedMeasureError):
        ratio_figure([0, 0], [0, 0])
