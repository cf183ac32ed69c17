"""BM25 as ``rank_bm25`` scores it, held as postings and searched by term."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi


class PostingsBM25(BM25Okapi):  # type: ignore[misc]
    """``BM25Okapi`` over the same passages with the same scores, found through an inverted index.

    The formula is Robertson and Zaragoza's (2009) with the idf of Trotman et al. (2014) as in
    ``rank_bm25``: a negative idf becomes ``epsilon`` times the average idf.
    """

    def __init__(
        self,
        corpus: Iterable[Sequence[str]],
        k1: float = 1.5,
        b: float = 0.75,
        epsilon: float = 0.25,
    ) -> None:
        self._postings: dict[str, tuple[NDArray[np.int32], NDArray[np.int32]]] = {}
        super().__init__(list(corpus), k1=k1, b=b, epsilon=epsilon)

    def _initialize(self, corpus: list[Sequence[str]]) -> dict[str, int]:
        lists: dict[str, list[int]] = {}
        counts: dict[str, list[int]] = {}
        lengths = []
        for row, tokens in enumerate(corpus):
            lengths.append(len(tokens))
            for term, count in Counter(tokens).items():
                lists.setdefault(term, []).append(row)
                counts.setdefault(term, []).append(count)
        self.corpus_size = len(corpus)
        self.doc_len = lengths
        self.avgdl = sum(lengths) / max(1, len(corpus))
        self._postings = {
            term: (np.array(rows, dtype=np.int32), np.array(counts[term], dtype=np.int32))
            for term, rows in lists.items()
        }
        lengths_ = np.array(lengths, dtype=np.float64)
        self._norms = self.k1 * (1 - self.b + self.b * lengths_ / max(self.avgdl, 1e-9))
        return {term: len(rows) for term, rows in lists.items()}

    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]:
        scores = np.zeros(self.corpus_size)
        for term in query:
            if (posting := self._postings.get(term)) is not None:
                rows, tf = posting
                scores[rows] += self.idf[term] * (tf * (self.k1 + 1) / (tf + self._norms[rows]))
        return scores

    def top(self, query: Sequence[str], k: int) -> NDArray[np.int64]:
        """The best ``k`` rows with a score above zero, best first, ties by row."""
        scores = self.get_scores(query)
        if k < len(scores):
            threshold = np.partition(scores, -k)[-k]
            rows = np.flatnonzero((scores >= threshold) & (scores > 0))
        else:
            rows = np.flatnonzero(scores > 0)
        return rows[np.argsort(-scores[rows], kind="stable")][:k]
