"""One ranking out of several. Pure functions: keys with scores in, keys with scores out."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence

Ranking = Sequence[tuple[int, float]]
"""Keys with their scores, best first, each key once. Scores compare within one ranking only."""

Fusion = Callable[[Sequence[Ranking]], list[tuple[int, float]]]


def reciprocal_rank_fusion(rankings: Sequence[Ranking], k: float = 60) -> list[tuple[int, float]]:
    """Sum 1 / (k + rank) over the rankings that hold a key; best first, ties by key.

    Cormack, Clarke and Büttcher (2009). The scores of the rankings are not looked at, so that
    they need not be comparable. Summed exactly: the order of the rankings does not matter.
    """
    parts: defaultdict[int, list[float]] = defaultdict(list)
    for ranking in rankings:
        for rank, (key, _) in enumerate(ranking, start=1):
            parts[key].append(1 / (k + rank))
    return _best_first(parts)


def weighted_sum(
    rankings: Sequence[Ranking], weights: Sequence[float] | None = None
) -> list[tuple[int, float]]:
    """Sum the scores, each ranking's brought to [0, 1], times its weight; best first, ties by key.

    The best of a ranking counts 1, its last 0, all 1 where they are equal; a key that a ranking
    does not hold counts 0 there. Each weight is 1 unless they are given.

    Raises:
        ValueError: if there is not one weight for each ranking.
    """
    if weights is None:
        weights = [1.0] * len(rankings)
    parts: defaultdict[int, list[float]] = defaultdict(list)
    for ranking, weight in zip(rankings, weights, strict=True):
        scores = [score for _, score in ranking]
        low, spread = min(scores, default=0.0), max(scores, default=0.0) - min(scores, default=0.0)
        for key, score in ranking:
            parts[key].append(weight * ((score - low) / spread if spread else 1.0))
    return _best_first(parts)


def _best_first(parts: dict[int, list[float]]) -> list[tuple[int, float]]:
    fused = [(key, math.fsum(values)) for key, values in parts.items()]
    return sorted(fused, key=lambda item: (-item[1], item[0]))
