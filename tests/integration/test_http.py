"""The service as it is started, over the sample articles: answers, and an orderly end."""

import json
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from corpus.documents import revision_of
from tests.integration.serving import Served

QUESTION = "How many Israeli soldiers have been killed in the ground offensive?"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("served"))
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.end(signal.SIGKILL)


def test_a_question_is_answered_and_every_quote_stands_in_its_article(served: Served) -> None:
    outcome = served.ask(QUESTION)
    assert outcome["outcome"] == "answered"
    answers = [answer for group in outcome["groups"] for answer in group["answers"]]
    citations = [citation for answer in answers for citation in answer["citations"]]
    assert citations
    for citation in citations:
        path = f"/v1/documents/{citation['document_id']}"
        revision = {"revision": citation["revision"]}
        text = served.client.get(path, params=revision).json()["text"]
        assert text[citation["span"]["start"] : citation["span"]["end"]] == citation["quote"]
        assert revision_of(text) == citation["revision"]
    response = served.client.post("/v1/verify", json={"citations": citations})
    assert {result["standing"] for result in response.json()["results"]} == {"valid"}


def test_what_no_article_says_is_not_answered(served: Served) -> None:
    assert served.ask("Which hotel hosted the Cairo talks?")["outcome"] == "abstained"


def test_the_page_shows_the_same_quotations(served: Served) -> None:
    html = served.client.get("/", params={"q": QUESTION}).text
    for group in served.ask(QUESTION)["groups"]:
        for answer in group["answers"]:
            assert answer["text"].replace("'", "&#39;").replace("&", "&amp;") in html


def test_an_article_is_added_found_and_deleted_while_questions_are_answered(served: Served) -> None:
    article = {
        "id": "observatory",
        "text": "The new observatory at Quillmoor was opened by the astronomer Tilda Voss.",
        "published": "2024-05-02",
    }
    question = "Who opened the new observatory at Quillmoor?"
    with ThreadPoolExecutor(2) as pool:
        others = [pool.submit(served.ask, QUESTION) for _ in range(6)]
        before = served.client.get("/ready").json()
        response = served.client.post("/v1/documents", json={"articles": [article]})
        assert response.json()["added"] == ["observatory"]
        assert {other.result()["outcome"] for other in others} == {"answered"}
    after = served.client.get("/ready").json()
    assert after["generation"] != before["generation"]
    assert after["articles"] == before["articles"] + 1
    passages = served.client.post("/v1/retrieve", json={"question": question}).json()["passages"]
    assert passages[0]["document_id"] == "observatory"
    assert served.client.delete("/v1/documents/observatory").status_code == 204
    passages = served.client.post("/v1/retrieve", json={"question": question}).json()["passages"]
    assert "observatory" not in {passage["document_id"] for passage in passages}


def test_a_forwarded_request_may_not_write(served: Served) -> None:
    headers = {"X-Forwarded-For": "203.0.113.9"}
    response = served.client.delete("/v1/documents/cairo-meeting-opens", headers=headers)
    assert response.status_code == 403


# Last: it ends the service.
def test_what_is_being_answered_is_answered_before_the_service_ends(served: Served) -> None:
    questions = [{"question": QUESTION}] * 4
    with ThreadPoolExecutor(1) as pool:
        last = pool.submit(served.client.post, "/v1/ask/batch", json={"questions": questions})
        while (
            "dateline_requests_in_flight 2.0"
            not in httpx.get(served.client.base_url.join("/metrics"), trust_env=False).text
        ):
            assert not last.done(), "the batch ended before the service was told to end"
        assert served.end() == 0
        assert len(last.result().json()["outcomes"]) == 4
    lines = [json.loads(line) for line in served.log.read_text().splitlines() if line[:1] == "{"]
    assert {"time", "level", "event", "request_id", "method", "path", "status", "ms"} <= set(
        next(line for line in lines if line["event"] == "request")
    )
    assert "Cairo talks" not in served.log.read_text()
    assert not any(line["level"] in ("error", "critical") for line in lines)
