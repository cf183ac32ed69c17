"""The route of files with articles, one at a time."""

from litestar import post
from litestar.di import NamedDependency

from corpus.ingest import IngestReport
from qa.server.access import require_editor
from qa.server.body import Incoming, bytes_of, query_of
from qa.server.errors import AllRefusedError, MisfitBodyError
from qa.server.service import Service


@post("/v1/files", status_code=200)
async def add_file(request: Incoming, service: NamedDependency[Service]) -> IngestReport:
    """Store the articles of a file, in any of the forms that `dateline ingest` reads."""
    require_editor(request, service.settings.token, service.sessions)
    query = query_of(request, "name", "replace")
    if query.get("replace", "false") not in ("true", "false"):
        raise MisfitBodyError("replace is true or false")
    name, replace = query.get("name", ""), query.get("replace") == "true"
    content = await bytes_of(request)
    report = await service.change(lambda newsroom: newsroom.upload(name, content, replace=replace))
    if report.refused and not (report.added or report.changed or report.unchanged):
        raise AllRefusedError(report.refused)
    return report
