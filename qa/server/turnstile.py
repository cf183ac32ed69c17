"""How much work there may be at once, and how much may wait for it."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from qa.server.errors import BusyError

T = TypeVar("T")


class Turnstile:
    """Runs work in threads: ``slots`` at once, ``queue`` waiting, the rest turned away."""

    def __init__(self, slots: int, queue: int) -> None:
        self._limiter = CapacityLimiter(slots)
        self._room = slots + queue
        self._inside = 0

    async def run(self, work: Callable[[], T]) -> T:
        """What ``work`` returns; its errors come through.

        Raises:
            BusyError: if as much is at work and waiting as may be.
        """
        if self._inside >= self._room:
            raise BusyError(self._inside)
        self._inside += 1
        try:
            return await run_sync(work, limiter=self._limiter)
        finally:
            self._inside -= 1
