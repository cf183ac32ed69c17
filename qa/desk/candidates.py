"""From verdicts on which two editors agree to candidates for a gold set. Pure."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from qa.answers import Citation, Question, answers_of
from qa.desk.agreement import agree, by_item
from qa.desk.cases import Case, Review
from qa.quantities import quantity
from qa.questions import asks_for_several

ENOUGH_EDITORS = 2


class Anchor(msgspec.Struct, frozen=True):
    """A place of an article as gold sets write it: see ``eval.gold.Evidence``."""

    document: str
    revision: str
    start: int
    end: int
    quote: str


class Candidate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What two editors agree on, with the fields of a gold question: see ``eval.gold``.

    ``as_of`` is the question's own or else the day on which it was asked: what articles say later
    does not make the answer wrong.
    """

    id: str
    question: str
    kind: Literal["fact", "figure", "list", "unanswerable"]
    answers: tuple[tuple[str, ...], ...]
    evidence: tuple[Anchor, ...]
    as_of: datetime.date
    author: str
    note: str


class Passed(msgspec.Struct, frozen=True):
    """A case that somebody judged and that is no candidate, and why."""

    id: str
    reason: str


def candidate_of(case: Case) -> Candidate | Passed:
    """The gold question that the verdicts of a case make, if they make one.

    Every answer must have been judged by two editors, all who judged an item must agree, and it
    must follow what is right: from answers that are right, from places that were missed, or from
    "should have abstained" or a silence that is right.
    """
    name = f"case-{case.line.id}"
    asked = case.question
    if asked != Question(asked.question, asked.as_of, top_k=asked.top_k):
        return Passed(name, "it was asked with filters that a gold question does not have")
    items = by_item(case.reviews)
    answers = answers_of(case.outcome)
    judged = [items.get((case.line.id, number), []) for number in range(len(answers))]
    rest = items.get((case.line.id, None), [])
    needed = [*judged, rest] if rest or not answers else judged
    if any(len(reviews) < ENOUGH_EDITORS for reviews in needed):
        return Passed(name, f"not all of it was judged by {ENOUGH_EDITORS} editors")
    if not all(map(agree, needed)):
        return Passed(name, "the editors differ")
    right = [
        (tuple(dict.fromkeys(c.quote for c in answer.citations)), answer.citations)
        for answer, reviews in zip(answers, judged, strict=True)
        if reviews[0].verdict == "right"
    ]
    found = right + _missed(rest)
    silent = any(reviews[0].verdict == "should-abstain" for reviews in judged)
    if not found and answers and not silent:
        return Passed(name, "nobody said what is right instead")
    if found and silent:
        return Passed(name, "some of it is right, and it should have abstained")
    editors = sorted({review.editor for reviews in needed for review in reviews})
    return Candidate(
        id=name,
        question=asked.question,
        kind=_kind(asked.question, [wordings for wordings, _ in found]),
        answers=_items(asked.question, [wordings for wordings, _ in found]),
        evidence=_anchors(citation for _, citations in found for citation in citations),
        as_of=asked.as_of or case.line.at.date(),
        author=" and ".join(editors),
        note="; ".join(dict.fromkeys(r.note for reviews in needed for r in reviews if r.note)),
    )


def candidates_of(cases: Iterable[Case]) -> tuple[tuple[Candidate, ...], tuple[Passed, ...]]:
    """The candidates and the cases that are none, each in the order of the cases."""
    found = [candidate_of(case) for case in cases]
    return (
        tuple(one for one in found if isinstance(one, Candidate)),
        tuple(one for one in found if isinstance(one, Passed)),
    )


Found = tuple[tuple[str, ...], tuple[Citation, ...]]


def _missed(reviews: Sequence[Review]) -> list[Found]:
    """The places that were missed: those that overlap are wordings of one item."""
    if not reviews or reviews[0].verdict != "missed":
        return []
    groups: list[list[Citation]] = []
    for citation in (citation for review in reviews for citation in review.citations):
        touching = [group for group in groups if any(_overlap(citation, c) for c in group)]
        for group in touching:
            groups.remove(group)
        groups.append([*(c for group in touching for c in group), citation])
    return [
        (tuple(dict.fromkeys(c.quote for c in group)), tuple(dict.fromkeys(group)))
        for group in groups
    ]


def _items(question: str, wordings: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Items each where several are asked for, else wordings of one answer."""
    if not wordings or asks_for_several(question):
        return tuple(wordings)
    return (tuple(dict.fromkeys(wording for item in wordings for wording in item)),)


def _kind(
    question: str, wordings: list[tuple[str, ...]]
) -> Literal["fact", "figure", "list", "unanswerable"]:
    if not wordings:
        return "unanswerable"
    if len(_items(question, wordings)) > 1:
        return "list"
    return "figure" if all(quantity(w) for item in wordings for w in item) else "fact"


def _anchors(citations: Iterable[Citation]) -> tuple[Anchor, ...]:
    return tuple(
        dict.fromkeys(
            Anchor(c.document_id, c.revision, c.span.start, c.span.end, c.quote) for c in citations
        )
    )


def _overlap(one: Citation, other: Citation) -> bool:
    same = (one.document_id, one.revision) == (other.document_id, other.revision)
    return same and one.span.overlaps(other.span)
