"""What a generation is made of, and its files."""

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.bm25 import ARRAYS, PostingsBM25
from index.dense import DenseIndex, Vectors
from index.encoder import Encoder
from index.filters import Article
from index.settings import IndexSettings
from index.tokens import terms

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

KEY_BYTES = hashlib.sha256().digest_size


class Text(msgspec.Struct, frozen=True):
    """A passage's text and its article's title: what it is found by."""

    title: str
    text: str

    @property
    def folded(self) -> str:
        """The text with every run of white space as one space."""
        return " ".join(self.text.split())

    @property
    def encoded(self) -> str:
        """What the encoder is given: most passages do not say what their article is about."""
        return f"{self.title}. {self.folded}" if self.title else self.folded


class Contents(msgspec.Struct, frozen=True, eq=False):
    """The parts of a generation. A *row* is a passage's place in the order (document id, place).

    ``places`` says for each row its article (a position in ``articles``), start and end.
    ``keys`` are the sha256 of the text that each row's vector was made from, and ``originals``
    the first row whose text is the same but for white space.
    """

    articles: tuple[Article, ...]
    places: NDArray[np.int32]
    keys: NDArray[np.uint8]
    originals: NDArray[np.int32]
    lexical: PostingsBM25
    dense: DenseIndex


def make_contents(
    articles: Sequence[Article],
    places: Sequence[tuple[int, int, int]],
    texts: Sequence[Text],
    known: Mapping[bytes, Vectors],
    encoder: Encoder,
    settings: IndexSettings,
    progress: Progress,
) -> Contents:
    """Index ``texts``, one for each of ``places``; ``known`` are vectors that need no encoding."""
    first: dict[str, int] = {}
    originals = [first.setdefault(text.folded, row) for row, text in enumerate(texts)]
    keys = [hashlib.sha256(text.encoded.encode()).digest() for text in texts]
    vectors = _vectors(keys, texts, known, encoder, progress)
    return Contents(
        articles=tuple(articles),
        places=np.array(places, dtype=np.int32).reshape(-1, 3),
        keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, KEY_BYTES),
        originals=np.array(originals, dtype=np.int32),
        lexical=PostingsBM25(_terms(texts, settings, progress)),
        dense=DenseIndex(vectors),
    )


def _vectors(
    keys: Sequence[bytes],
    texts: Sequence[Text],
    known: Mapping[bytes, Vectors],
    encoder: Encoder,
    progress: Progress,
) -> Vectors:
    """One vector a text; the same words get the same vector, encoded once."""
    new = {key: text.encoded for key, text in zip(keys, texts, strict=True) if key not in known}
    encoded = encoder.encode(
        list(new.values()), lambda done, total: progress("encoding", done, total)
    )
    vectors = dict(known) | dict(zip(new, encoded, strict=True))
    stacked = np.empty((len(keys), encoder.dimensions), dtype=np.float32)
    for row, key in enumerate(keys):
        stacked[row] = vectors[key]
    return stacked


def _terms(
    texts: Sequence[Text], settings: IndexSettings, progress: Progress
) -> Iterator[list[str]]:
    for row, text in enumerate(texts, start=1):
        yield terms(f"{text.title}\n{text.text}", stemming=settings.stemming)
        if row % 1000 == 0 or row == len(texts):
            progress("indexing words", row, len(texts))


def write_contents(folder: Path, contents: Contents) -> None:
    """Write the files of a generation, all but its manifest. None of them is a pickle."""
    (folder / "articles.msgpack").write_bytes(msgspec.msgpack.encode(contents.articles))
    (folder / "terms.msgpack").write_bytes(
        msgspec.msgpack.encode(list(contents.lexical.vocabulary))
    )
    for name in ("places", "keys", "originals"):
        _save(folder / f"{name}.npy", getattr(contents, name))
    for name, values in contents.lexical.arrays.items():
        _save(folder / f"{name}.npy", values)
    contents.dense.write(folder / "vectors.faiss")


def _save(path: Path, values: NDArray[Any]) -> None:
    # Written by Python, whose error says that the disk is full; NumPy's counts bytes.
    buffer = io.BytesIO()
    np.save(buffer, values, allow_pickle=False)
    path.write_bytes(buffer.getbuffer())


def read_contents(folder: Path) -> Contents:
    """What ``write_contents`` left in ``folder``."""
    return Contents(
        articles=msgspec.msgpack.decode(
            (folder / "articles.msgpack").read_bytes(), type=tuple[Article, ...]
        ),
        places=_array(folder, "places"),
        keys=_array(folder, "keys"),
        originals=_array(folder, "originals"),
        lexical=PostingsBM25.from_arrays(
            msgspec.msgpack.decode((folder / "terms.msgpack").read_bytes(), type=list[str]),
            {name: _array(folder, name) for name in ARRAYS},
        ),
        dense=DenseIndex.read(folder / "vectors.faiss"),
    )


def _array(folder: Path, name: str) -> NDArray[Any]:
    # Mapped, not copied: what is never asked for is never read, and processes share what is.
    return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
