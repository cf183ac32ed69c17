"""From candidates with their confidence to answers, grouped by the date they were published on."""

import datetime
from collections.abc import Sequence

import msgspec

from corpus.documents import Basis
from qa.answers import Answer, Citation, Group, Period, Status
from qa.sameness import Key, same


class Given(msgspec.Struct, frozen=True):
    """An answer as one place gives it."""

    key: Key
    confidence: float
    status: Status
    citation: Citation


def group(given: Sequence[Given]) -> tuple[Group, ...]:
    """One group a publication date, newest first, the undated last; same answers are one.

    The result does not depend on the order of ``given``; every citation is in exactly one group.
    An answer has the words, the status and the confidence of its most confident place (ties by
    article and place); its citations are ordered likewise.
    """
    by_date: dict[tuple[datetime.date | None, Basis], list[Given]] = {}
    for one in sorted(given, key=_order):
        published = one.citation.published
        by_date.setdefault((published.date, published.basis), []).append(one)
    periods = sorted(by_date, key=lambda p: (p[0] is not None, p[0] or datetime.date.min, p[1]))
    return tuple(
        Group(Period(day, day, basis), _answers(by_date[day, basis]))
        for day, basis in reversed(periods)
    )


def _order(one: Given) -> tuple[float, str, int, int]:
    span = one.citation.span
    return (-one.confidence, one.citation.document_id, span.start, span.end)


def _answers(given: Sequence[Given]) -> tuple[Answer, ...]:
    """Answers from places that are sorted already."""
    merged: list[list[Given]] = []
    for one in given:
        for places in merged:
            if same(places[0].key, one.key):
                places.append(one)
                break
        else:
            merged.append([one])
    return tuple(
        Answer(
            text=places[0].citation.quote,
            confidence=round(places[0].confidence, 4),
            status=places[0].status,
            citations=tuple(place.citation for place in places),
        )
        for places in merged
    )
