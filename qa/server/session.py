"""The routes of logging in at the desk."""

import hmac

from litestar import Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency

from qa.server.access import editor_named, refuse_elsewhere, require_editor, require_writer
from qa.server.body import Incoming, body_of, query_of
from qa.server.errors import TokenError
from qa.server.rates import client_of
from qa.server.service import Service
from qa.server.sessions import COOKIE, LIFETIME_S
from qa.server.wire import Login, Session


@post("/v1/session")
async def log_in(request: Incoming, service: NamedDependency[Service]) -> Response[Session]:
    """Begin a session of an editor, who shows the token once; the answer sets its cookie."""
    refuse_elsewhere(request)
    service.logins.take(client_of(request))
    query_of(request)
    login = await body_of(request, Login)
    if not service.settings.token:
        require_writer(request, "")
    elif not hmac.compare_digest(login.token.encode(), service.settings.token.encode()):
        raise TokenError
    editor = editor_named("", login.editor.strip())
    return Response(
        Session(editor),
        status_code=201,
        cookies=[_cookie(request, service.sessions.open(editor), LIFETIME_S)],
    )


@get("/v1/session")
async def who(request: Incoming, service: NamedDependency[Service]) -> Session:
    """Who is logged in; "" for one who brings the token."""
    query_of(request)
    return Session(require_editor(request, service.settings.token, service.sessions))


@delete("/v1/session", status_code=204)
async def log_out(request: Incoming, service: NamedDependency[Service]) -> Response[None]:
    """End the session."""
    refuse_elsewhere(request)
    query_of(request)
    service.sessions.close(request.cookies.get(COOKIE, ""))
    return Response(None, status_code=204, cookies=[_cookie(request, "", 0)])


def _cookie(request: Incoming, secret: str, seconds: int) -> Cookie:
    """Out of reach of scripts and of other sites' requests.

    A proxy that says that it speaks https to the browser can be believed: whoever lies only keeps
    the cookie from being sent.
    """
    proto = request.headers.get("x-forwarded-proto", request.url.scheme)
    return Cookie(
        key=COOKIE,
        value=secret,
        path="/",
        max_age=seconds,
        secure=proto == "https",
        httponly=True,
        samesite="strict",
    )
