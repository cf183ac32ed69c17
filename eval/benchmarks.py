"""Retrieval on a BEIR-style folder, through the store and the index of the service."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from corpus.ingest import ingest_rows
from corpus.loaders.jsonl import Row as Article
from corpus.store import Store
from eval.benchmark_store import Progress, index, take_in
from eval.errors import BenchmarkError
from eval.figures import RETRIEVERS, Measures
from eval.halves import Half, of_half
from eval.intervals import mean_figure
from eval.retrieval_measures import measure
from index.encoder import Encoder
from index.generation import Generation
from index.retrieval import DEPTH, FusedRetriever, ScoredPassage
from index.settings import DEFAULT_SETTINGS, IndexSettings

MEASURES = ("nDCG@10", "R@10", "RR@10", "AP")

Line = TypeVar("Line")


class BeirDocument(msgspec.Struct, frozen=True):
    """A line of ``corpus.jsonl``."""

    id: str = msgspec.field(name="_id")
    text: str
    title: str = ""


class BeirQuery(msgspec.Struct, frozen=True):
    """A line of ``queries.jsonl``."""

    id: str = msgspec.field(name="_id")
    text: str


class Benchmark(msgspec.Struct, frozen=True):
    """A BEIR folder (Thakur et al., 2021): documents, the judged queries, and the judgements.

    A query is judged if something is relevant to it; ``unjudged`` counts the others, which are
    left out.
    """

    documents: tuple[BeirDocument, ...]
    queries: tuple[BeirQuery, ...]
    qrels: dict[str, dict[str, int]]
    unjudged: int


class RetrievalFigures(msgspec.Struct, frozen=True):
    """``n`` queries; ``refused`` documents were not taken in (no text), and cannot be found."""

    n: int
    unjudged: int
    documents: int
    passages: int
    refused: int
    measures: dict[str, Measures]


def read_benchmark(
    folder: Path, *, binary: bool = False, half: Half | None = None, limit: int | None = None
) -> Benchmark:
    """Read ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.tsv``, which begins with a header.

    A pair is relevant if its score is above 0, the more the higher it is; with ``binary``,
    every listed pair is, whatever its score. Of the judged queries, those of ``half`` are kept, and
    at most ``limit``.

    Raises:
        BenchmarkError: if one of the files is missing or is not what it should be.
    """
    documents = tuple(_lines(folder / "corpus.jsonl", BeirDocument))
    queries = list(_lines(folder / "queries.jsonl", BeirQuery))
    qrels: dict[str, dict[str, int]] = {}
    for query, document, relevance in _qrels(folder / "qrels.tsv"):
        if binary or relevance > 0:
            qrels.setdefault(query, {})[document] = 1 if binary else relevance
    judged = [query for query in queries if query.id in qrels]
    if not judged:
        raise BenchmarkError(folder, "no query has a relevant document")
    kept = tuple(of_half(judged, half)[:limit])
    return Benchmark(
        documents, kept, {query.id: qrels[query.id] for query in kept}, len(queries) - len(judged)
    )


def measure_retrieval(
    benchmark: Benchmark,
    data_dir: Path,
    encoder: Encoder,
    progress: Progress = lambda stage, done, total: None,
    settings: IndexSettings = DEFAULT_SETTINGS,
) -> RetrievalFigures:
    """Store and index the documents in ``data_dir``, unless they are, and ask every query.

    The folder is empty or has these documents. A document ranks where its first passage does;
    each ranking is of the ``DEPTH`` passages that the service fuses.
    """
    rows = [Article(id=d.id, text=d.text, title=d.title) for d in benchmark.documents]
    with Store.open(data_dir) as store:
        progress("storing", 0, len(rows))
        refused = take_in(data_dir, lambda: ingest_rows(store, rows))
        progress("storing", len(rows), len(rows))
        generation = index(store, data_dir, encoder, settings, progress)
    retriever = FusedRetriever(generation, encoder)
    documents = _Documents(generation)
    runs: dict[str, dict[str, list[str]]] = {name: {} for name in RETRIEVERS}
    for done, query in enumerate(benchmark.queries, start=1):
        found = retriever.retrieve_all(query.text, top_k=DEPTH)
        for name, run in runs.items():
            run[query.id] = documents.ranking(getattr(found, name))
        progress("asking", done, len(benchmark.queries))
    values = {name: measure(benchmark.qrels, run, MEASURES) for name, run in runs.items()}
    return RetrievalFigures(
        n=len(benchmark.queries),
        unjudged=benchmark.unjudged,
        documents=generation.manifest.documents,
        passages=generation.manifest.passages,
        refused=refused,
        measures={
            retriever: {
                name: mean_figure([row[name] for row in by_query.values()]) for name in MEASURES
            }
            for retriever, by_query in values.items()
        },
    )


class _Documents:
    """The documents of passages, with those whose passages say the same."""

    def __init__(self, generation: Generation) -> None:
        passages = generation.passages
        self._documents_of = {
            passage.id: [passages[copy].document_id for copy in generation.copies(row)]
            for row, passage in enumerate(passages)
        }

    def ranking(self, found: Sequence[ScoredPassage]) -> list[str]:
        named = (name for scored in found for name in self._documents_of[scored.passage.id])
        return list(dict.fromkeys(named))


def _lines(path: Path, kind: type[Line]) -> Iterator[Line]:
    for number, line in enumerate(_bytes(path).removesuffix(b"\n").split(b"\n"), start=1):
        try:
            yield msgspec.json.decode(line, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BenchmarkError(path, f"line {number}: {error}") from error


def _qrels(path: Path) -> Iterator[tuple[str, str, int]]:
    try:
        text = _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BenchmarkError(path, "it is not UTF-8") from error
    rows = csv.reader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    for number, row in enumerate(rows, start=1):
        if number == 1 or not row:
            continue
        try:
            query, document, relevance = row
            yield query, document, int(relevance)
        except ValueError as error:
            reason = f"line {number} is not query, document and score: {row}"
            raise BenchmarkError(path, reason) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BenchmarkError(path, f"it cannot be read ({error.strerror})") from error
