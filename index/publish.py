"""Building a generation from the store and making it the current one."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from corpus.documents import Document, Passage
from index.contents import Contents, Progress, Text, make_contents, write_contents
from index.dense import Vectors
from index.durable import exclusively, replace_file, sha256_of, sync
from index.encoder import Encoder
from index.errors import (
    CorpusChangingError,
    GenerationDamagedError,
    GenerationForeignError,
    NoGenerationError,
)
from index.filters import Article
from index.generation import (
    CURRENT,
    FORMAT,
    Generation,
    Manifest,
    current_name,
    generations_folder,
    name_of,
    number_of,
    open_generation,
)
from index.settings import DEFAULT_SETTINGS, IndexSettings

_UNFINISHED = ".unfinished"


class Corpus(Protocol):
    """What is indexed: the live articles in their current revisions."""

    def documents(self) -> Iterator[Document]: ...

    def passages(self) -> Sequence[Passage]: ...

    def fingerprint(self) -> str:
        """Another value whenever ``documents`` or ``passages`` would be."""
        ...


def build(
    corpus: Corpus,
    data_dir: Path,
    encoder: Encoder,
    settings: IndexSettings = DEFAULT_SETTINGS,
    progress: Progress = lambda stage, done, total: None,
) -> Generation:
    """Index ``corpus``, publish the generation as the current one of ``data_dir``, and open it.

    A passage that the current generation holds in the same words is not encoded again. Killed at
    any moment, the old generation or the new one is current. Of the older generations the last
    is kept, for a reader that is just opening it. Waits while another process publishes.

    Raises:
        CorpusChangingError: if the articles change each time they are read.
    """
    root = generations_folder(data_dir)
    root.mkdir(parents=True, exist_ok=True)
    with exclusively(root / ".lock"):
        fingerprint, documents, passages = _snapshot(corpus, data_dir)
        contents = _index(
            documents, passages, _known(data_dir, encoder), encoder, settings, progress
        )
        manifest = Manifest(
            format=FORMAT,
            documents=len(documents),
            passages=len(passages),
            terms=len(contents.lexical.vocabulary),
            dimensions=encoder.dimensions,
            encoder=encoder.name,
            encoder_fingerprint=encoder.fingerprint,
            corpus_fingerprint=fingerprint,
            settings=settings,
            files={},
        )
        _publish(data_dir, contents, manifest)
        return open_generation(data_dir, encoder)


def _snapshot(corpus: Corpus, data_dir: Path) -> tuple[str, list[Document], list[Passage]]:
    """The articles and passages of one moment, in order, and the fingerprint of that moment."""
    for _ in range(3):
        fingerprint = corpus.fingerprint()
        documents = sorted(corpus.documents(), key=lambda document: document.id)
        passages = sorted(corpus.passages())
        if corpus.fingerprint() == fingerprint:
            return fingerprint, documents, passages
    raise CorpusChangingError(data_dir)


def _known(data_dir: Path, encoder: Encoder) -> dict[bytes, Vectors]:
    """The vectors of the current generation by their keys, where it is one to build on."""
    try:
        current = open_generation(data_dir, encoder).contents
    except (NoGenerationError, GenerationDamagedError, GenerationForeignError):
        return {}
    return dict(zip(map(bytes, current.keys), current.dense.vectors, strict=True))


def _index(
    documents: Sequence[Document],
    passages: Iterable[Passage],
    known: dict[bytes, Vectors],
    encoder: Encoder,
    settings: IndexSettings,
    progress: Progress,
) -> Contents:
    number = {document.id: at for at, document in enumerate(documents)}
    places, texts = [], []
    for passage in passages:
        at = number[passage.document_id]
        places.append((at, passage.span.start, passage.span.end))
        texts.append(Text(documents[at].title, passage.span.of(documents[at].text)))
    articles = [Article(d.id, d.revision, d.source, d.published) for d in documents]
    return make_contents(articles, places, texts, known, encoder, settings, progress)


def _publish(data_dir: Path, contents: Contents, manifest: Manifest) -> None:
    """Write everything beside the published generations, then give it its name in one step."""
    root = generations_folder(data_dir)
    unfinished = root / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    try:
        write_contents(unfinished, contents)
        files = sorted(unfinished.iterdir())
        manifest = msgspec.structs.replace(manifest, files={f.name: sha256_of(f) for f in files})
        written = msgspec.json.format(msgspec.json.encode(manifest))
        (unfinished / "manifest.json").write_bytes(written)
        for path in (*files, unfinished / "manifest.json", unfinished):
            sync(path)
    except BaseException:  # a full disk is not to be kept full
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    before = _folders(root)
    name = name_of(max(map(number_of, before), default=0) + 1, written)
    unfinished.rename(root / name)
    sync(root)
    kept = {name, _current_or_none(data_dir)}
    replace_file(root / CURRENT, f"{name}\n")
    for old in before:
        if old not in kept:
            shutil.rmtree(root / old)


def _folders(root: Path) -> list[str]:
    """The generations, finished ones, whether or not one was ever current."""
    return [path.name for path in root.iterdir() if number_of(path.name)]


def _current_or_none(data_dir: Path) -> str | None:
    try:
        return current_name(data_dir)
    except (NoGenerationError, GenerationDamagedError):
        return None
