"""The examples of the OpenAPI document: one short article, and citations that are true of it."""

import datetime

from corpus.documents import Document, Published, revision_of
from corpus.loaders.jsonl import Row
from corpus.spans import Span
from corpus.store import Revision
from qa.answers import (
    Abstained,
    Answer,
    Answered,
    Citation,
    Group,
    PassageHit,
    Period,
    Question,
    Retrieved,
    Verified,
)
from qa.citations import cite
from qa.server.wire import Article, Problem

DAY = datetime.date(2024, 2, 13)
_TEXT = (
    "A meeting about a truce in Gaza began in Cairo on Tuesday. Those taking part, according to "
    "Egyptian media, were William Burns, the director of the CIA, and David Barnea, who heads the "
    "Mossad."
)
_TIMINGS = {"retrieve": 6.1, "read": 71.4, "total": 80.2}
GENERATION = "00000001-5f0c2a9be4d1"

_document = Document(
    id="cairo-meeting-opens",
    revision=revision_of(_TEXT),
    title="Spy chiefs meet in Cairo over a Gaza truce",
    source="Harbour Courier",
    author="Idris Calloway",
    url="https://example.org/harbour-courier/world/cairo-meeting-opens",
    published=Published(DAY, "stated", "row"),
    text=_TEXT,
    prose=(Span(0, len(_TEXT)),),
)
_NAME = "William Burns"
_SOURCE = "Egyptian media"


def cited(quote: str) -> Citation:
    """The citation of words of the article."""
    at = _TEXT.index(quote)
    return cite(_document, Span(at, at + len(quote)))


QUESTION = Question("Who joined the Cairo talks?")
HOTEL = Question("Which hotel hosted the Cairo talks?", as_of=datetime.date(2024, 3, 1))
CITATION = cited(_NAME)
CLAIMANT = cited(_SOURCE)
PASSAGE = PassageHit(
    document_id=_document.id,
    revision=_document.revision,
    span=Span(0, len(_TEXT)),
    text=_TEXT,
    title=_document.title,
    source=_document.source,
    published=_document.published,
    url=_document.url,
    score=0.0328,
    rank=1,
    lexical_rank=1,
    dense_rank=1,
)
ANSWERED = Answered(
    question=QUESTION.question,
    groups=(
        Group(
            Period(DAY, DAY, "stated"),
            (Answer(_NAME, 0.91, "claimed", (CITATION,), claimants=(CLAIMANT,)),),
        ),
    ),
    conflicts=(),
    passages=(PASSAGE,),
    undated=0,
    generation=GENERATION,
    timings_ms=_TIMINGS,
)
ABSTAINED = Abstained(
    question=HOTEL.question,
    reason="not-said",
    message="The articles that were found do not say.",
    nearest=(PASSAGE,),
    undated=0,
    generation=GENERATION,
    timings_ms=_TIMINGS,
)
RETRIEVED = Retrieved(
    question=QUESTION.question,
    passages=(PASSAGE,),
    undated=0,
    generation=GENERATION,
    timings_ms={"retrieve": 6.1, "total": 6.2},
)
VERIFIED = Verified(
    "valid", "the quote stands at its place", _document.id, _document.revision, CITATION.span
)
ARTICLE = Article(
    id=_document.id,
    revision=_document.revision,
    standing="current",
    title=_document.title,
    source=_document.source,
    author=_document.author,
    published=_document.published,
    url=_document.url,
    text=_TEXT,
    revisions=(
        Revision(_document.revision, 1, datetime.datetime(2024, 2, 14, 9, 30, tzinfo=datetime.UTC)),
    ),
    retraction=None,
)
ROW = Row(
    id=_document.id,
    text=_TEXT,
    title=_document.title,
    source=_document.source,
    author=_document.author,
    url=_document.url,
    published=DAY.isoformat(),
)
PROBLEM = Problem(
    type="urn:dateline:problem:misfit-body",
    title="The request has the wrong shape",
    status=422,
    detail="the body does not fit: Object contains unknown field `sauces`",
    request_id="9b1d6f2c8a534c1e9f0b7d3a5e2c4f68",
)
