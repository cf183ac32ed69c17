import datetime
import gzip
import json
import re

import msgspec
import pytest
from hypothesis import given

from corpus.documents import Published
from corpus.errors import ArticleRefusedError
from corpus.loaders import jsonl
from corpus.loaders.base import Draft, Refusal
from corpus.loaders.jsonl import Row, count_rows, load_jsonl, read_row
from corpus.passages import passages
from tests.corpus.strategies import TEXTS_WITH_NUL


def load(tmp_path, *lines: str):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return list(load_jsonl(path, "a.jsonl"))


def row(**fields):
    return json.dumps({"id": "a", "text": "It rained.", **fields})


@given(TEXTS_WITH_NUL)
def test_the_text_is_the_row_s_text_to_the_character(text):
    decoded = msgspec.json.decode(msgspec.json.encode({"id": "a", "text": text}), type=Row)
    try:
        document = read_row(decoded, "x")
    except ArticleRefusedError:
        return
    assert document.text == text
    assert all(passage.span.of(text) for passage in passages(document))


def test_a_row_gives_every_field(tmp_path):
    (draft,) = load(
        tmp_path,
        row(
            title="T", source="S", author="A", url="https://x.org/1", published="2024-04-08T09:00Z"
        ),
    )
    assert isinstance(draft, Draft)
    document = draft.document
    assert (document.title, document.source, document.author) == ("T", "S", "A")
    assert document.url == "https://x.org/1"
    assert document.published == Published(datetime.date(2024, 4, 8), "stated", "row")
    assert draft.stated_id
    assert draft.where == "a.jsonl:1"


def test_date_is_another_name_for_published(tmp_path):
    (draft,) = load(tmp_path, row(date="2019-01-04"))
    assert draft.document.published.date == datetime.date(2019, 1, 4)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not an article"),
        ("[1]", "not an article"),
        ('{"text": "x"}', "missing required field `id`"),
        ('{"id": "a"}', "missing required field `text`"),
        (row(body="x"), "unknown field `body`"),
        (row(id=5), "Expected `str`, got `int`"),
        (row(id=""), "1 to 512"),
        (row(id="a\nb"), "printable"),
        (row(text=" \n"), "empty"),
        (row(text="x" * 2_000_001), "2,000,001 characters"),
        (row(published="yesterday"), "not a date"),
        (row(published="2024-04-08", date="2024-04-08"), "both"),
        (row(url="javascript:alert(1)"), "not an http"),
        ('{"id": "a", "text": "\\ud800"}', "not an article|surrogate"),
        ("[" * 100_000, "not an article"),
    ],
)
def test_a_bad_row_is_refused_by_file_and_line_while_the_rest_goes_on(tmp_path, line, reason):
    found = load(tmp_path, row(id="first"), "", line, row(id="last"))
    assert [type(item) for item in found] == [Draft, Refusal, Draft]
    assert found[1].where == "a.jsonl:3"
    msgspec.json.encode(found[1])
    assert re.search(reason, found[1].reason)


def test_a_row_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id":"a","text":"ok then."}\r\n{"id":"b","text":"\xff"}\n')
    assert [type(item) for item in load_jsonl(path, "a")] == [Draft, Refusal]


def test_a_line_without_end_is_refused_and_never_held_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "_LONGEST_LINE", 100)
    found = load(tmp_path, "x" * 1000, row())
    assert [type(item) for item in found] == [Refusal, Draft]
    assert found[1].where == "a.jsonl:2"


def test_a_packed_file_is_read_and_a_cut_off_one_keeps_its_beginning(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(row(id=str(n), text=f"It rained {n} times. " * 50) + "\n" for n in range(200))
    packed = gzip.compress(lines.encode())
    path.write_bytes(packed)
    assert len(list(load_jsonl(path, "a"))) == count_rows(path) == 200
    path.write_bytes(packed[: len(packed) // 2])
    *drafts, last = load_jsonl(path, "a")
    assert isinstance(last, Refusal)
    assert "end" in last.reason
    assert len(drafts) > 10
    path.write_bytes(b"no gzip")
    assert [type(item) for item in load_jsonl(path, "a")] == [Refusal]
