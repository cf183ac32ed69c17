"""The OpenAPI document: what each endpoint takes and gives, read off the types themselves."""

from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from corpus.ingest import IngestReport
from qa.answers import Outcome, Question, Retrieved
from qa.server import examples
from qa.server.endpoint import JSON_PROBLEMS, WORK_PROBLEMS, WRITE_PROBLEMS, Endpoint
from qa.server.openapi_desk import DESK
from qa.server.wire import (
    Alive,
    Article,
    Articles,
    Batch,
    Citations,
    Outcomes,
    Problem,
    Ready,
    Reason,
    Verdicts,
)

_REF = "#/components/schemas/{name}"


ENDPOINTS = (
    Endpoint(
        method="post",
        path="/v1/ask",
        summary="Answer a question with quotations, or say that the articles do not",
        takes=Question,
        sent=examples.QUESTION,
        gives=Outcome,
        given=(examples.ANSWERED, examples.ABSTAINED),
        problems=JSON_PROBLEMS + WORK_PROBLEMS,
    ),
    Endpoint(
        method="post",
        path="/v1/ask/batch",
        summary="Answer several questions, each for itself",
        takes=Batch,
        sent=Batch((examples.QUESTION, examples.HOTEL)),
        gives=Outcomes,
        given=(Outcomes((examples.ANSWERED, examples.ABSTAINED)),),
        problems=JSON_PROBLEMS + WORK_PROBLEMS,
    ),
    Endpoint(
        method="post",
        path="/v1/retrieve",
        summary="Find the passages for a question, without reading them",
        takes=Question,
        sent=examples.QUESTION,
        gives=Retrieved,
        given=(examples.RETRIEVED,),
        problems=JSON_PROBLEMS + WORK_PROBLEMS,
    ),
    Endpoint(
        method="post",
        path="/v1/verify",
        summary="Say what became of citations",
        takes=Citations,
        sent=Citations((examples.CITATION,)),
        gives=Verdicts,
        given=(Verdicts((examples.VERIFIED,)),),
        problems=JSON_PROBLEMS + WORK_PROBLEMS,
    ),
    Endpoint(
        method="get",
        path="/v1/documents/{id}",
        summary="The article as it is stored, at its current revision or the one named",
        gives=Article,
        given=(examples.ARTICLE,),
        query=("revision",),
        problems=(404, 422, *WORK_PROBLEMS),
    ),
    Endpoint(
        method="post",
        path="/v1/documents",
        summary="Store articles and index them",
        takes=Articles,
        sent=Articles((examples.ROW,)),
        gives=IngestReport,
        given=(IngestReport(added=(examples.ROW.id,)),),
        problems=JSON_PROBLEMS + WRITE_PROBLEMS + WORK_PROBLEMS,
        token=True,
    ),
    Endpoint(
        method="delete",
        path="/v1/documents/{id}",
        summary="Remove an article with all its revisions",
        problems=(404, *WRITE_PROBLEMS, *WORK_PROBLEMS),
        token=True,
    ),
    Endpoint(
        method="post",
        path="/v1/documents/{id}/retract",
        summary="Take an article out of the answers, and say why; it can still be read",
        takes=Reason,
        sent=Reason("The figures were another year's."),
        problems=(404, *JSON_PROBLEMS, *WRITE_PROBLEMS, *WORK_PROBLEMS),
        token=True,
    ),
    *DESK,
    Endpoint(
        method="get",
        path="/health",
        summary="The process answers",
        gives=Alive,
        given=(Alive("alive", "0.1.0"),),
    ),
    Endpoint(
        method="get",
        path="/ready",
        summary="Questions can be answered",
        gives=Ready,
        given=(Ready("ready", examples.GENERATION, 32, 61),),
        problems=(503,),
    ),
    Endpoint(
        method="get",
        path="/metrics",
        summary="The measures, in Prometheus' text format",
        gives=str,
        media="text/plain",
    ),
    Endpoint(
        method="get",
        path="/schema",
        summary="This document",
        gives=dict[str, Any],
    ),
    Endpoint(
        method="get",
        path="/",
        summary="The page for askers; with q, a question and what answers it",
        gives=str,
        media="text/html",
        query=("q", "as_of", "from", "to", "source"),
    ),
    Endpoint(
        method="get",
        path="/articles/{id}",
        summary="An article as a page, with the place between start and end marked",
        gives=str,
        media="text/html",
        query=("revision", "start", "end"),
    ),
)


@cache
def openapi_document() -> bytes:
    """The document as JSON, for OpenAPI 3.1."""
    kinds = [kind for e in ENDPOINTS for kind in (e.takes, e.gives) if kind is not None]
    schemas, components = msgspec.json.schema_components([*kinds, Problem], ref_template=_REF)
    schema_of = {repr(kind): schema for kind, schema in zip(kinds, schemas, strict=False)}
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method] = _operation(endpoint, schema_of)
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": version("dateline"),
            "description": "Question answering over news in which every answer is a quotation."
            " Places are half-open and count Unicode code points of the article's text.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"Problem": _problem()},
        },
    }
    return msgspec.json.encode(document)


def _operation(endpoint: Endpoint, schema_of: dict[str, Any]) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "query", "schema": {"type": "string"}} for name in endpoint.query
    ]
    if "{id}" in endpoint.path:
        where: dict[str, Any] = {"name": "id", "in": "path", "required": True}
        where["schema"] = {"type": "string"}
        where["description"] = "Percent-encoded; an id may contain slashes."
        parameters.insert(0, where)
    operation: dict[str, Any] = {"summary": endpoint.summary, "parameters": parameters}
    if endpoint.takes is not None:
        sent = () if endpoint.sent is None else (endpoint.sent,)
        content = _content("application/json", schema_of[repr(endpoint.takes)], sent)
        operation["requestBody"] = {"required": True, "content": content}
    if endpoint.gives is None:
        responses: dict[str, Any] = {str(endpoint.status or 204): {"description": "Done"}}
    else:
        media = endpoint.media or "application/json"
        content = _content(media, schema_of[repr(endpoint.gives)], endpoint.given)
        responses = {str(endpoint.status or 200): {"description": "Done", "content": content}}
    for status in sorted(endpoint.problems):
        responses[str(status)] = {"$ref": "#/components/responses/Problem"}
    operation["responses"] = responses
    if endpoint.token:
        operation["security"] = [{"token": []}]
    return operation


def _content(media: str, schema: Any, given: tuple[msgspec.Struct, ...]) -> dict[str, Any]:
    examples_of = {f"example-{n}": {"value": value} for n, value in enumerate(given, start=1)}
    return {media: {"schema": schema, **({"examples": examples_of} if given else {})}}


def _problem() -> dict[str, Any]:
    schema = {"$ref": _REF.format(name="Problem")}
    content = _content("application/problem+json", schema, (examples.PROBLEM,))
    return {"description": "What is wrong, and what to do about it", "content": content}
