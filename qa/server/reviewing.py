"""The routes of the editors' desk: cases, reviews, and what they come to."""

from typing import Annotated

import msgspec
from litestar import MediaType, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from qa.desk.agreement import agreements
from qa.desk.candidates import Candidate, candidates_of
from qa.desk.cases import Case, Review
from qa.desk.desk import Desk
from qa.desk.judging import Count, NewReview
from qa.desk.queue import MOST_CASES, Queue, WantedCases
from qa.errors import UnknownCaseError, UnknownReviewError
from qa.server.access import editor_named, require_editor
from qa.server.body import Incoming, body_of, query_of, wanted_of
from qa.server.rates import client_of
from qa.server.service import Service
from qa.server.wire import Consensus, Report, Reviews

MOST_REVIEWS = 1_000
"""Reviews in one answer."""
_LARGEST = 2**53


class WantedReviews(msgspec.Struct, frozen=True, kw_only=True):
    """Which reviews: those with a number above ``after``; ``history``: also replaced ones."""

    case: Count | None = None
    editor: str | None = None
    history: bool = False
    after: Count = 0
    limit: Annotated[int, msgspec.Meta(ge=1)] = 200


@post("/v1/reports")
async def report(request: Incoming, service: NamedDependency[Service]) -> Response[bytes]:
    """Tell the editors what is wrong or right with an answer; anybody may, so many a minute."""
    service.reports.take(client_of(request))
    query_of(request)
    await service.report(await body_of(request, Report))
    return Response(b"", status_code=201, media_type=MediaType.TEXT)


@get("/v1/cases")
async def list_cases(request: Incoming, service: NamedDependency[Service]) -> Queue:
    """The queue of the desk."""
    require_editor(request, service.settings.token, service.sessions)
    wanted = wanted_of(request, WantedCases, MOST_CASES)
    return await service.read_desk(lambda desk: desk.queue(wanted))


@get("/v1/cases/{case:int}")
async def read_case(
    request: Incoming, service: NamedDependency[Service], case: FromPath[int]
) -> Case:
    """One case: the outcome as it was given, the reports, and the reviews in force."""
    require_editor(request, service.settings.token, service.sessions)
    query_of(request)
    if case >= _LARGEST:
        raise UnknownCaseError(case)
    return await service.read_desk(lambda desk: desk.case(case))


@get("/v1/reviews")
async def list_reviews(request: Incoming, service: NamedDependency[Service]) -> Reviews:
    """The reviews in force, oldest first."""
    require_editor(request, service.settings.token, service.sessions)
    wanted = wanted_of(request, WantedReviews, MOST_REVIEWS)

    found = await service.read_desk(
        lambda desk: desk.reviews(case=wanted.case, editor=wanted.editor, history=wanted.history)
    )
    reviews = [review for review in found if review.id > wanted.after]
    page = tuple(reviews[: wanted.limit])
    return Reviews(page, page[-1].id if len(reviews) > len(page) else None)


@post("/v1/reviews", status_code=201)
async def add_review(request: Incoming, service: NamedDependency[Service]) -> Review:
    """Store a verdict; it takes the place of the same editor's former one over the same answer."""
    editor = require_editor(request, service.settings.token, service.sessions)
    query_of(request)
    new = await body_of(request, NewReview)
    named = msgspec.structs.replace(new, editor=editor_named(editor, new.editor))
    return await service.desk(lambda desk: desk.review(named))


@delete("/v1/reviews/{review:int}", status_code=204)
async def withdraw_review(
    request: Incoming, service: NamedDependency[Service], review: FromPath[int]
) -> None:
    """Take a verdict back; the same editor's former one is in force again, if there is one."""
    editor = require_editor(request, service.settings.token, service.sessions)
    query_of(request)
    if review >= _LARGEST:
        raise UnknownReviewError(review)
    await service.desk(lambda desk: desk.withdraw(review, editor))


@get("/v1/agreement")
async def agreement(request: Incoming, service: NamedDependency[Service]) -> Consensus:
    """How far editors agree, with Cohen's kappa for every two of them."""
    require_editor(request, service.settings.token, service.sessions)
    query_of(request)
    return await service.read_desk(_consensus)


@get("/v1/candidates")
async def candidates(request: Incoming, service: NamedDependency[Service]) -> Response[bytes]:
    """What two editors agree on, as lines of a gold set."""
    require_editor(request, service.settings.token, service.sessions)
    query_of(request)
    found = await service.read_desk(_candidates)
    lines = b"".join(msgspec.json.encode(candidate) + b"\n" for candidate in found)
    headers = {"Content-Disposition": 'attachment; filename="candidates.jsonl"'}
    return Response(lines, media_type="application/jsonl", headers=headers)


def _consensus(desk: Desk) -> Consensus:
    cases = list(desk.cases())
    reviews = [review for case in cases for review in case.reviews]
    return Consensus(
        agreements=agreements(reviews),
        judged=len(cases),
        disagreed=sum(case.line.disagreed for case in cases),
        candidates=len(candidates_of(cases)[0]),
    )


def _candidates(desk: Desk) -> tuple[Candidate, ...]:
    return candidates_of(desk.cases())[0]
