"""The form under each answer: "Was this right?", for browsers without scripts."""

from typing import Any

import msgspec
from litestar import MediaType, Response, post
from litestar.di import NamedDependency

from qa.server.body import Incoming, form_of
from qa.server.errors import MisfitBodyError
from qa.server.rates import client_of
from qa.server.service import Service
from qa.server.wire import Report
from qa.web.render import page


@post("/report")
async def report_page(request: Incoming, service: NamedDependency[Service]) -> Response[str]:
    """Take a report as POST /v1/reports does, from a form."""
    service.reports.take(client_of(request))
    report = report_of(await form_of(request, "report", "verdict", "note"))
    await service.report(report)
    html = page("reported.html", report=report)
    return Response(html, status_code=201, media_type=MediaType.HTML)


def report_of(form: dict[str, str]) -> Report:
    """The report in the form's fields: its beginning is JSON in one of them.

    Raises:
        MisfitBodyError: if there is none in it.
    """
    said = {name: value for name, value in form.items() if name != "report"}
    try:
        beginning = msgspec.json.decode(form.get("report", ""), type=dict[str, Any])
        return msgspec.convert(beginning | said, Report)
    except msgspec.ValidationError as error:
        raise MisfitBodyError(f"the form does not fit: {error}") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise MisfitBodyError("the form does not say what it is about") from error
