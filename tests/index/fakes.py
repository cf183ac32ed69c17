"""Fakes for what the index stands on: an encoder without a model, a store without a file."""

import datetime
import hashlib
from collections.abc import Iterator, Sequence

import numpy as np

from corpus.documents import Document, Passage, Published, revision_of
from corpus.spans import Span
from index.dense import Vectors
from index.encoder import Encoded
from index.tokens import words


class HashingEncoder:
    """Each word has a random direction of its own; a text points to the sum of its words'."""

    def __init__(self, dimensions: int = 16, name: str = "hashing") -> None:
        self.name = name
        self.fingerprint = f"{name}/{dimensions}"
        self.dimensions = dimensions
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], progress: Encoded | None = None) -> Vectors:
        self.encoded.extend(texts)
        if progress:
            progress(len(texts), len(texts))
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(
            -1, self.dimensions
        )

    def encode_query(self, query: str) -> Vectors:
        return self._vector(query)

    def _vector(self, text: str) -> Vectors:
        total = np.zeros(self.dimensions)
        for word in words(text):
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).standard_normal(self.dimensions)
        return (total / max(float(np.linalg.norm(total)), 1e-12)).astype(np.float32)


class FakeCorpus:
    """Articles in memory; each of their paragraphs is a passage."""

    def __init__(self, *documents: Document) -> None:
        self._documents = documents

    def documents(self) -> Iterator[Document]:
        return iter(sorted(self._documents, key=lambda document: document.id))

    def passages(self) -> Sequence[Passage]:
        return [
            Passage(document.id, document.revision, span)
            for document in self.documents()
            for span in document.prose
        ]

    def fingerprint(self) -> str:
        known = [(d.id, d.revision, d.title, d.source, str(d.published)) for d in self.documents()]
        return hashlib.sha256(repr(known).encode()).hexdigest()


def article(
    id: str,
    *paragraphs: str,
    title: str = "",
    source: str = "Example Post",
    day: str | None = "2024-01-15",
) -> Document:
    """An article of these paragraphs; ``day`` is its ISO date, None where it has none."""
    spans, start = [], 0
    for paragraph in paragraphs:
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    date = datetime.date.fromisoformat(day) if day else None
    return Document(
        id=id,
        text=text,
        revision=revision_of(text),
        title=title,
        source=source,
        published=Published(date, "stated" if date else "unknown"),
        prose=tuple(spans),
    )
