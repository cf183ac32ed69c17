"""Who may change articles."""

import hmac
import ipaddress
from urllib.parse import urlsplit

from qa.server.body import Incoming
from qa.server.errors import NotAllowedError, TokenError

_PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-real-ip")


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
