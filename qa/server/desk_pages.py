"""The routes of the desk's pages. What they show and do goes through the public API."""

from pathlib import Path

from litestar import MediaType, Response, Router, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from qa.server.body import Incoming, query_of, rest_of_path
from qa.server.pages import failed_page
from qa.server.service import Service
from qa.server.sessions import COOKIE
from qa.web import render

_FOLDER = Path(render.__file__).parent / "desk"
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_FILES = {path.name: path for path in _FOLDER.iterdir() if path.suffix in _TYPES}
"""Looked up by name, so that no address leads out of the folder."""


@get("/desk")
async def queue_page(request: Incoming, service: NamedDependency[Service]) -> Response[str]:
    """The queue; what is chosen of it stands in the query, which the page itself reads."""
    return _page(request, service, "desk_queue.html")


@get("/desk/cases/{number:int}")
async def case_page(
    request: Incoming, service: NamedDependency[Service], number: FromPath[int]
) -> Response[str]:
    """One case."""
    query_of(request)
    return _page(request, service, "desk_case.html", number=number)


@get("/desk/articles")
async def articles_page(request: Incoming, service: NamedDependency[Service]) -> Response[str]:
    """The corpus; what is chosen of it stands in the query, which the page itself reads."""
    return _page(request, service, "desk_articles.html")


@get("/desk/articles/{document_path:path}")
async def desk_article_page(request: Incoming, service: NamedDependency[Service]) -> Response[str]:
    """One article with its revisions."""
    query_of(request)
    document_id = rest_of_path(request, "/desk/articles/")
    return _page(request, service, "desk_article.html", document_id=document_id)


@get("/desk/runs")
async def runs_page(request: Incoming, service: NamedDependency[Service]) -> Response[str]:
    """The runs of the evaluator; which two are compared stands in the query."""
    return _page(request, service, "desk_runs.html")


@get("/desk/files/{name:str}", sync_to_thread=False)
def desk_file(name: FromPath[str]) -> Response[bytes]:
    """A script or the stylesheet of the desk."""
    path = _FILES.get(name)
    if path is None:
        raise NotFoundException
    headers = {"Cache-Control": "no-cache"}
    return Response(path.read_bytes(), media_type=_TYPES[path.suffix], headers=headers)


def _page(request: Incoming, service: Service, template: str, **values: object) -> Response[str]:
    """The page for who is logged in; for others, at the same address, the form to log in."""
    editor = service.sessions.editor(request.cookies.get(COOKIE, ""))
    if editor is None:
        html = render.page("desk_login.html", tokened=bool(service.settings.token))
    else:
        html = render.page(template, editor=editor, **values)
    return Response(html, media_type=MediaType.HTML)


desk_pages = Router(
    "/",
    route_handlers=[
        *(queue_page, case_page, articles_page, desk_article_page, runs_page, desk_file)
    ],
    exception_handlers={Exception: failed_page},
)
