"""What the desk keeps: cases, what readers reported of them, and how editors judged them."""

import datetime
from typing import Literal

import msgspec

from corpus.spans import Span
from qa.answers import Citation, Outcome, Question

LONGEST_NOTE = 1_000
"""Characters of a note."""
LONGEST_EDITOR = 80
"""Characters of an editor's name."""
MOST_PLACES = 50
"""Places that one review or report may name."""
LONGEST_QUOTE = 2_000
"""Characters of a place that a review or report names."""

Came = Literal["asked", "reported"]
"""How a case reached the desk: the log of questions is on, or a reader sent it in."""

Impression = Literal["right", "wrong", "missing"]
"""What a reader says of an outcome."""

Verdict = Literal["right", "off-point", "wrong", "should-abstain", "missed"]
"""What an editor says of an answer: grounded and right; grounded, but does not answer; wrong; that
there should have been none. Of what was not answered: right, nothing is missing; or missed."""


class Models(msgspec.Struct, frozen=True):
    """The models behind an outcome, each a name and the beginning of its fingerprint."""

    reader: str
    encoder: str


class Place(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """Characters of one revision of an article, in code points."""

    document_id: str
    revision: str
    span: Span


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader sent in. ``generation`` is the one that answered the reader, if said."""

    id: int
    verdict: Impression
    note: str
    citations: tuple[Citation, ...]
    generation: str
    at: datetime.datetime


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """One editor's verdict.

    ``answer`` counts the answers of the outcome from 0, in its order; None is what was not
    answered. ``citations`` are those of the answer, or the places that were missed: they say what
    was judged also when the articles have changed or gone. ``withdrawn``: when it was taken back.
    """

    id: int
    case: int
    answer: int | None
    verdict: Verdict
    editor: str
    note: str
    citations: tuple[Citation, ...]
    at: datetime.datetime
    withdrawn: datetime.datetime | None = None


class CaseLine(msgspec.Struct, frozen=True, kw_only=True):
    """A case in the queue. ``confidence`` is the best answer's; ``asked`` counts how often it was
    asked while the log was on, ``editors`` how many judged it."""

    id: int
    question: str
    outcome: Literal["answered", "abstained"]
    confidence: float | None
    answers: int
    came: Came
    at: datetime.datetime
    last_at: datetime.datetime
    asked: int
    reports: int
    editors: int
    disagreed: bool


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A question with its filters, the outcome as it was given, and what was said of it.

    ``reviews`` are those in force, oldest first.
    """

    line: CaseLine
    question: Question
    outcome: Outcome
    models: Models
    reports: tuple[Reported, ...]
    reviews: tuple[Review, ...]
