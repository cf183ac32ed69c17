"""Gold sets: what is refused, and what the stored articles do not bear out."""

from pathlib import Path

import msgspec
import pytest

from corpus.samples import load_samples
from corpus.store import Store
from eval.errors import GoldError
from eval.gold import SAMPLE_GOLD, Evidence, lint, read_gold
from tests.eval.rooms import anchors, four_questions, gold
from tests.index.fakes import article

LINE = b'{"id": "a", "question": "Who?", "kind": "fact", "answers": [["x"]], "evidence": []}'


def test_the_sample_gold_set_fits_the_sample_articles(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        load_samples(store)
        assert lint(read_gold(SAMPLE_GOLD), store) == []


def test_what_is_written_is_read(tmp_path: Path) -> None:
    question = gold("a", "Who?", ("x", "y"), evidence=(Evidence("d", "r", 0, 1, "x"),))
    path = tmp_path / "gold.jsonl"
    path.write_bytes(msgspec.json.encode(question) + b"\n" + LINE.replace(b'"a"', b'"b"'))
    assert [one.id for one in read_gold(path)] == ["a", "b"]
    assert read_gold(path)[0] == question


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "truncated"),
        (b"{", "truncated"),
        (b"\xff", "malformed"),
        (LINE.replace(b'"Who?"', b'"\xff"'), "malformed|UTF-8|utf-8"),
        (LINE.replace(b"fact", b"riddle"), "riddle"),
        (LINE.replace(b'"id"', b'"hint": 1, "id"'), "hint"),
        (LINE.replace(b"fact", b"unanswerable"), "unanswerable"),
        (LINE.replace(b'[["x"]]', b"[]"), "unanswerable"),
        (LINE.replace(b'["x"]', b'["x"], []'), "wording"),
        (LINE.replace(b'["x"]', b'[" "]'), "wording"),
        (
            LINE.replace(b"fact", b"unanswerable")
            .replace(b'[["x"]]', b"[]")
            .replace(
                b'"evidence": []',
                b'"evidence": [{"document": "d", "revision": "r", "start": 3, "end": 4,'
                b' "quote": "x"}]',
            ),
            "evidence",
        ),
        (LINE.replace(b"Who?", b" "), "characters"),
        (LINE.replace(b"Who?", b"W" * 513), "characters"),
        (LINE.replace(b'"id": "a"', b'"id": " "'), "blank"),
        (
            LINE.replace(
                b'"evidence": []',
                b'"evidence": [{"document": "d", "revision": "r", "start": 3, "end": 3,'
                b' "quote": ""}]',
            ),
            "start < end",
        ),
    ],
)
def test_a_line_that_is_no_gold_question_is_refused_by_its_number(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(LINE.replace(b'"a"', b'"first"') + b"\n" + line + b"\n")
    with pytest.raises(GoldError, match=reason) as raised:
        read_gold(path)
    assert raised.value.line == 2
    assert str(raised.value).startswith(f"{path}:2: ")


def test_an_id_that_is_taken_a_missing_file_and_an_empty_one_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    with pytest.raises(GoldError, match="cannot be read"):
        read_gold(path)
    path.write_bytes(b"")
    with pytest.raises(GoldError, match="no question"):
        read_gold(path)
    path.write_bytes(LINE + b"\n" + LINE)
    with pytest.raises(GoldError, match="'a' is taken"):
        read_gold(path)


def test_an_anchor_is_held_to_the_stored_text(tmp_path: Path) -> None:
    document = article("ferry", "The ferry sailed at noon 🙂 exactly.")
    with Store.open(tmp_path) as store:
        with store.transaction() as writer:
            writer.put(document)
        (right,) = anchors(store, "ferry", "exactly")
        replace = msgspec.structs.replace
        wrong = {
            "not-there": replace(right, start=right.start + 1, end=right.end + 1),
            "gone": replace(right, document="train"),
        }
        longer = replace(right, end=right.end + 99, quote="exactly.")
        questions = [
            gold("right", "When?", ("exactly",), evidence=(right,)),
            *(gold(what, "When?", ("exactly",), evidence=(a,)) for what, a in wrong.items()),
            gold("long", "When?", ("exactly",), evidence=(longer,)),
            gold("no-evidence", "When?", ("exactly",)),
        ]
        assert [(problem.question, problem.what) for problem in lint(questions, store)] == [
            ("not-there", "not-there"),
            ("gone", "gone"),
            ("long", "not-there"),
            ("no-evidence", "no-evidence"),
        ]


def test_a_correction_and_a_retraction_are_said(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with store.transaction() as writer:
            for name in ("visit", "talks", "later"):
                text = "William Burns, David Barnea, 28,473, more than 19,600"
                writer.put(article(name, text), stated_id=True)
        questions = four_questions(store)
        assert lint(questions, store) == []
        with store.transaction() as writer:
            writer.put(article("visit", "Nothing."), stated_id=True)
        store.retract("later", "untrue")
        problems = {problem.question: problem.what for problem in lint(questions, store)}
        assert problems == {"toll": "retracted", "earlier": "superseded"}
