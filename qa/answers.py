"""What goes in and out of Dateline: questions, citations and outcomes, as they are on the wire."""

import datetime
from collections.abc import Collection
from typing import Literal

import msgspec

from corpus.documents import UNDATED, Basis, Published
from corpus.spans import Span

MAX_QUESTION = 512
"""Characters of a question."""
MAX_TOP_K = 100
"""Passages that may be read for one question."""

Status = Literal["reported", "expected", "denied", "conditional", "claimed"]
"""How the sentence puts what it says: as having happened, or not."""

Reason = Literal["no-articles", "nothing-found", "not-said", "called-off", "ended"]
"""Why there is no answer: nothing passes the filters, nothing was found, nothing answers, or what
would answer was called off, or is over."""

Standing = Literal["valid", "moved", "superseded", "gone"]


class PublishedRange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days on which an article may have been published, both inclusive, either open."""

    from_: datetime.date | None = msgspec.field(default=None, name="from")
    to: datetime.date | None = None


TOP_K = 12
"""Passages that are read for a question, unless it says otherwise."""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A person's question and what may answer it. ``as_of`` leaves out what came later."""

    question: str
    as_of: datetime.date | None = None
    published: PublishedRange = PublishedRange()
    sources: tuple[str, ...] = ()
    top_k: int = TOP_K


class Citation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a quote stands: ``span`` in code points of the revision's text, which it equals.

    ``prefix`` and ``suffix`` are the characters around it (as in the Web Annotation model's
    TextQuoteSelector); ``text_fragment`` is what to append to the outlet's address.
    """

    document_id: str
    revision: str
    span: Span
    quote: str
    prefix: str = ""
    suffix: str = ""
    title: str = ""
    source: str = ""
    published: Published = UNDATED
    url: str = ""
    text_fragment: str = ""


class Period(msgspec.Struct, frozen=True):
    """The days that a group of answers holds for, inclusive; both None when undated.

    The day of publication, or the day that the sentences name. ``basis`` says how it is known:
    ``inferred`` where it was reckoned from a publication date that is inferred itself.
    """

    from_: datetime.date | None = msgspec.field(default=None, name="from")
    to: datetime.date | None = None
    basis: Basis = "unknown"


class Answer(msgspec.Struct, frozen=True):
    """One answer, in the words of its first citation, with every place that gives it.

    ``confidence`` is the calibrated chance that it is right, 0 to 1. ``event`` are the days on
    which the sentence says that it happened or will happen ("on Tuesday", reckoned from the day of
    publication); null where it does not say, or where that cannot be reckoned. ``origins`` counts
    the different sentences among the citations: an agency's, printed word for word in several
    outlets, is one origin and not several confirmations. ``claimants`` quote whoever the sentences
    name as their source ("Egyptian officials"), each once; none where all is reported as fact.
    ``called_off`` is the sentence of a later article that takes back what is expected here;
    ``ended`` are the words of its own sentence that say until when it held ("until 5 March"), if
    that was before the day that is asked as of, or the sentence that says that whoever it names has
    left the office that is asked for. Where no other answer is left, there is none.
    """

    text: str
    confidence: float
    status: Status
    citations: tuple[Citation, ...]
    event: Period | None = None
    origins: int = 1
    claimants: tuple[Citation, ...] = ()
    called_off: Citation | None = None
    ended: Citation | None = None


class Group(msgspec.Struct, frozen=True):
    """The answers of one period, most confident first."""

    period: Period
    answers: tuple[Answer, ...]


class ConflictSide(msgspec.Struct, frozen=True):
    """One of the values that disagree, and who gives it."""

    text: str
    citations: tuple[Citation, ...]


class Conflict(msgspec.Struct, frozen=True):
    """Answers that cannot all hold for one period; neither is hidden."""

    period: Period
    sides: tuple[ConflictSide, ...]


class PassageHit(msgspec.Struct, frozen=True, kw_only=True):
    """A retrieved passage: its rank in the fused ranking and in each retriever's, from 1.

    ``score`` compares within this ranking only. A rank of None: that retriever did not find it.
    """

    document_id: str
    revision: str
    span: Span
    text: str
    title: str
    source: str
    published: Published
    url: str
    score: float
    rank: int
    lexical_rank: int | None
    dense_rank: int | None

    def has_all(self, names: Collection[str]) -> bool:
        """Whether each of ``names`` stands in the passage or in its article's title."""
        return all(name in self.text or name in self.title for name in names)


class Answered(msgspec.Struct, frozen=True, kw_only=True, tag="answered", tag_field="outcome"):
    """Quotations that answer, newest period first; undated ones come last.

    ``undated`` counts the articles whose date a filter could not judge; they were read.
    """

    question: str
    groups: tuple[Group, ...]
    conflicts: tuple[Conflict, ...]
    passages: tuple[PassageHit, ...]
    undated: int
    generation: str
    timings_ms: dict[str, float]


class Abstained(msgspec.Struct, frozen=True, kw_only=True, tag="abstained", tag_field="outcome"):
    """The articles do not say, as far as Dateline can tell. ``message`` says so in a sentence."""

    question: str
    reason: Reason
    message: str
    nearest: tuple[PassageHit, ...]
    undated: int
    generation: str
    timings_ms: dict[str, float]


Outcome = Answered | Abstained


class Retrieved(msgspec.Struct, frozen=True, kw_only=True):
    """Passages only, best first."""

    question: str
    passages: tuple[PassageHit, ...]
    undated: int
    generation: str
    timings_ms: dict[str, float]


class Verified(msgspec.Struct, frozen=True):
    """What became of a citation.

    ``valid``: the quote stands there in the current text. ``moved``: it stands elsewhere in the
    same revision, at ``now``. ``superseded``: it stood there before a correction; ``now`` is where
    it stands in the current text, if it does. ``gone``: no stored text bears it out any more.
    ``message`` says it in a sentence.
    """

    standing: Standing
    message: str
    document_id: str
    revision: str | None = None
    now: Span | None = None


def answers_of(outcome: Outcome) -> tuple[Answer, ...]:
    """The answers of all groups, one group after the other; reviews count them so."""
    if not isinstance(outcome, Answered):
        return ()
    return tuple(answer for group in outcome.groups for answer in group.answers)
