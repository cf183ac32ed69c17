"""The routes of operators and of programs that look around."""

from contextlib import suppress
from importlib.metadata import version

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from prometheus_client import CONTENT_TYPE_LATEST

from corpus.errors import StoreUnusableError
from qa.server.errors import BusyError, NotReadyError
from qa.server.openapi import openapi_document
from qa.server.service import Service
from qa.server.wire import Alive, Ready


@get("/health")
async def health() -> Alive:
    """The process answers; whether it can answer questions is /ready's business."""
    return Alive("alive", version("dateline"))


@get("/ready")
async def ready(service: NamedDependency[Service]) -> Ready:
    """Whether questions can be answered."""
    return await service.ready()


@get("/metrics")
async def metrics(service: NamedDependency[Service]) -> Response[bytes]:
    """The measures, in Prometheus' text format."""
    # What is counted is worth reading also where the stored articles are not.
    with suppress(NotReadyError, BusyError, StoreUnusableError):
        await service.ready()
    return Response(service.metrics.exposition(), media_type=CONTENT_TYPE_LATEST)


@get("/schema", sync_to_thread=False)
def schema() -> Response[bytes]:
    """The OpenAPI document."""
    return Response(openapi_document(), media_type=MediaType.JSON)
