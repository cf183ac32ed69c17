"""The routes of the pages, for people: they fail as pages too."""

import asyncio
from urllib.parse import quote

from litestar import MediaType, Response, Router, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream

from corpus.documents import Document
from corpus.errors import InvalidSpanError
from corpus.spans import Span
from qa.answers import Retrieved
from qa.citations import cite
from qa.server.answering import answers, beginning, outlets, sent
from qa.server.asked import Asked, asked_of
from qa.server.body import Incoming, query_of, rest_of_path
from qa.server.documents import article_of
from qa.server.errors import NoSuchPlaceError
from qa.server.failing import report
from qa.server.problems import headers_of
from qa.server.report_page import report_page
from qa.server.service import Newsroom, Service
from qa.server.suggesting import Suggesting
from qa.server.wire import Article
from qa.web.assets import asset
from qa.web.quoting import end_of_head, pieces
from qa.web.render import page, page_around

_PREFIX = "/articles/"
_AT_ONCE = 0.05
"""Seconds to wait for a refusal, which has a status of its own; then the page begins."""


@get("/")
async def ask_page(
    request: Incoming,
    service: NamedDependency[Service],
    suggesting: NamedDependency[Suggesting],
) -> Response[str] | Stream:
    """The form and, with ``q``, what answers it."""
    asked = Asked(q=request.query_params.get("q", "").strip())
    try:
        asked = asked_of(request)
        if asked.q:
            results = answers(service, asked, await _finding(service, asked))
        else:
            results = beginning(service, suggesting)
    except Exception as error:  # noqa: BLE001 - the form stays, with what was asked
        problem = report(request, error)
        before, after = page_around("ask.html", asked=asked, outlets=outlets(service))
        html = before + page("trouble.html", problem=problem) + after
        return _html(html, problem.status, headers_of(problem, error))
    return Stream(sent(request, service, asked, results), media_type=MediaType.HTML)


@get("/articles/{document_path:path}")
async def article_page(request: Incoming, service: NamedDependency[Service]) -> Response[str]:
    """An article with the characters between ``start`` and ``end`` marked."""
    query = query_of(request, "revision", "start", "end")
    document_id = rest_of_path(request, _PREFIX)

    def read(newsroom: Newsroom) -> tuple[Article, Document]:
        document = newsroom.store.document(document_id, query.get("revision"))
        return article_of(newsroom.store, document), document

    article, document = await service.read(read)
    span = _place(article, query)
    begin = end_of_head(article.text, span, document.prose)
    start, end = (span.start, span.end) if span else (begin, begin)
    html = page(
        "article.html",
        article=article,
        current=_PREFIX + quote(document_id, safe=""),
        citation=cite(document, span) if span else None,
        head=article.text[:begin],
        before=tuple(pieces(article.text, begin, start, document.prose)),
        marked=article.text[start:end],
        after=tuple(pieces(article.text, end, len(article.text), document.prose)),
    )
    return _html(html)


def asset_route(name: str) -> HTTPRouteHandler:
    """The route of a file that the pages load."""

    @get(f"/{name}", sync_to_thread=False)
    def send(request: Incoming) -> Response[bytes]:
        """The file; to be kept where its address names its content."""
        file = asset(name)
        named = request.query_params.get("v") == file.version
        keep = "public, max-age=31536000, immutable" if named else "no-cache"
        return Response(file.body, media_type=file.media_type, headers={"Cache-Control": keep})

    return send


def failed_page(request: Incoming, error: Exception) -> Response[str]:
    """A problem as a page."""
    problem = report(request, error)
    return _html(page("problem.html", problem=problem), problem.status, headers_of(problem, error))


async def _finding(service: Service, asked: Asked) -> asyncio.Task[Retrieved]:
    """The search for passages, begun. What is refused is refused before the page begins."""
    finding = asyncio.create_task(service.retrieve(asked.question()))
    done, _ = await asyncio.wait((finding,), timeout=_AT_ONCE)
    if done:
        finding.result()
    return finding


def _place(article: Article, query: dict[str, str]) -> Span | None:
    if "start" not in query and "end" not in query:
        return None
    try:
        span = Span(int(query.get("start", "")), int(query.get("end", "")))
        span.of(article.text)
    except (ValueError, InvalidSpanError) as error:
        raise NoSuchPlaceError(
            f"start and end are characters of the text, 0 <= start < end <= {len(article.text)}"
        ) from error
    return span


def _html(html: str, status: int = 200, headers: dict[str, str] | None = None) -> Response[str]:
    return Response(html, status_code=status, headers=headers, media_type=MediaType.HTML)


pages = Router(
    "/",
    route_handlers=[
        *(ask_page, article_page, report_page),
        *(asset_route("style.css"), asset_route("ask.js")),
    ],
    exception_handlers={Exception: failed_page},
)
