"""The desk over HTTP: reports, cases, reviews, agreement, candidates."""

import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eval.gold import GoldQuestion
from qa.answers import Question
from tests.qa.fakes import CAIRO, HOTEL, WHO
from tests.qa.server.client import BEARER, problem, service, wait_until

READS = ("/v1/cases", "/v1/cases/1", "/v1/reviews", "/v1/agreement", "/v1/candidates")


def reported(client: Any, question: str = WHO, **fields: Any) -> int:
    """The case of a report."""
    body = {"question": question, "verdict": "wrong", **fields}
    response = client.post("/v1/reports", json=body)
    assert response.status_code == 201, response.text
    assert response.content == b""
    cases = client.get("/v1/cases", headers=BEARER).json()["cases"]
    return int(cases[0]["id"])


def judge(client: Any, case: int, editor: str = "Ada", **fields: Any) -> Any:
    body = {"case": case, "editor": editor, **fields}
    return client.post("/v1/reviews", json=body, headers=BEARER)


def place(client: Any, quote: str) -> dict[str, Any]:
    article = client.get(f"/v1/documents/{CAIRO.id.replace('/', '%2F')}").json()
    at = article["text"].index(quote)
    span = {"start": at, "end": at + len(quote)}
    return {"document_id": CAIRO.id, "revision": article["revision"], "span": span}


def test_what_a_reader_reports_is_a_case_with_the_outcome(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        answered = client.post("/v1/ask", json={"question": WHO}).json()
        citations = answered["groups"][0]["answers"][0]["citations"]
        case = reported(client, note="He was ill.", citations=citations, generation="g")
        found = client.get(f"/v1/cases/{case}", headers=BEARER).json()
    assert found["outcome"] == answered
    (report,) = found["reports"]
    assert (report["note"], report["citations"]) == ("He was ill.", citations)
    assert found["models"] == {"reader": "fake reader (1)", "encoder": "fake encoder (2)"}
    assert found["line"]["came"] == "reported"


def test_what_was_asked_is_no_case_unless_the_operator_wants_the_log(tmp_path: Path) -> None:
    for log, total in ((False, 0), (True, 2)):
        with service(tmp_path / str(log), log_questions=log) as client:
            client.post("/v1/ask", json={"question": WHO})
            client.post("/v1/ask/batch", json={"questions": [{"question": HOTEL}]})
            client.post("/v1/retrieve", json={"question": WHO})

            def cases(client: Any = client) -> Any:
                return client.get("/v1/cases", headers=BEARER).json()

            wait_until(lambda cases=cases, total=total: cases()["total"] == total)  # type: ignore[misc]
            assert {case["came"] for case in cases()["cases"]} <= {"asked"}


def test_the_log_ends_before_the_service_does(tmp_path: Path) -> None:
    with service(tmp_path, log_questions=True) as client:
        client.post("/v1/ask", json={"question": WHO})
    with service(tmp_path) as client:
        assert client.get("/v1/cases", headers=BEARER).json()["total"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "perfect"},
        {"note": "x" * 1001},
        {"question": ""},
        {"question": "x" * 513},
        {"sauces": []},
        {"sources": ["Nobody's Post"]},
        {"generation": "x" * 65},
    ],
)
def test_a_report_that_does_not_fit_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with service(tmp_path) as client:
        body = {"question": WHO, "verdict": "wrong", **wrong}
        response = client.post("/v1/reports", json=body)
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        assert client.get("/v1/cases", headers=BEARER).json()["total"] == 0


