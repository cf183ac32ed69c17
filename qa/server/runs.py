"""The routes of the evaluator's runs, which are in ``runs`` of the data directory."""

from pathlib import Path

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from qa.desk.runs import Compared, Runs, compared, report_of, runs_in
from qa.server.access import require_editor
from qa.server.body import Incoming, query_of
from qa.server.errors import MisfitBodyError
from qa.server.service import Service

_STILL = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A report stands alone, with its styles and pictures inside; it has no scripts and gets none."""


@get("/v1/runs")
async def list_runs(request: Incoming, service: NamedDependency[Service]) -> Runs:
    """The runs with their figures, the newest first."""
    require_editor(request, service.settings.token, service.sessions)
    query_of(request)
    return await service.read(lambda _: runs_in(_folder(service)))


@get("/v1/runs/{name:str}/report")
async def run_report(
    request: Incoming, service: NamedDependency[Service], name: FromPath[str]
) -> Response[bytes]:
    """The report of a run, a page that stands alone."""
    require_editor(request, service.settings.token, service.sessions)
    query_of(request)
    page = await service.read(lambda _: report_of(_folder(service), name))
    headers = {"Content-Security-Policy": _STILL}
    return Response(page, media_type=MediaType.HTML, headers=headers)


@get("/v1/comparison")
async def compare_runs(request: Incoming, service: NamedDependency[Service]) -> Compared:
    """How run ``b`` differs from run ``a``, as ``dateline-eval compare`` says it."""
    require_editor(request, service.settings.token, service.sessions)
    query = query_of(request, "a", "b")
    if query.keys() != {"a", "b"}:
        raise MisfitBodyError("a and b name the two runs")
    return await service.read(lambda _: compared(_folder(service), query["a"], query["b"]))


def _folder(service: Service) -> Path:
    return service.settings.data_dir / "runs"
