"""The routes of those who ask."""

from litestar import post
from litestar.di import NamedDependency

from qa.answers import Outcome, Question, Retrieved
from qa.errors import BadRequestError
from qa.server.body import Incoming, body_of, query_of
from qa.server.service import Service
from qa.server.wire import MOST_CITATIONS, Batch, Citations, Outcomes, Verdicts


@post("/v1/ask", status_code=200)
async def ask(request: Incoming, service: NamedDependency[Service]) -> Outcome:
    """Answer a question with quotations, or say that the articles do not."""
    query_of(request)
    return await service.ask(await body_of(request, Question))


@post("/v1/ask/batch", status_code=200)
async def ask_batch(request: Incoming, service: NamedDependency[Service]) -> Outcomes:
    """Answer several questions, each for itself."""
    query_of(request)
    batch = await body_of(request, Batch)
    return Outcomes(await service.ask_batch(batch.questions))


@post("/v1/retrieve", status_code=200)
async def retrieve(request: Incoming, service: NamedDependency[Service]) -> Retrieved:
    """Find the passages for a question, without reading them."""
    query_of(request)
    return await service.retrieve(await body_of(request, Question))


@post("/v1/verify", status_code=200)
async def verify(request: Incoming, service: NamedDependency[Service]) -> Verdicts:
    """Say what became of citations."""
    query_of(request)
    citations = (await body_of(request, Citations)).citations
    if len(citations) > MOST_CITATIONS:
        raise BadRequestError(f"at most {MOST_CITATIONS:,} citations are checked at once")
    return Verdicts(tuple(await service.read(lambda newsroom: newsroom.verify(citations))))
