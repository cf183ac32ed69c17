"""Reading what a client sent: strictly, since a field that is ignored is a filter that is lost.

Litestar would decode leniently (``"top_k": "20"`` passes for a number) and without a look at the
content type; hence our own, over msgspec's strict mode.
"""

import re
from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote_to_bytes

import msgspec
from litestar import Request
from litestar.datastructures.state import State

from qa.server.errors import (
    ElsewhereError,
    MalformedBodyError,
    MediaTypeError,
    MisfitBodyError,
)

Incoming = Request[Any, Any, State]
T = TypeVar("T")
W = TypeVar("W", bound=msgspec.Struct)


async def body_of(request: Incoming, kind: type[T]) -> T:
    """The request's JSON body as a ``kind``.

    Raises:
        MediaTypeError: if it is not said to be JSON in UTF-8, or is compressed.
        MalformedBodyError: if it is no JSON.
        MisfitBodyError: if it is JSON of another shape, or has fields that there are not.
    """
    _check_media_type(request, "application/json")
    body = await request.body()
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise MisfitBodyError(f"the body does not fit: {error}") from error
    except UnicodeDecodeError as error:
        raise MalformedBodyError("the body is not UTF-8") from error
    except RecursionError as error:
        raise MalformedBodyError("the body is nested too deeply") from error
    except msgspec.DecodeError as error:
        what = f"the body is not JSON: {error}" if body else "the body is empty; send a JSON object"
        raise MalformedBodyError(what) from error


async def form_of(request: Incoming, *names: str) -> dict[str, str]:
    """The fields of an HTML form, each of ``names`` at most once and no other; lines end in LF.

    Raises:
        ElsewhereError: if a browser says that another site sent it.
        MediaTypeError: if it is no form, or is compressed.
        MisfitBodyError: if it has a field that there is not, one twice, or is not UTF-8.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise ElsewhereError
    _check_media_type(request, "application/x-www-form-urlencoded")
    try:
        given = parse_qsl(
            (await request.body()).decode(),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=2 * len(names),
        )
    except ValueError as error:  # UnicodeDecodeError is one
        raise MisfitBodyError("the form cannot be read") from error
    return {
        name: value.replace("\r\n", "\n") for name, value in _once(given, names, "field").items()
    }


async def bytes_of(request: Incoming) -> bytes:
    """The request's body as it is.

    Raises:
        MediaTypeError: if it is not said to be plain bytes: a type that other sites' pages may not
            send unasked.
    """
    if request.headers.get("content-type", "").lower() != "application/octet-stream":
        raise MediaTypeError("send the file with `Content-Type: application/octet-stream`")
    _refuse_compressed(request)
    return await request.body()


def query_of(request: Incoming, *names: str, several: str = "") -> dict[str, str]:
    """The query parameters, each of ``names`` at most once and no other.

    The one named ``several`` may be there several times, and is not returned.

    Raises:
        MisfitBodyError: if there is another one, or one twice.
    """
    given = [item for item in request.query_params.multi_items() if item[0] != several]
    return _once(given, names, "query parameter")


def wanted_of(request: Incoming, kind: type[W], most: int) -> W:
    """What the query parameters ask for, as a ``kind``; its fields are the parameters.

    ``most``: what ``limit`` may be at most, where there is one.

    Raises:
        MisfitBodyError: if there is another parameter, or one that does not fit.
    """
    given = query_of(request, *kind.__struct_fields__)
    for name in ("limit", "offset", "after", "case"):
        value = given.get(name, "0")
        if not re.fullmatch(r"[0-9]{1,15}", value):
            raise MisfitBodyError(f"{name} is a number from 0 on")
    if int(given.get("limit", 1)) not in range(1, most + 1):
        raise MisfitBodyError(f"limit is 1 to {most}")
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise MisfitBodyError(f"the query does not fit: {error}") from error


def rest_of_path(request: Incoming, prefix: str) -> str:
    """What the client wrote after ``prefix``; Litestar would fold ``//`` and a final ``/``.

    Raises:
        MisfitBodyError: if it is not UTF-8.
    """
    path = unquote_to_bytes(request.scope["raw_path"].partition(b"?")[0])
    try:
        return path.decode().removeprefix(prefix)
    except UnicodeDecodeError as error:
        raise MisfitBodyError("the address is not UTF-8") from error


def _once(given: Sequence[tuple[str, Any]], names: Sequence[str], what: str) -> dict[str, str]:
    found = dict(given)
    if unknown := found.keys() - set(names):
        known = f"what there is: {', '.join(names)}" if names else "there are none here"
        raise MisfitBodyError(f"there is no {what} {min(unknown)[:80]!r}; {known}")
    if len(given) > len(found):
        raise MisfitBodyError(f"a {what} is given twice")
    return {name: str(value) for name, value in found.items()}


def _check_media_type(request: Incoming, expected: str) -> None:
    essence, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if essence.strip() != expected:
        raise MediaTypeError(f"send the body as `Content-Type: {expected}`")
    charset = parameters.replace(" ", "").partition("charset=")[2].strip('"')
    if charset not in ("", "utf-8", "utf8"):
        raise MediaTypeError("send the body in UTF-8")
    _refuse_compressed(request)


def _refuse_compressed(request: Incoming) -> None:
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise MediaTypeError("send the body as it is, not compressed")
