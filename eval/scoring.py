"""One question of a run: what was answered, against what should have been."""

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec

from corpus.errors import UnknownDocumentError
from corpus.store import Store
from eval.answers import (
    ListCounts,
    accuracy_at,
    exact_match,
    list_counts,
    list_f1,
    list_partial_f1,
    normalise,
    token_f1,
)
from eval.gold import Evidence, GoldQuestion, Kind
from qa.answers import Abstained, Answer, Answered, Citation, Outcome, PassageHit

RIGHT_FROM = 0.6
"""The token F1 from which an answer is right, where confidence is judged: the bar that the
calibration is fitted to. Words too many at an edge do not make a quotation wrong."""
PASSAGES = 5
"""How many of the passages that were read a row has."""
DECIMALS = 6
"""Of confidences: what differs beyond is how the processor rounds."""


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
    several, none where no article answers. ``retrieval`` has measures by retriever, and ``ranks``
    the first relevant passage's rank (null: not found), where there is evidence; ``relevant``
    counts the passages that hold some. ``passages`` are the first that were read, best first.
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
    relevant: int = 0
    ranks: dict[str, int | None] = {}
    retrieval: dict[str, dict[str, float]] = {}
    passages: tuple[SeenPassage, ...] = ()

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
    def citations(self) -> Iterator[GivenCitation]:
        return (citation for answer in self.answers for citation in answer.citations)


def crashed(gold: GoldQuestion, error: Exception) -> Row:
    """The row of a question that raised."""
    message = str(error).partition("\n")[0]
    return Row(
        id=gold.id,
        question=gold.question,
        kind=gold.kind,
        as_of=gold.as_of,
        gold=gold.answers,
        outcome="crashed",
        reason=f"{type(error).__name__}: {message}",
    )


def score(gold: GoldQuestion, outcome: Outcome, store: Store) -> Row:
    """The row of a question that was answered or not; retrieval is measured elsewhere.

    EM and F1 are of the most confident answer (of all periods; the first shown, of equals), and
    so is ``right``, against any item. A list is measured over all answers shown.
    """
    answers = tuple(
        _given(answer, gold.evidence, store)
        for answer in sorted(_shown(outcome), key=lambda answer: -answer.confidence)
    )
    texts = _distinct([answer.text for answer in answers])
    scores: dict[str, float] = {}
    counts = None
    if gold.answerable:
        scores = {f"accuracy@{k}": accuracy_at(k, texts, gold.answers) for k in (1, 3)}
    if len(gold.answers) == 1:
        best = texts[0] if texts else ""
        scores |= {
            "EM": exact_match(best, gold.answers[0]),
            "F1": token_f1(best, gold.answers[0]),
        }
    elif gold.answers:
        counts = list_counts(texts, gold.answers)
        scores |= {
            "list_EM": float(counts.is_exact),
            "list_F1": list_f1([counts]),
            "list_partial_F1": list_partial_f1([counts]),
        }
    return Row(
        id=gold.id,
        question=gold.question,
        kind=gold.kind,
        as_of=gold.as_of,
        gold=gold.answers,
        outcome="answered" if isinstance(outcome, Answered) else "abstained",
        reason=outcome.reason if isinstance(outcome, Abstained) else "",
        answers=answers,
        right=any(
            token_f1(text, item) >= RIGHT_FROM for text in texts[:1] for item in gold.answers
        ),
        evidence_hit=any(answer.supported for answer in answers),
        scores=scores,
        list_counts=counts,
        passages=tuple(
            SeenPassage(
                document=hit.document_id,
                revision=hit.revision,
                start=hit.span.start,
                end=hit.span.end,
                lexical_rank=hit.lexical_rank,
                dense_rank=hit.dense_rank,
                relevant=any(_overlap(hit, anchor) for anchor in gold.evidence),
            )
            for hit in _read(outcome)[:PASSAGES]
        ),
    )


def is_exact(citation: Citation, store: Store) -> bool:
    """Whether the stored revision has the quote at the span, to the character."""
    try:
        text = store.document(citation.document_id, citation.revision).text
    except UnknownDocumentError:
        return False
    # A slice would stop where the text does, and hide a span that runs over its end.
    return citation.span.end <= len(text) and citation.span.of(text) == citation.quote


def _read(outcome: Outcome) -> tuple[PassageHit, ...]:
    return outcome.nearest if isinstance(outcome, Abstained) else outcome.passages


def _shown(outcome: Outcome) -> list[Answer]:
    if isinstance(outcome, Abstained):
        return []
    return [answer for group in outcome.groups for answer in group.answers]


def _distinct(texts: list[str]) -> list[str]:
    """The texts that differ when normalised, in order."""
    distinct: dict[str, str] = {}
    for text in texts:
        distinct.setdefault(normalise(text), text)
    return list(distinct.values())


def _given(answer: Answer, evidence: tuple[Evidence, ...], store: Store) -> GivenAnswer:
    return GivenAnswer(
        text=answer.text,
        confidence=round(answer.confidence, DECIMALS),
        citations=tuple(
            GivenCitation(
                document=citation.document_id,
                revision=citation.revision,
                start=citation.span.start,
                end=citation.span.end,
                quote=citation.quote,
                exact=is_exact(citation, store),
                supports=any(_overlap(citation, anchor) for anchor in evidence),
            )
            for citation in answer.citations
        ),
    )


def _overlap(place: Citation | PassageHit, anchor: Evidence) -> bool:
    same = (place.document_id, place.revision) == (anchor.document, anchor.revision)
    return same and place.span.overlaps(anchor.span)
