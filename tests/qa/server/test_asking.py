import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient

from qa.answers import Answered, Outcome, Question, Retrieved
from qa.server.wire import Outcomes, Verdicts
from tests.qa.fakes import CAIRO, HOTEL, WHO, FakeNewsroom
from tests.qa.server.client import problem, service

Client = TestClient[Litestar]
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as client:
        yield client


def post(client: Client, path: str, body: bytes) -> Any:
    return client.post(path, content=body, headers=JSON)


def test_a_question_is_answered_with_quotations(client: Client) -> None:
    response = client.post("/v1/ask", json={"question": WHO})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    outcome = msgspec.json.decode(response.content, type=Outcome)
    assert isinstance(outcome, Answered)
    citation = outcome.groups[0].answers[0].citations[0]
    assert citation.span.of(CAIRO.text) == citation.quote == "William Burns"


def test_the_response_is_the_newsrooms_outcome_as_msgspec_writes_it(client: Client) -> None:
    with tempfile.TemporaryDirectory() as folder, FakeNewsroom(Path(folder)) as newsroom:
        expected = msgspec.json.encode(newsroom.ask(Question(WHO)))
    assert client.post("/v1/ask", json={"question": WHO}).content == expected


def test_what_the_articles_do_not_say_is_an_abstention_and_no_error(client: Client) -> None:
    body = client.post("/v1/ask", json={"question": HOTEL}).json()
    assert body["outcome"] == "abstained"
    assert body["nearest"]


def test_answers_are_not_kept_by_caches(client: Client) -> None:
    assert client.post("/v1/ask", json={"question": WHO}).headers["cache-control"] == "no-store"


def test_a_batch_answers_each_question_in_its_place(client: Client) -> None:
    questions = [{"question": q} for q in (HOTEL, WHO, HOTEL)]
    response = client.post("/v1/ask/batch", json={"questions": questions})
    outcomes = msgspec.json.decode(response.content, type=Outcomes).outcomes
    assert [outcome.question for outcome in outcomes] == [HOTEL, WHO, HOTEL]
    assert [isinstance(outcome, Answered) for outcome in outcomes] == [False, True, False]


@pytest.mark.parametrize("count", [0, 65])
def test_a_batch_has_at_least_one_question_and_not_too_many(client: Client, count: int) -> None:
    questions = [{"question": WHO}] * count
    response = client.post("/v1/ask/batch", json={"questions": questions})
    assert f"not {count}" in problem(response, 422, "bad-request")["detail"]


def test_a_batch_says_which_question_is_wrong(client: Client) -> None:
    questions = [{"question": WHO}, {"question": " "}]
    response = client.post("/v1/ask/batch", json={"questions": questions})
    assert problem(response, 422, "bad-request")["detail"].startswith("question 2: ")


def test_passages_are_retrieved_without_being_read(client: Client) -> None:
    response = client.post("/v1/retrieve", json={"question": WHO, "top_k": 3})
    retrieved = msgspec.json.decode(response.content, type=Retrieved)
    assert [hit.rank for hit in retrieved.passages] == [1, 2]


def test_the_citations_of_an_answer_are_valid(client: Client) -> None:
    answer = client.post("/v1/ask", json={"question": WHO}).json()["groups"][0]["answers"][0]
    forged = {**answer["citations"][0], "quote": "William Turner"}
    body = {"citations": [*answer["citations"], forged]}
    response = client.post("/v1/verify", json=body)
    results = msgspec.json.decode(response.content, type=Verdicts).results
    assert [result.standing for result in results] == ["valid", "gone"]


def test_a_citation_with_a_reversed_span_is_named_by_its_place(client: Client) -> None:
    answer = client.post("/v1/ask", json={"question": WHO}).json()["groups"][0]["answers"][0]
    bad = {**answer["citations"][0], "span": {"start": 9, "end": 3}}
    detail = problem(client.post("/v1/verify", json={"citations": [bad]}), 422, "misfit-body")[
        "detail"
    ]
    assert "$.citations[0].span" in detail


