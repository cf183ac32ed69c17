"""Who is logged in at the desk. Sessions live in memory: a restart ends them."""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable

COOKIE = "dateline_session"
LIFETIME_S = 12 * 3600
_MOST = 1_000
"""Sessions at once; of more, the oldest ends."""


class Sessions:
    """Editors by the random secret that their browser keeps. Not for threads."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._open: OrderedDict[bytes, tuple[str, float]] = OrderedDict()

    def open(self, editor: str) -> str:
        """A new session of ``editor``; what is returned is the only way to find it."""
        secret = secrets.token_urlsafe(32)
        self._open[_key(secret)] = (editor, self._clock() + LIFETIME_S)
        if len(self._open) > _MOST:
            self._open.popitem(last=False)
        return secret

    def editor(self, secret: str) -> str | None:
        """Whose session it is; None where there is none, or no longer."""
        editor, end = self._open.get(_key(secret), ("", 0.0))
        if not editor or self._clock() >= end:
            self.close(secret)
            return None
        return editor

    def close(self, secret: str) -> None:
        """End a session, if there is one."""
        self._open.pop(_key(secret), None)


def _key(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
