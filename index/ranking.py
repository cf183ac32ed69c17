"""The best of many scored rows."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def best_rows(
    rows: NDArray[np.integer[Any]], scores: NDArray[np.floating[Any]], k: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The ``k`` rows with the highest scores, and those: best first, ties by row.

    ``rows`` ascend; ``scores`` are theirs, in the same order, none of them NaN.
    """
    worth = scores >= floor_of(scores, k)
    rows, scores = rows[worth], scores[worth]
    order = np.argsort(-scores, kind="stable")[: max(0, k)]
    return rows[order].astype(np.int64), scores[order].astype(np.float64)


def floor_of(scores: NDArray[np.floating[Any]], k: int) -> float:
    """A score that at least ``k`` of them reach, and not many more; found without sorting.

    Split into columns, the k-th best of the columns' maxima is such a score, close to the k-th
    best of all where there are many more columns than ``k``. ``-inf`` where ``k`` is all of them.
    """
    if not 0 < k < len(scores):
        return -np.inf if k > 0 else np.inf
    columns = max(8 * k, 1024)
    height = len(scores) // columns
    if height < 2:
        return float(np.partition(scores, -k)[-k])
    # A remainder left out can only lower the floor.
    maxima = scores[: height * columns].reshape(height, columns).max(axis=0)
    return float(np.partition(maxima, -k)[-k])
