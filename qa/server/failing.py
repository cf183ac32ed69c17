"""Telling the client of an error, and the operator where it is a fault of ours."""

import msgspec
import structlog
from litestar import Response

from qa.server.body import Incoming
from qa.server.problems import FAULTS, headers_of, is_fault, problem_of
from qa.server.wire import Problem

log = structlog.get_logger()


def log_failure(event: str, error: Exception) -> None:
    """Log what only the operator can mend; what no one foresaw, with its traceback."""
    if isinstance(error, FAULTS):
        log.error(event, reason=str(error))
    else:
        log.error(event, exc_info=error)


def report(request: Incoming, error: Exception) -> Problem:
    """The problem with its request id; a fault is logged with its traceback."""
    problem = problem_of(error)
    if is_fault(problem):
        log_failure("fault", error)
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
