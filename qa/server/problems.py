"""From an error to the problem that a client sees: one function."""

from http import HTTPStatus

from litestar.exceptions import HTTPException

from corpus.errors import ArticleRefusedError, StoreUnusableError, UnknownDocumentError
from corpus.loaders.base import Refusal
from index.errors import IndexingError, InvalidFilterError
from qa.errors import (
    BadRequestError,
    EvaluatorError,
    NotYoursError,
    ReaderUnusableError,
    UnknownCaseError,
    UnknownReviewError,
    UnknownRunError,
)
from qa.server.errors import (
    AllRefusedError,
    BusyError,
    ElsewhereError,
    MalformedBodyError,
    MediaTypeError,
    MisfitBodyError,
    NoSuchPlaceError,
    NotAllowedError,
    NotReadyError,
    TokenError,
    TooOftenError,
)
from qa.server.wire import Problem

_KNOWN: tuple[tuple[type[Exception], int, str, str], ...] = (
    (MalformedBodyError, 400, "malformed-body", "The body is not JSON"),
    (TokenError, 401, "token-needed", "A token is needed"),
    (NotAllowedError, 403, "not-allowed", "Not allowed"),
    (ElsewhereError, 403, "elsewhere", "Not from this site"),
    (NotYoursError, 403, "not-yours", "Another editor's"),
    (UnknownCaseError, 404, "unknown-case", "No such case"),
    (UnknownReviewError, 404, "unknown-review", "No such review"),
    (UnknownRunError, 404, "unknown-run", "No such run"),
    (UnknownDocumentError, 404, "unknown-document", "No such article"),
    (MediaTypeError, 415, "media-type", "The body's type is not taken"),
    (MisfitBodyError, 422, "misfit-body", "The request has the wrong shape"),
    (BadRequestError, 422, "bad-request", "The request cannot be served"),
    (ArticleRefusedError, 422, "bad-request", "The request cannot be served"),
    (InvalidFilterError, 422, "bad-request", "The request cannot be served"),
    (NoSuchPlaceError, 422, "no-such-place", "No such place in the article"),
    (AllRefusedError, 422, "all-refused", "No article was taken in"),
    (TooOftenError, 429, "too-often", "Too often"),
    (BusyError, 429, "busy", "Too many requests at once"),
    (EvaluatorError, 503, "evaluator", "The evaluator failed"),
    (NotReadyError, 503, "not-ready", "Not ready"),
)
FAULTS = (StoreUnusableError, IndexingError, ReaderUnusableError)
"""What only the operator can mend. Their messages name files: those are for the log."""

_ROUTING = {
    404: ("no-such-route", "there is nothing at this address; GET /schema lists what there is"),
    405: ("method", "this address does not take this method; the Allow header names those it does"),
    413: (
        "too-large",
        "the body is larger than the service takes (DATELINE_MAX_BODY_BYTES); send less at a time",
    ),
}
_HEADERS = {
    401: {"WWW-Authenticate": "Bearer"},
    429: {"Retry-After": "1"},
    503: {"Retry-After": "5"},
}


def problem_of(error: Exception) -> Problem:
    """What to tell the client about ``error``. Nothing about the inside leaves with it."""
    for kind, status, name, title in _KNOWN:
        if isinstance(error, kind):
            refused = error.refused if isinstance(error, AllRefusedError) else ()
            return _problem(status, name, title, str(error), refused=refused)
    if isinstance(error, FAULTS):
        return _problem(
            503,
            "out-of-order",
            "Out of order",
            "the stored articles or their index cannot be used at the moment; "
            "the service's log says why, under this request id",
        )
    if isinstance(error, HTTPException) and error.status_code < 500:
        status = error.status_code
        name, detail = _ROUTING.get(status, ("bad-request", error.detail))
        return _problem(status, name, HTTPStatus(status).phrase, detail)
    return _problem(
        500,
        "fault",
        "A fault in the service",
        "the service failed at this request; its log says why, under this request id",
    )


def headers_of(problem: Problem, error: Exception) -> dict[str, str]:
    """The headers that belong to a problem, such as when to try again."""
    own = error.headers if isinstance(error, HTTPException) else None
    headers = {**(own or {}), **_HEADERS.get(problem.status, {})}
    return headers | (
        {"Retry-After": str(error.seconds)} if isinstance(error, TooOftenError) else {}
    )


def is_fault(problem: Problem) -> bool:
    """Whether the operator should find the error itself in the log."""
    return problem.type.endswith((":fault", ":out-of-order"))


def _problem(
    status: int, name: str, title: str, detail: str, *, refused: tuple[Refusal, ...] = ()
) -> Problem:
    kind = f"urn:dateline:problem:{name}"
    return Problem(type=kind, title=title, status=status, detail=detail, refused=refused)
