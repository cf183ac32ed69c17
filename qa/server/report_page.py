"""The form under each answer: "Was this right?", for browsers without scripts."""

import msgspec
from litestar import MediaType, Response, post
from litestar.di import NamedDependency

from qa.server.body import Incoming, form_of
from qa.server.errors import MisfitBodyError
from qa.server.service import Service
from qa.server.wire import Report
from qa.web.render import page


@post("/report")
async def report_page(request: Incoming, service: NamedDependency[Service]) -> Response[str]:
    """Take a report as POST /v1/reports does, from a form."""
    report = report_of(
        await form_of(request, "question", "verdict", "note", "citations", "generation")
    )
    await service.report(report)
    html = page("reported.html", report=report)
    return Response(html, status_code=201, media_type=MediaType.HTML)


def report_of(form: dict[str, str]) -> Report:
    """The report in the form's fields; ``citations`` is JSON.

    Raises:
        MisfitBodyError: if there is none in it.
    """
    try:
        citations = msgspec.json.decode(form.get("citations", "") or "[]")
        return msgspec.convert(form | {"citations": citations}, Report)
    except msgspec.ValidationError as error:
        raise MisfitBodyError(f"the form does not fit: {error}") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise MisfitBodyError("the form's citations are not JSON") from error
