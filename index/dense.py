"""Exact nearest neighbours over the passages' vectors."""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.ranking import best_rows
from index.threads import set_environment

Vectors = NDArray[np.float32]


class DenseIndex:
    """A flat FAISS index: inner products with every vector, none approximated.

    The vectors are of length one, so that a score is a cosine. Searching changes nothing, so
    that threads may share an index.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._faiss = _faiss().IndexFlatIP(vectors.shape[1])
        self._faiss.add(np.ascontiguousarray(vectors, dtype=np.float32))

    @classmethod
    def read(cls, path: Path) -> "DenseIndex":
        """The index that ``write`` left at ``path``."""
        index = cls.__new__(cls)
        index._faiss = _faiss().read_index(str(path))
        return index

    def write(self, path: Path) -> None:
        """Keep the index in FAISS's own format.

        Raises:
            OSError: if it cannot be written; FAISS itself would raise a RuntimeError.
        """
        path.write_bytes(_faiss().serialize_index(self._faiss))

    def __len__(self) -> int:
        return int(self._faiss.ntotal)

    @property
    def vectors(self) -> Vectors:
        """A copy of the vectors, one a row."""
        copied: Vectors = self._faiss.reconstruct_n(0, len(self))
        return copied

    def search(
        self, query: Vectors, k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The ``k`` rows nearest to ``query`` and their cosines: best first, ties by row.

        Only rows that are true in ``allowed`` (one boolean a row) compete.
        """
        competing = len(self) if allowed is None else int(np.count_nonzero(allowed))
        if competing == 0 or k <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0)
        # FAISS keeps any of the rows that tie at the last place. One place more shows whether
        # there are such rows; then look further until the tie is seen to its end.
        depth = min(k + 1, competing)
        scores, rows = self._nearest(query, depth, allowed)
        while depth < competing and scores[-1] == scores[k - 1]:
            depth = min(2 * depth, competing)
            scores, rows = self._nearest(query, depth, allowed)
        by_row = np.argsort(rows)
        return best_rows(rows[by_row], scores[by_row], k)

    def _nearest(
        self, query: Vectors, depth: int, allowed: NDArray[np.bool_] | None
    ) -> tuple[Any, Any]:
        faiss = _faiss()
        if allowed is None:
            # Without any selector FAISS splits one query over threads, which wait for one another:
            # with other work on the machine that takes three times as long.
            selector = faiss.IDSelectorAll()
        else:
            selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        parameters = faiss.SearchParameters(sel=selector)
        scores, rows = self._faiss.search(query.reshape(1, -1), depth, params=parameters)
        return scores[0], rows[0]


def _faiss() -> Any:
    # Loaded when first needed: it takes half a second, which `dateline --help` need not spend.
    set_environment()
    return import_module("faiss")
