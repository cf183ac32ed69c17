"""The served application over a fake newsroom."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient
from structlog.testing import capture_logs

from qa.server.app import create_app
from qa.settings import Settings
from tests.qa.fakes import FakeNewsroom

TOKEN = "a-token"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


def wait_until(condition: Callable[[], bool]) -> None:
    """Return when ``condition`` holds; fail after 20 s."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@contextmanager
def serving(newsroom: FakeNewsroom, **settings: Any) -> Iterator[TestClient[Litestar]]:
    """A client of the application, once its newsroom is open."""
    app = create_app(lambda: newsroom, Settings(**{"token": TOKEN, **settings}))
    # capture_logs: unconfigured, structlog paints every traceback for a terminal
    with capture_logs(), TestClient(app, base_url="http://127.0.0.1:8000") as client:
        wait_until(lambda: client.get("/ready").status_code == 200)
        yield client


@contextmanager
def service(data_dir: Path, **settings: Any) -> Iterator[TestClient[Litestar]]:
    """The same over a new fake newsroom in ``data_dir``."""
    with serving(FakeNewsroom(data_dir), data_dir=data_dir, **settings) as client:
        yield client


def problem(response: Any, status: int, name: str) -> dict[str, Any]:
    """The problem in a response, after a look at what every problem has."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"urn:dateline:problem:{name}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["request_id"] == response.headers["x-request-id"]
    return body
