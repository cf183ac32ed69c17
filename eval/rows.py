"""The rows of a run: a question, what was answered, and all that was measured of it."""

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec

from eval.answers import ListCounts
from eval.dated import DatedScore
from eval.gold import Kind


class GivenCitation(msgspec.Struct, frozen=True):
    """``exact``: the stored text has the quote there. ``supports``: it overlaps gold evidence."""

    document: str
    revision: str
    start: int
    end: int
    quote: str
    exact: bool
    supports: bool


class GivenAnswer(msgspec.Struct, frozen=True):
    """An answer that was shown."""

    text: str
    confidence: float
    citations: tuple[GivenCitation, ...]

    @property
    def supported(self) -> bool:
        return any(citation.supports for citation in self.citations)


class SeenPassage(msgspec.Struct, frozen=True):
    """A passage that was read, by its place; ``relevant``: it holds gold evidence.

    The ranks are each retriever's, from 1; None: it did not find the passage.
    """

    document: str
    revision: str
    start: int
    end: int
    lexical_rank: int | None
    dense_rank: int | None
    relevant: bool


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A question of a run, all that was measured of it, and why.

    ``reason`` is an abstention's reason or a crash's error. ``answers`` are best first.
    ``scores`` has what this question has: EM and F1 for one answer, the list measures for
    several, none where no article answers. ``dated`` is what is measured besides, where the gold
    question says what holds when. ``retrieval`` has measures by retriever, and ``ranks``
    the first relevant passage's rank (null: not found), where there is evidence; ``relevant``
    counts the passages that hold some. ``passages`` are the first that were read, best first.
    ``ragas`` has its metrics, and ``failures`` those that have no value, each with the reason.
    """

    id: str
    question: str
    kind: Kind
    as_of: datetime.date | None
    gold: tuple[tuple[str, ...], ...]
    outcome: Literal["answered", "abstained", "crashed"]
    reason: str = ""
    answers: tuple[GivenAnswer, ...] = ()
    right: bool = False
    evidence_hit: bool = False
    scores: dict[str, float] = {}
    list_counts: ListCounts | None = None
    dated: DatedScore | None = None
    relevant: int = 0
    ranks: dict[str, int | None] = {}
    retrieval: dict[str, dict[str, float]] = {}
    passages: tuple[SeenPassage, ...] = ()
    ragas: dict[str, float] = {}
    failures: dict[str, str] = {}

    @property
    def answerable(self) -> bool:
        return bool(self.gold)

    @property
    def confidence(self) -> float:
        """Of the most confident answer; 0 for an abstention."""
        return self.best.confidence if self.best else 0.0

    @property
    def good(self) -> bool:
        """A right answer where an article answers, an abstention where none does."""
        return self.right if self.answerable else self.outcome == "abstained"

    @property
    def best(self) -> GivenAnswer | None:
        """The most confident answer."""
        return max(self.answers, key=lambda answer: answer.confidence, default=None)

    @property
    def failure(self) -> str:
        """The first metric that has no value, and why; blank where all have one."""
        return next((f"{name}: {reason}" for name, reason in self.failures.items()), "")

    @property
    def citations(self) -> Iterator[GivenCitation]:
        return (citation for answer in self.answers for citation in answer.citations)
