"""How sure a figure is: percentile bootstrap intervals over questions."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from eval.errors import UndefinedMeasureError

RESAMPLES = 1000
SEED = 20231220

Positions = NDArray[np.integer[Any]]
Statistic = Callable[[Positions], float]
"""A figure of the questions at these positions, of which some may occur several times."""


class Figure(msgspec.Struct, frozen=True):
    """A measured value, its 95% interval, and of how many questions it is."""

    value: float
    low: float
    high: float
    n: int


def figure(statistic: Statistic, n: int) -> Figure:
    """The value of ``statistic`` over ``n`` questions with a percentile bootstrap interval.

    Efron (1979): ``RESAMPLES`` draws of ``n`` questions with replacement; the interval runs from
    the 2.5th to the 97.5th percentile of their values. The same questions give the same figure.
    Draws for which the statistic is undefined (one class only) do not count.

    Raises:
        UndefinedMeasureError: if ``n`` is 0 or the statistic is undefined for all the questions.
    """
    if n == 0:
        raise UndefinedMeasureError("a figure needs a question")
    value = statistic(np.arange(n))
    values = []
    for drawn in _draws(n):
        try:
            values.append(statistic(drawn))
        except UndefinedMeasureError:
            continue
    return _figure(value, np.asarray(values or [value]), n)


def mean_figure(values: Sequence[float]) -> Figure:
    """The mean with its interval, as ``figure``."""
    return ratio_figure(values, [1.0] * len(values))


def ratio_figure(parts: Sequence[float], wholes: Sequence[float]) -> Figure:
    """The sum of ``parts`` over the sum of ``wholes``, one of each a question, as ``figure``."""
    over, under = np.asarray(parts, dtype=np.float64), np.asarray(wholes, dtype=np.float64)
    if not under.sum():
        raise UndefinedMeasureError("a share needs something to be a share of")
    draws = _draws(len(over))
    shares, of = over[draws].sum(axis=1), under[draws].sum(axis=1)
    return _figure(float(over.sum() / under.sum()), shares[of > 0] / of[of > 0], len(over))


def _figure(value: float, values: NDArray[np.float64], n: int) -> Figure:
    low, high = np.percentile(values, [2.5, 97.5])
    return Figure(value, float(low), float(high), n)


# Most figures of a run are of the same questions. Kept for few sizes: 4 MB for 1,000 questions.
@lru_cache(maxsize=4)
def _draws(n: int) -> NDArray[np.int32]:
    """``RESAMPLES`` draws of ``n`` positions, one a row."""
    draws = np.random.default_rng(SEED).integers(0, n, (RESAMPLES, n), dtype=np.int32)
    draws.flags.writeable = False
    return draws
