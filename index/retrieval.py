"""Retrievers: from a query to a ranking of passages."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, runtime_checkable

import msgspec

from corpus.documents import Passage
from index.encoder import Encoder
from index.filters import NO_FILTERS, Filters
from index.fusion import Fusion, Ranking, hybrid
from index.generation import Allowed, Generation
from index.tokens import query_terms

DEFAULT_TOP_K = 20
DEPTH = 100
"""How many passages each retriever hands to the fusion, unless more are asked for."""


class ScoredPassage(msgspec.Struct, frozen=True):
    """A passage in a ranking. ``rank`` counts from 1; ``score`` compares within the ranking."""

    passage: Passage
    score: float
    rank: int


@runtime_checkable
class Retriever(Protocol):
    """Finds passages for a query. One conformance suite holds for all: tests/conformance."""

    @property
    def name(self) -> str: ...

    def retrieve(
        self, query: str, *, top_k: int = DEFAULT_TOP_K, filters: Filters = NO_FILTERS
    ) -> list[ScoredPassage]:
        """At most ``top_k`` passages, best first, ties by passage (article id, then place).

        Only passages of articles that pass ``filters`` compete. A blank query finds nothing.
        """
        ...


class Retrieval(msgspec.Struct, frozen=True, kw_only=True):
    """What the retrievers found for one query, and what became of it.

    Passages that say the same but for white space (one dispatch in several outlets) are one here:
    the first of them that passes the filters, by article id, stands for all in each of the
    rankings, with the best score that one of them got. ``duplicates`` has, under the id of a
    passage of ``fused``, the others. ``undated`` counts the articles that the date filter could
    not judge; they compete. ``timings_ms`` has ``filter``, ``lexical``, ``dense`` and ``fusion``.
    """

    lexical: tuple[ScoredPassage, ...]
    dense: tuple[ScoredPassage, ...]
    fused: tuple[ScoredPassage, ...]
    duplicates: dict[str, tuple[Passage, ...]]
    undated: int
    timings_ms: dict[str, float]


class _OneRanking(ABC):
    """A retriever that ranks the rows of a generation by one score."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def retrieve(
        self, query: str, *, top_k: int = DEFAULT_TOP_K, filters: Filters = NO_FILTERS
    ) -> list[ScoredPassage]:
        """See ``Retriever``."""
        allowed = self._generation.allowed(filters)
        return _scored(self._generation, self.rank(query, top_k, allowed))

    @abstractmethod
    def rank(self, query: str, top_k: int, allowed: Allowed) -> Ranking:
        """The best ``top_k`` of the rows that are ``allowed``, with their scores."""


class LexicalRetriever(_OneRanking):
    """BM25 over the words of passage and title. Finds passages that share a word with the query."""

    name = "lexical"

    def rank(self, query: str, top_k: int, allowed: Allowed) -> Ranking:
        """The best rows of the generation, with their scores."""
        terms = query_terms(query, stemming=self._generation.manifest.settings.stemming)
        rows, scores = self._generation.lexical.search(terms, top_k, allowed.rows)
        return list(zip(rows.tolist(), scores.tolist(), strict=True))


class DenseRetriever(_OneRanking):
    """Nearest neighbours of the query's vector. Finds something for every query."""

    name = "dense"

    def __init__(self, generation: Generation, encoder: Encoder) -> None:
        super().__init__(generation)
        self._encoder = encoder

    def rank(self, query: str, top_k: int, allowed: Allowed) -> Ranking:
        """The best rows of the generation, with their cosines."""
        if not query.strip() or not self._generation.passages:
            return []
        vector = self._encoder.encode_query(query)
        rows, scores = self._generation.dense.search(vector, top_k, allowed.rows)
        return list(zip(rows.tolist(), scores.tolist(), strict=True))


class FusedRetriever:
    """Both retrievers' rankings as one, duplicates collapsed.

    ``clock`` returns seconds from any start.
    """

    name = "fused"

    def __init__(
        self,
        generation: Generation,
        encoder: Encoder,
        *,
        fusion: Fusion = hybrid,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._generation = generation
        self._lexical = LexicalRetriever(generation)
        self._dense = DenseRetriever(generation, encoder)
        self._fusion = fusion
        self._clock = clock

    def retrieve(
        self, query: str, *, top_k: int = DEFAULT_TOP_K, filters: Filters = NO_FILTERS
    ) -> list[ScoredPassage]:
        """See ``Retriever``."""
        return list(self.retrieve_all(query, top_k=top_k, filters=filters).fused)

    def retrieve_all(
        self, query: str, *, top_k: int = DEFAULT_TOP_K, filters: Filters = NO_FILTERS
    ) -> Retrieval:
        """All three rankings: ``fused`` of at most ``top_k``, the others as deep as was fused."""
        depth = max(DEPTH, top_k)
        ticks = [self._clock()]
        allowed = self._generation.allowed(filters)
        ticks.append(self._clock())
        lexical = self._lexical.rank(query, depth, allowed)
        ticks.append(self._clock())
        dense = self._dense.rank(query, depth, allowed)
        ticks.append(self._clock())
        lexical, dense = self._collapsed(lexical, allowed), self._collapsed(dense, allowed)
        fused = self._fusion([lexical, dense])[: max(0, top_k)]
        ticks.append(self._clock())
        stations = ("filter", "lexical", "dense", "fusion")
        return Retrieval(
            lexical=tuple(_scored(self._generation, lexical)),
            dense=tuple(_scored(self._generation, dense)),
            fused=tuple(_scored(self._generation, fused)),
            duplicates=self._duplicates((row for row, _ in fused), allowed),
            undated=allowed.undated,
            timings_ms={
                station: 1000 * (ticks[at + 1] - ticks[at]) for at, station in enumerate(stations)
            },
        )

    def _collapsed(self, ranking: Ranking, allowed: Allowed) -> Ranking:
        best: dict[int, float] = {}
        for row, score in ranking:
            best.setdefault(self._copies(row, allowed)[0], score)
        # The row that stands for others may come before the row that tied with it.
        return sorted(best.items(), key=lambda item: (-item[1], item[0]))

    def _duplicates(self, rows: Iterable[int], allowed: Allowed) -> dict[str, tuple[Passage, ...]]:
        passages = self._generation.passages
        return {
            passages[row].id: tuple(passages[other] for other in others)
            for row in rows
            if (others := self._copies(row, allowed)[1:])
        }

    def _copies(self, row: int, allowed: Allowed) -> Sequence[int]:
        copies = self._generation.copies(row)
        if allowed.rows is None:
            return copies
        return [copy for copy in copies if allowed.rows[copy]]


def _scored(generation: Generation, ranking: Ranking) -> list[ScoredPassage]:
    return [
        ScoredPassage(generation.passages[row], score, rank)
        for rank, (row, score) in enumerate(ranking, start=1)
    ]
