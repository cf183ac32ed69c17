"""What the routes share: the newsroom once it is open, the turnstiles before it, the measures."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import structlog
from anyio.to_thread import run_sync

from corpus.documents import Published
from corpus.errors import StoreUnusableError
from corpus.ingest import IngestReport
from corpus.loaders.jsonl import Row
from corpus.store import Store
from qa.answers import Citation, Outcome, Question, Retrieved, Verified
from qa.desk.cases import Models
from qa.desk.desk import Desk
from qa.desk.judging import proved_all, refuse_note
from qa.errors import BadRequestError
from qa.server.errors import BusyError, NotReadyError
from qa.server.failing import log_failure
from qa.server.metrics import Metrics
from qa.server.rates import Rate
from qa.server.sessions import Sessions
from qa.server.turnstile import Turnstile
from qa.server.wire import Ready, Report
from qa.settings import Settings

T = TypeVar("T")

LOGINS = 10
"""How often one client may try to log in, in a minute."""

log = structlog.get_logger()


class Newsroom(Protocol):
    """What the service needs of ``qa.newsroom.Newsroom``; threads may share it."""

    @property
    def store(self) -> Store: ...

    @property
    def generation(self) -> str: ...

    @property
    def models(self) -> Models: ...

    @property
    def sources(self) -> tuple[str, ...]: ...

    def check(self, question: Question) -> None: ...

    def ask(self, question: Question) -> Outcome: ...

    def ask_batch(self, questions: Sequence[Question]) -> Sequence[Outcome]: ...

    def retrieve(self, question: Question) -> Retrieved: ...

    def verify(self, citations: Sequence[Citation]) -> Sequence[Verified]: ...

    def add(self, rows: Sequence[Row]) -> IngestReport: ...

    def upload(self, name: str, content: bytes, *, replace: bool = False) -> IngestReport: ...

    def set_date(self, document_id: str, published: Published) -> None: ...

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
        self._desk = Turnstile(1, settings.queue)
        self._logging: set[asyncio.Task[None]] = set()
        self.sessions = Sessions(time.monotonic)
        self.reports = Rate(settings.reports, time.monotonic)
        self.logins = Rate(LOGINS, time.monotonic)

    def begin(self) -> None:
        """Start to open the newsroom; requests are turned away until it is."""
        self._opening = asyncio.create_task(self._open())

    async def end(self) -> None:
        """Wait until the newsroom is open or has failed to open, and close it."""
        if self._opening is not None:
            await self._opening
        await asyncio.gather(*self._logging)
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
        """The outcome of one question; ``counted``: the measures and the desk are told."""
        newsroom = self.newsroom
        newsroom.check(question)
        outcome = await self._questions.run(lambda: newsroom.ask(question))
        if counted:
            self._answered(question, outcome)
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
        for question, outcome in zip(questions, outcomes, strict=True):
            self._answered(question, outcome)
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
        """Put what a reader says into the desk's queue, with the outcome as it is now.

        The question is asked again: what a client says it was answered proves nothing.

        Raises:
            BadRequestError: if it cannot be asked, or a citation does not hold.
        """
        newsroom, question = self.newsroom, report.asked
        newsroom.check(question)
        refuse_note(report.note)
        citations = await self.read(lambda _: proved_all(report.citations, newsroom.store))
        outcome = await self._questions.run(lambda: newsroom.ask(question))
        said = (report.verdict, report.note, citations, report.generation)
        await self.desk(lambda desk: desk.report(question, outcome, newsroom.models, *said))
        # Never what was asked: the log of the service is not the desk's.
        log.info("report", verdict=report.verdict, citations=len(report.citations))

    async def desk(self, work: Callable[[Desk], T]) -> T:
        """What ``work`` returns when it has written at the editors' desk; one at a time."""
        desk = Desk(self.newsroom.store)
        return await self._desk.run(lambda: work(desk))

    async def read_desk(self, work: Callable[[Desk], T]) -> T:
        """What ``work`` reads at the editors' desk."""
        return await self.read(lambda newsroom: work(Desk(newsroom.store)))

    def _answered(self, question: Question, outcome: Outcome) -> None:
        """Count an outcome and, where the operator wants that, keep it; nobody waits for it."""
        self.metrics.asked(outcome)
        if self.settings.log_questions:
            task = asyncio.create_task(self._log(question, outcome))
            self._logging.add(task)
            task.add_done_callback(self._logging.discard)

    async def _log(self, question: Question, outcome: Outcome) -> None:
        models = self.newsroom.models
        try:
            await self.desk(lambda desk: desk.log(question, outcome, models))
        except (BusyError, StoreUnusableError) as error:
            log.error("a question could not be kept for the desk", reason=str(error))

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
