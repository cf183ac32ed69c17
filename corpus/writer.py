"""Writing to the store, inside one transaction."""

import datetime
import sqlite3
from typing import Any, Literal

import msgspec

from corpus.documents import Basis, Document, Published
from corpus.errors import ArticleRefusedError, UnknownDocumentError
from corpus.passages import passages
from corpus.spans import Span

Change = Literal["added", "changed", "unchanged"]

COLUMNS = (
    "r.document_id, r.revision, r.text, r.title, r.source, r.author, r.url, r.published, r.basis,"
    " r.date_origin, r.prose"
)
EDITOR = "editor "
"""How the origin of a date begins that an editor stated; the name follows."""
_METADATA = "title, source, author, url, published, basis, date_origin, prose"


def document_of(row: tuple[Any, ...]) -> Document:
    """The document in a row of ``COLUMNS``."""
    name, revision, text, title, source, author, url, date, basis, date_origin, prose = row
    day = None if date is None else datetime.date.fromisoformat(date)
    known: Basis = basis
    return Document(
        id=name,
        revision=revision,
        text=text,
        title=title,
        source=source,
        author=author,
        url=url,
        published=Published(day, known, date_origin),
        prose=tuple(Span(*pair) for pair in msgspec.json.decode(prose)),
    )


def storable(*values: str | None) -> bool:
    """Whether the values can be in the store at all: SQLite cannot look up a lone surrogate."""
    try:
        "".join(value or "" for value in values).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class Writer:
    """What may be changed in the store; nothing is stored before the transaction ends."""

    def __init__(self, connection: sqlite3.Connection, now: str) -> None:
        self._connection = connection
        self._now = now

    def put(
        self, document: Document, origin: str = "", stated_id: bool = False, replace: bool = False
    ) -> Change:
        """Store ``document`` as the current revision of its id.

        A date that an editor stated is kept where ``document`` states none itself.

        ``added``: the id is new. ``changed``: there is a new text, an earlier text is current
        again, or the metadata of this text differ (they are updated, there is no new revision).

        Raises:
            ArticleRefusedError: if the id was retracted, or belongs to a text from another
                ``origin`` that seems to be another article: neither of the two states its id,
                and ``replace`` does not say that it is meant. Nothing is changed then.
        """
        query = "SELECT current, origin, stated_id, status FROM documents WHERE id = ?"
        known = self._connection.execute(query, (document.id,)).fetchone()
        if known is None:
            self._insert_document(document, origin, stated_id)
            self._insert_revision(document, 1)
            self._insert_passages(document)
            return "added"
        current, known_origin, known_stated, status = known
        where = origin or document.id
        if status == "retracted":
            raise ArticleRefusedError(
                where, f"{document.id!r} was retracted: delete it before it is stored anew"
            )
        unrelated = known_origin != origin and not (stated_id or known_stated or replace)
        if current != document.revision and unrelated:
            raise ArticleRefusedError(
                where,
                f"its id {document.id!r} belongs to an article from {known_origin or 'elsewhere'}:"
                " rename the file, state an id in front matter, or pass --replace if it is a"
                " correction",
            )
        self._connection.execute(
            "UPDATE documents SET current = ?, origin = ?, stated_id = ? WHERE id = ?",
            (document.revision, origin, stated_id, document.id),
        )
        return self._update(self._with_editors_date(document, current), current)

    def delete(self, document_id: str) -> None:
        """Remove a document with all its revisions.

        Raises:
            UnknownDocumentError: if there is no such document.
        """
        self._one(document_id, "DELETE FROM documents WHERE id = ?")

    def retract(self, document_id: str, reason: str) -> None:
        """Take a document out of the answers; retracting it again replaces the reason.

        Raises:
            UnknownDocumentError: if there is no such document.
        """
        query = "UPDATE documents SET status = 'retracted', reason = ?, retracted_at = ?"
        self._one(document_id, f"{query} WHERE id = ?", reason, self._now)

    def set_date(self, document_id: str, published: Published) -> None:
        """Say when the current text of a document was published.

        Raises:
            UnknownDocumentError: if there is no such document.
        """
        day = None if published.date is None else published.date.isoformat()
        self._one(
            document_id,
            "UPDATE revisions SET published = ?, basis = ?, date_origin = ? WHERE"
            " (document_id, revision) IN (SELECT id, current FROM documents WHERE id = ?)",
            *(day, published.basis, published.origin),
        )

    def _one(self, document_id: str, query: str, *values: str | None) -> None:
        known = storable(document_id)
        if not known or not self._connection.execute(query, (*values, document_id)).rowcount:
            raise UnknownDocumentError(document_id)

    def _update(self, document: Document, current: str) -> Change:
        query = f"SELECT {_METADATA} FROM revisions WHERE document_id = ? AND revision = ?"
        key = (document.id, document.revision)
        stored = self._connection.execute(query, key).fetchone()
        if stored is None:
            query = "SELECT max(seq) FROM revisions WHERE document_id = ?"
            seq = self._connection.execute(query, (document.id,)).fetchone()[0]
            self._insert_revision(document, seq + 1)
        elif stored != _metadata(document):
            self._connection.execute(
                f"UPDATE revisions SET ({_METADATA}) = (?, ?, ?, ?, ?, ?, ?, ?)"
                " WHERE document_id = ? AND revision = ?",
                (*_metadata(document), *key),
            )
        elif current == document.revision:
            return "unchanged"
        self._connection.execute("DELETE FROM passages WHERE document_id = ?", (document.id,))
        self._insert_passages(document)
        return "changed"

    def _with_editors_date(self, document: Document, current: str) -> Document:
        if document.published.basis == "stated":
            return document
        query = (
            "SELECT published, basis, date_origin FROM revisions"
            " WHERE document_id = ? AND revision = ?"
        )
        day, basis, origin = self._connection.execute(query, (document.id, current)).fetchone()
        if basis != "stated" or not origin.startswith(EDITOR):
            return document
        published = Published(datetime.date.fromisoformat(day), "stated", origin)
        return msgspec.structs.replace(document, published=published)

    def _insert_document(self, document: Document, origin: str, stated_id: bool) -> None:
        self._connection.execute(
            "INSERT INTO documents (id, current, origin, stated_id) VALUES (?, ?, ?, ?)",
            (document.id, document.revision, origin, stated_id),
        )

    def _insert_revision(self, document: Document, seq: int) -> None:
        self._connection.execute(
            f"INSERT INTO revisions (document_id, revision, seq, stored_at, text, {_METADATA})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (document.id, document.revision, seq, self._now, document.text, *_metadata(document)),
        )

    def _insert_passages(self, document: Document) -> None:
        self._connection.executemany(
            "INSERT INTO passages (document_id, revision, start, stop) VALUES (?, ?, ?, ?)",
            ((p.document_id, p.revision, p.span.start, p.span.end) for p in passages(document)),
        )


def _metadata(document: Document) -> tuple[str | None, ...]:
    """The values of ``_METADATA``, in its order."""
    date = document.published.date
    prose = msgspec.json.encode([(span.start, span.end) for span in document.prose])
    return (
        document.title,
        document.source,
        document.author,
        document.url,
        None if date is None else date.isoformat(),
        document.published.basis,
        document.published.origin,
        prose.decode(),
    )
