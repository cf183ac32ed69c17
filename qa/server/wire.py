"""What the service takes and gives besides ``qa.answers``."""

import datetime
from typing import Annotated, Literal

import msgspec

from corpus.documents import Published
from corpus.loaders.base import Refusal
from corpus.loaders.jsonl import Row
from corpus.store import Retraction, Revision, Standing
from qa.answers import MAX_QUESTION, Citation, Outcome, PublishedRange, Question, Verified
from qa.desk.agreement import Agreement
from qa.desk.cases import LONGEST_NOTE, MOST_PLACES, Impression, Review

LONGEST_REASON = 1_000
"""Characters of the reason for a retraction."""
MOST_CITATIONS = 1_000
"""Citations that are checked in one request."""


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Several questions; each is answered for itself."""

    questions: tuple[Question, ...]


class Outcomes(msgspec.Struct, frozen=True):
    """One outcome a question, in their order."""

    outcomes: tuple[Outcome, ...]


class Citations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Citations to check, as /v1/ask gave them."""

    citations: tuple[Citation, ...]


class Verdicts(msgspec.Struct, frozen=True):
    """One result a citation, in their order."""

    results: tuple[Verified, ...]


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reader says about an answer, or about there being none, for the editors.

    ``missing``: the articles do answer. ``citations`` are the answer's, none for an abstention;
    ``generation`` is the one that answered. The rest is what the question was asked with.
    """

    question: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_QUESTION)]
    verdict: Impression
    note: Annotated[str, msgspec.Meta(max_length=LONGEST_NOTE)] = ""
    citations: Annotated[tuple[Citation, ...], msgspec.Meta(max_length=MOST_PLACES)] = ()
    generation: Annotated[str, msgspec.Meta(max_length=64)] = ""
    as_of: datetime.date | None = None
    published: PublishedRange = PublishedRange()
    sources: tuple[str, ...] = ()

    @property
    def asked(self) -> Question:
        """The question with its filters."""
        return Question(self.question, self.as_of, self.published, self.sources)


class Reviews(msgspec.Struct, frozen=True):
    """Reviews, oldest first. ``next``: what to give as ``after`` for more; null: there are none."""

    reviews: tuple[Review, ...]
    next: int | None = None


class Consensus(msgspec.Struct, frozen=True):
    """How far editors agree: each two of them, the cases they differ over, and how many judged
    cases make a gold candidate."""

    agreements: tuple[Agreement, ...]
    judged: int
    disagreed: int
    candidates: int


class Login(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who logs in; ``token`` is what writing endpoints ask for, "" where none is set."""

    editor: str
    token: str = ""


class Session(msgspec.Struct, frozen=True):
    """Who is logged in."""

    editor: str


class Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When an article was published, as an editor says; null: nobody knows.

    ``editor`` need not be said by one who is logged in.
    """

    date: datetime.date | None
    editor: str = ""


class Articles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Articles to store. One that cannot be taken in is refused by itself."""

    articles: tuple[Row, ...]


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why an article is taken back."""

    reason: str


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A stored article at one revision; ``revisions`` are all that are stored, oldest first."""

    id: str
    revision: str
    standing: Standing
    title: str
    source: str
    author: str
    published: Published
    url: str
    text: str
    revisions: tuple[Revision, ...]
    retraction: Retraction | None


class Alive(msgspec.Struct, frozen=True):
    """The process answers."""

    status: Literal["alive"]
    version: str


class Ready(msgspec.Struct, frozen=True):
    """Questions can be answered from so many articles, by this generation of the index."""

    status: Literal["ready"]
    generation: str
    articles: int
    passages: int


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a request failed (RFC 9457). ``detail`` says what is wrong and what to do about it."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str = ""
    refused: tuple[Refusal, ...] = ()
