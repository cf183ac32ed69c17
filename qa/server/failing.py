"""Telling the client of an error, and the operator where it is a fault of ours."""

import msgspec
import structlog
from litestar import Response

from qa.server.body import Incoming
from qa.server.problems import headers_of, is_fault, problem_of
from qa.server.wire import Problem

log = structlog.get_logger()


def report(request: Incoming, error: Exception) -> Problem:
    """The problem with its request id; a fault is logged with its traceback."""
    problem = problem_of(error)
    if is_fault(problem):
        log.error("fault", exc_info=error)
    request_id = str(request.scope.get("state", {}).get("request_id", ""))
    return msgspec.structs.replace(problem, request_id=request_id)


def failed(request: Incoming, error: Exception) -> Response[Problem]:
    """A problem as JSON (RFC 9457)."""
    problem = report(request, error)
    return Response(
        problem,
        status_code=problem.status,
        headers=headers_of(problem, error),
        media_type="application/problem+json",
    )
