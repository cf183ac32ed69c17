"""What is stored, article by article, without the texts: for a list that people page through."""

import datetime
from typing import Literal

import msgspec

from corpus.database import Database
from corpus.documents import Basis, Published
from corpus.writer import storable

MOST_LINES = 200
"""Articles on one page of the list."""

ArticleStatus = Literal["live", "retracted"]


class ArticleLine(msgspec.Struct, frozen=True, kw_only=True):
    """An article at its current revision. ``stored_at``: when that text was first stored."""

    id: str
    revision: str
    title: str
    source: str
    published: Published
    status: ArticleStatus
    revisions: int
    stored_at: datetime.datetime


class Listing(msgspec.Struct, frozen=True):
    """One page of the list, by id; ``total`` counts all the articles that were asked for."""

    total: int
    articles: tuple[ArticleLine, ...]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which articles: ``words`` occur in the id, title or outlet, in any case; "" is anything."""

    words: str = ""
    basis: Basis | None = None
    status: ArticleStatus | None = None
    limit: int = 50
    offset: int = 0


def listing(database: Database, wanted: Wanted) -> Listing:
    """The articles that are ``wanted``, of one state of the store."""
    if not storable(wanted.words):
        return Listing(0, ())
    conditions, values = ["1"], []
    if wanted.words:
        conditions.append("instr(casefold(d.id || ' ' || r.title || ' ' || r.source), ?)")
        values.append(wanted.words.casefold())
    if wanted.basis is not None:
        conditions.append("r.basis = ?")
        values.append(wanted.basis)
    if wanted.status is not None:
        conditions.append("d.status = ?")
        values.append(wanted.status)
    query = (
        "SELECT d.id, d.current, r.title, r.source, r.published, r.basis, r.date_origin, d.status,"
        " (SELECT count(*) FROM revisions o WHERE o.document_id = d.id), r.stored_at"
        " FROM documents d"
        " JOIN revisions r ON r.document_id = d.id AND r.revision = d.current"
        f" WHERE {' AND '.join(conditions)} ORDER BY d.id"
    )
    with database.connection() as connection:
        connection.execute("BEGIN")  # both queries see one state
        total = connection.execute(f"SELECT count(*) FROM ({query})", values).fetchone()[0]
        page = (*values, wanted.limit, wanted.offset)
        rows = connection.execute(f"{query} LIMIT ? OFFSET ?", page).fetchall()
        connection.execute("COMMIT")
    return Listing(total, tuple(map(_line, rows)))


def _line(row: tuple[object, ...]) -> ArticleLine:
    name, revision, title, source, day, basis, origin, status, revisions, stored_at = row
    return msgspec.convert(
        {
            "id": name,
            "revision": revision,
            "title": title,
            "source": source,
            "published": {"date": day, "basis": basis, "origin": origin},
            "status": status,
            "revisions": revisions,
            "stored_at": stored_at,
        },
        ArticleLine,
    )
