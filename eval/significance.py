"""Whether a difference between two runs is more than chance. Pure functions over numbers."""

import warnings
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap, permutation_test

from eval.errors import UndefinedMeasureError
from eval.intervals import SEED

RESAMPLES = 9_999
"""Of the bootstrap and of the permutations, of which there are all where they are fewer."""
ALPHA = 0.05
_AT_ONCE = 2_000_000
"""Numbers that are drawn at once, so that thousands of questions fit in memory."""


class Difference(msgspec.Struct, frozen=True):
    """A mean difference with its 95% interval and the two-sided p value of there being none."""

    value: float
    low: float
    high: float
    p: float


def difference(differences: Sequence[float]) -> Difference:
    """The mean of ``differences``, one a question.

    The interval is the bias-corrected and accelerated bootstrap's (Efron, 1987), the percentile
    one where that has no value. The p value is the share of the ways to swap the two runs,
    question by question, that give a mean as far from 0 (Fisher, 1935; Smucker et al., 2007).
    The same numbers give the same result. One question is no sample: its interval is itself,
    its p value 1.

    Raises:
        UndefinedMeasureError: if there is no question.
    """
    values = np.asarray(differences, dtype=np.float64)
    if not len(values):
        raise UndefinedMeasureError("a difference needs a question")
    low, high = _interval(values)
    return Difference(float(values.mean()), low, high, _p_value(values))


def holm(p_values: Sequence[float]) -> list[float]:
    """The p values adjusted for their number, in the same order (Holm, 1979)."""
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    ascending = sorted(range(len(p_values)), key=p_values.__getitem__)
    for rank, at in enumerate(ascending):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[at]))
        adjusted[at] = largest
    return adjusted


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    if np.ptp(values) == 0:
        return float(values[0]), float(values[0])
    for method in ("BCa", "percentile"):
        with warnings.catch_warnings():
            # That BCa is not defined is seen in its bounds, and is no news to anybody.
            warnings.simplefilter("ignore", RuntimeWarning)
            low, high = bootstrap(
                (values,),
                np.mean,
                n_resamples=RESAMPLES,
                batch=_batch(values),
                method=method,
                rng=np.random.default_rng(SEED),
            ).confidence_interval
        if np.isfinite([low, high]).all():
            break
    return float(low), float(high)


def _p_value(values: NDArray[np.float64]) -> float:
    # Swapping changes nothing where all are 0, and no mean's distance from 0 of a single one.
    if len(values) == 1 or not values.any():
        return 1.0
    tested = permutation_test(
        (values,),
        np.mean,
        permutation_type="samples",
        n_resamples=RESAMPLES,
        batch=_batch(values),
        vectorized=True,
        rng=np.random.default_rng(SEED),
    )
    return float(tested.pvalue)


def _batch(values: NDArray[np.float64]) -> int:
    return max(1, _AT_ONCE // len(values))
