"""The command: what it prints, where, and how it exits."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from corpus.store import Store
from eval.cli import main
from eval.gold import SAMPLE_GOLD, GoldQuestion
from eval.saved import read_run
from qa.answers import Outcome, Question
from qa.newsroom import Newsroom
from qa.settings import Settings
from tests.eval.rooms import KNOWN, TOLL, four_questions, open_room
from tests.eval.test_benchmarks import folder_of
from tests.eval.test_news import KNOWN as ABOUT_NEWS
from tests.eval.test_news import articles_in, questions_in
from tests.eval.test_reader import COUNTRIES, DAY, NOBODY
from tests.index.fakes import HashingEncoder
from tests.qa.readers import PhraseReader, by_score


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def sentence(result: Result) -> str:
    """The one line on stderr; nothing may be on stdout, and nothing like a traceback."""
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles that the fake newsroom opens, and a calibration for its reader."""
    folder = tmp_path / "data"
    open_room(folder).close()
    calibration = tmp_path / "calibration.json"
    calibration.write_bytes(msgspec.json.encode(by_score()))
    monkeypatch.setattr("qa.calibration.SHIPPED", calibration)

    def opened(settings: Settings, **_: object) -> Newsroom:
        reader = PhraseReader(KNOWN)
        store = Store.open(settings.data_dir)
        return Newsroom(store, settings.data_dir, HashingEncoder(), reader, by_score())

    monkeypatch.setattr(Newsroom, "open", opened)
    return folder


@pytest.fixture
def gold_set(tmp_path: Path, data_dir: Path) -> Path:
    with Store.open(data_dir) as store:
        return written(tmp_path / "four.jsonl", four_questions(store))


def written(path: Path, rows: Sequence[Any]) -> Path:
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return path


def test_a_run_prints_one_object_and_leaves_a_folder(gold_set: Path, data_dir: Path) -> None:
    result = call("run", gold_set, "--data-dir", data_dir, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert (found["n"], found["list_F1"], found["EM"], found["exact_citations"]) == (4, 1, 1, 1)
    assert found["fused"].keys() == found["lexical"].keys() == found["dense"].keys()
    assert found["fused"].keys() == {"R@1", "R@5", "R@10", "R@20", "nDCG@10", "RR@10", "AP"}
    assert found["intervals"]["EM"] == [1, 1]
    assert found["by_kind"]["dated"]["n"] == 1
    assert (found["ragas"]["faithfulness"], found["ragas"]["abstention"]) == (1, 1)
    assert found["failed"] == 0
    folder = Path(found["run"])
    assert folder.parent == data_dir / "runs"
    assert folder.name.startswith("four-")
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "config.json",
        "rows.jsonl",
        "figures.json",
        "timings.json",
        "report.html",
        "report.md",
    }
    assert "<mark>28,473</mark>" in (folder / "report.html").read_text("utf-8")
    config = json.loads((folder / "config.json").read_bytes())
    assert (config["reader"], config["encoder"]) == ("phrases/1", "hashing/16")
    assert len(config["code"]) == 64
    assert config["judge"] == "rules"


def test_a_run_prints_a_table_for_people(gold_set: Path, data_dir: Path, tmp_path: Path) -> None:
    result = call("run", gold_set, "--data-dir", data_dir, "--out", tmp_path / "out", "--limit", 2)
    assert result.exit_code == 0
    for name in ("list_F1", "nDCG@10", "By kind of question", "answered right 2"):
        assert name in result.stdout
    assert len((tmp_path / "out" / "rows.jsonl").read_bytes().splitlines()) == 2


def test_the_halves_of_a_gold_set_are_every_other_question_and_all_of_them(
    gold_set: Path, data_dir: Path, tmp_path: Path
) -> None:
    ids = [json.loads(line)["id"] for line in gold_set.read_text().splitlines()]
    asked = {}
    for half in ("choose", "report"):
        out = tmp_path / half
        call("run", gold_set, "--data-dir", data_dir, "--no-ragas", "--half", half, "--out", out)
        asked[half] = [row.id for row in read_run(out).rows]
        assert read_run(out).config.half == half
    assert asked == {"choose": ids[::2], "report": ids[1::2]}


