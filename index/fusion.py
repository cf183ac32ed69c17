"""One ranking out of several. Pure functions: keys with scores in, keys with scores out."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from statistics import pstdev

Ranking = Sequence[tuple[int, float]]
"""Keys with their scores, best first, each key once. Scores compare within one ranking only."""

LEXICAL, DENSE = 0.4, 0.6
"""Weights of the two rankings, chosen on halves that are not reported."""

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
    """Sum the standardised scores, each ranking's times its weight; best first, ties by key.

    A score counts by how many standard deviations it is above the least of its ranking (Montague
    and Aslam, 2001); a key that a ranking does not hold counts 0 there. What a ranking leaves out
    that a longer one holds has the score 0, as BM25 gives it to passages that share no word with
    the query. Each weight is 1 unless they are given.

    Raises:
        ValueError: if there is not one weight for each ranking.
    """
    if weights is None:
        weights = [1.0] * len(rankings)
    longest = max(map(len, rankings), default=0)
    parts: defaultdict[int, list[float]] = defaultdict(list)
    for ranking, weight in zip(rankings, weights, strict=True):
        scores = [score for _, score in ranking] + [0.0] * (longest - len(ranking))
        least = min(scores, default=0.0)
        spread = pstdev(scores) if scores else 0.0
        for key, score in ranking:
            parts[key].append(weight * ((score - least) / spread if spread else 1.0))
    return _best_first(parts)


def hybrid(rankings: Sequence[Ranking]) -> list[tuple[int, float]]:
    """The lexical and the dense ranking as one (docs/decisions/0013-fusion.md).

    Raises:
        ValueError: if there are not two.
    """
    return weighted_sum(rankings, (LEXICAL, DENSE))


def _best_first(parts: dict[int, list[float]]) -> list[tuple[int, float]]:
    fused = [(key, math.fsum(values)) for key, values in parts.items()]
    return sorted(fused, key=lambda item: (-item[1], item[0]))
