"""From readings to candidates: spans of articles, with all that is known for and against them."""

from collections.abc import Mapping, Sequence

import msgspec

from corpus.documents import Document
from corpus.spans import Span
from qa.answers import PassageHit
from qa.calibration import Features
from qa.grouping import WEEK
from qa.lists import listed
from qa.quantities import Quantity
from qa.questions import (
    asks_for_one_value,
    asks_for_several,
    counted_in,
    figure_asked,
    names_in,
)
from qa.reader.base import Reading
from qa.rivals import best_of, is_rival, quantified


class Candidate(msgspec.Struct, frozen=True):
    """A span of an article that may answer. ``hit`` is the place in the list of passages read.

    ``disputes``: however little the reader thinks of it as an answer, it may stand against the best
    one in a conflict.
    """

    document: Document
    span: Span
    hit: int
    features: Features
    disputes: bool = False

    @property
    def quote(self) -> str:
        """The words of the article."""
        return self.span.of(self.document.text)


def gather(
    question: str,
    hits: Sequence[PassageHit],
    readings: Sequence[Reading],
    documents: Mapping[str, Document],
) -> list[Candidate]:
    """The candidates of all passages, best score first, ties by passage and place.

    ``readings[i]`` is of ``hits[i]``; ``documents`` holds the revision that was retrieved, by id.
    A question for one takes the best span of a passage only, or two that two claimants give
    (``qa.rivals``); to a question for several, a span brings all that is named in one breath with
    it, and is held against the best of its own article only: another one may list others. A figure
    for what the best candidate counts may contradict it. It disputes the best one if it is of the
    scope that is asked for, and what its passage has to say, and the passage has every name of the
    question. Of two spans of one article that overlap (neighbouring passages share a sentence) the
    better one is kept.
    """
    several = asks_for_several(question)
    one_value = asks_for_one_value(question)
    counted = counted_in(question)
    raw = []
    for i, reading in enumerate(readings):
        heard = reading.candidates
        if not several:
            heard = best_of(question, hits[i].text, heard)
        raw += [(candidate, i) for candidate in heard]
    raw.sort(key=lambda item: (-item[0].score, item[1], item[0].span))
    if not raw:
        return []
    best, where = raw[0]
    leading = quantified(question, hits[where].text, best.span)
    found: list[Candidate] = []
    taken: dict[str, list[Span]] = {}
    best_in: dict[str, float] = {}
    for candidate, i in raw:
        hit = hits[i]
        best_here = best_in.setdefault(hit.document_id, candidate.score)
        document = documents[hit.document_id]
        others = taken.setdefault(document.id, [])
        if any(candidate.span.shifted(hit.span.start).overlaps(other) for other in others):
            continue
        figure = quantified(question, hit.text, candidate.span)
        rival = figure if is_rival(figure, leading, counted) else None
        first = candidate is readings[i].candidates[0]
        disputes = rival is not None and first and _is_what_was_asked(question, rival, hit)
        apart = _days_apart(hit, hits[where])
        features = Features(
            score=candidate.score,
            answerable=readings[i].answerable,
            inside=candidate.inside,
            list_margin=best_here - candidate.score if several else 0.0,
            same_day=float(one_value and apart == 0),
            rival=float(rival is not None and apart is not None and apart <= WEEK),
        )
        for piece in listed(hit.text, candidate.span) if several else [candidate.span]:
            span = piece.shifted(hit.span.start)
            if not any(span.overlaps(other) for other in others):
                found.append(Candidate(document, span, i, features, disputes))
                others.append(span)
    return found


def _days_apart(one: PassageHit, other: PassageHit) -> int | None:
    """Between the publication of two articles; None if it is one article, or a date is unknown."""
    a, b = one.published.date, other.published.date
    if one.document_id == other.document_id or a is None or b is None:
        return None
    return abs((a - b).days)


def _is_what_was_asked(question: str, figure: Quantity, hit: PassageHit) -> bool:
    """Whether ``figure`` is of the scope asked for, and ``hit`` has every name of the question."""
    asked, names = figure_asked(question), names_in(question)
    in_scope = not (asked and asked.scope) or asked.scope == figure.scope
    return in_scope and bool(names) and hit.has_all(names)
