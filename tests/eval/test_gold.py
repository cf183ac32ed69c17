"""Gold sets: what is read, and what is refused."""

from pathlib import Path

import pytest

from eval.errors import GoldError
from eval.gold import SAMPLE_GOLD, Evidence, gold_line, gold_lines, is_sample, read_gold
from tests.eval.rooms import gold

LINE = b'{"id": "a", "question": "Who?", "kind": "fact", "answers": [["x"]], "evidence": []}'


def test_what_is_written_is_read(tmp_path: Path) -> None:
    question = gold("a", "Who?", ("x", "y"), evidence=(Evidence("d", "r", 0, 1, "x"),))
    path = tmp_path / "gold.jsonl"
    path.write_bytes(gold_line(question) + b"\n" + LINE.replace(b'"a"', b'"b"'))
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
        (
            LINE.replace(
                b'"evidence": []',
                b'"evidence": [{"document": "d", "revision": "r", "start": 3, "end": 5,'
                b' "quote": "x"}]',
            ),
            "1 characters",
        ),
        (
            LINE.replace(
                b'"evidence": []',
                b'"about": "d", "evidence": [{"document": "d", "revision": "r", "start": 3,'
                b' "end": 4, "quote": "x"}]',
            ),
            "said twice",
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


def test_the_sample_gold_set_is_written_as_it_is_read() -> None:
    lines = gold_lines(SAMPLE_GOLD)
    assert [gold_line(question) for question in read_gold(SAMPLE_GOLD)] == lines


def test_a_copy_of_the_sample_gold_set_is_known_and_another_set_is_not(tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    assert not is_sample(copy)
    copy.write_bytes(SAMPLE_GOLD.read_bytes())
    assert is_sample(SAMPLE_GOLD)
    assert is_sample(copy)
    copy.write_bytes(LINE)
    assert not is_sample(copy)
