"""Who may change articles, and who judges answers."""

import hmac
import ipaddress
from urllib.parse import urlsplit

from qa.desk.cases import LONGEST_EDITOR
from qa.desk.judging import is_name
from qa.errors import BadRequestError
from qa.server.body import Incoming
from qa.server.errors import ElsewhereError, NotAllowedError, TokenError
from qa.server.sessions import COOKIE, Sessions

_PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-real-ip")


def require_editor(request: Incoming, token: str, sessions: Sessions) -> str:
    """The name of the editor who is logged in; "" for one who brings the token or needs none.

    Raises:
        TokenError, NotAllowedError: as ``require_writer``, where nobody is logged in.
        ElsewhereError: if a browser was made to send this by another site.
    """
    editor = sessions.editor(request.cookies.get(COOKIE, ""))
    if editor is None or "authorization" in request.headers:
        require_writer(request, token)
        return ""
    if not token:
        require_writer(request, token)
    if request.method != "GET":
        refuse_elsewhere(request)
    return editor


def editor_named(logged_in: str, said: str) -> str:
    """The editor in whose name a request is: who is logged in or else whom it names.

    Raises:
        BadRequestError: if it names another one than is logged in, or none that can be.
    """
    if logged_in and said not in ("", logged_in):
        raise BadRequestError(f"you are logged in as {logged_in}")
    editor = logged_in or said
    if not is_name(editor):
        raise BadRequestError(
            f"say who judges: `editor` has 1 to {LONGEST_EDITOR} printable characters"
        )
    return editor


def refuse_elsewhere(request: Incoming) -> None:
    """Pass what one of our own pages sends, going by what browsers do not let pages forge.

    Raises:
        ElsewhereError: if it is not said to be.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site != "same-origin":
            raise ElsewhereError
        return
    origin = request.headers.get("origin", "")  # browsers before 2023
    if not origin or urlsplit(origin).netloc != request.headers.get("host"):
        raise ElsewhereError


def require_writer(request: Incoming, token: str) -> None:
    """Pass those who may write: who knows the token or, where none is set, this machine.

    A request that a proxy passed on comes from elsewhere, whatever its address. One whose Host
    is not this machine's may be a web page's whose name was made to point here (DNS rebinding).

    Raises:
        TokenError: if there is a token and the request has not got it.
        NotAllowedError: if there is none and the request comes from elsewhere.
    """
    if token:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        right = hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode())
        if scheme.lower() != "bearer" or not right:
            raise TokenError
        return
    proxied = any(name in request.headers for name in _PROXY_HEADERS)
    client = request.client.host if request.client else ""
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    if proxied or not _is_loopback(client) or not (host == "localhost" or _is_loopback(host)):
        raise NotAllowedError


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
