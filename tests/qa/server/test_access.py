from pathlib import Path
from typing import Any

import pytest
from litestar.testing import RequestFactory

from qa.server.access import require_writer
from qa.server.errors import NotAllowedError, TokenError
from tests.qa.fakes import CAIRO
from tests.qa.server.client import BEARER, problem, service

WRITES = [
    ("POST", "/v1/documents", {"articles": [{"id": "a", "text": "A bridge opened."}]}),
    ("DELETE", f"/v1/documents/{CAIRO.id}", None),
    ("POST", f"/v1/documents/{CAIRO.id}/retract", {"reason": "Made up."}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_writing_takes_the_token(tmp_path: Path, method: str, path: str, body: Any) -> None:
    with service(tmp_path) as client:
        wrong = ("Bearer other", "Bearer", "Basic a-token", "a-token", "Bearer ä")
        for headers in ({}, *({"Authorization": value.encode("latin-1")} for value in wrong)):
            response = client.request(method, path, json=body, headers=headers)
            problem(response, 401, "token-needed")
            assert response.headers["www-authenticate"] == "Bearer"
        response = client.request(method, path, json=body, headers=BEARER)
        assert response.status_code in (200, 204)


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_without_a_token_nobody_writes_from_elsewhere(
    tmp_path: Path, method: str, path: str, body: Any
) -> None:
    with service(tmp_path, token="") as client:  # whose address is "testclient"
        for headers in ({}, BEARER):
            response = client.request(method, path, json=body, headers=headers)
            assert "DATELINE_TOKEN" in problem(response, 403, "not-allowed")["detail"]


def test_who_may_write_is_asked_before_the_body_is_read(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        problem(client.post("/v1/documents", content=b"{"), 401, "token-needed")


def request_from(client: str, **headers: str) -> Any:
    given = {"host": "127.0.0.1:8000", **{k.replace("_", "-"): v for k, v in headers.items()}}
    request = RequestFactory().post("/v1/documents", headers=given)
    request.scope["client"] = (client, 50000)
    return request


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.0.1", "::1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_this_machine_may_write_while_no_token_is_set(client: str, host: str) -> None:
    require_writer(request_from(client, host=host), "")


@pytest.mark.parametrize(
    "request_",
    [
        request_from("10.0.0.7"),
        request_from("2001:db8::1"),
        request_from("127.0.0.1.example.org"),
        request_from("127.0.0.1", x_forwarded_for="127.0.0.1"),
        request_from("127.0.0.1", forwarded="for=127.0.0.1"),
        request_from("127.0.0.1", x_real_ip="127.0.0.1"),
        request_from("127.0.0.1", host="news.example.org:8000"),
        request_from("127.0.0.1", host=""),
    ],
)
def test_what_only_seems_to_be_this_machine_may_not_write(request_: Any) -> None:
    with pytest.raises(NotAllowedError):
        require_writer(request_, "")


def test_this_machine_needs_the_token_too_once_there_is_one() -> None:
    with pytest.raises(TokenError):
        require_writer(request_from("127.0.0.1"), "a-token")
    require_writer(request_from("10.0.0.7", authorization="bearer a-token"), "a-token")
