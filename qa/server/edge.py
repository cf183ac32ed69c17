"""What every response goes through: its request id, its log line, its headers, its figures.

It stands around Litestar's router and not among its middleware, which a request that no route
takes (404, 405) never reaches.
"""

import asyncio
import re
import time
import uuid

import structlog
from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from qa.server.body import Incoming
from qa.server.errors import NotReadyError
from qa.server.failing import failed
from qa.server.metrics import Metrics

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")

log = structlog.get_logger()


class Edge:
    """An ASGI application around another one."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        method, path = str(scope["method"]), scope["path"]
        scope.setdefault("state", {})["request_id"] = request_id
        if method == "HEAD":
            scope["method"] = HttpMethod.GET
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableScopeHeaders.from_message(message)
                headers["X-Request-ID"] = request_id
                headers.setdefault("Cache-Control", "no-store")
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            elif message["type"] == "http.response.body" and method == "HEAD":
                message["body"] = b""
            await send(message)

        begin = time.perf_counter()
        with bound_contextvars(request_id=request_id), self._metrics.in_flight.track_inprogress():
            try:
                await self._app(scope, receive, sending)
            except asyncio.CancelledError:
                if status:
                    raise
                await _break_off(scope, receive, sending)
            finally:
                seconds = time.perf_counter() - begin
                route = str(scope.get("path_template") or "none")
                counted = method if method in _METHODS else "other"
                self._metrics.answered(counted, route, status, seconds)
                log.info(
                    "request", method=method, path=path, status=status, ms=round(seconds * 1000, 1)
                )


async def _break_off(scope: HTTPScope, receive: Receive, send: Send) -> None:
    """Tell a client why its request is not answered: the service ends, and has waited for it."""
    request: Incoming = Request(scope)
    error = NotReadyError("the service is ending, and this took too long to be answered before")
    await failed(request, error).to_asgi_response(None, request)(scope, receive, send)


def _request_id(scope: HTTPScope) -> str:
    """The client's own, where it is a harmless one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return value.decode()
    return uuid.uuid4().hex
