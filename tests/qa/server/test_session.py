"""Logging in at the desk, and what other sites' pages cannot do with it."""

from pathlib import Path
from typing import Any

import pytest

from qa.server.errors import TooOftenError
from qa.server.rates import Rate, client_of
from qa.server.sessions import LIFETIME_S, Sessions
from tests.qa.fakes import CAIRO, WHO
from tests.qa.server.client import BEARER, TOKEN, problem, service
from tests.qa.server.test_access import request_from

OWN = {"Sec-Fetch-Site": "same-origin"}
LOGIN = {"editor": "Ada", "token": TOKEN}


def log_in(client: Any, **login: str) -> Any:
    response = client.post("/v1/session", json={**LOGIN, **login}, headers=OWN)
    assert response.status_code == 201, response.text
    return response


def test_an_editor_who_logged_in_works_without_the_token(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        log_in(client)
        assert client.get("/v1/session").json() == {"editor": "Ada"}
        client.post("/v1/reports", json={"question": WHO, "verdict": "right"})
        judged = client.post(
            "/v1/reviews", json={"case": 1, "verdict": "right", "answer": 0}, headers=OWN
        )
        assert judged.json()["editor"] == "Ada"
        assert client.delete("/v1/session", headers=OWN).status_code == 204
        problem(client.get("/v1/session"), 401, "token-needed")


def test_the_cookie_is_out_of_reach(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        plain = log_in(client).headers["set-cookie"]
        proxied = {**OWN, "X-Forwarded-Proto": "https"}
        secure = client.post("/v1/session", json=LOGIN, headers=proxied).headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert part in plain
    assert "Secure" in secure
    assert "Secure" not in plain
    assert TOKEN not in plain


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {},
    ],
)
def test_what_another_site_sends_in_an_editors_name_is_refused(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    with service(tmp_path) as client:
        problem(client.post("/v1/session", json=LOGIN, headers=headers), 403, "elsewhere")
        log_in(client)
        reason = {"reason": "Made up."}
        for method, path, body in (
            ("POST", f"/v1/documents/{CAIRO.id}/retract", reason),
            ("DELETE", f"/v1/documents/{CAIRO.id}", None),
            ("POST", "/v1/reviews", {"case": 1, "verdict": "right"}),
            ("DELETE", "/v1/reviews/1", None),
            ("DELETE", "/v1/session", None),
        ):
            problem(client.request(method, path, json=body, headers=headers), 403, "elsewhere")
        assert client.get(f"/v1/documents/{CAIRO.id}").json()["standing"] == "current"


def test_a_browser_that_only_says_its_origin_is_believed(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        headers = {"Origin": "http://127.0.0.1:8000"}
        assert client.post("/v1/session", json=LOGIN, headers=headers).status_code == 201


def test_nobody_logs_in_with_a_wrong_token_or_without_a_name(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        for wrong in ("", "other", "ä"):
            body = {**LOGIN, "token": wrong}
            problem(client.post("/v1/session", json=body, headers=OWN), 401, "token-needed")
        body = {**LOGIN, "editor": " "}
        problem(client.post("/v1/session", json=body, headers=OWN), 422, "bad-request")


def test_tokens_are_not_guessed_without_end(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        for _ in range(10):
            client.post("/v1/session", json={**LOGIN, "token": "guess"}, headers=OWN)
        problem(client.post("/v1/session", json=LOGIN, headers=OWN), 429, "too-often")


def test_where_no_token_is_set_nobody_logs_in_from_elsewhere(tmp_path: Path) -> None:
    with service(tmp_path, token="") as client:  # whose address is "testclient"
        body = {"editor": "Ada"}
        problem(client.post("/v1/session", json=body, headers=OWN), 403, "not-allowed")


def test_an_editor_speaks_for_nobody_else(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        client.post("/v1/reports", json={"question": WHO, "verdict": "right"})
        judged = {"case": 1, "verdict": "right", "answer": 0, "editor": "Ben"}
        bens = client.post("/v1/reviews", json=judged, headers=BEARER).json()
        log_in(client)
        problem(client.post("/v1/reviews", json=judged, headers=OWN), 422, "bad-request")
        response = client.delete(f"/v1/reviews/{bens['id']}", headers=OWN)
        assert "Ben" in problem(response, 403, "not-yours")["detail"]


def test_a_session_ends_in_time_and_is_found_by_its_secret_only() -> None:
    now = 0.0
    sessions = Sessions(lambda: now)
    secret = sessions.open("Ada")
    assert sessions.open("Ada") != secret
    assert sessions.editor(secret) == "Ada"
    assert sessions.editor("") is sessions.editor(secret + "x") is None
    now = LIFETIME_S
    assert sessions.editor(secret) is None


def test_a_rate_is_each_clients_own_and_comes_back() -> None:
    now = 0.0
    rate = Rate(2, lambda: now)
    for _ in range(2):
        rate.take("a")
        now += 10
    with pytest.raises(TooOftenError) as refused:
        rate.take("a")
    assert refused.value.seconds == 40
    rate.take("b")
    now = 60.0
    rate.take("a")
    with pytest.raises(TooOftenError):
        rate.take("a")


def test_a_client_is_its_network_where_it_chooses_its_address() -> None:
    one, other = (client_of(request_from(f"2001:db8:1:2::{n}")) for n in (1, 2))
    assert one == other != client_of(request_from("2001:db8:1:3::1"))
    assert client_of(request_from("10.0.0.7")) == "10.0.0.7"