def test_a_report_with_a_made_up_quotation_is_refused(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        made_up = {**place(client, "William"), "quote": "Charles"}
        body = {"question": WHO, "verdict": "wrong", "citations": [made_up]}
        problem(client.post("/v1/reports", json=body), 422, "bad-request")


def test_a_report_is_taken_with_the_filters_of_the_question(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        case = reported(client, as_of="2024-03-01", sources=[CAIRO.source])
        found = client.get(f"/v1/cases/{case}", headers=BEARER).json()
    asked = Question(WHO, datetime.date(2024, 3, 1), sources=(CAIRO.source,))
    assert msgspec.convert(found["question"], Question) == asked


def test_nobody_reports_without_end(tmp_path: Path) -> None:
    with service(tmp_path, reports=2) as client:
        body = {"question": WHO, "verdict": "right"}
        for _ in range(2):
            assert client.post("/v1/reports", json=body).status_code == 201
        response = client.post("/v1/reports", json=body)
        problem(response, 429, "too-often")
        assert 1 <= int(response.headers["retry-after"]) <= 60


@pytest.mark.parametrize("path", READS)
def test_what_the_desk_knows_takes_the_token(tmp_path: Path, path: str) -> None:
    with service(tmp_path) as client:
        reported(client)
        problem(client.get(path), 401, "token-needed")
        assert client.get(path, headers=BEARER).status_code == 200


def test_judging_and_taking_back_take_the_token(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        body = {"case": reported(client), "verdict": "right", "answer": 0, "editor": "Ada"}
        problem(client.post("/v1/reviews", json=body), 401, "token-needed")
        review = judge(client, 1, verdict="right", answer=0).json()["id"]
        problem(client.delete(f"/v1/reviews/{review}"), 401, "token-needed")


def test_a_verdict_is_stored_replaced_and_taken_back(tmp_path: Path) -> None:
    with service(tmp_path) as client:

        def verdicts(**query: Any) -> list[str]:
            body = client.get("/v1/reviews", params=query, headers=BEARER).json()
            return [review["verdict"] for review in body["reviews"]]

        case = reported(client)
        response = judge(client, case, verdict="wrong", answer=0)
        assert response.status_code == 201
        assert response.json()["citations"][0]["quote"] == "William Burns"
        second = judge(client, case, verdict="right", answer=0).json()
        assert verdicts() == ["right"]
        assert verdicts(history="true") == ["wrong", "right"]
        assert verdicts(editor="Ben") == verdicts(case="77") == []
        taken_back = client.delete(f"/v1/reviews/{second['id']}", headers=BEARER)
        assert taken_back.status_code == 204
        assert verdicts() == ["wrong"]
        again = client.delete(f"/v1/reviews/{second['id']}", headers=BEARER)
        problem(again, 404, "unknown-review")


def test_a_missed_place_is_cited(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        case = reported(client, HOTEL)
        marked = place(client, "Hamas stayed away")
        response = judge(client, case, verdict="missed", missed=[marked])
        (citation,) = response.json()["citations"]
    assert citation["quote"] == "Hamas stayed away"
    assert citation["span"] == marked["span"]


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        ({"case": 7, "verdict": "right"}, 404, "unknown-case"),
        ({"case": 1, "verdict": "right", "answer": 9}, 422, "bad-request"),
        ({"case": 1, "verdict": "missed"}, 422, "bad-request"),
        ({"case": 1, "verdict": "splendid"}, 422, "misfit-body"),
        ({"case": 1, "verdict": "right", "answer": -1}, 422, "misfit-body"),
        ({"case": 2**70, "verdict": "right"}, 422, "misfit-body"),
        ({"case": 1, "verdict": "right", "stars": 5}, 422, "misfit-body"),
        ({"case": 1, "verdict": "right", "answer": 0, "editor": ""}, 422, "bad-request"),
    ],
)
def test_a_verdict_that_does_not_fit_is_refused(
    tmp_path: Path, body: dict[str, Any], status: int, name: str
) -> None:
    with service(tmp_path) as client:
        reported(client)
        sent = {"editor": "Ada", **body}
        problem(client.post("/v1/reviews", json=sent, headers=BEARER), status, name)


@pytest.mark.parametrize(
    "query",
    [
        {"order": "oldest"},
        {"limit": "0"},
        {"limit": "201"},
        {"limit": "9" * 5000},
        {"offset": "-1"},
        {"state": "closed"},
        {"page": "1"},
    ],
)
def test_a_queue_that_cannot_be_asked_for_is_refused(tmp_path: Path, query: Any) -> None:
    with service(tmp_path) as client:
        response = client.get("/v1/cases", params=query, headers=BEARER)
        problem(response, 422, "misfit-body")


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "x"])
def test_a_case_or_review_that_is_not_there_is_not_found(tmp_path: Path, number: str) -> None:
    with service(tmp_path) as client:
        assert client.get(f"/v1/cases/{number}", headers=BEARER).status_code == 404
        assert client.delete(f"/v1/reviews/{number}", headers=BEARER).status_code == 404


def test_reviews_come_in_pages(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        case = reported(client)
        for answer in (0, 1):
            judge(client, case, verdict="right", answer=answer)
        first = client.get("/v1/reviews?limit=1", headers=BEARER).json()
        rest = client.get(f"/v1/reviews?limit=1&after={first['next']}", headers=BEARER).json()
    assert [review["answer"] for review in first["reviews"] + rest["reviews"]] == [0, 1]
    assert rest["next"] is None


def test_what_two_editors_agree_on_is_counted_and_makes_gold_candidates(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        silent, answered = reported(client, HOTEL), reported(client)
        for editor in ("Ada", "Ben"):
            judge(client, silent, editor, verdict="right")
            judge(client, answered, editor, verdict="right", answer=0)
        judge(client, answered, "Ada", verdict="right", answer=1)
        judge(client, answered, "Ben", verdict="wrong", answer=1)
        consensus = client.get("/v1/agreement", headers=BEARER).json()
        lines = client.get("/v1/candidates", headers=BEARER).content.splitlines()
    assert (consensus["judged"], consensus["disagreed"], consensus["candidates"]) == (2, 1, 1)
    (agreement,) = consensus["agreements"]
    assert (agreement["items"], agreement["agreed"], agreement["kappa"]) == (3, 2, 0.0)
    questions = [msgspec.json.decode(line, type=GoldQuestion) for line in lines]
    assert [(q.question, q.kind) for q in questions] == [(HOTEL, "unanswerable")]
