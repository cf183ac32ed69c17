"""Sending the page of questions while it is being made: what is known goes out at once."""

import asyncio
from collections.abc import AsyncIterator

from index.filters import Article, judge
from qa.answers import Answered, PassageHit, Question, Retrieved
from qa.pipeline import filters_of
from qa.server.asked import Asked
from qa.server.body import Incoming
from qa.server.errors import NotReadyError
from qa.server.failing import report
from qa.server.service import Service
from qa.server.suggesting import Suggesting
from qa.web.render import page, page_around

_LEFT_OUT = 3
"""Passages shown of those that the filters left out."""


async def sent(
    request: Incoming, service: Service, asked: Asked, results: AsyncIterator[str]
) -> AsyncIterator[str]:
    """The page around ``results``. What fails on the way is told in its place."""
    before, after = page_around("ask.html", asked=asked, outlets=outlets(service))
    yield before
    try:
        async for piece in results:
            yield piece
    except Exception as error:  # noqa: BLE001 - the page is half sent
        yield page("trouble.html", problem=report(request, error))
    yield after


async def beginning(service: Service, suggesting: Suggesting) -> AsyncIterator[str]:
    """What there is to ask: how many articles, and questions that they answer."""
    ready = await service.ready()
    yield page("loaded.html", articles=ready.articles, outlets=len(outlets(service)))
    yield page("suggested.html", questions=await suggesting.questions())


async def answers(
    service: Service, asked: Asked, finding: asyncio.Task[Retrieved]
) -> AsyncIterator[str]:
    """The passages that ``finding`` finds, then what answers the question."""
    question = asked.question()
    try:
        yield page("looking.html")
        found = await finding
        yield page("found.html", passages=found.passages)
        outcome = await service.ask(question)
        if isinstance(outcome, Answered):
            yield page("answered.html", question=question, outcome=outcome)
            return
        left_out = await _left_out(service, question) if asked.filtered else ()
        yield page("abstained.html", question=question, outcome=outcome, left_out=left_out)
    finally:
        finding.cancel()


def outlets(service: Service) -> tuple[str, ...]:
    """The outlets to choose from; none until the newsroom is open."""
    try:
        return service.newsroom.sources
    except NotReadyError:
        return ()


async def _left_out(service: Service, question: Question) -> tuple[PassageHit, ...]:
    """The nearest passages that the filters of ``question`` drop."""
    filters = filters_of(question)

    def dropped(hit: PassageHit) -> bool:
        article = Article(hit.document_id, hit.revision, hit.source, hit.published)
        return judge(article, filters) == "drop"

    unfiltered = await service.retrieve(Question(question.question, top_k=question.top_k))
    return tuple(filter(dropped, unfiltered.passages))[:_LEFT_OUT]
