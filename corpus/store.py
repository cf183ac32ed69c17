"""The store: every revision of every article, in one SQLite file."""

import datetime
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import msgspec

from corpus.database import Database
from corpus.documents import Document, Passage, Published
from corpus.errors import UnknownDocumentError
from corpus.spans import Span
from corpus.writer import COLUMNS, Writer, document_of, storable

Standing = Literal["current", "superseded", "retracted", "gone"]
Clock = Callable[[], datetime.datetime]

_LIVE = (
    f"SELECT {COLUMNS} FROM documents d JOIN revisions r"
    " ON r.document_id = d.id AND r.revision = d.current WHERE d.status = 'live'"
)


class Revision(msgspec.Struct, frozen=True):
    """One stored text of a document; ``seq`` counts from 1 in the order of first arrival."""

    revision: str
    seq: int
    stored_at: datetime.datetime


class Retraction(msgspec.Struct, frozen=True):
    """Why and when a document was taken out of the answers."""

    reason: str
    at: datetime.datetime


class Counts(msgspec.Struct, frozen=True):
    """``documents`` and ``passages`` are live ones; ``revisions`` are all that are stored."""

    documents: int
    retracted: int
    revisions: int
    passages: int


def utc_now() -> datetime.datetime:
    """The time, with its zone."""
    return datetime.datetime.now(datetime.UTC)


