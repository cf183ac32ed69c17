import json
import re
from pathlib import Path
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from qa.server.app import create_app
from qa.server.openapi import ENDPOINTS, openapi_document
from qa.settings import Settings
from tests.qa.fakes import HOTEL, WHO
from tests.qa.server.client import BEARER, service


def figure(text: str, name: str) -> float:
    return next(float(x.rpartition(" ")[2]) for x in text.splitlines() if x.startswith(name + " "))


def test_the_metrics_count_requests_questions_and_articles(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        for question in (WHO, HOTEL, HOTEL):
            client.post("/v1/ask", json={"question": question})
        client.post("/v1/ask/batch", json={"questions": [{"question": WHO}]})
        client.get("/v1/documents/nobody")
        client.get("/nowhere")
        client.request("BREW", "/nowhere")
        response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    text = response.text
    asked = 'dateline_requests_total{method="POST",route="/v1/ask",status="200"}'
    assert figure(text, asked) == 3
    assert figure(text, 'dateline_questions_total{outcome="answered"}') == 2
    assert figure(text, 'dateline_questions_total{outcome="abstained"}') == 2
    assert figure(text, 'dateline_request_seconds_count{route="/v1/ask"}') == 3
    assert figure(text, 'dateline_station_seconds_count{station="read"}') == 4
    assert figure(text, "dateline_requests_in_flight") == 1
    assert figure(text, "dateline_articles") == 2
    assert 'dateline_generation_info{generation="00000001-fake"} 1' in text
    # What a client makes up must not make up series.
    assert "nobody" not in text
    assert "nowhere" not in text
    assert "BREW" not in text


def test_ready_says_how_much_can_answer(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        assert client.get("/ready").json() == {
            "status": "ready",
            "generation": "00000001-fake",
            "articles": 2,
            "passages": 2,
        }


def served() -> set[tuple[str, str]]:
    app = create_app(lambda: None, Settings())  # type: ignore[arg-type,return-value]
    found = set()
    for route in app.routes:
        assert isinstance(route, HTTPRoute)
        for handler in route.route_handlers:
            assert isinstance(handler, HTTPRouteHandler)
            path = re.sub(r"\{\w+:\w+\}", "{id}", route.path)
            changes = handler.fn.__name__ == "change_article"
            for ending in ("/retract", "/date") if changes else ("",):
                found |= {(method.lower(), path + ending) for method in handler.http_methods}
    return {(method, path) for method, path in found if method != "options"}


def test_the_schema_has_every_route_and_no_other() -> None:
    described = {(endpoint.method, endpoint.path) for endpoint in ENDPOINTS}
    of_pages = {("get", "/style.css"), ("get", "/ask.js"), ("post", "/report")}
    assert described == served() - of_pages - {("get", "/desk/files/{id}")}


def test_the_schema_is_served_and_every_reference_in_it_leads_somewhere(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        response = client.get("/schema")
    assert response.content == openapi_document()
    document = response.json()
    assert document["openapi"] == "3.1.0"

    def look(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(reference := node.get("$ref"), str):
                target = document
                for step in reference.removeprefix("#/").split("/"):
                    target = target[step]
            for value in node.values():
                look(value)
        elif isinstance(node, list):
            for value in node:
                look(value)

    look(document)
    assert "http://" not in response.text.replace("https://example.org", "")


def test_the_examples_are_what_the_endpoints_take_and_give() -> None:
    for endpoint in ENDPOINTS:
        if endpoint.sent is not None:
            msgspec.json.decode(msgspec.json.encode(endpoint.sent), type=endpoint.takes)
        for given in endpoint.given:
            msgspec.json.decode(msgspec.json.encode(given), type=endpoint.gives)


def test_the_examples_that_are_sent_are_taken(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        for endpoint in ENDPOINTS:
            if endpoint.sent is None or "{id}" in endpoint.path or endpoint.path == "/v1/session":
                continue
            sent = json.loads(msgspec.json.encode(endpoint.sent))
            response = client.post(endpoint.path, json=sent, headers=BEARER)
            assert response.status_code == (endpoint.status or 200), response.text


def test_every_request_and_answer_in_json_has_an_example() -> None:
    for endpoint in ENDPOINTS:
        assert endpoint.takes is None or endpoint.sent is not None
        is_json = endpoint.gives is not None and not endpoint.media and endpoint.path != "/schema"
        assert endpoint.given or not is_json
