"""The evaluator's runs over HTTP."""

from pathlib import Path

import pytest

from tests.eval.saved import answered, saved, silent
from tests.qa.server.client import BEARER, problem, service


def test_the_runs_are_for_editors_only(tmp_path: Path) -> None:
    (saved(tmp_path / "runs" / "one", [answered("a")]) / "report.html").write_text("<p>")
    with service(tmp_path) as client:
        for path in ("/v1/runs", "/v1/runs/one/report", "/v1/comparison?a=one&b=one"):
            problem(client.get(path), 401, "token-needed")
            assert client.get(path, headers=BEARER).status_code == 200


def test_a_report_is_served_with_no_right_to_run_anything(tmp_path: Path) -> None:
    (saved(tmp_path / "runs" / "one", [answered("a")]) / "report.html").write_text("<p>é")
    with service(tmp_path) as client:
        response = client.get("/v1/runs/one/report", headers=BEARER)
    assert response.text == "<p>é"
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = response.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'")
    assert "script" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"


def test_two_runs_are_compared(tmp_path: Path) -> None:
    saved(tmp_path / "runs" / "one", [silent("a")])
    saved(tmp_path / "runs" / "two", [answered("a")])
    with service(tmp_path) as client:
        listed = client.get("/v1/runs", headers=BEARER).json()
        found = client.get("/v1/comparison?a=one&b=two", headers=BEARER).json()
    assert {run["name"] for run in listed["runs"]} == {"one", "two"}
    assert [flip["id"] for flip in found["gained"]] == ["a"]


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [
        ("/v1/runs/nowhere/report", 404, "unknown-run"),
        ("/v1/runs/..%2F..%2Fetc/report", 404, "no-such-route"),
        ("/v1/runs/%2e%2e/report", 404, "unknown-run"),
        ("/v1/comparison?a=one&b=nowhere", 404, "unknown-run"),
        ("/v1/comparison?a=one", 422, "misfit-body"),
        ("/v1/comparison?a=one&b=one&c=one", 422, "misfit-body"),
        ("/v1/runs?limit=3", 422, "misfit-body"),
        ("/v1/comparison?a=one&b=other", 422, "bad-request"),
    ],
)
def test_what_cannot_be_had_is_refused(tmp_path: Path, path: str, status: int, name: str) -> None:
    saved(tmp_path / "runs" / "one", [answered("a")])
    saved(tmp_path / "runs" / "other", [answered("a")], gold_sha256="b" * 64)
    with service(tmp_path) as client:
        problem(client.get(path, headers=BEARER), status, name)
