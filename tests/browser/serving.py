"""The application at an address of this machine, in a thread of the test's own process."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn
from structlog.testing import capture_logs

from qa.newsroom import Newsroom
from qa.server.app import create_app
from qa.settings import Settings


@contextmanager
def at_address(newsroom: Newsroom, **settings: Any) -> Iterator[str]:
    """Serve ``newsroom``, which is closed at the end."""
    app = create_app(lambda: newsroom, Settings(**settings))
    config = uvicorn.Config(app, loop="asyncio", ws="none", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener, capture_logs():
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            _wait_until_ready(address)
            yield address
        finally:
            server.should_exit = True
            thread.join()


def _wait_until_ready(address: str) -> None:
    deadline = time.monotonic() + 30
    with httpx.Client(base_url=address, trust_env=False) as client:
        while client.get("/ready").status_code != 200:
            assert time.monotonic() < deadline
            time.sleep(0.02)
