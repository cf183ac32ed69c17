"""The evaluator's runs as the service reads them."""

import os
from pathlib import Path

import pytest

from qa.desk.runs import compared, report_of, runs_in
from qa.errors import BadRequestError, EvaluatorError, UnknownRunError
from tests.eval.saved import answered, saved, silent, unanswerable

ROWS = [answered("a"), answered("b", right=False), silent("c"), unanswerable("d")]


def test_a_run_is_listed_with_what_it_was_made_of_and_its_figures(tmp_path: Path) -> None:
    saved(tmp_path / "one", ROWS)
    (tmp_path / "one" / "report.html").write_text("<p>")
    (run,) = runs_in(tmp_path).runs
    assert (run.name, run.report, run.config["gold"]) == ("one", True, "ferries")
    assert run.figures.n == 4
    assert run.figures.abstention.answered_right == 2
    exact = run.figures.measures["EM"]
    assert exact.value == pytest.approx(1 / 3)
    assert exact.low < exact.value < exact.high
    assert exact.n == 3
    assert run.figures.retrieval["fused"]["R@10"].value == 1


def test_the_newest_comes_first(tmp_path: Path) -> None:
    for at, name in enumerate(("b", "c", "a")):
        saved(tmp_path / name, ROWS)
        os.utime(tmp_path / name / "config.json", (at, at))
    assert [run.name for run in runs_in(tmp_path).runs] == ["a", "c", "b"]


def test_where_nothing_was_run_there_is_nothing(tmp_path: Path) -> None:
    assert runs_in(tmp_path / "nowhere").runs == ()


@pytest.mark.parametrize("damage", ["missing", "cut", "another shape", "not text"])
def test_a_folder_that_is_no_run_is_named_and_hides_no_other(tmp_path: Path, damage: str) -> None:
    saved(tmp_path / "good", ROWS)
    figures = saved(tmp_path / "bad", ROWS) / "figures.json"
    if damage == "missing":
        figures.unlink()
    elif damage == "cut":
        figures.write_bytes(figures.read_bytes()[:200])
    else:
        figures.write_bytes(b'{"all": {}}' if damage == "another shape" else b'{"all": "\xff"}')
    found = runs_in(tmp_path)
    assert [run.name for run in found.runs] == ["good"]
    (unreadable,) = found.unreadable
    assert unreadable.name == "bad"
    assert unreadable.reason
    assert str(tmp_path) not in unreadable.reason


@pytest.mark.parametrize("name", ["other", "..", ".", "", "../runs/one", "one/../one"])
def test_no_name_leads_out_of_the_runs(tmp_path: Path, name: str) -> None:
    (saved(tmp_path / "runs" / "one", ROWS) / "report.html").write_text("<p>")
    (tmp_path / "report.html").write_text("another's")
    assert report_of(tmp_path / "runs", "one") == b"<p>"
    with pytest.raises(UnknownRunError):
        report_of(tmp_path / "runs", name)
    with pytest.raises(UnknownRunError):
        compared(tmp_path / "runs", "one", name)


def test_a_run_without_a_report_says_so(tmp_path: Path) -> None:
    saved(tmp_path / "one", ROWS)
    with pytest.raises(UnknownRunError, match="no report"):
        report_of(tmp_path, "one")


def test_two_runs_are_compared_by_the_evaluator(tmp_path: Path) -> None:
    saved(tmp_path / "one", ROWS)
    saved(tmp_path / "--two", [*ROWS[:1], answered("b"), *ROWS[2:]], reader="s")
    found = compared(tmp_path, "one", "--two")
    assert found.n == 4
    assert found.measures["EM"].difference == pytest.approx(1 / 3)
    assert [flip.id for flip in found.gained] == ["b"]
    assert found.lost == found.significant == ()
    assert found.changed == {"reader": ("r", "s")}


def test_runs_of_two_gold_sets_are_not_compared_and_no_folder_is_named(tmp_path: Path) -> None:
    saved(tmp_path / "one", ROWS)
    saved(tmp_path / "two", ROWS, gold_sha256="b" * 64)
    with pytest.raises(BadRequestError, match=r"^one asked the gold set .* two another") as told:
        compared(tmp_path, "one", "two")
    assert str(tmp_path) not in str(told.value)


def test_an_evaluator_that_cannot_be_started_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        saved(tmp_path / name, ROWS)
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-python"))
    with pytest.raises(EvaluatorError, match=r"dateline\[eval\]"):
        compared(tmp_path, "one", "two")
