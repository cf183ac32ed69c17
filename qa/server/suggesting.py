"""Which questions to begin with: those that the open newsroom has just answered well."""

import asyncio
from collections import deque
from contextlib import suppress

from qa.answers import Question
from qa.server.errors import BusyError
from qa.server.service import Service
from qa.suggestions import NEWEST, Suggestion, is_borne_out, suggestions

MOST = 4
"""Suggestions shown."""
TRIED = 12
"""Questions asked to find them."""


class Suggesting:
    """The suggestions of the current generation, found once and kept until the next one."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = asyncio.Lock()
        self._generation = ""
        self._left: deque[Suggestion] = deque()
        self._found: list[str] = []

    async def questions(self) -> tuple[str, ...]:
        """Questions with good answers; fewer while there is too much else to do.

        The first to ask in a generation waits until they are found.

        Raises:
            NotReadyError: while there is no newsroom.
        """
        async with self._lock:
            await self._begin(self._service.newsroom.generation)
            with suppress(BusyError):
                await self._search()
            return tuple(self._found)

    async def _begin(self, generation: str) -> None:
        if generation != self._generation:
            newest = await self._service.read(lambda newsroom: newsroom.store.newest(NEWEST))
            self._left = deque(suggestions(newest)[:TRIED])
            self._found.clear()
            self._generation = generation

    async def _search(self) -> None:
        while self._left and len(self._found) < MOST:
            outcome = await self._service.ask(Question(self._left[0].question), counted=False)
            tried = self._left.popleft()
            if is_borne_out(tried, outcome):
                self._found.append(tried.question)
