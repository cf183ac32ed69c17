"""A running ``dateline serve`` over the sample articles, in a process of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]


class Served:
    """A running ``dateline serve`` and a client of it."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "qa", "serve", "--samples", "--port", "0"]
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "--data-dir", folder / "var"],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        assert self.process.stdout is not None
        welcome = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", welcome)
        assert found, welcome + self.log.read_text()
        self.client = httpx.Client(base_url=found[0], timeout=120, trust_env=False)
        while self.client.get("/ready").status_code == 503:
            time.sleep(0.05)

    def ask(self, question: str) -> Any:
        response = self.client.post("/v1/ask", json={"question": question})
        assert response.status_code == 200, response.text
        return response.json()

    def end(self, signum: int = signal.SIGTERM) -> int:
        self.process.send_signal(signum)
        code = self.process.wait(60)
        self.client.close()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code
