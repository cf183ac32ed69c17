"""The application: its routes around one service."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from qa.server.asking import ask, ask_batch, retrieve, verify
from qa.server.desk_pages import desk_pages
from qa.server.documents import (
    add_articles,
    change_article,
    delete_article,
    list_articles,
    read_article,
)
from qa.server.edge import Edge
from qa.server.failing import failed
from qa.server.files import add_file
from qa.server.operations import health, metrics, ready, schema
from qa.server.pages import pages
from qa.server.reviewing import (
    add_review,
    agreement,
    candidates,
    list_cases,
    list_reviews,
    read_case,
    report,
    withdraw_review,
)
from qa.server.runs import compare_runs, list_runs, run_report
from qa.server.service import Newsroom, Service
from qa.server.session import log_in, log_out, who
from qa.server.suggesting import Suggesting
from qa.settings import Settings

ROUTES: list[HTTPRouteHandler | Router] = [
    *(ask, ask_batch, retrieve, verify),
    *(read_article, list_articles, add_articles, add_file, change_article, delete_article),
    *(report, list_cases, read_case, list_reviews, add_review, withdraw_review),
    *(agreement, candidates, log_in, who, log_out),
    *(list_runs, run_report, compare_runs),
    *(health, ready, metrics, schema),
    *(pages, desk_pages),
]


def create_app(newsroom_factory: Callable[[], Newsroom], settings: Settings) -> Litestar:
    """The ASGI application. It opens the newsroom when it starts and closes it when it ends.

    ``app.state.service.failure`` is what kept the newsroom from opening, if anything did.
    """
    service = Service(newsroom_factory, settings)
    suggesting = Suggesting(service)

    @asynccontextmanager
    async def open_newsroom(app: Litestar) -> AsyncIterator[None]:
        service.begin()
        try:
            yield
        finally:
            await service.end()

    app = Litestar(
        route_handlers=ROUTES,
        dependencies={
            "service": Provide(lambda: service, sync_to_thread=False),
            "suggesting": Provide(lambda: suggesting, sync_to_thread=False),
        },
        exception_handlers={Exception: failed},
        lifespan=[open_newsroom],
        logging_config=None,
        openapi_config=None,
        request_max_body_size=settings.max_body_bytes,
        state=State({"service": service}),
    )
    app.asgi_handler = Edge(app.asgi_handler, service.metrics)
    return app
