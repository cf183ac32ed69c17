"""Generations: one state of the index, whole and unchanging."""

import hashlib
import re
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.documents import Passage
from corpus.spans import Span
from index.contents import Contents, read_contents
from index.durable import sha256_of
from index.encoder import Encoder
from index.errors import GenerationDamagedError, GenerationForeignError, NoGenerationError
from index.filters import NO_FILTERS, Filters, judge
from index.settings import IndexSettings

FORMAT = 1
"""Raised whenever files of the old kind, or words cut the old way, would be read wrongly."""

CURRENT = "CURRENT"
"""The file that names the current generation."""

_NAME = re.compile(r"\d{6,}-[0-9a-f]{12}")


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a generation holds and what it was made from. ``files``: names to sha256."""

    format: int
    documents: int
    passages: int
    terms: int
    dimensions: int
    encoder: str
    encoder_fingerprint: str
    corpus_fingerprint: str
    settings: IndexSettings
    files: dict[str, str]


class Allowed(msgspec.Struct, frozen=True, eq=False):
    """What filters leave: one boolean a row (None: all), and the articles not judged by date."""

    rows: NDArray[np.bool_] | None
    undated: int


class Generation:
    """One state of the index, held open. Nothing in it changes; threads may share it.

    It goes on working when newer generations are published and its own files are removed.
    """

    def __init__(self, name: str, manifest: Manifest, contents: Contents) -> None:
        self.id = name
        self.manifest = manifest
        self.lexical = contents.lexical
        self.dense = contents.dense
        self.articles = contents.articles
        self.contents = contents
        self.passages: tuple[Passage, ...] = tuple(
            Passage(article.id, article.revision, Span(start, end))
            for number, start, end in contents.places.tolist()
            for article in (contents.articles[number],)
        )
        self._copies = _copies(contents.originals)

    @property
    def sources(self) -> tuple[str, ...]:
        """The outlets that may be asked for, in alphabetical order."""
        return tuple(sorted({article.source for article in self.articles if article.source}))

    def is_behind(self, fingerprint: str) -> bool:
        """Whether the store, whose fingerprint this is, has changed since."""
        return self.manifest.corpus_fingerprint != fingerprint

    def allowed(self, filters: Filters) -> Allowed:
        """The rows that may compete under ``filters``."""
        if filters == NO_FILTERS:
            return Allowed(None, 0)
        verdicts = [judge(article, filters) for article in self.articles]
        kept = np.array([verdict != "drop" for verdict in verdicts], dtype=np.bool_)
        return Allowed(kept[self.contents.places[:, 0]], verdicts.count("undatable"))

    def copies(self, row: int) -> tuple[int, ...]:
        """The rows that say the same as ``row`` but for white space, itself among them."""
        return self._copies.get(int(self.contents.originals[row]), (row,))


def _copies(originals: NDArray[np.int32]) -> dict[int, tuple[int, ...]]:
    """The groups of more than one row, by their first."""
    groups: dict[int, list[int]] = {}
    for row in np.flatnonzero(originals != np.arange(len(originals))).tolist():
        groups.setdefault(int(originals[row]), [int(originals[row])]).append(row)
    return {first: tuple(rows) for first, rows in groups.items()}


def open_generation(data_dir: Path, encoder: Encoder) -> Generation:
    """The current generation of ``data_dir``, its checksums and its model verified.

    Raises:
        NoGenerationError: if none was ever published.
        GenerationDamagedError: if a file is missing or is not what was written.
        GenerationForeignError: if it was made with another encoder or by another format.
    """
    name = current_name(data_dir)
    while True:
        try:
            return _read(data_dir, name, encoder)
        except GenerationDamagedError:
            # Two publications since `name` was read remove its folder: then look again.
            if (now := current_name(data_dir)) == name:
                raise
            name = now


def generations_folder(data_dir: Path) -> Path:
    """Where the generations of ``data_dir`` are."""
    return data_dir / "generations"


def current_name(data_dir: Path) -> str:
    """The name of the current generation.

    Raises:
        NoGenerationError: if none was ever published.
        GenerationDamagedError: if the file that says it says something else.
    """
    try:
        name = (generations_folder(data_dir) / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise NoGenerationError(data_dir) from error
    except UnicodeDecodeError as error:
        raise GenerationDamagedError(data_dir, "?", "CURRENT is not text") from error
    if not _NAME.fullmatch(name):
        raise GenerationDamagedError(data_dir, name[:40], "CURRENT names no generation")
    return name


def name_of(number: int, manifest: bytes) -> str:
    """A generation's name: its number, and the start of its manifest's sha256."""
    return f"{number:06d}-{hashlib.sha256(manifest).hexdigest()[:12]}"


def number_of(name: str) -> int:
    """The number in a generation's name; 0 where it is no such name."""
    return int(name.split("-")[0]) if _NAME.fullmatch(name) else 0


def _read(data_dir: Path, name: str, encoder: Encoder) -> Generation:
    folder = generations_folder(data_dir) / name
    try:
        written = (folder / "manifest.json").read_bytes()
        if name != name_of(number_of(name), written):
            raise GenerationDamagedError(data_dir, name, "manifest.json is altered")
        found = msgspec.json.decode(written, type=dict[str, Any])
        if found.get("format") != FORMAT:
            reason = f"another version of dateline (format {found.get('format')}, not {FORMAT})"
            raise GenerationForeignError(data_dir, name, reason)
        manifest = msgspec.convert(found, Manifest)
        if manifest.encoder_fingerprint != encoder.fingerprint:
            reason = f"another encoder ({manifest.encoder}) than the one set ({encoder.name})"
            raise GenerationForeignError(data_dir, name, reason)
        for file, sha256 in manifest.files.items():
            if sha256_of(folder / file) != sha256:
                raise GenerationDamagedError(data_dir, name, f"{file} is altered")
        return Generation(name, manifest, read_contents(folder))
    except FileNotFoundError as error:
        missing = Path(error.filename).name
        raise GenerationDamagedError(data_dir, name, f"{missing} is missing") from error
    except msgspec.DecodeError as error:
        raise GenerationDamagedError(data_dir, name, str(error)) from error
