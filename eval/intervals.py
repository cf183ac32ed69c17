"""How sure a figure is: percentile bootstrap intervals over questions."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from eval.errors import UndefinedMeasureError

RESAMPLES = 1000
SEED = 20231220

Statistic = Callable[[NDArray[np.intp]], float]
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
    draws = np.random.default_rng(SEED)
    values = []
    for _ in range(RESAMPLES):
        drawn = draws.integers(0, n, n)
        try:
            values.append(statistic(drawn))
        except UndefinedMeasureError:
            continue
    low, high = np.percentile(values or [value], [2.5, 97.5])
    return Figure(value, float(low), float(high), n)


def mean_figure(values: Sequence[float]) -> Figure:
    """The mean with its interval, as ``figure``."""
    array = np.asarray(values, dtype=np.float64)
    return figure(lambda drawn: float(array[drawn].mean()), len(array))


def ratio_figure(parts: Sequence[float], wholes: Sequence[float]) -> Figure:
    """The sum of ``parts`` over the sum of ``wholes``, one of each a question, as ``figure``."""
    over, under = np.asarray(parts, dtype=np.float64), np.asarray(wholes, dtype=np.float64)

    def ratio(drawn: NDArray[np.intp]) -> float:
        if not (whole := float(under[drawn].sum())):
            raise UndefinedMeasureError("a share needs something to be a share of")
        return float(over[drawn].sum()) / whole

    return figure(ratio, len(over))
