"""Where a benchmark's documents are kept, so that a second run finds them stored and indexed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from corpus.ingest import IngestReport
from corpus.store import Store
from eval.encodings import ResumableEncoder
from eval.errors import BenchmarkError
from index.durable import replace_file, sha256_of
from index.encoder import Encoder
from index.errors import GenerationDamagedError, GenerationForeignError, NoGenerationError
from index.generation import Generation, open_generation
from index.publish import build
from index.settings import IndexSettings

MARK = "taken.json"
_ENCODINGS = "encodings"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


class Taken(msgspec.Struct, frozen=True):
    """What became of a benchmark's documents: how many were refused."""

    refused: int


def folder_for(home: Path, source: Path, name: str) -> Path:
    """Where the documents of ``source`` are kept in a data directory: a folder for each content.

    Raises:
        BenchmarkError: if the file cannot be read.
    """
    try:
        return home / "benchmarks" / f"{name}-{sha256_of(source)[:12]}"
    except OSError as error:
        raise BenchmarkError(source, f"it cannot be read ({error.strerror})") from error


def take_in(folder: Path, ingest: Callable[[], IngestReport]) -> int:
    """Store the documents by ``ingest``, unless a run before did; returns how many are refused."""
    mark = folder / MARK
    if mark.exists():
        return msgspec.json.decode(mark.read_bytes(), type=Taken).refused
    refused = len(ingest().refused)
    replace_file(mark, msgspec.json.encode(Taken(refused)).decode())
    return refused


def index(
    store: Store, folder: Path, encoder: Encoder, settings: IndexSettings, progress: Progress
) -> Generation:
    """The generation of what is stored, with these settings: the one that is there, or a new one.

    Broken off, the next run goes on where the encoding was.
    """
    try:
        there = open_generation(folder, encoder)
        if there.manifest.settings == settings and not there.is_behind(store.fingerprint()):
            return there
    except (NoGenerationError, GenerationDamagedError, GenerationForeignError):
        pass
    resumable = ResumableEncoder(encoder, folder / _ENCODINGS)
    made = build(store, folder, resumable, settings, progress)
    shutil.rmtree(folder / _ENCODINGS, ignore_errors=True)  # the generation has them now
    return made
