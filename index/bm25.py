"""BM25 as ``rank_bm25`` scores it, held as postings and searched by term."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index.ranking import best_rows, floor_of

ARRAYS = ("indptr", "rows", "counts", "lengths")


class PostingsBM25(BM25Okapi):  # type: ignore[misc]
    """``BM25Okapi`` over the same passages with the same scores, found through an inverted index.

    The formula is Robertson and Zaragoza's (2009) with the idf of Trotman et al. (2014) as in
    ``rank_bm25``: a negative idf becomes ``epsilon`` times the average idf. Unlike it, an empty
    corpus and passages without words are allowed.

    The postings are four flat arrays: those of term ``t`` stand in ``rows`` and ``counts`` at
    ``[indptr[t], indptr[t + 1])``, by row; ``lengths`` are the passages' numbers of tokens.
    Searching changes nothing, so that threads may share an index.
    """

    def __init__(
        self,
        corpus: Iterable[Sequence[str]],
        k1: float = 1.5,
        b: float = 0.75,
        epsilon: float = 0.25,
    ) -> None:
        vocabulary: dict[str, int] = {}
        tokens = array("q")
        lengths = array("i")
        for passage in corpus:
            tokens.extend([vocabulary.setdefault(term, len(vocabulary)) for term in passage])
            lengths.append(len(passage))
        self._hold(
            vocabulary, _postings(tokens, lengths, len(vocabulary)), k1=k1, b=b, epsilon=epsilon
        )

    @classmethod
    def from_arrays(
        cls,
        vocabulary: Iterable[str],
        arrays: Mapping[str, NDArray[np.integer[Any]]],
        k1: float = 1.5,
        b: float = 0.75,
        epsilon: float = 0.25,
    ) -> "PostingsBM25":
        """The index whose ``vocabulary`` and ``arrays`` (named as in ``ARRAYS``) were kept."""
        index = cls.__new__(cls)
        numbered = {term: number for number, term in enumerate(vocabulary)}
        index._hold(numbered, arrays, k1=k1, b=b, epsilon=epsilon)
        return index

    def _hold(
        self,
        vocabulary: dict[str, int],
        arrays: Mapping[str, NDArray[np.integer[Any]]],
        *,
        k1: float,
        b: float,
        epsilon: float,
    ) -> None:
        self.k1, self.b, self.epsilon = k1, b, epsilon
        self.arrays = {name: np.asarray(arrays[name]) for name in ARRAYS}
        self.vocabulary = vocabulary
        self.doc_len = self.arrays["lengths"]
        self.corpus_size = len(self.doc_len)
        self.avgdl = int(self.doc_len.sum()) / max(1, self.corpus_size)
        self._norms = k1 * (1 - b + b * self.doc_len / (self.avgdl or 1.0))
        self.idf: dict[str, float] = {}
        self.average_idf = 0.0
        if vocabulary:
            self._calc_idf(
                dict(zip(vocabulary, np.diff(self.arrays["indptr"]).tolist(), strict=True))
            )

    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]:
        """The score of every row; a term asked twice counts twice."""
        return self._scores(query)[0]

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]:
        """The scores of these rows."""
        scores: list[float] = self.get_scores(query)[list(doc_ids)].tolist()
        return scores

    def top(
        self, query: Sequence[str], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> NDArray[np.int64]:
        """The best ``k`` rows that hold a term of the query, best first, ties by row."""
        return self.search(query, k, allowed)[0]

    def search(
        self, query: Sequence[str], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The rows of ``top`` and their scores.

        Only rows that are true in ``allowed`` (one boolean a row) compete; what is not allowed
        takes no place among the ``k``. A score may be zero or below in a very small corpus,
        where every term stands in half of the passages.
        """
        scores, found = self._scores(query)
        if allowed is not None:
            found &= allowed
            scores *= found
        # Where a floor above zero is known, few rows are left to look at and to sort.
        floor = floor_of(scores, k)
        rows = np.flatnonzero(scores >= floor if floor > 0 else found)
        return best_rows(rows, scores[rows], k)

    def _scores(self, query: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        scores = np.zeros(self.corpus_size)
        found = np.zeros(self.corpus_size, dtype=np.bool_)
        indptr = self.arrays["indptr"]
        for term in query:
            if (number := self.vocabulary.get(term)) is None:
                continue
            postings = slice(indptr[number], indptr[number + 1])
            rows, counts = self.arrays["rows"][postings], self.arrays["counts"][postings]
            scores[rows] += self.idf[term] * (counts * (self.k1 + 1) / (counts + self._norms[rows]))
            found[rows] = True
        return scores, found


def _postings(
    tokens: "array[int]", lengths: "array[int]", terms: int
) -> dict[str, NDArray[np.integer[Any]]]:
    """Count how often each term stands in each row, sorted by term and then row."""
    passages = max(1, len(lengths))
    row_of = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    # One number for each (term, row): sorting these is a fraction of the cost of lists of lists.
    pairs, counts = np.unique(
        np.array(tokens, dtype=np.int64) * passages + row_of, return_counts=True
    )
    return {
        "indptr": np.searchsorted(pairs, np.arange(terms + 1, dtype=np.int64) * passages),
        "rows": (pairs % passages).astype(np.int32),
        "counts": counts.astype(np.int32),
        "lengths": np.array(lengths, dtype=np.int32),
    }
