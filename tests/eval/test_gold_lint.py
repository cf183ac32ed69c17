"""The lint of gold sets: every fault is found, named by its line, and nothing else."""

import datetime
import json
from pathlib import Path

import msgspec
import pytest

from corpus.samples import load_samples
from corpus.store import Store
from eval.errors import GoldMismatchError
from eval.gold import SAMPLE_GOLD, Evidence, GoldQuestion, gold_line, gold_lines
from eval.gold_lint import lint, refuse_misfits
from tests.eval.rooms import anchors, gold
from tests.eval.saved import call
from tests.index.fakes import article

TEXT = "The ferry sailed at noon 🙂 exactly. It sank at dusk."
replace = msgspec.structs.replace


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "data") as store, store.transaction() as writer:
        writer.put(article("ferry", TEXT), stated_id=True)
    return tmp_path / "data"


def anchored(data_dir: Path, quote: str = "at noon") -> Evidence:
    with Store.open(data_dir) as store:
        return anchors(store, "ferry", quote)[0]


def found(data_dir: Path, *questions: GoldQuestion) -> list[tuple[int, str, str]]:
    with Store.open(data_dir) as store:
        findings = lint([gold_line(question) for question in questions], store)
    return [(finding.line, finding.question, finding.what) for finding in findings]


def when(id: str, *evidence: Evidence, question: str = "") -> GoldQuestion:
    return gold(id, question or f"When did {id} sail?", ("at noon",), evidence=evidence)


def test_the_sample_gold_set_has_no_fault(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        load_samples(store)
        assert lint(gold_lines(SAMPLE_GOLD), store) == []


def test_a_question_that_is_as_it_should_be_has_no_finding(data_dir: Path) -> None:
    assert found(data_dir, when("a", anchored(data_dir)), gold("b", "Who sank it?")) == []


def test_an_anchor_is_held_to_the_stored_text(data_dir: Path) -> None:
    right = anchored(data_dir)
    longer = TEXT[right.start :] + " And?"
    assert found(
        data_dir,
        when("right", right),
        when("moved", replace(right, start=right.start + 1, end=right.end + 1)),
        when("changed", replace(right, quote="at dawn")),
        when("longer", replace(right, end=right.start + len(longer), quote=longer)),
        when("elsewhere", replace(right, document="train")),
        when("older", replace(right, revision="0" * 64)),
        when("none"),
        replace(gold("about", "Who?"), about="train"),
    ) == [
        (2, "moved", "moved"),
        (3, "changed", "not-there"),
        (4, "longer", "not-there"),
        (5, "elsewhere", "gone"),
        (6, "older", "gone"),
        (7, "none", "no-evidence"),
        (8, "about", "gone"),
    ]


def test_a_correction_and_a_retraction_are_said(data_dir: Path) -> None:
    question = when("a", anchored(data_dir))
    with Store.open(data_dir) as store:
        with store.transaction() as writer:
            writer.put(article("ferry", "Nothing."), stated_id=True)
        assert found(data_dir, question) == [(1, "a", "superseded")]
        store.retract("ferry", "untrue")
        assert found(data_dir, question) == [(1, "a", "retracted")]


def test_ids_and_questions_that_occur_twice_point_to_the_first(data_dir: Path) -> None:
    at = anchored(data_dir)
    assert found(
        data_dir,
        when("a", at, question="When did the ferry sail?"),
        when("a", at, question="Did it sail, and when?"),
        when("b", at, question="when did ferry sail"),
        replace(
            when("c", at, question="When did the ferry sail?"), as_of=datetime.date(2024, 1, 1)
        ),
    ) == [(2, "a", "taken-id"), (3, "b", "asked-twice")]


def test_a_question_that_says_its_answer_leaks_and_one_that_has_part_of_it_does_not(
    data_dir: Path,
) -> None:
    at = anchored(data_dir)
    assert found(
        data_dir,
        when("whole", at, question="Did the ferry sail at noon, or when?"),
        when("part", at, question="Who was at noonday prayers?"),
    ) == [(1, "whole", "leak")]


def test_lines_that_are_no_questions_are_findings_and_the_rest_is_still_looked_at(
    data_dir: Path,
) -> None:
    evidence = msgspec.json.encode(anchored(data_dir)).decode()
    unanswerable = (
        '{"id": "u", "question": "Who?", "kind": "unanswerable", "answers": [],'
        f' "evidence": [{evidence}]}}'
    )
    lines = [b"{", b"\xff", unanswerable.encode(), gold_line(when("none")), b'{"id": 3}']
    with Store.open(data_dir) as store:
        findings = lint(lines, store)
    assert [(one.line, one.question, one.what) for one in findings] == [
        (1, "", "no-question"),
        (2, "", "no-question"),
        (3, "u", "no-question"),
        (4, "none", "no-evidence"),
        (5, "", "no-question"),
    ]
    assert "there is evidence" in findings[2].message


def test_a_gold_set_of_other_articles_is_refused_as_a_whole(data_dir: Path) -> None:
    with Store.open(data_dir) as store:
        refuse_misfits((when("a", anchored(data_dir)),), store)
        with pytest.raises(GoldMismatchError, match=r"1 of 2 .* is b: it has answers and no"):
            refuse_misfits((when("a", anchored(data_dir)), when("b")), store)


def test_the_command_names_line_and_question_and_exits_with_1(
    data_dir: Path, tmp_path: Path
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(gold_line(when("a", anchored(data_dir))) + b"\n")
    clean = call("gold", "lint", path, "--data-dir", data_dir)
    assert (clean.exit_code, clean.stderr) == (0, "")
    assert clean.stdout == "questions 1, findings 0\n"
    path.write_bytes(path.read_bytes() + gold_line(when("b")) + b"\n")
    result = call("gold", "lint", path, "--data-dir", data_dir)
    assert result.exit_code == 1
    assert result.stdout == f"{path}:2: b: no-evidence: it has answers and no evidence\n"
    as_json = call("gold", "lint", path, "--data-dir", data_dir, "--json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout) == {
        "n": 2,
        "findings": [
            {
                "line": 2,
                "question": "b",
                "what": "no-evidence",
                "message": "it has answers and no evidence",
            }
        ],
    }


def test_the_packaged_gold_set_is_linted_against_its_articles(tmp_path: Path) -> None:
    result = call("gold", "lint", SAMPLE_GOLD)
    assert (result.exit_code, result.stdout) == (0, "questions 118, findings 0\n")


def test_a_missing_file_or_folder_is_bad_input(data_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    assert call("gold", "lint", path, "--data-dir", data_dir).exit_code == 2
    path.write_bytes(gold_line(when("a", anchored(data_dir))))
    result = call("gold", "lint", path, "--data-dir", tmp_path / "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
