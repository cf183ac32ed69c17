"""Encoding that can be broken off: what is done stays done."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.dense import Vectors
from index.encoder import Encoded, Encoder

AT_ONCE = 1024
"""Texts between two files: seconds of work, or minutes where the machine is busy, are what a kill
can cost."""


class ResumableEncoder:
    """An encoder that keeps the vectors of every ``AT_ONCE`` texts in a file of ``folder``.

    Who asks for the same texts again, in the same order, gets what is there already. To the index
    it is the encoder that it wraps.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self.name = encoder.name
        self.fingerprint = encoder.fingerprint
        self.dimensions = encoder.dimensions
        self._encoder = encoder
        self._folder = folder

    def encode(self, texts: Sequence[str], progress: Encoded | None = None) -> Vectors:
        """One row for each of ``texts``, in their order."""
        told = progress or (lambda done, total: None)
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), AT_ONCE):
            part = texts[start : start + AT_ONCE]
            vectors[start : start + len(part)] = self._encoded(
                part, _after(start, len(texts), told)
            )
            told(start + len(part), len(texts))
        return vectors

    def encode_query(self, query: str) -> Vectors:
        """One vector, which is not kept."""
        return self._encoder.encode_query(query)

    def _encoded(self, texts: Sequence[str], progress: Encoded) -> Vectors:
        digest = hashlib.sha256(self.fingerprint.encode())
        for text in texts:
            digest.update(hashlib.sha256(text.encode()).digest())
        path = self._folder / f"{digest.hexdigest()}.npy"
        if path.exists():
            kept: Vectors = np.load(path, allow_pickle=False)
            return kept
        self._folder.mkdir(parents=True, exist_ok=True)
        vectors = self._encoder.encode(texts, progress)
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("wb") as file:
            np.save(file, vectors, allow_pickle=False)
        unfinished.rename(path)
        return vectors


def _after(before: int, total: int, told: Encoded) -> Encoded:
    """Tells of a part as of the whole, of which ``before`` texts are done."""
    return lambda done, _: told(before + done, total)
