"""From candidates with their confidence to answers, grouped by the days that they hold for."""

from collections.abc import Iterable, Sequence

import msgspec

from qa.answers import Answer, Citation, Group, Period, Status
from qa.clusters import Mention, clusters
from qa.quantities import Quantity
from qa.sameness import key_of

HAPPENED: frozenset[Status] = frozenset({"reported", "claimed"})
"""What is said to have happened, by the article or by somebody in it."""
WEEK = 7
MONTH = 31
"""Days."""
ROUGH = 3
"""How many times the least of an amount its most is from which on it is a rough one: "dozens"."""


class Given(msgspec.Struct, frozen=True):
    """An answer as one place gives it.

    ``full`` is the fullest name that the article has for it, where it is a surname, else "".
    ``event`` are the days on which its sentence says that it happened or will happen, ``quantity``
    and ``day`` what it says if it is a figure or a date. ``origin`` names the text of the
    sentence (``qa.origins``); "" is the article's own. ``claimant`` quotes whoever the sentence
    names as its source. ``called_off`` cites what takes it back, ``ended`` what says that it is
    over.
    """

    confidence: float
    status: Status
    citation: Citation
    full: str = ""
    event: Period | None = None
    quantity: Quantity | None = None
    day: Period | None = None
    claimant: Citation | None = None
    origin: str = ""
    called_off: Citation | None = None
    ended: Citation | None = None


def group(given: Sequence[Given]) -> tuple[Group, ...]:
    """One group a period, newest first, the undated last; same answers are one.

    The result does not depend on the order of ``given``; every citation is in exactly one group.
    Which answers are the same is judged over all periods together (``qa.clusters``). An answer has
    the words, the status and the confidence of its most confident place (ties by article and
    place); its citations are ordered likewise. In a group, a rough amount comes behind a figure,
    and what is called off or over is last.
    """
    places = sorted(given, key=_order)
    numbers = clusters([Mention(g.citation.quote, g.citation.prefix, g.full) for g in places])
    periods: dict[Period, dict[int, list[Given]]] = {}
    for place, number in zip(places, numbers, strict=True):
        answers = periods.setdefault(period_of(place), {})
        answers.setdefault(number, []).append(place)
    return tuple(
        Group(period, _answers(periods[period].values()))
        for period in sorted(periods, key=_newest_first)
    )


def period_of(place: Given) -> Period:
    """The days that an answer holds for, as far as this place tells.

    That is the day of publication, unless the sentence names another day, or a stretch of a week
    at most, on which it happened; a day more than a month back is background. What is only
    expected, denied or supposed holds for the day on which it was said.
    """
    published = place.citation.published
    event = place.event
    if event and place.status in HAPPENED and event.from_ and event.to:
        short = (event.to - event.from_).days < WEEK
        if short and published.date is None:
            return event
        if short and published.date and 0 <= (published.date - event.to).days <= MONTH:
            return event
    return Period(published.date, published.date, published.basis)


def _newest_first(period: Period) -> tuple[bool, int, int, str]:
    last, first = period.to, period.from_
    days = -last.toordinal() if last else 0, -first.toordinal() if first else 0
    return last is None, *days, period.basis


def _order(one: Given) -> tuple[float, str, int, int]:
    span = one.citation.span
    return (-one.confidence, one.citation.document_id, span.start, span.end)


def _answer(places: Sequence[Given]) -> Answer:
    """One answer from its places, which are sorted already."""
    return Answer(
        text=places[0].citation.quote,
        confidence=round(places[0].confidence, 4),
        status=places[0].status,
        citations=tuple(place.citation for place in places),
        origins=len({place.origin or place.citation.document_id for place in places}),
        event=next((place.event for place in places if place.event), None),
        claimants=_claimants(places),
        called_off=places[0].called_off if all(place.called_off for place in places) else None,
        ended=places[0].ended if all(place.ended for place in places) else None,
    )


def _answers(found: Iterable[Sequence[Given]]) -> tuple[Answer, ...]:
    """The answers of a period, from the places of each, which are sorted already."""
    answers = [_answer(places) for places in sorted(found, key=_is_rough)]
    return tuple(sorted(answers, key=lambda answer: bool(answer.called_off or answer.ended)))


def _is_rough(places: Sequence[Given]) -> bool:
    figure = places[0].quantity
    return bool(figure and figure.high >= ROUGH * figure.low > 0)


def _claimants(places: Sequence[Given]) -> tuple[Citation, ...]:
    """Whoever passes on one of the places, each name once, where it is first."""
    said = (place.claimant for place in places if place.status != "reported")
    distinct: dict[tuple[str, ...], Citation] = {}
    for claimant in said:
        if claimant:
            distinct.setdefault(key_of(claimant.quote), claimant)
    return tuple(distinct.values())
