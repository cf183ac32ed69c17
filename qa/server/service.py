"""What the routes share: the newsroom once it is open, the turnstiles before it, the measures."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import structlog
from anyio.to_thread import run_sync

from corpus.ingest import IngestReport
from corpus.loaders.jsonl import Row
from corpus.store import Store
from qa.answers import Citation, Outcome, Question, Retrieved, Verified
from qa.errors import BadRequestError
from qa.server.errors import NotReadyError
from qa.server.failing import log_failure
from qa.server.metrics import Metrics
from qa.server.turnstile import Turnstile
from qa.server.wire import Ready, Report
from qa.settings import Settings

T = TypeVar("T")

log = structlog.get_logger()


class Newsroom(Protocol):
    """What the service needs of ``qa.newsroom.Newsroom``; threads may share it."""

    @property
    def store(self) -> Store: ...

    @property
    def generation(self) -> str: ...

    @property
    def sources(self) -> tuple[str, ...]: ...

    def check(self, question: Question) -> None: ...

    def ask(self, question: Question) -> Outcome: ...

    def ask_batch(self, questions: Sequence[Question]) -> Sequence[Outcome]: ...

    def retrieve(self, question: Question) -> Retrieved: ...

    def verify(self, citations: Sequence[Citation]) -> Sequence[Verified]: ...

    def add(self, rows: Sequence[Row]) -> IngestReport: ...

    def delete(self, document_id: str) -> None: ...

    def retract(self, document_id: str, reason: str) -> None: ...

    def close(self) -> None: ...


class Service:
    """One newsroom and those who want something of it.

    ``failure`` is what kept the newsroom from opening. Everything that takes time runs in a
    thread, behind a turnstile: questions, and the changes of articles, which go one by one.
    """

    def __init__(self, factory: Callable[[], Newsroom], settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.failure: BaseException | None = None
        self._factory = factory
        self._newsroom: Newsroom | None = None
        self._opening: asyncio.Task[None] | None = None
        self._questions = Turnstile(settings.concurrency, settings.queue)
        self._changes = Turnstile(1, settings.queue)
        self._reads = Turnstile(4, settings.queue)

    def begin(self) -> None:
        """Start to open the newsroom; requests are turned away until it is."""
        self._opening = asyncio.create_task(self._open())

    async def end(self) -> None:
        """Wait until the newsroom is open or has failed to open, and close it."""
        if self._opening is not None:
            await self._opening
        if self._newsroom is not None:
            newsroom, self._newsroom = self._newsroom, None
            await run_sync(newsroom.close)

    @property
    def newsroom(self) -> Newsroom:
        """The open newsroom.

        Raises:
            NotReadyError: while there is none.
        """
        if self._newsroom is not None:
            return self._newsroom
        if self.failure is not None:
            raise NotReadyError("the articles could not be opened; the service's log says why")
        raise NotReadyError("the articles are still being opened; try again in a few seconds")

    async def ask(self, question: Question, *, counted: bool = True) -> Outcome:
        """The outcome of one question; ``counted``: the measures are told."""
        newsroom = self.newsroom
        newsroom.check(question)
        outcome = await self._questions.run(lambda: newsroom.ask(question))
        if counted:
            self.metrics.asked(outcome)
        return outcome

    async def ask_batch(self, questions: Sequence[Question]) -> tuple[Outcome, ...]:
        """The outcomes of several questions, which are one piece of work."""
        newsroom, most = self.newsroom, self.settings.max_batch
        if not 1 <= len(questions) <= most:
            raise BadRequestError(f"a batch has 1 to {most} questions, not {len(questions)}")
        for number, question in enumerate(questions, start=1):
            try:
                newsroom.check(question)
            except BadRequestError as error:
                raise BadRequestError(f"question {number}: {error}") from error
        outcomes = await self._questions.run(lambda: newsroom.ask_batch(questions))
        for outcome in outcomes:
            self.metrics.asked(outcome)
        return tuple(outcomes)

    async def retrieve(self, question: Question) -> Retrieved:
        """The passages for a question."""
        newsroom = self.newsroom
        newsroom.check(question)
        return await self._questions.run(lambda: newsroom.retrieve(question))

    async def read(self, work: Callable[[Newsroom], T]) -> T:
        """What ``work`` reads of the newsroom."""
        newsroom = self.newsroom
        return await self._reads.run(lambda: work(newsroom))

    async def change(self, work: Callable[[Newsroom], T]) -> T:
        """What ``work`` returns when it has changed the articles; one change at a time."""
        newsroom = self.newsroom
        return await self._changes.run(lambda: work(newsroom))

    async def report(self, report: Report) -> None:
        """Take what a reader says about an answer. The log never holds what was asked."""
        log.info("report", verdict=report.verdict, citations=len(report.citations))

    async def ready(self) -> Ready:
        """How much can answer; also told to the measures."""
        counts = await self.read(lambda newsroom: newsroom.store.counts())
        generation = self.newsroom.generation
        self.metrics.standing(counts, generation)
        return Ready("ready", generation, counts.documents, counts.passages)

    async def _open(self) -> None:
        try:
            self._newsroom = await run_sync(self._factory)
        except Exception as error:  # noqa: BLE001 - whatever it is, /ready and the log tell it
            self.failure = error
            log_failure("the newsroom could not be opened", error)
        else:
            log.info("the newsroom is open", generation=self._newsroom.generation)