def test_a_run_can_do_without_ragas(gold_set: Path, data_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = call("run", gold_set, "--data-dir", data_dir, "--no-ragas", "--json", "--out", out)
    assert result.exit_code == 0
    assert "ragas" not in json.loads(result.stdout)
    assert json.loads((out / "config.json").read_bytes())["judge"] == "none"
    for more in (("--judge", "http://127.0.0.1:1"), ("--judge-model", "big")):
        wrong = call("run", gold_set, "--data-dir", data_dir, *more)
        assert wrong.exit_code == 2
        assert "go together" in sentence(wrong)
    for address in ("127.0.0.1:1/v1", "http://me:secret@127.0.0.1:1/v1"):
        asked = ("--judge", address, "--judge-model", "big")
        wrong = call("run", gold_set, "--data-dir", data_dir, *asked)
        assert wrong.exit_code == 2
        assert "begins with http" in sentence(wrong)
        assert "secret" not in wrong.stderr


def test_a_judge_that_does_not_answer_ends_with_1_and_is_named(
    gold_set: Path, data_dir: Path, tmp_path: Path
) -> None:
    judge = ("--judge", "http://127.0.0.1:1/v1", "--judge-model", "big")
    folder = tmp_path / "out"
    result = call("run", gold_set, "--data-dir", data_dir, "--out", folder, "--json", *judge)
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["failed"], found["EM"], found["ragas"]["verbatim_grounding"]) == (3, 1, 1)
    assert "faithfulness" not in found["ragas"]
    expected = "3 of 4 questions could not be judged; the first is who: faithfulness: ConnectError"
    assert result.stderr.startswith(expected)
    assert "could not be judged" in (folder / "report.html").read_text("utf-8")
    gate = call("gate", folder, "--accept", "--baseline", tmp_path / "baseline.json")
    assert gate.exit_code == 1
    assert "3 of 4 questions could not be judged; the first is who" in gate.stderr


