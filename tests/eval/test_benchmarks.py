"""Retrieval over BEIR folders, through the real store and index."""

import json
from pathlib import Path

import pytest

from eval.benchmarks import measure_retrieval, read_benchmark
from eval.errors import BenchmarkError
from index.generation import open_generation
from index.settings import IndexSettings
from tests.index.fakes import HashingEncoder

DOCUMENTS = {
    "bees": "Bees were seen in the court house. The judge sent everybody home.",
    "ferry": "The ferry to the island was late. Nobody was told why.",
    "copy": "The ferry to the island  was late. Nobody was told why.",
    "rail": "Rail workers went on strike in the spring.",
    "blank": " ",
}
QUERIES = {"q1": "bees in court", "q2": "the late ferry", "q3": "a strike of workers", "q4": "?"}
QRELS = "query-id\tcorpus-id\tscore\nq1\tbees\t1\nq2\tferry\t2\nq2\tcopy\t1\nq3\trail\t-1\n"


def folder_of(path: Path, qrels: str = QRELS) -> Path:
    for name, texts in (("corpus", DOCUMENTS), ("queries", QUERIES)):
        lines = [
            json.dumps({"_id": id, "text": text, "metadata": {}}) for id, text in texts.items()
        ]
        (path / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (path / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return path


def test_only_queries_with_something_relevant_are_asked(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    benchmark = read_benchmark(folder)
    assert [query.id for query in benchmark.queries] == ["q1", "q2"]
    assert benchmark.qrels["q2"] == {"ferry": 2, "copy": 1}
    assert benchmark.unjudged == 2
    assert [query.id for query in read_benchmark(folder, limit=1).queries] == ["q1"]


def test_binary_judgements_make_every_listed_pair_relevant(tmp_path: Path) -> None:
    benchmark = read_benchmark(folder_of(tmp_path), binary=True)
    assert benchmark.qrels == {"q1": {"bees": 1}, "q2": {"ferry": 1, "copy": 1}, "q3": {"rail": 1}}


def test_documents_are_ranked_by_their_passages_copies_among_them(tmp_path: Path) -> None:
    benchmark = read_benchmark(folder_of(tmp_path), binary=True)
    stages: list[tuple[str, int, int]] = []
    figures = measure_retrieval(
        benchmark, tmp_path / "data", HashingEncoder(), lambda *stage: stages.append(stage)
    )
    assert (figures.n, figures.documents, figures.refused) == (3, 4, 1)
    lexical = {name: figure.value for name, figure in figures.measures["lexical"].items()}
    assert lexical == pytest.approx({"nDCG@10": 1, "R@10": 1, "RR@10": 1, "AP": 1})
    assert all(figures.measures[name]["R@10"].n == 3 for name in ("lexical", "dense", "fused"))
    assert stages[-1] == ("asking", 3, 3)


def test_a_second_run_finds_the_index_and_another_setting_makes_another(tmp_path: Path) -> None:
    benchmark = read_benchmark(folder_of(tmp_path))
    folder, encoder = tmp_path / "data", HashingEncoder()
    first = measure_retrieval(benchmark, folder, encoder)
    texts = len(encoder.encoded)
    assert measure_retrieval(benchmark, folder, encoder) == first
    plain = measure_retrieval(benchmark, folder, encoder, settings=IndexSettings(stemming=False))
    assert open_generation(folder, encoder).manifest.settings == IndexSettings(stemming=False)
    assert len(encoder.encoded) == texts > 0
    assert plain.measures["dense"] == first.measures["dense"]


def test_only_the_queries_of_a_half_are_asked(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    halves = [read_benchmark(folder, binary=True, half=h).queries for h in ("choose", "report")]
    assert [[query.id for query in half] for half in halves] == [["q1", "q3"], ["q2"]]


@pytest.mark.parametrize("missing", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    (folder_of(tmp_path) / missing).unlink()
    with pytest.raises(BenchmarkError, match=missing):
        read_benchmark(tmp_path)


@pytest.mark.parametrize(
    "qrels", ["", "query-id\tcorpus-id\tscore\n", QRELS + "q1\tbees\n", QRELS + "q1\tbees\tgood\n"]
)
def test_judgements_that_say_nothing_or_are_malformed_are_refused(
    tmp_path: Path, qrels: str
) -> None:
    with pytest.raises(BenchmarkError):
        read_benchmark(folder_of(tmp_path, qrels))


def test_a_line_that_is_no_document_is_refused_by_its_number(tmp_path: Path) -> None:
    with (folder_of(tmp_path) / "corpus.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"_id": 7, "text": "x"}\n')
    with pytest.raises(BenchmarkError, match="line 6"):
        read_benchmark(tmp_path)
