"""The reader command's measures, with readers that point where they are told."""

import gzip
from pathlib import Path

import msgspec
import pytest

from corpus.spans import Span
from eval.errors import BenchmarkError
from eval.reader import holds_lists, is_list, listed, measure_reader, rows_of
from qa.errors import RowError
from qa.reader.base import Candidate, Reading
from qa.training.rows import Answer, Row
from tests.qa.readers import PhraseReader

CONTEXT = "France, Germany and the United Kingdom asked for a truce on Sunday."


def row(question: str, *answers: str, id: str = "1") -> Row:
    places = tuple(Answer(text, CONTEXT.index(text)) for text in answers)
    return Row(id, question, CONTEXT, places, is_impossible=not answers)


COUNTRIES = row("Which countries asked?", "France", "Germany", "the United Kingdom")
DAY = row("When did they ask?", "Sunday", "on Sunday")
NOBODY = row("Who refused?")


def test_the_best_candidate_is_compared_with_the_nearest_wording() -> None:
    reader = PhraseReader({DAY.question: {"on Sunday": 3.0, "France": 1.0}})
    figures = measure_reader(reader, [DAY], lists=False)
    assert (figures.measures["EM"].value, figures.measures["F1"].value) == (1, 1)
    assert "AUROC" not in figures.measures
    assert "list_F1" not in figures.measures


def test_no_candidate_scores_0_and_rows_without_answer_are_for_auroc_only() -> None:
    figures = measure_reader(PhraseReader({NOBODY.question: {"France": 1.0}}), [DAY, NOBODY], False)
    assert (figures.n, figures.answers, figures.impossible) == (2, 1, 1)
    assert figures.measures["EM"].value == figures.measures["F1"].value == 0
    assert figures.measures["AUROC"].value == 0
    knowing = PhraseReader({DAY.question: {"Sunday": 1.0}})
    assert measure_reader(knowing, [DAY, NOBODY], False).measures["AUROC"].value == 1


def test_a_list_is_measured_over_all_its_items() -> None:
    whole = "France, Germany and the United Kingdom"
    reader = PhraseReader({COUNTRIES.question: {whole: 3.0}})
    figures = measure_reader(reader, [COUNTRIES, DAY], lists=True)
    assert (figures.lists, figures.answers) == (1, 1)
    assert figures.measures["list_EM"].value == figures.measures["list_F1"].value == 1
    assert figures.measures["EM"].n == 1
    plain = measure_reader(reader, [COUNTRIES], lists=False)
    assert plain.measures["EM"].n == 1
    assert "list_F1" not in plain.measures


def test_what_is_much_like_the_best_is_listed_beside_it() -> None:
    best = Candidate(Span(0, 6), 3.0, inside=-9.0)
    like = Candidate(Span(8, 15), 0.0, inside=-1.0)
    untagged = Candidate(Span(20, 38), 2.0, inside=-3.0)
    far_below = Candidate(Span(60, 66), -1.5, inside=5.0)
    reading = Reading((best, untagged, like, far_below), 1.0)
    assert listed(CONTEXT, reading) == ["France", "Germany"]
    assert listed(CONTEXT, Reading((), -9.0)) == []


def test_lists_are_told_from_wordings_by_most_of_the_file() -> None:
    assert is_list(COUNTRIES)
    assert not is_list(DAY)
    assert not is_list(row("?", "France"))
    assert holds_lists([COUNTRIES, COUNTRIES, DAY])
    assert not holds_lists([COUNTRIES, DAY, DAY])
    assert not holds_lists([row("?", "France")])


def test_a_large_file_is_read_in_batches_and_in_order() -> None:
    rows = [row(f"{at}?", "France", id=str(at)) for at in range(300)]
    reader = PhraseReader({one.question: {"France": 1.0} for one in rows[:150]})
    told: list[tuple[int, int]] = []
    figures = measure_reader(reader, rows, False, lambda done, total: told.append((done, total)))
    assert figures.measures["EM"].value == 0.5
    assert [question for question, _ in reader.read_pairs] == [one.question for one in rows]
    assert told[-1] == (300, 300)


def test_rows_are_read_plain_and_gzipped_and_bad_files_are_refused(tmp_path: Path) -> None:
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in (COUNTRIES, DAY, NOBODY))
    (tmp_path / "a.jsonl").write_bytes(lines)
    (tmp_path / "a.jsonl.gz").write_bytes(packed := gzip.compress(lines))
    assert rows_of(tmp_path / "a.jsonl") == rows_of(tmp_path / "a.jsonl.gz")
    assert rows_of(tmp_path / "a.jsonl", 2) == [COUNTRIES, DAY]
    (tmp_path / "cut.jsonl.gz").write_bytes(packed[:40])
    (tmp_path / "broken.jsonl.gz").write_bytes(packed[:30] + b"\xff" * 40)
    (tmp_path / "plain.gz").write_bytes(lines)
    (tmp_path / "empty.jsonl").write_bytes(b"")
    for name in ("cut.jsonl.gz", "broken.jsonl.gz", "plain.gz", "empty.jsonl", "none.jsonl", "."):
        with pytest.raises(BenchmarkError):
            rows_of(tmp_path / name)
    (tmp_path / "moved.jsonl").write_bytes(lines.replace(b'"start":0', b'"start":1'))
    with pytest.raises(RowError, match=r"moved.jsonl:1: 'France' is not at 1"):
        rows_of(tmp_path / "moved.jsonl")
