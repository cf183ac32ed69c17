"""What holds for every request: ids, headers, logs, routes that are not there."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from qa.server.edge import Edge
from qa.server.metrics import Metrics
from tests.qa.fakes import WHO, FakeNewsroom
from tests.qa.server.client import problem, service, serving


def test_an_address_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        problem(client.get("/v2/ask"), 404, "no-such-route")
        problem(client.get("/openapi"), 404, "no-such-route")


def test_a_method_that_is_not_taken_names_those_that_are(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        response = client.get("/v1/ask")
        problem(response, 405, "method")
        assert "POST" in response.headers["allow"]
        problem(client.put("/v1/documents/a"), 405, "method")
        response = client.post("/v1/documents/a", json={})
        problem(response, 405, "method")
        assert "DELETE" in response.headers["allow"]


def test_head_answers_as_get_does_without_a_body(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        for path in ("/", "/health", "/schema"):
            response = client.head(path)
            assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_refused(tmp_path: Path, chunked: bool) -> None:
    body = b'{"question": "' + b"a" * 2000 + b'"}'
    headers = {"Content-Type": "application/json"}
    with service(tmp_path, max_body_bytes=1000) as client:
        content = iter([body[:900], body[900:]]) if chunked else body
        problem(client.post("/v1/ask", content=content, headers=headers), 413, "too-large")


def test_a_request_keeps_its_own_id_if_it_is_harmless(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        for given, is_kept in {
            "a-1.b_C": True,
            "a" * 64: True,
            "a" * 65: False,
            "a b": False,
            '"}\\n': False,
            "é": False,
        }.items():
            headers = {"X-Request-ID": given.encode("latin-1")}
            answered = client.get("/health", headers=headers).headers["x-request-id"]
            assert (answered == given) is is_kept
            assert answered


def test_requests_have_ids_of_their_own(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        ids = {client.get("/health").headers["x-request-id"] for _ in range(5)}
    assert len(ids) == 5


def test_every_response_keeps_browsers_from_harm(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        for path in ("/", "/health", "/nowhere", "/schema"):
            headers = client.get(path).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"


def test_a_log_line_says_what_was_answered_and_not_what_was_asked(tmp_path: Path) -> None:
    with service(tmp_path) as client, capture_logs() as logs:
        headers = {"X-Request-ID": "mine"}
        client.post("/v1/ask", json={"question": WHO}, headers=headers)
        client.get("/", params={"q": WHO})
    (asked, page) = (line for line in logs if line["event"] == "request")
    assert (asked["method"], asked["path"], asked["status"]) == ("POST", "/v1/ask", 200)
    assert asked["ms"] >= 0
    assert page["path"] == "/"
    assert "Cairo" not in str(logs)


def test_a_fault_is_logged_and_tells_the_client_nothing_of_the_inside(tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("secret of /etc/dateline")

    with serving(FakeNewsroom(tmp_path, before=fail)) as client, capture_logs() as logs:
        response = client.post("/v1/ask", json={"question": WHO})
        body = problem(response, 500, "fault")
        page = client.get("/", params={"q": WHO})
    assert page.status_code == 500
    assert body["request_id"] in page.text or "request id" in page.text
    for text in (response.text, page.text):
        assert "secret" not in text
        assert "Traceback" not in text
    faults = [line for line in logs if line["event"] == "fault"]
    assert [str(line["exc_info"]) for line in faults] == ["secret of /etc/dateline"] * 2


def test_a_request_that_the_ending_service_breaks_off_is_told_so() -> None:
    sent: list[Any] = []

    async def never(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    async def broken_off() -> None:
        scope: Any = {"type": "http", "method": "POST", "path": "/v1/ask", "headers": []}
        request = asyncio.create_task(Edge(never, Metrics())(scope, never, send))
        await asyncio.sleep(0)
        request.cancel()
        await request

    asyncio.run(broken_off())
    head, body = sent
    assert (head["status"], dict(head["headers"])[b"retry-after"]) == (503, b"5")
    assert "the service is ending" in json.loads(body["body"])["detail"]
