"""A newsroom of two short articles that answers at once, with true quotations."""

from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.documents import Document, Published
from corpus.ingest import IngestReport, ingest, ingest_rows
from corpus.loaders.jsonl import Row
from corpus.spans import Span
from corpus.store import Store
from corpus.upload import ingest_upload
from qa.answers import (
    MAX_QUESTION,
    Abstained,
    Answer,
    Answered,
    Citation,
    Conflict,
    ConflictSide,
    Group,
    Outcome,
    PassageHit,
    Period,
    Question,
    Retrieved,
    Verified,
)
from qa.citations import cite, verify
from qa.desk.cases import Models
from qa.errors import BadRequestError

CAIRO = Row(
    id="world/cairo",
    text="Those taking part in Cairo were William Burns and David Barnea. Hamas stayed away.",
    title="Spy chiefs meet in Cairo",
    source="Harbour Courier",
    published="2024-02-13",
    url="https://example.org/cairo",
)
HOSTILE = Row(
    id="https://example.org//x y/<b>?é",
    text='The mayor, <script>alert("1")</script> & co, said \u202eolleh\u202c on Friday.',
    title="<img src=x onerror=alert(1)> \u202etitle",
    source="<i>Outlet</i>",
)
WHO = "Who joined the Cairo talks?"
HOTEL = "Which hotel hosted the Cairo talks?"
HOSTILE_QUESTION = "Who is <b>hostile</b>?"


class FakeNewsroom:
    """Answers ``WHO`` and ``HOSTILE_QUESTION``, and abstains from everything else.

    ``before``: called in the worker's thread before each outcome, to wait or to raise.
    """

    generation = "00000001-fake"
    sources = ("Harbour Courier", "<i>Outlet</i>")

    def __init__(
        self,
        data_dir: Path,
        rows: Sequence[Row] = (CAIRO, HOSTILE),
        before: Callable[[], None] = lambda: None,
    ) -> None:
        self.store = Store.open(data_dir)
        self.before = before
        self.closed = False
        if rows:
            self.add(rows)

    def __enter__(self) -> "FakeNewsroom":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.closed = True
        self.store.close()

    models = Models("fake reader (1)", "fake encoder (2)")

    def check(self, question: Question) -> None:
        if not question.question.strip() or len(question.question) > MAX_QUESTION:
            raise BadRequestError(f"a question has 1 to {MAX_QUESTION} characters")
        if not 1 <= question.top_k <= 100:
            raise BadRequestError("top_k can be 1 to 100")
        if unknown := set(question.sources) - set(self.sources):
            raise BadRequestError(f"no outlet is called {min(unknown)!r}")

    def ask(self, question: Question) -> Outcome:
        self.check(question)
        self.before()
        quotes = {
            WHO: (CAIRO, "William Burns", "David Barnea"),
            HOSTILE_QUESTION: (HOSTILE, '<script>alert("1")</script> & co', "\u202eolleh\u202c"),
        }.get(question.question)
        if quotes is None:
            return Abstained(
                question=question.question,
                reason="not-said",
                message="The articles that were found do not say.",
                nearest=self._hits(),
                undated=1,
                generation=self.generation,
                timings_ms={"retrieve": 1.5, "read": 20.0},
            )
        row, *texts = quotes
        document = self.store.document(row.id)
        citations = [cite(document, _find(document, text)) for text in texts]
        day = document.published.date
        period = Period(day, day, document.published.basis)
        return Answered(
            question=question.question,
            groups=(
                Group(
                    period,
                    (
                        Answer(texts[0], 0.999, "reported", (citations[0],)),
                        Answer(
                            texts[1],
                            0.41,
                            "expected",
                            (citations[1],),
                            called_off=citations[0],
                            ended=citations[1],
                        ),
                    ),
                ),
            ),
            conflicts=(Conflict(period, tuple(ConflictSide(c.quote, (c,)) for c in citations)),),
            passages=self._hits(),
            undated=1,
            generation=self.generation,
            timings_ms={"retrieve": 1.5, "read": 20.0},
        )

    def ask_batch(self, questions: Sequence[Question]) -> list[Outcome]:
        return [self.ask(question) for question in questions]

    def retrieve(self, question: Question) -> Retrieved:
        self.check(question)
        self.before()
        return Retrieved(
            question=question.question,
            passages=self._hits(),
            undated=0,
            generation=self.generation,
            timings_ms={"retrieve": 1.5},
        )

    def verify(self, citations: Sequence[Citation]) -> list[Verified]:
        return [verify(citation, self.store) for citation in citations]

    def ingest(self, paths: Sequence[Path], *, replace: bool = False, **_: object) -> IngestReport:
        return ingest(self.store, paths, replace=replace)

    def add(self, rows: Sequence[Row]) -> IngestReport:
        return ingest_rows(self.store, rows, replace=True)

    def upload(self, name: str, content: bytes, *, replace: bool = False) -> IngestReport:
        return ingest_upload(self.store, name, content, replace=replace)

    def set_date(self, document_id: str, published: Published) -> None:
        self.store.set_date(document_id, published)

    def delete(self, document_id: str) -> None:
        self.store.delete(document_id)

    def retract(self, document_id: str, reason: str) -> None:
        self.store.retract(document_id, reason)

    def _hits(self) -> tuple[PassageHit, ...]:
        return tuple(
            hit_of(document, rank) for rank, document in enumerate(self.store.documents(), start=1)
        )


def hit_of(document: Document, rank: int = 1) -> PassageHit:
    """The whole of an article as a passage that was found."""
    return PassageHit(
        document_id=document.id,
        revision=document.revision,
        span=Span(0, len(document.text)),
        text=document.text,
        title=document.title,
        source=document.source,
        published=document.published,
        url=document.url,
        score=1 / rank,
        rank=rank,
        lexical_rank=rank,
        dense_rank=None,
    )


def _find(document: Document, text: str) -> Span:
    at = document.text.index(text)
    return Span(at, at + len(text))
