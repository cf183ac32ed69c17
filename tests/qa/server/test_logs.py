import json
import subprocess
import sys
from pathlib import Path

EVENTS = """
import logging
import structlog
from qa.server.logs import configure_logging

configure_logging()
structlog.get_logger().info("request", path='/a\\n"b', ms=1.5)
try:
    raise RuntimeError("two\\nlines")
except RuntimeError as error:
    structlog.get_logger().error("fault", exc_info=error)
logging.getLogger("uvicorn.error").error("a library's %s", "event")
"""


def test_an_event_is_one_line_of_json_on_stderr() -> None:
    command = [sys.executable, "-c", EVENTS]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout == ""
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["event"] for line in lines] == ["request", "fault", "a library's event"]
    assert all(list(line)[:3] == ["time", "level", "event"] for line in lines)
    assert lines[0]["path"] == '/a\n"b'
    assert "RuntimeError: two" in lines[1]["exception"]
