"""The questions on the first page are asked before they are shown, once for a generation."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from corpus.loaders.jsonl import Row
from corpus.store import Store
from qa.newsroom import Newsroom
from tests.index.fakes import HashingEncoder
from tests.qa.readers import PhraseReader, by_score
from tests.qa.server.client import BEARER, serving, wait_until
from tests.qa.server.test_pages import read

MOSSAD = "Who heads the Mossad?"
UNION = "Who leads the rail union?"
BANK = "Who runs the bank of Skellan?"
ROWS = (
    Row(id="a", published="2024-02-13", text="David Barnea, who heads the Mossad, came."),
    Row(id="b", published="2024-02-14", text="Ada Lind, who leads the rail union, stayed away."),
)
LATER = Row(id="c", published="2024-02-15", text="Bo Ek, who runs the bank of Skellan, spoke.")
PHRASES = {MOSSAD: {"David Barnea": 3.0}, UNION: {"David Barnea": 3.0}, BANK: {"Bo Ek": 3.0}}


class Counting(PhraseReader):
    """Counts the questions that it reads for, and calls ``before`` ahead of each."""

    def __init__(self) -> None:
        super().__init__(PHRASES)
        self.asked: list[str] = []
        self.before = lambda: None

    def read(self, pairs: Any, top: int = 3) -> Any:
        self.asked.append(pairs[0][0])
        self.before()
        return super().read(pairs, top)


@pytest.fixture
def reader() -> Counting:
    return Counting()


@pytest.fixture
def newsroom(tmp_path: Path, reader: Counting) -> Any:
    store = Store.open(tmp_path)
    newsroom = Newsroom(store, tmp_path, HashingEncoder(), reader, by_score())
    newsroom.add(ROWS)
    return newsroom


def suggested(client: Any) -> list[str]:
    return read(client, "/").of("li")


def test_what_is_answered_as_its_article_says_is_suggested(newsroom: Any, reader: Counting) -> None:
    with serving(newsroom) as client:
        assert suggested(client) == [MOSSAD]
        assert reader.asked == [UNION, MOSSAD]  # the newest article's first


def test_suggestions_are_found_once_for_a_generation_and_not_counted(
    newsroom: Any, reader: Counting
) -> None:
    with serving(newsroom) as client:
        assert suggested(client) == suggested(client) == [MOSSAD]
        assert len(reader.asked) == 2
        client.post("/v1/documents", json={"articles": [to_json(LATER)]}, headers=BEARER)
        assert suggested(client) == [BANK, MOSSAD]
        assert 'dateline_questions_total{outcome="answered"} 0.0' in client.get("/metrics").text


def test_a_retracted_article_suggests_nothing(newsroom: Any) -> None:
    with serving(newsroom) as client:
        client.post("/v1/documents/a/retract", json={"reason": "Made up."}, headers=BEARER)
        assert suggested(client) == []


def test_while_there_is_too_much_else_to_do_nothing_is_suggested_and_later_it_is(
    newsroom: Any, reader: Counting
) -> None:
    release = threading.Event()
    reader.before = lambda: assert_waited(release)
    with serving(newsroom, concurrency=1, queue=0) as client, ThreadPoolExecutor(1) as pool:
        asking = pool.submit(client.post, "/v1/ask", json={"question": "Who?"})
        wait_until(lambda: reader.asked == ["Who?"])
        assert suggested(client) == []
        release.set()
        assert asking.result().status_code == 200
        assert suggested(client) == [MOSSAD]


def assert_waited(release: threading.Event) -> None:
    assert release.wait(20)


def to_json(row: Row) -> dict[str, str]:
    return {"id": row.id, "text": row.text, "published": row.published}
