"""How much may be at work, and what happens before and after the newsroom is open."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from litestar.testing import TestClient

from corpus.errors import StoreUnusableError
from qa.server.app import create_app
from qa.settings import Settings
from tests.qa.fakes import WHO, FakeNewsroom
from tests.qa.server.client import problem, serving, wait_until


def test_more_than_may_wait_is_turned_away_and_told_when_to_return(tmp_path: Path) -> None:
    inside, release = threading.Semaphore(0), threading.Event()

    def wait() -> None:
        inside.release()
        assert release.wait(20)

    newsroom = FakeNewsroom(tmp_path, before=wait)
    with serving(newsroom, concurrency=2, queue=1) as client, ThreadPoolExecutor(8) as pool:

        def ask() -> int:
            return client.post("/v1/ask", json={"question": WHO}).status_code

        def in_flight() -> str:
            lines = client.get("/metrics").text.splitlines()
            return next(line for line in lines if line.startswith("dateline_requests_in_flight "))

        accepted = [pool.submit(ask) for _ in range(3)]
        wait_until(lambda: float(in_flight().split()[1]) == 4)  # three questions and the look
        assert inside.acquire(timeout=20)
        assert inside.acquire(timeout=20)
        assert not inside.acquire(blocking=False)  # the third waits
        response = client.post("/v1/ask", json={"question": WHO})
        problem(response, 429, "busy")
        assert int(response.headers["retry-after"]) >= 1
        assert client.get("/health").status_code == 200  # work does not hold up the loop
        assert client.get("/ready").status_code == 200
        assert client.get("/", params={"q": WHO}).status_code == 429
        release.set()
        assert [future.result() for future in accepted] == [200] * 3
        assert ask() == 200


def test_until_the_newsroom_is_open_it_is_alive_but_not_ready(tmp_path: Path) -> None:
    release = threading.Event()

    def opening() -> FakeNewsroom:
        assert release.wait(20)
        return FakeNewsroom(tmp_path)

    app = create_app(opening, Settings())
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        assert client.get("/health").json()["status"] == "alive"
        response = client.get("/ready")
        problem(response, 503, "not-ready")
        assert int(response.headers["retry-after"]) >= 1
        problem(client.post("/v1/ask", json={"question": WHO}), 503, "not-ready")
        assert client.get("/metrics").status_code == 200
        assert client.get("/").status_code == 200
        release.set()
        wait_until(lambda: client.get("/ready").status_code == 200)
        assert client.post("/v1/ask", json={"question": WHO}).status_code == 200


def test_a_newsroom_that_cannot_be_opened_is_said_to_be_so_without_its_path() -> None:
    def opening() -> FakeNewsroom:
        raise StoreUnusableError("/srv/secret/dateline.sqlite is damaged")

    app = create_app(opening, Settings())
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        wait_until(lambda: app.state.service.failure is not None)
        detail = problem(client.get("/ready"), 503, "not-ready")["detail"]
        assert "could not be opened" in detail
        assert "secret" not in detail


def test_a_store_that_fails_later_is_out_of_order(tmp_path: Path) -> None:
    def fail() -> None:
        raise StoreUnusableError("/srv/secret/dateline.sqlite is locked")

    with serving(FakeNewsroom(tmp_path, before=fail)) as client:
        response = client.post("/v1/ask", json={"question": WHO})
        assert "secret" not in problem(response, 503, "out-of-order")["detail"]


@pytest.mark.parametrize("asked", [False, True])
def test_the_newsroom_is_closed_at_the_end(tmp_path: Path, asked: bool) -> None:
    newsroom = FakeNewsroom(tmp_path)
    with serving(newsroom) as client:
        if asked:
            client.post("/v1/ask", json={"question": WHO})
        assert not newsroom.closed
    assert newsroom.closed
