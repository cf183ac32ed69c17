from pathlib import Path
from urllib.parse import quote

import pytest

from corpus.documents import revision_of
from tests.qa.fakes import CAIRO, HOSTILE
from tests.qa.server.client import BEARER, problem, service

NEW = {"id": "a/new one", "text": "A bridge opened on Friday.", "source": "The Post"}


def address(document_id: str) -> str:
    return f"/v1/documents/{quote(document_id, safe='')}"


@pytest.mark.parametrize("row", [CAIRO, HOSTILE])
def test_an_article_is_read_as_it_is_stored_whatever_its_id(tmp_path: Path, row: object) -> None:
    assert row in (CAIRO, HOSTILE)
    stored = CAIRO if row is CAIRO else HOSTILE
    with service(tmp_path) as client:
        body = client.get(address(stored.id)).json()
        assert client.get(f"/v1/documents/{CAIRO.id}").json()["id"] == CAIRO.id
    assert body["id"] == stored.id
    assert body["text"] == stored.text
    assert body["standing"] == "current"
    assert [revision["revision"] for revision in body["revisions"]] == [revision_of(stored.text)]


def test_an_id_is_not_folded_into_another_one(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        for other in ("world//cairo", "world/cairo/", "World/cairo", "world%2Fcairo"):
            problem(client.get(address(other)), 404, "unknown-document")


def test_an_id_that_is_not_utf_8_is_no_fault(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        problem(client.get("/v1/documents/%ff"), 422, "misfit-body")


def test_an_unknown_revision_is_not_found(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        response = client.get(address(CAIRO.id), params={"revision": "0" * 64})
        problem(response, 404, "unknown-document")
        problem(client.get(address(CAIRO.id), params={"rev": "0"}), 422, "misfit-body")


def test_articles_are_added_corrected_and_left_as_they_are(tmp_path: Path) -> None:
    corrected = {**NEW, "text": "A tunnel opened on Friday."}
    with service(tmp_path) as client:

        def add(*articles: object) -> object:
            body = {"articles": articles}
            response = client.post("/v1/documents", json=body, headers=BEARER)
            assert response.status_code == 200, response.text
            return response.json()

        nothing = {"added": [], "changed": [], "unchanged": [], "refused": []}
        assert add(NEW) == {**nothing, "added": [NEW["id"]]}
        assert add(NEW) == {**nothing, "unchanged": [NEW["id"]]}
        assert add(corrected) == {**nothing, "changed": [NEW["id"]]}
        first = revision_of(NEW["text"])
        old = client.get(address(NEW["id"]), params={"revision": first}).json()
        assert old["standing"] == "superseded"
        assert old["text"] == NEW["text"]
        assert len(old["revisions"]) == 2


def test_an_article_that_is_refused_does_not_hinder_the_others(tmp_path: Path) -> None:
    empty = {"id": "empty", "text": " "}
    with service(tmp_path) as client:
        response = client.post("/v1/documents", json={"articles": [empty, NEW]}, headers=BEARER)
        assert response.status_code == 200
        assert response.json()["added"] == [NEW["id"]]
        assert "empty" in response.json()["refused"][0]["reason"]
        response = client.post("/v1/documents", json={"articles": [empty]}, headers=BEARER)
        assert len(problem(response, 422, "all-refused")["refused"]) == 1
        response = client.post("/v1/documents", json={"articles": []}, headers=BEARER)
        problem(response, 422, "bad-request")
        wrong = {"articles": [NEW, {**NEW, "day": "2024-01-01"}]}
        response = client.post("/v1/documents", json=wrong, headers=BEARER)
        assert "$.articles[1]" in problem(response, 422, "misfit-body")["detail"]


def test_a_deleted_article_is_gone(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        for row in (CAIRO, HOSTILE):
            assert client.delete(address(row.id), headers=BEARER).status_code == 204
            problem(client.get(address(row.id)), 404, "unknown-document")
            problem(client.delete(address(row.id), headers=BEARER), 404, "unknown-document")


def test_a_retracted_article_says_why(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        path = f"{address(CAIRO.id)}/retract"
        problem(client.post(path, json={"reason": " "}, headers=BEARER), 422, "bad-request")
        problem(client.post(path, json={"why": "x"}, headers=BEARER), 422, "misfit-body")
        response = client.post(path, json={"reason": "Made up."}, headers=BEARER)
        assert response.status_code == 204
        body = client.get(address(CAIRO.id)).json()
        assert body["standing"] == "retracted"
        assert body["retraction"]["reason"] == "Made up."
        unknown = f"{address('nobody')}/retract"
        response = client.post(unknown, json={"reason": "x"}, headers=BEARER)
        problem(response, 404, "unknown-document")