def test_the_packaged_gold_set_brings_its_articles(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("run", SAMPLE_GOLD, "--json", "--limit", 3)
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["n"] == 3
    assert Path(found["run"]).parent == Path("var/runs")
    assert Path(found["run"], "figures.json").is_file()


def test_a_crash_ends_with_1_and_is_named(
    gold_set: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(room: Newsroom, question: Question) -> Outcome:
        if question.question == TOLL:
            raise KeyError("lost")
        return room.pipeline.ask(question)

    monkeypatch.setattr(Newsroom, "ask", ask)
    result = call("run", gold_set, "--data-dir", data_dir, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["crashed"] == 2
    assert "2 of 4 questions crashed; the first is toll: KeyError" in result.stderr


def test_a_gold_set_of_other_articles_is_bad_input(tmp_path: Path, data_dir: Path) -> None:
    with open_room(tmp_path / "elsewhere") as room:
        questions = four_questions(room.store)
    path = written(tmp_path / "gold.jsonl", [gone(question) for question in questions])
    result = call("run", path, "--data-dir", data_dir)
    assert result.exit_code == 2
    assert "3 of 4 gold questions do not fit the stored articles" in sentence(result)


def gone(question: GoldQuestion) -> GoldQuestion:
    replace = msgspec.structs.replace
    evidence = tuple(replace(anchor, document="elsewhere") for anchor in question.evidence)
    return replace(question, evidence=evidence)


def test_input_that_cannot_be_used_is_one_sentence_and_2(tmp_path: Path, gold_set: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n", encoding="utf-8")
    missing = tmp_path / "none.jsonl"
    calls = [
        ("run", missing),
        ("run", bad),
        ("run", gold_set, "--data-dir", tmp_path / "nowhere"),
        ("reader", missing),
        ("reader", bad),
        ("retrieval", tmp_path / "nowhere"),
        ("retrieval", tmp_path),
        ("news", missing, bad),
        ("news", bad, missing),
    ]
    for arguments in calls:
        result = call(*arguments)
        assert result.exit_code == 2, (arguments, result.output)
        assert sentence(result).startswith("Error: ")
    assert call("run", gold_set, "--limit", 0).exit_code == 2
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_without_a_store_is_not_made_into_one(gold_set: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = call("run", gold_set, "--data-dir", tmp_path / "empty")
    assert result.exit_code == 1
    sentence(result)
    assert list((tmp_path / "empty").iterdir()) == []


@pytest.fixture
def reader_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    known = {DAY.question: {"Sunday": 2.0}, COUNTRIES.question: {"France": 3.0}}
    opened = PhraseReader(known)
    monkeypatch.setattr("qa.reader.shipped.open_reader", lambda model, threads: opened)
    return written(tmp_path / "rows.jsonl", [COUNTRIES, NOBODY, DAY])


def test_the_reader_command_tells_lists_from_wordings_unless_it_is_told(reader_file: Path) -> None:
    by_itself = json.loads(call("reader", reader_file, "--json").stdout)
    lists = json.loads(call("reader", reader_file, "--json", "--lists").stdout)
    plain = json.loads(call("reader", reader_file, "--json", "--no-lists").stdout)
    assert (by_itself["n"], by_itself["impossible"], by_itself["AUROC"]) == (3, 1, 1)
    assert (lists["lists"], lists["answers"], lists["list_F1"]) == (1, 1, pytest.approx(1 / 2))
    assert (plain["lists"], plain["answers"], plain["EM"]) == (0, 2, 1)
    assert by_itself == plain
    assert "list_F1" not in plain
    table = call("reader", reader_file)
    assert "phrases on rows.jsonl" in table.stdout
    assert "n 3, answers 2, lists 0, impossible 1" in table.stdout


def test_the_retrieval_command_measures_each_retriever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = "index.encoder.SentenceTransformerEncoder"
    monkeypatch.setattr(encoder, lambda model: HashingEncoder())
    folder = folder_of(tmp_path)
    home = ("--data-dir", tmp_path / "home")
    found = json.loads(call("retrieval", folder, "--json", "--binary", *home).stdout)
    assert (found["n"], found["unjudged"], found["documents"]) == (3, 1, 4)
    assert found["lexical"] == pytest.approx({"nDCG@10": 1, "R@10": 1, "RR@10": 1, "AP": 1})
    assert found["intervals"]["fused"].keys() == found["fused"].keys()
    assert "nDCG@10" in call("retrieval", folder, "--limit", 1, *home).stdout
    halves = [
        json.loads(call("retrieval", folder, "--json", "--half", half, *home).stdout)["n"]
        for half in ("choose", "report")
    ]
    assert halves == [1, 1]
    line = call("retrieval", folder, "--binary", "--no-stemming", "--markdown", *home).stdout
    assert line.startswith(f"| {tmp_path.name} | 3 | lexical nDCG@10 1.000 (1.000–1.000), ")
    assert line.count("\n") == 1


def test_the_news_command_measures_the_whole_road(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder, reader = HashingEncoder(), PhraseReader(ABOUT_NEWS)
    monkeypatch.setattr("index.encoder.SentenceTransformerEncoder", lambda model: encoder)
    monkeypatch.setattr("qa.reader.shipped.open_reader", lambda model, threads: reader)
    monkeypatch.setattr("qa.calibration.load_calibration", lambda path, **_: by_score())
    asked = ("news", questions_in(tmp_path), articles_in(tmp_path), "--data-dir", tmp_path / "home")
    found = json.loads(call(*asked, "--json").stdout)
    assert (found["n"], found["articles"], found["refused"]) == (4, 3, 1)
    assert (found["EM"], found["accuracy"], found["abstention"]) == (0.5, 0.5, 0.25)
    assert found["fused"]["answer_recall@10"] == 0.5
    assert found["intervals"]["fused"].keys() == found["fused"].keys()
    assert json.loads(call(*asked, "--json", "--limit", 1).stdout)["n"] == 1
    assert "answer_recall@20" in call(*asked).stdout
    assert "accuracy .500 (" in call(*asked, "--markdown").stdout
    assert [path.name[:9] for path in (tmp_path / "home/benchmarks").iterdir()] == ["articles-"]


def test_help_needs_nothing_heavy() -> None:
    code = (
        "import sys; from eval.cli import main; main(['run', '--help'], standalone_mode=False);"
        " sys.exit(bool({'torch', 'numpy', 'scipy', 'litestar'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--data-dir" in done.stdout


def test_nothing_imports_eval_as_a_whole() -> None:
    """``import eval`` would hide the built-in function of that name."""
    root = Path(__file__).parents[2]
    for package in ("corpus", "index", "qa", "eval", "tests"):
        for path in (root / package).rglob("*.py"):
            assert not re.search(r"^\s*import eval\b(?!\.)", path.read_text("utf-8"), re.MULTILINE)
