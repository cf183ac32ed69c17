"""What editors see of the corpus and do with it: the list, files, dates."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.qa.fakes import CAIRO, HOSTILE
from tests.qa.server.client import BEARER, problem, service

BYTES = {**BEARER, "Content-Type": "application/octet-stream"}
FILE = b"---\nid: bridge\ntitle: A bridge\n---\nA bridge opened on Friday."


def upload(client: Any, name: str, content: bytes = FILE, **query: str) -> Any:
    return client.post("/v1/files", params={"name": name, **query}, content=content, headers=BYTES)


def test_the_list_names_every_article(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        body = client.get("/v1/documents").json()
        undated = client.get("/v1/documents?basis=unknown&limit=1").json()
        found = client.get("/v1/documents", params={"words": "SPY chiefs"}).json()
    assert [line["id"] for line in body["articles"]] == sorted([CAIRO.id, HOSTILE.id])
    assert [line["id"] for line in undated["articles"]] == [HOSTILE.id]
    assert [line["published"]["date"] for line in found["articles"]] == [CAIRO.published]
    assert "text" not in body["articles"][0]


def test_a_file_is_stored_corrected_and_left_as_it_is(tmp_path: Path) -> None:
    nothing: dict[str, Any] = {"added": [], "changed": [], "unchanged": [], "refused": []}
    with service(tmp_path) as client:
        assert upload(client, "a.md").json() == {**nothing, "added": ["bridge"]}
        assert upload(client, "a.md").json() == {**nothing, "unchanged": ["bridge"]}
        corrected = FILE.replace(b"Friday", b"Monday")
        assert upload(client, "a.md", corrected).json() == {**nothing, "changed": ["bridge"]}
        rows = b'{"id": "x", "text": "It rained."}\n{"id": "y"}\n'
        report = upload(client, "rows.jsonl", rows).json()
        assert report["added"] == ["x"]
        assert report["refused"][0]["where"] == "rows.jsonl:2"


def test_another_file_replaces_an_article_only_where_that_is_meant(tmp_path: Path) -> None:
    rain, snow = b"It rained on Monday.", b"It snowed on Monday."
    with service(tmp_path) as client:
        assert upload(client, "weather.txt", rain).json()["added"] == ["weather"]
        refused = upload(client, "weather.md", snow)
        assert "weather" in problem(refused, 422, "all-refused")["refused"][0]["reason"]
        replaced = upload(client, "weather.md", snow, replace="true")
        assert replaced.json()["changed"] == ["weather"]


@pytest.mark.parametrize("name", ["", "a/b.txt", "..", "a\nb.txt", "x" * 201 + ".txt"])
def test_what_is_no_files_name_is_refused(tmp_path: Path, name: str) -> None:
    with service(tmp_path) as client:
        problem(upload(client, name), 422, "bad-request")


def test_a_file_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        body = problem(upload(client, "talks.pdf"), 422, "all-refused")
        (refused,) = body["refused"]
        assert refused["where"] == "talks.pdf"
        assert ".pdf" in refused["reason"]
        problem(upload(client, "a.md", replace="yes"), 422, "misfit-body")


def test_a_file_takes_the_token_and_its_own_type(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        typed = {"Content-Type": "application/octet-stream"}
        response = client.post("/v1/files?name=a.md", content=FILE, headers=typed)
        problem(response, 401, "token-needed")
        for other in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
            headers = {**BEARER, "Content-Type": other}
            response = client.post("/v1/files?name=a.md", content=FILE, headers=headers)
            problem(response, 415, "media-type")


def test_an_editor_states_a_date_and_takes_it_back(tmp_path: Path) -> None:
    address = f"/v1/documents/{quote(HOSTILE.id, safe='')}"
    with service(tmp_path) as client:
        for day, basis, origin in (("2024-04-08", "stated", "editor Ada"), (None, "unknown", "")):
            body = {"date": day, "editor": "Ada"}
            assert client.post(f"{address}/date", json=body, headers=BEARER).status_code == 204
            found = client.get(address).json()["published"]
            assert found == {"date": day, "basis": basis, "origin": origin}


@pytest.mark.parametrize(
    "body", [{"date": "8 April"}, {"editor": "Ada"}, {"date": None, "day": 1}, {"date": "2024"}]
)
def test_a_date_that_is_none_is_refused(tmp_path: Path, body: dict[str, Any]) -> None:
    with service(tmp_path) as client:
        path = f"/v1/documents/{CAIRO.id}/date"
        problem(client.post(path, json=body, headers=BEARER), 422, "misfit-body")
        nobody = client.post(path, json={"date": "2024-04-08"}, headers=BEARER)
        assert "who" in problem(nobody, 422, "bad-request")["detail"]
        unknown = client.post(
            "/v1/documents/nobody/date",
            json={"date": "2024-04-08", "editor": "Ada"},
            headers=BEARER,
        )
        problem(unknown, 404, "unknown-document")
        problem(client.post(path, json={"date": None}), 401, "token-needed")
