"""What the OpenAPI document says of one operation."""

from typing import Any

import msgspec

JSON_PROBLEMS = (400, 413, 415, 422)
WORK_PROBLEMS = (429, 503)
WRITE_PROBLEMS = (401, 403)


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """An operation. ``gives`` of None is no content; ``media`` is of an answer that is not JSON.

    ``status`` of 0 is 200, or 204 where there is no content.
    """

    method: str
    path: str
    summary: str
    takes: Any = None
    sent: msgspec.Struct | None = None
    gives: Any = None
    given: tuple[msgspec.Struct, ...] = ()
    media: str = ""
    query: tuple[str, ...] = ()
    problems: tuple[int, ...] = ()
    token: bool = False
    status: int = 0
