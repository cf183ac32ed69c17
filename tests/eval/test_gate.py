"""The gate: what stops a run, and what must not."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.baseline import Baseline, baseline_of, read_baseline, write_baseline
from eval.errors import NotComparableError
from eval.gate import judge
from eval.saved import read_run
from tests.eval.saved import answered, call, crash, saved, silent, unanswerable

GOOD = [*(answered(f"q{at}") for at in range(20)), silent("q20"), unanswerable("q21")]
A_BIT_WORSE = [answered("q0", right=False), *GOOD[1:]]
WORSE = [*(answered(f"q{at}", right=False) for at in range(12)), *GOOD[12:]]


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    path = tmp_path / "baselines" / "ferries.json"
    result = call("gate", saved(tmp_path / "good", GOOD), "--accept", "--baseline", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "22 questions" in result.stdout
    return path


def gate(baseline: Path, folder: Path, *more: str) -> Result:
    return call("gate", folder, "--baseline", baseline, *more)


@settings(max_examples=20)
@given(
    st.dictionaries(
        st.text(max_size=9),
        st.dictionaries(st.sampled_from(("EM", "F1")), st.floats(0, 1)),
        min_size=1,
    )
)
def test_what_is_accepted_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, questions: dict[str, dict[str, float]]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "new" / "gold.json"
    written = Baseline("ferries", "a" * 64, "0123456789ab", questions)
    write_baseline(path, written)
    assert read_baseline(path, Path("run")) == written
    assert [one.name for one in path.parent.iterdir()] == ["gold.json"]


def test_a_baseline_has_a_line_for_every_question(baseline: Path) -> None:
    lines = baseline.read_text("utf-8").splitlines()
    (line,) = (line for line in lines if '"q20"' in line)
    assert '"EM": 0.0' in line
    assert len(lines) == len(GOOD) + 7
    assert json.loads(baseline.read_bytes())["gold"] == "ferries"


def test_the_accepted_run_passes_and_so_does_one_that_is_a_bit_worse(
    baseline: Path, tmp_path: Path
) -> None:
    for name, rows in (("same", GOOD), ("bit", A_BIT_WORSE), ("better", GOOD[:20])):
        rows = [*rows, *(answered("q20"), GOOD[21])] if name == "better" else rows
        result = gate(baseline, saved(tmp_path / name, rows))
        assert (result.exit_code, result.stderr) == (0, ""), name
        assert "The run passes." in result.stdout


def test_a_significant_drop_is_a_sentence_a_measure_and_1(baseline: Path, tmp_path: Path) -> None:
    result = gate(baseline, saved(tmp_path / "worse", WORSE), "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["passed"] is False
    assert found["measures"]["EM"]["difference"] < 0
    reasons = found["reasons"]
    assert [reason.split()[0] for reason in reasons] == [
        "right",
        "EM",
        "F1",
        "accuracy@1",
        "accuracy@3",
        "evidence_support",
    ]
    assert reasons[1].startswith("EM fell by 0.571, from 0.952 to 0.381 (95% interval")
    assert result.stderr.splitlines() == [f"Not passed: {reason}" for reason in reasons]


def test_one_inexact_citation_is_enough(baseline: Path, tmp_path: Path) -> None:
    folder = saved(tmp_path / "run", [answered("q0", exact=False), *GOOD[1:]])
    for more, word in (((), "passed"), (("--accept",), "accepted")):
        before = baseline.read_bytes()
        result = gate(baseline, folder, *more)
        assert result.exit_code == 1
        assert result.stderr == (
            f"Not {word}: 1 of 20 citations are not exact; the first is of q0: 'ferry' does not"
            " stand at 4-9 of 'ferry'.\n"
        )
        assert baseline.read_bytes() == before


def test_nobody_passes_by_crashing(baseline: Path, tmp_path: Path) -> None:
    result = gate(baseline, saved(tmp_path / "run", [*GOOD[:-1], crash("q21")]))
    assert result.exit_code == 1
    assert "1 of 22 questions crashed; the first is q21: KeyError: lost." in result.stderr


def test_without_a_baseline_the_command_that_makes_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.baseline.BASELINES", tmp_path / "accepted")
    folder = saved(tmp_path / "run", GOOD)
    result = call("gate", folder, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"dateline-eval gate {folder} --accept\n")
    assert call("gate", folder, "--accept").exit_code == 0
    assert (tmp_path / "accepted" / "ferries.json").is_file()
    assert call("gate", folder).exit_code == 0


def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text("[]", encoding="utf-8")
    result = gate(path, saved(tmp_path / "run", GOOD))
    assert result.exit_code == 2
    assert "this is no baseline" in result.stderr
    assert f"--accept --baseline {path}" in result.stderr


def test_other_questions_cannot_be_judged(baseline: Path, tmp_path: Path) -> None:
    other = saved(tmp_path / "other", GOOD, gold_sha256="b" * 64)
    part = saved(tmp_path / "part", GOOD[:3])
    for folder, reason in ((other, "another ferries"), (part, "ask the whole gold set")):
        result = gate(baseline, folder)
        assert (result.exit_code, result.stdout) == (2, "")
        assert reason in result.stderr
    more = read_run(saved(tmp_path / "more", [*GOOD, answered("new")]))
    with pytest.raises(NotComparableError, match="asked 23 questions, of which the baseline"):
        judge(more, baseline_of(read_run(tmp_path / "good")))