class Store:
    """Documents and their revisions. Threads may share one store; processes may share its file.

    What reads sees the last committed state. Every method raises ``StoreUnusableError`` if the
    file turns out to be damaged, or another process writes for more than a minute.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @classmethod
    def open(cls, data_dir: Path, *, create: bool = True, clock: Clock = utc_now) -> "Store":
        """Open ``data_dir/dateline.sqlite``; with ``create``, make what is missing of it.

        Raises:
            StoreUnusableError: if there is none to open, or it is foreign, newer or damaged; the
                message says what to do.
        """
        return cls(Database.open(data_dir, create=create), clock)

    @property
    def database(self) -> Database:
        """The file, for those who keep other tables in it."""
        return self._database

    def now(self) -> datetime.datetime:
        """The time by the store's clock."""
        return self._clock()

    def close(self) -> None:
        """Close the file. The store cannot be used afterwards."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """Everything that is put through the writer is stored when the block ends, or nothing."""
        with self._database.transaction() as connection:
            yield Writer(connection, self.now().isoformat())

    def document(self, document_id: str, revision: str | None = None) -> Document:
        """The current revision of a document, or the named one; also of a retracted document.

        Raises:
            UnknownDocumentError: if there is no such document or revision.
        """
        query = (
            f"SELECT {COLUMNS} FROM documents d JOIN revisions r ON r.document_id = d.id"
            " WHERE d.id = ? AND r.revision = coalesce(?, d.current)"
        )
        if not storable(document_id, revision):
            raise UnknownDocumentError(document_id, revision)
        with self._database.connection() as connection:
            row = connection.execute(query, (document_id, revision)).fetchone()
        if row is None:
            raise UnknownDocumentError(document_id, revision)
        return document_of(row)

    def documents(self) -> Iterator[Document]:
        """The current revisions of the live documents, by id, as of the first one's reading."""
        with self._database.connection() as connection:
            for row in connection.execute(f"{_LIVE} ORDER BY d.id"):
                yield document_of(row)

    def newest(self, most: int) -> list[Document]:
        """The live documents that were published last, newest first; undated ones come last."""
        chosen = (
            "SELECT d.id FROM documents d JOIN revisions r"
            " ON r.document_id = d.id AND r.revision = d.current WHERE d.status = 'live'"
            " ORDER BY r.published DESC NULLS LAST, d.id LIMIT ?"
        )
        order = "ORDER BY r.published DESC NULLS LAST, d.id"
        with self._database.connection() as connection:
            rows = connection.execute(f"{_LIVE} AND d.id IN ({chosen}) {order}", (most,))
            return [document_of(row) for row in rows]

    def revisions(self, document_id: str) -> list[Revision]:
        """The revisions of a document, oldest first.

        Raises:
            UnknownDocumentError: if there is no such document.
        """
        query = "SELECT revision, seq, stored_at FROM revisions WHERE document_id = ? ORDER BY seq"
        if not storable(document_id):
            raise UnknownDocumentError(document_id)
        with self._database.connection() as connection:
            rows = connection.execute(query, (document_id,)).fetchall()
        if not rows:
            raise UnknownDocumentError(document_id)
        return [Revision(name, seq, _time(at)) for name, seq, at in rows]

    def standing(self, document_id: str, revision: str) -> Standing:
        """What a citation of ``revision`` is worth now. ``gone``: it is not stored (any more)."""
        query = (
            "SELECT d.status, d.current = r.revision FROM documents d JOIN revisions r"
            " ON r.document_id = d.id WHERE d.id = ? AND r.revision = ?"
        )
        if not storable(document_id, revision):
            return "gone"
        with self._database.connection() as connection:
            row = connection.execute(query, (document_id, revision)).fetchone()
        if row is None:
            return "gone"
        if row[0] == "retracted":
            return "retracted"
        return "current" if row[1] else "superseded"

    def retraction(self, document_id: str) -> Retraction | None:
        """The retraction of a document; None where it is live.

        Raises:
            UnknownDocumentError: if there is no such document.
        """
        query = "SELECT reason, retracted_at FROM documents WHERE id = ?"
        if not storable(document_id):
            raise UnknownDocumentError(document_id)
        with self._database.connection() as connection:
            row = connection.execute(query, (document_id,)).fetchone()
        if row is None:
            raise UnknownDocumentError(document_id)
        return None if row[0] is None else Retraction(row[0], _time(row[1]))

    def passages(self) -> list[Passage]:
        """The passages of the live documents' current revisions, by document id and place."""
        query = (
            "SELECT p.document_id, p.revision, p.start, p.stop FROM passages p"
            " JOIN documents d ON d.id = p.document_id WHERE d.status = 'live' ORDER BY 1, 3, 4"
        )
        with self._database.connection() as connection:
            rows = connection.execute(query).fetchall()
        return [Passage(name, revision, Span(start, end)) for name, revision, start, end in rows]

    def delete(self, document_id: str) -> None:
        """Remove a document with all its revisions; citations of it are ``gone`` from then on.

        Raises:
            UnknownDocumentError: if there is no such document.
        """
        with self.transaction() as writer:
            writer.delete(document_id)

    def retract(self, document_id: str, reason: str) -> None:
        """Take a document out of the answers for good; it can still be read.

        Retracting it again replaces the reason and the time.

        Raises:
            UnknownDocumentError: if there is no such document.
        """
        with self.transaction() as writer:
            writer.retract(document_id, reason)

    def set_date(self, document_id: str, published: Published) -> None:
        """Say when the current text of a document was published; see ``Writer.set_date``.

        Raises:
            UnknownDocumentError: if there is no such document.
        """
        with self.transaction() as writer:
            writer.set_date(document_id, published)

    def counts(self) -> Counts:
        """How much is stored."""
        query = (
            "SELECT (SELECT count(*) FROM documents WHERE status = 'live'),"
            " (SELECT count(*) FROM documents WHERE status = 'retracted'),"
            " (SELECT count(*) FROM revisions),"
            " (SELECT count(*) FROM passages p JOIN documents d ON d.id = p.document_id"
            "  WHERE d.status = 'live')"
        )
        with self._database.connection() as connection:
            return Counts(*connection.execute(query).fetchone())

    def fingerprint(self) -> str:
        """The sha256 of all that an index depends on; equal states have equal fingerprints.

        That is, of the live documents: id, current revision, title, source, publication date and
        its basis, and the passages' places.
        """
        queries = (
            "SELECT d.id, d.current, r.title, r.source, r.published, r.basis FROM documents d"
            " JOIN revisions r ON r.document_id = d.id AND r.revision = d.current"
            " WHERE d.status = 'live' ORDER BY d.id",
            "SELECT p.document_id, p.start, p.stop FROM passages p"
            " JOIN documents d ON d.id = p.document_id WHERE d.status = 'live' ORDER BY 1, 2, 3",
        )
        digest = hashlib.sha256()
        with self._database.connection() as connection:
            connection.execute("BEGIN")  # both queries see one state
            for query in queries:
                for row in connection.execute(query):
                    digest.update(msgspec.json.encode(row) + b"\n")
            connection.execute("COMMIT")
        return digest.hexdigest()


def _time(stored: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(stored)
