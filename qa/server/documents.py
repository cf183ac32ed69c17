"""The routes of articles: reading one, and changing what is stored.

An id may contain ``/``, and everything else that a URL can carry percent-encoded.
"""

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.exceptions import MethodNotAllowedException

from corpus.documents import UNDATED, Document, Published
from corpus.ingest import IngestReport
from corpus.listing import MOST_LINES, Listing, Wanted, listing
from corpus.store import Store
from corpus.writer import EDITOR
from qa.errors import BadRequestError
from qa.server.access import editor_named, require_editor
from qa.server.body import Incoming, body_of, query_of, rest_of_path, wanted_of
from qa.server.errors import AllRefusedError
from qa.server.service import Newsroom, Service
from qa.server.wire import LONGEST_REASON, Article, Articles, Day, Reason

_PREFIX = "/v1/documents/"
_RETRACT = "/retract"
_DATE = "/date"


def article_of(store: Store, document: Document) -> Article:
    """``document`` of ``store`` with its standing."""
    return Article(
        id=document.id,
        revision=document.revision,
        standing=store.standing(document.id, document.revision),
        title=document.title,
        source=document.source,
        author=document.author,
        published=document.published,
        url=document.url,
        text=document.text,
        revisions=tuple(store.revisions(document.id)),
        retraction=store.retraction(document.id),
    )


@get("/v1/documents/{document_path:path}")
async def read_article(request: Incoming, service: NamedDependency[Service]) -> Article:
    """The article as it is stored, at its current revision or the one named."""
    revision = query_of(request, "revision").get("revision")
    document_id = rest_of_path(request, _PREFIX)

    def read(newsroom: Newsroom) -> Article:
        return article_of(newsroom.store, newsroom.store.document(document_id, revision))

    return await service.read(read)


@get("/v1/documents")
async def list_articles(request: Incoming, service: NamedDependency[Service]) -> Listing:
    """What is stored, without the texts."""
    wanted = wanted_of(request, Wanted, MOST_LINES)
    return await service.read(lambda newsroom: listing(newsroom.store.database, wanted))


@post("/v1/documents", status_code=200)
async def add_articles(request: Incoming, service: NamedDependency[Service]) -> IngestReport:
    """Store articles and index them; what is wrong with one does not hinder the others."""
    require_editor(request, service.settings.token, service.sessions)
    query_of(request)
    rows = (await body_of(request, Articles)).articles
    if not rows:
        raise BadRequestError("send at least one article")
    report = await service.change(lambda newsroom: newsroom.add(rows))
    if len(report.refused) >= len(rows):
        raise AllRefusedError(report.refused)
    return report


@delete("/v1/documents/{document_path:path}", status_code=204)
async def delete_article(request: Incoming, service: NamedDependency[Service]) -> None:
    """Remove an article with all its revisions."""
    require_editor(request, service.settings.token, service.sessions)
    query_of(request)
    document_id = rest_of_path(request, _PREFIX)
    await service.change(lambda newsroom: newsroom.delete(document_id))


@post("/v1/documents/{document_path:path}", status_code=204)
async def change_article(request: Incoming, service: NamedDependency[Service]) -> None:
    """Take an article back, or say when it was published: the end of the address says which."""
    rest = rest_of_path(request, _PREFIX)
    for ending, change in ((_RETRACT, _retract), (_DATE, _set_date)):
        document_id = rest.removesuffix(ending)
        if document_id and document_id != rest:
            editor = require_editor(request, service.settings.token, service.sessions)
            query_of(request)
            await change(request, service, document_id, editor)
            return
    raise MethodNotAllowedException(headers={"Allow": "GET, HEAD, DELETE"})


async def _retract(request: Incoming, service: Service, document_id: str, editor: str) -> None:
    reason = (await body_of(request, Reason)).reason.strip()
    if not 1 <= len(reason) <= LONGEST_REASON:
        raise BadRequestError(f"the reason has 1 to {LONGEST_REASON:,} characters")
    await service.change(lambda newsroom: newsroom.retract(document_id, reason))


async def _set_date(request: Incoming, service: Service, document_id: str, editor: str) -> None:
    day = await body_of(request, Day)
    origin = f"{EDITOR}{editor_named(editor, day.editor)}"
    published = UNDATED if day.date is None else Published(day.date, "stated", origin)
    await service.change(lambda newsroom: newsroom.set_date(document_id, published))