def test_only_so_many_citations_are_checked_at_once(client: Client) -> None:
    answer = client.post("/v1/ask", json={"question": WHO}).json()["groups"][0]["answers"][0]
    response = client.post("/v1/verify", json={"citations": answer["citations"] * 1001})
    problem(response, 422, "bad-request")


@pytest.mark.parametrize(
    ("body", "status", "name", "said"),
    [
        (b"", 400, "malformed-body", "empty"),
        (b"{", 400, "malformed-body", "not JSON"),
        (b'{"question": "a"} x', 400, "malformed-body", "not JSON"),
        (b'{"question": "\xff"}', 400, "malformed-body", "UTF-8"),
        (b'{"question": "\\ud800"}', 400, "malformed-body", "not JSON"),
        (b"[]", 422, "misfit-body", "Expected `object`"),
        (b"{}", 422, "misfit-body", "`question`"),
        (b'{"question": 3}', 422, "misfit-body", "$.question"),
        (b'{"question": "a", "sauces": []}', 422, "misfit-body", "`sauces`"),
        (b'{"question": "a", "top_k": "20"}', 422, "misfit-body", "$.top_k"),
        (b'{"question": "a", "top_k": 1e400}', 422, "misfit-body", "$.top_k"),
        (b'{"question": "a", "top_k": 0}', 422, "bad-request", "top_k"),
        (b'{"question": "a", "as_of": "2024-02-30"}', 422, "misfit-body", "$.as_of"),
        (b'{"question": "a", "published": {"form": null}}', 422, "misfit-body", "`form`"),
        (b'{"question": "a", "sources": ["Nobody"]}', 422, "bad-request", "Nobody"),
        (b'{"question": "  "}', 422, "bad-request", "512"),
        (b'{"question": "' + b"a" * 513 + b'"}', 422, "bad-request", "512"),
    ],
)
def test_a_body_that_does_not_fit_is_told_what_is_wrong(
    client: Client, body: bytes, status: int, name: str, said: str
) -> None:
    assert said in problem(post(client, "/v1/ask", body), status, name)["detail"]


def test_a_body_that_is_nested_without_end_is_refused(client: Client) -> None:
    response = post(client, "/v1/verify", b'{"citations": [{"x": ' + b"[" * 100_000)
    assert response.status_code in (400, 422)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=utf-16"},
        {**JSON, "Content-Encoding": "gzip"},
    ],
)
def test_a_body_that_is_not_plain_json_is_refused(client: Client, headers: dict[str, str]) -> None:
    response = client.post("/v1/ask", content=b'{"question": "a"}', headers=headers)
    problem(response, 415, "media-type")


def test_a_json_body_may_say_that_it_is_utf_8(client: Client) -> None:
    headers = {"Content-Type": 'Application/JSON; charset="UTF-8"'}
    body = json.dumps({"question": WHO}).encode()
    assert client.post("/v1/ask", content=body, headers=headers).status_code == 200


def test_a_query_parameter_is_not_ignored(client: Client) -> None:
    response = client.post("/v1/ask?top_k=3", json={"question": WHO})
    assert "top_k" in problem(response, 422, "misfit-body")["detail"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from(["question", "as_of", "published", "sources", "top_k", "other"])
bodies = st.one_of(
    st.binary(max_size=200),
    st.dictionaries(fields, json_values).map(lambda value: json.dumps(value).encode()),
    st.fixed_dictionaries(
        {"question": st.text(max_size=600)},
        optional={
            "top_k": st.integers(-2, 200),
            "as_of": st.dates().map(str),
            "sources": st.lists(st.text(max_size=5), max_size=2),
        },
    ).map(lambda value: json.dumps(value).encode()),
)


@given(body=bodies, path=st.sampled_from(["/v1/ask", "/v1/retrieve", "/v1/ask/batch"]))
def test_no_body_makes_the_service_fail(client: Client, body: bytes, path: str) -> None:
    response = post(client, path, body)
    assert response.status_code in (200, 400, 422)
    if response.status_code != 200:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"]
