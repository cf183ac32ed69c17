"""The open store, index and reader: what the service and the commands stand on."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from corpus.documents import Published
from corpus.store import Store
from index.encoder import Encoder, SentenceTransformerEncoder
from index.errors import IndexingError, NoGenerationError
from index.filters import source_key
from index.generation import Generation, current_name, open_generation
from index.publish import build
from index.retrieval import Retrieval
from qa.answers import (
    MAX_QUESTION,
    MAX_TOP_K,
    Citation,
    Outcome,
    Question,
    Retrieved,
    Verified,
)
from qa.calibration import SHIPPED, Calibration, load_calibration
from qa.citations import verify
from qa.desk.cases import Models
from qa.errors import BadRequestError
from qa.pipeline import Pipeline, filters_of
from qa.reader.base import Reader
from qa.reader.shipped import open_reader
from qa.settings import Settings

if TYPE_CHECKING:
    from corpus.ingest import IngestReport
    from corpus.ingest import Progress as IngestProgress
    from corpus.loaders.jsonl import Row

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


class Newsroom:
    """Answers from the current generation, and publishes a new one after every change.

    Thread-safe: a question holds one generation to its end; changes are made one at a time. What
    another process publishes is answered from at the next question.
    """

    def __init__(
        self,
        store: Store,
        data_dir: Path,
        encoder: Encoder,
        reader: Reader,
        calibration: Calibration,
        progress: Progress | None = None,
    ) -> None:
        self.store = store
        self._data_dir = data_dir
        self._encoder = encoder
        self._reader = reader
        self._calibration = calibration
        self._changing = threading.Lock()
        self._pipeline = self._over(self._up_to_date(progress))

    @classmethod
    def open(
        cls, settings: Settings, *, progress: Progress | None = None, create: bool = True
    ) -> "Newsroom":
        """Open everything that ``settings`` names; index what is not indexed yet.

        With ``create``, make a store where there is none.

        Raises:
            StoreUnusableError, GenerationDamagedError, GenerationForeignError,
            EncoderUnusableError, ReaderUnusableError: the message says what to do.
        """
        store = Store.open(settings.data_dir, create=create)
        try:
            encoder = SentenceTransformerEncoder(settings.encoder or None)
            reader = open_reader(settings.reader, settings.threads)
            calibration = load_calibration(
                SHIPPED,
                reader=reader.fingerprint,
                encoder=encoder.fingerprint,
            )
            return cls(store, settings.data_dir, encoder, reader, calibration, progress)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Close the store. Questions that are under way must have ended."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pipeline(self) -> Pipeline:
        """The road of a question over the current generation, whichever process published it.

        Where that cannot be opened, it is the one that was opened last.
        """
        with suppress(IndexingError):
            current = current_name(self._data_dir)
            if current != self._pipeline.generation.id and self._changing.acquire(blocking=False):
                try:
                    self._pipeline = self._over(open_generation(self._data_dir, self._encoder))
                finally:
                    self._changing.release()
        return self._pipeline

    @property
    def generation(self) -> str:
        """The name of the generation that answers."""
        return self.pipeline.generation.id

    @property
    def sources(self) -> tuple[str, ...]:
        """The outlets that can be asked for."""
        return self.pipeline.generation.sources

    @property
    def models(self) -> Models:
        """The models that answer."""
        return Models(
            f"{self._reader.name} ({self._reader.fingerprint[:12]})",
            f"{self._encoder.name} ({self._encoder.fingerprint[:12]})",
        )

    def check(self, question: Question) -> None:
        """Refuse what cannot be answered.

        Raises:
            BadRequestError: with a sentence that says what to change.
        """
        text = question.question
        if not any(c.isalnum() for c in text):
            raise BadRequestError("the question has no word in it")
        if len(text) > MAX_QUESTION:
            raise BadRequestError(
                f"the question has {len(text):,} characters; at most {MAX_QUESTION} are read"
            )
        if not 1 <= question.top_k <= MAX_TOP_K:
            raise BadRequestError(f"top_k is {question.top_k}; it can be 1 to {MAX_TOP_K}")
        filters_of(question)  # raises when nothing could ever pass
        known = {source_key(source) for source in self.sources}
        for source in question.sources:
            if source_key(source) not in known:
                names = ", ".join(self.sources) or "none"
                raise BadRequestError(f"no outlet is called {source[:80]!r}; known are: {names}")

    def ask(self, question: Question) -> Outcome:
        """Answer or abstain.

        Raises:
            BadRequestError: as ``check``.
        """
        self.check(question)
        return self.pipeline.ask(question)

    def ask_batch(self, questions: Sequence[Question]) -> list[Outcome]:
        """Answer several over one generation; none is asked when one of them cannot be.

        Raises:
            BadRequestError: as ``check``.
        """
        for question in questions:
            self.check(question)
        pipeline = self.pipeline
        return [pipeline.ask(question) for question in questions]

    def retrieve(self, question: Question) -> Retrieved:
        """The passages only.

        Raises:
            BadRequestError: as ``check``.
        """
        self.check(question)
        return self.pipeline.retrieve(question)

    def retrieval(self, question: Question) -> Retrieval:
        """The rankings of each retriever, for whoever measures them."""
        self.check(question)
        return self.pipeline.retrieval(question)

    def verify(self, citations: Sequence[Citation]) -> list[Verified]:
        """What became of each citation."""
        return [verify(citation, self.store) for citation in citations]

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        replace: bool = False,
        progress: "IngestProgress | None" = None,
        indexing: Progress | None = None,
    ) -> "IngestReport":
        """Store the articles of files and folders, then publish them."""
        from corpus.ingest import ingest  # trafilatura takes half a second to load

        with self._changing:
            report = ingest(self.store, paths, replace=replace, progress=progress)
            self._publish(indexing)
            return report

    def add(self, rows: Sequence["Row"]) -> "IngestReport":
        """Store articles, then publish them. An id that is there already is corrected."""
        from corpus.ingest import ingest_rows

        with self._changing:
            report = ingest_rows(self.store, rows, replace=True)
            self._publish()
            return report

    def upload(self, name: str, content: bytes, *, replace: bool = False) -> "IngestReport":
        """Store the articles of a file that was sent, then publish them.

        Raises:
            ArticleRefusedError: if ``name`` is not a file's name.
        """
        from corpus.upload import ingest_upload

        with self._changing:
            report = ingest_upload(self.store, name, content, replace=replace)
            self._publish()
            return report

    def set_date(self, document_id: str, published: Published) -> None:
        """Say when an article was published, and publish it anew.

        Raises:
            UnknownDocumentError: if there is none.
        """
        with self._changing:
            self.store.set_date(document_id, published)
            self._publish()

    def delete(self, document_id: str) -> None:
        """Remove an article with all its revisions.

        Raises:
            UnknownDocumentError: if there is none.
        """
        with self._changing:
            self.store.delete(document_id)
            self._publish()

    def retract(self, document_id: str, reason: str) -> None:
        """Take an article out of the answers; it can still be read.

        Raises:
            UnknownDocumentError: if there is none.
        """
        with self._changing:
            self.store.retract(document_id, reason)
            self._publish()

    def _publish(self, progress: Progress | None = None) -> None:
        self._pipeline = self._over(self._up_to_date(progress))

    def _up_to_date(self, progress: Progress | None) -> Generation:
        """The current generation if it has all that is stored, else a new one."""
        try:
            generation = open_generation(self._data_dir, self._encoder)
            if not generation.is_behind(self.store.fingerprint()):
                return generation
        except NoGenerationError:
            pass
        return build(
            self.store, self._data_dir, self._encoder, progress=progress or (lambda *_: None)
        )

    def _over(self, generation: Generation) -> Pipeline:
        return Pipeline(self.store, generation, self._encoder, self._reader, self._calibration)
