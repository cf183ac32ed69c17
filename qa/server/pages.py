"""The routes of the pages, for people: they fail as pages too."""

from urllib.parse import quote

from litestar import MediaType, Response, Router, get
from litestar.di import NamedDependency

from corpus.errors import InvalidSpanError
from corpus.spans import Span
from qa.answers import Answered, Question
from qa.server.body import Incoming, query_of, rest_of_path
from qa.server.documents import article_of
from qa.server.errors import NoSuchPlaceError
from qa.server.failing import report
from qa.server.problems import headers_of
from qa.server.service import Service
from qa.server.wire import Article
from qa.web.render import page, stylesheet

_PREFIX = "/articles/"


@get("/")
async def ask_page(request: Incoming, service: NamedDependency[Service]) -> Response[str]:
    """The form and, with ``q``, what answers it."""
    question = query_of(request, "q").get("q", "").strip()
    if not question:
        return _html(page("ask.html", question="", problem=None, answered=None, abstained=None))
    try:
        outcome = await service.ask(Question(question))
    except Exception as error:  # noqa: BLE001 - the form stays, with what was asked
        problem = report(request, error)
        html = page("ask.html", question=question, problem=problem, answered=None, abstained=None)
        return _html(html, problem.status, headers_of(problem, error))
    answered = outcome if isinstance(outcome, Answered) else None
    abstained = None if isinstance(outcome, Answered) else outcome
    return _html(
        page("ask.html", question=question, problem=None, answered=answered, abstained=abstained)
    )


@get("/articles/{document_path:path}")
async def article_page(request: Incoming, service: NamedDependency[Service]) -> Response[str]:
    """An article with the characters between ``start`` and ``end`` marked."""
    query = query_of(request, "revision", "start", "end")
    document_id = rest_of_path(request, _PREFIX)
    article = await service.read(
        lambda newsroom: article_of(newsroom.store, document_id, query.get("revision"))
    )
    span = _place(article, query)
    start, end = (span.start, span.end) if span else (0, 0)
    html = page(
        "article.html",
        article=article,
        current=_PREFIX + quote(document_id, safe=""),
        before=article.text[:start],
        marked=article.text[start:end],
        after=article.text[end:],
    )
    return _html(html)


@get("/style.css", sync_to_thread=False)
def style() -> Response[str]:
    """The pages' stylesheet."""
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(stylesheet(), media_type="text/css; charset=utf-8", headers=headers)


def failed_page(request: Incoming, error: Exception) -> Response[str]:
    """A problem as a page."""
    problem = report(request, error)
    return _html(page("problem.html", problem=problem), problem.status, headers_of(problem, error))


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
    "/", route_handlers=[ask_page, article_page, style], exception_handlers={Exception: failed_page}
)
