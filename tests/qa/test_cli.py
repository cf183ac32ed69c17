import datetime
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from corpus.errors import StoreUnusableError
from corpus.ingest import IngestReport
from corpus.loaders.base import Refusal
from corpus.store import Store
from qa.answers import Answer, Group, Period, Question
from qa.cli import main
from qa.errors import BadRequestError
from qa.server import examples
from qa.terminal import show_outcome, show_report
from tests.qa.fakes import CAIRO, HOSTILE, HOSTILE_QUESTION, HOTEL, WHO, FakeNewsroom

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command over a fake newsroom in ``tmp_path / "var"``."""

    def run(
        *arguments: str,
        given: str = "",
        before: Callable[[], None] = lambda: None,
        charset: str = "utf-8",
    ) -> Result:
        def opened(folder: Path, bar: object, *, create: bool = True) -> FakeNewsroom:
            return FakeNewsroom(folder, before=before)

        monkeypatch.setattr("qa.cli._open", opened)
        folder = str(tmp_path / "var")
        return CliRunner(charset=charset).invoke(
            main, [*arguments, "--data-dir", folder], input=given
        )

    return run


def raising(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def test_an_answer_is_printed_with_its_quotes_dates_and_places(run: Run) -> None:
    result = run("ask", WHO)
    assert result.exit_code == 0
    assert result.stderr == ""
    for part in ("13 February 2024", "“William Burns”", "Harbour Courier", "world/cairo 32-45"):
        assert part in result.stdout
    assert "\x1b" not in result.stdout


def test_the_day_of_the_event_the_claimant_and_the_copies_are_printed(capsys) -> None:
    citation, day = examples.CITATION, datetime.date(2024, 5, 1)
    answer = Answer(
        "William Burns",
        0.9,
        "expected",
        (citation, citation),
        event=Period(day, day, "stated"),
        claimants=(msgspec.structs.replace(citation, quote="Some\u202e media"),),
        called_off=msgspec.structs.replace(citation, quote="It is off."),
        ended=msgspec.structs.replace(citation, quote="until 5 March"),
    )
    group = Group(Period(), (answer,))
    show_outcome(msgspec.structs.replace(examples.ANSWERED, groups=(group,)))
    said = (
        "for 1 May 2024; called off later: “It is off.”; over: “until 5 March”; "
        "according to “Some media”; one text in 2 places"
    )
    assert said in capsys.readouterr().out


def test_an_abstention_is_printed_with_what_is_nearest_and_is_no_failure(run: Run) -> None:
    result = run("ask", HOTEL)
    assert result.exit_code == 0
    assert result.stdout.startswith("No answer. The articles that were found do not say.")
    assert "Hamas stayed away." in result.stdout


def test_what_an_article_says_does_not_command_the_terminal(run: Run) -> None:
    result = run("ask", HOSTILE_QUESTION)
    assert "<script>" in result.stdout
    assert all(c.isprintable() or c == "\n" for c in result.stdout)


def test_a_terminal_without_curly_quotes_gets_its_answer_too(run: Run) -> None:
    result = run("ask", WHO, charset="ascii")
    assert result.exit_code == 0
    assert "?William Burns?" in result.stdout


def test_json_is_the_response_body_and_nothing_else(run: Run, tmp_path: Path) -> None:
    result = run("ask", "--json", WHO)
    with FakeNewsroom(tmp_path / "other") as newsroom:
        assert result.stdout_bytes == msgspec.json.encode(newsroom.ask(Question(WHO)))


def test_the_options_of_ask_reach_the_question(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Question] = []
    monkeypatch.setattr(FakeNewsroom, "check", lambda self, question: asked.append(question))
    options = "--as-of 2024-03-01 --from 2024-01-01 --to 2024-02-29 --top-k 7 --source A --source B"
    assert run("ask", WHO, *options.split()).exit_code == 0
    body = {
        "question": WHO,
        "as_of": "2024-03-01",
        "published": {"from": "2024-01-01", "to": "2024-02-29"},
        "sources": ["A", "B"],
        "top_k": 7,
    }
    assert asked == [msgspec.convert(body, Question)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask"], "QUESTION"),
        (["ask", " "], "512"),
        (["ask", "a" * 513], "512"),
        (["ask", WHO, "--as-of", "yesterday"], "yesterday"),
        (["ask", WHO, "--source", "Nobody"], "Nobody"),
        (["ask", WHO, "--top-k", "0"], "top_k"),
        (["ingest"], "PATH"),
        (["ingest", "/no/such/path"], "/no/such/path"),
        (["verify", "/no/such/file"], "/no/such/file"),
        (["serve", "--port", "70000"], "70000"),
        (["conjure"], "conjure"),
    ],
)
def test_bad_input_is_2_with_a_sentence(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (StoreUnusableError("the store is damaged: load it anew"), 1, "load it anew"),
        (BadRequestError("no"), 2, "Error: no"),
        (OSError(28, "No space left on device", "/x"), 1, "the disk is full"),
        (PermissionError(13, "Permission denied", "/x/y"), 1, "/x/y: permission denied"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_an_error_is_one_sentence_and_a_code(
    run: Run, error: BaseException, code: int, said: str
) -> None:
    result = run("ask", WHO, before=raising(error))
    assert result.exit_code == code
    assert said in result.stderr
    assert len(result.stderr.splitlines()) <= 1
    assert result.stdout == ""


def test_a_setting_that_does_not_exist_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TOCKEN", "x")
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 2
    assert "DATELINE_TOCKEN" in result.stderr


def test_the_data_dir_can_be_said_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path / "there"))

    def opening(folder: Path, bar: object, *, create: bool = True) -> FakeNewsroom:
        opened.append(folder)
        return FakeNewsroom(folder)

    monkeypatch.setattr("qa.cli._open", opening)
    assert CliRunner().invoke(main, ["ask", WHO]).exit_code == 0
    assert opened == [tmp_path / "there"]


def test_ingest_says_what_became_of_each_article(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bridge.txt").write_text("The bridge opened on Friday.", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    result = run("ingest", str(folder))
    assert result.exit_code == 0
    assert re.search(r"1 added\n +bridge\n", result.stdout)
    assert "1 refused" in result.stdout
    assert "empty.txt: it is empty" in result.stdout
    (folder / "empty.txt").unlink()
    again = run("ingest", str(folder))
    assert again.exit_code == 0
    assert "1 unchanged" in again.stdout


def test_an_ingest_that_takes_nothing_in_fails(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = run("ingest", str(tmp_path / "empty.txt"))
    assert result.exit_code == 1
    assert "empty.txt: it is empty" in result.stdout
    assert result.stderr == "Error: every article was refused\n"


def test_many_articles_are_counted_and_few_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    names = tuple(f"article-{n}" for n in range(1234))
    refused = tuple(Refusal(f"file-{n}", "it is empty") for n in range(50))
    show_report(IngestReport(added=names, changed=names[:2], refused=refused))
    shown = capsys.readouterr().out
    assert "1,234 added" in shown
    assert "article-1\n" in shown
    assert "article-2\n" not in shown
    assert shown.count("it is empty") == 50


@pytest.mark.parametrize("kind", ["answer", "list", "one"])
def test_the_citations_of_an_answer_are_verified(run: Run, tmp_path: Path, kind: str) -> None:
    answer = json.loads(run("ask", "--json", WHO).stdout)
    citations = [a["citations"][0] for g in answer["groups"] for a in g["answers"]]
    given = {"answer": answer, "list": citations, "one": citations[0]}[kind]
    file = tmp_path / "given.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    result = run("verify", str(file))
    assert result.exit_code == 0
    assert result.stdout.count("valid") == (1 if kind == "one" else 2)
    with Store.open(tmp_path / "var") as store:
        store.delete(CAIRO.id)
    result = run("verify", "-", given=json.dumps(given))
    assert result.exit_code == 1
    assert "gone" in result.stdout
    assert "not valid" in result.stderr


@pytest.mark.parametrize("given", ["", "{", "[1]", "3", '{"outcome": "guessed"}', "[" * 100_000])
def test_what_is_no_citation_cannot_be_verified(run: Run, given: str) -> None:
    run("ask", WHO)
    result = run("verify", "-", given=given)
    assert result.exit_code == 2
    assert "citation" in result.stderr


def test_an_abstention_has_nothing_to_verify(run: Run) -> None:
    result = run("verify", "-", given=run("ask", "--json", HOTEL).stdout)
    assert (result.exit_code, result.stdout) == (0, "")


def test_verify_does_not_make_a_store(run: Run, tmp_path: Path) -> None:
    result = run(
        "verify",
        "-",
        given=json.dumps(
            [
                {
                    "document_id": HOSTILE.id,
                    "revision": "0",
                    "span": {"start": 0, "end": 1},
                    "quote": "x",
                }
            ]
        ),
    )
    assert result.exit_code == 1
    assert "dateline ingest" in result.stderr
    assert not (tmp_path / "var").exists()


def dateline(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command: Sequence[str | Path] = [sys.executable, "-m", "qa", *arguments]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=environment, timeout=120, check=False
    )


def test_help_does_not_load_what_is_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from qa.cli import main;"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0;"
        "print(sorted({m.partition('.')[0] for m in sys.modules} &"
        " {'torch', 'numpy', 'transformers', 'litestar', 'trafilatura', 'rich'}))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout == "[]\n"


def test_a_data_dir_that_is_a_file_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    done = dateline("ask", WHO, cwd=tmp_path)
    assert done.returncode == 2
    assert "is a file" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = dateline("serve", "--port", port, cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(rf"Error: cannot listen at 127.0.0.1 port {port} .*--port\n\Z", done.stderr)
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_question_makes_no_store_where_there_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "mistyped"
    result = CliRunner().invoke(main, ["ask", WHO, "--data-dir", str(folder)])
    assert result.exit_code == 1
    assert "there is no store at" in result.stderr
    assert not folder.exists()


def test_the_passages_read_are_as_many_as_over_http() -> None:
    option = next(p for p in main.commands["ask"].params if p.name == "top_k")
    assert option.default == Question("").top_k
