"""From the desk's verdicts to a gold set."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.loaders.jsonl import Row
from eval.gold import read_gold
from tests.eval.saved import call
from tests.qa.desk.rooms import Room, room
from tests.qa.fakes import CAIRO, HOTEL, WHO


@pytest.fixture
def judged(tmp_path: Path) -> Iterator[Room]:
    """A desk on which two editors agree about two cases and differ about none."""
    with room(tmp_path / "data") as opened:
        who, hotel = opened.asked(WHO), opened.asked(HOTEL)
        for editor in ("Ada", "Ben"):
            opened.judge(who, editor, verdict="right", answer=0)
            opened.judge(who, editor, verdict="right", answer=1)
            opened.judge(hotel, editor, verdict="right")
        opened.judge(opened.asked("Who stayed away?"), verdict="right")
        yield opened


def test_what_two_editors_agree_on_becomes_lines_that_the_lint_passes(
    tmp_path: Path, judged: Room
) -> None:
    path, data = tmp_path / "set.jsonl", tmp_path / "data"
    result = call("gold", "from-reviews", path, "--data-dir", data)
    assert result.exit_code == 0, result.output
    assert f"{path}:1: case-1 added (list): {WHO}" in result.stdout
    assert "case-3 passed over: not all of it was judged by 2 editors" in result.stderr
    assert [(q.id, q.kind) for q in read_gold(path)] == [
        ("case-1", "list"),
        ("case-2", "unanswerable"),
    ]
    assert call("gold", "lint", path, "--data-dir", data).exit_code == 0


def test_a_second_time_adds_only_what_is_new(tmp_path: Path, judged: Room) -> None:
    path, data = tmp_path / "set.jsonl", tmp_path / "data"
    call("gold", "from-reviews", path, "--data-dir", data)
    before = path.read_bytes()
    report = json.loads(call("gold", "from-reviews", path, "--data-dir", data, "--json").stdout)
    assert (report["added"], report["known"]) == ([], ["case-1", "case-2"])
    assert path.read_bytes() == before


def test_a_case_whose_article_was_corrected_is_passed_over(tmp_path: Path, judged: Room) -> None:
    judged.newsroom.add([Row(id=CAIRO.id, text="Nobody came to Cairo.")])
    path, data = tmp_path / "set.jsonl", tmp_path / "data"
    report = json.loads(call("gold", "from-reviews", path, "--data-dir", data, "--json").stdout)
    assert [taken["question"]["id"] for taken in report["added"]] == ["case-2"]
    reasons = {passed["id"]: passed["reason"] for passed in report["passed"]}
    assert "superseded" in reasons["case-1"]


def test_a_desk_without_verdicts_adds_nothing(tmp_path: Path) -> None:
    with room(tmp_path / "data"):
        pass
    result = call("gold", "from-reviews", tmp_path / "set.jsonl", "--data-dir", tmp_path / "data")
    assert result.exit_code == 0
    assert not (tmp_path / "set.jsonl").exists()
