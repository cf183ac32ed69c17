"""Where the articles give two values for one thing at one time. Neither is hidden."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from qa.answers import Conflict, ConflictSide, Period
from qa.events import ordinals, overlap
from qa.grouping import HAPPENED, MONTH, Given, period_of
from qa.quantities import agree, interval, of_one_thing
from qa.questions import asks_for_one_value, asks_what_happened, asks_what_might, counted_in


class _Asked(NamedTuple):
    """What the question leaves open: what is counted, whether it has happened, or only might."""

    counted: str
    happened: bool
    might: bool


def conflicts(
    question: str, given: Sequence[Given], beside: Sequence[Given] = ()
) -> tuple[Conflict, ...]:
    """The conflicts among the answers, newest first; none unless one value is asked for.

    ``beside`` are figures too uncertain to be answers: one of them is only shown against an answer
    that it contradicts, so that no figure looks undisputed which is not.

    Two answers conflict if both say that it happened (or both that it is expected), for periods
    that share a day, of one counted thing, and their figures or dates do not agree. Two places of
    one article do only where it names two claimants: an article that gives two figures by itself
    tells them apart, or corrects itself. Undated answers are not judged. Independent of the order.
    """
    if not asks_for_one_value(question):
        return ()
    asked = _Asked(counted_in(question), asks_what_happened(question), asks_what_might(question))
    disputing = [
        place
        for place in beside
        if any(_disagree(place, one, asked) for one in given)
        and not any(_agree(place, one) for one in given)
    ]
    places = sorted([*given, *disputing], key=_order)
    against = {
        i: {j for j, other in enumerate(places) if _disagree(one, other, asked)}
        for i, one in enumerate(places)
    }
    found, seen = [], set[int]()
    for i in against:
        if i in seen or not against[i]:
            continue
        together, reached = {i}, [i]
        while reached:
            reached += (new := against[reached.pop()] - together)
            together |= new
        seen |= together
        found.append(_conflict([places[j] for j in sorted(together)]))
    return tuple(sorted(found, key=_newest_first))


def _disagree(one: Given, other: Given, asked: _Asked) -> bool:
    if not (_known(one, asked) and _known(other, asked)) or not _same_kind(one, other, asked):
        return False
    if not _at_one_time(one, other):
        return False
    if one.citation.document_id == other.citation.document_id and (
        not one.claimant or not other.claimant or one.claimant.quote == other.claimant.quote
    ):
        return False
    if one.quantity and other.quantity:
        return of_one_thing(one.quantity, other.quantity, asked.counted) and not _agree(one, other)
    return bool(one.day and other.day) and not _agree(one, other)


def _agree(one: Given, other: Given) -> bool:
    if one.quantity and other.quantity:
        return agree(one.quantity, other.quantity)
    if not one.day or not other.day:
        return False
    return overlap(one.day, other.day) or _a_year_apart(one.day, other.day)


def _a_year_apart(one: Period, other: Period) -> bool:
    """Whether both are one day or month of neighbouring years: a date without its year, which was
    taken once for the last such day and once for the next one."""
    first, last = ordinals(one)
    ends = (one.from_, other.from_), (one.to, other.to)
    return last - first <= MONTH and all(
        a and b and (a.month, a.day) == (b.month, b.day) and abs(a.year - b.year) == 1
        for a, b in ends
    )


def _known(place: Given, asked: _Asked) -> bool:
    supposed = place.status == "denied" or (place.status == "conditional" and not asked.might)
    return not supposed and _when(place).from_ is not None


def _same_kind(one: Given, other: Given, asked: _Asked) -> bool:
    """Whether both happened, or neither did; of what is to come, one may be put as a fact.

    "The works will lose 740 jobs" and "690 employees are to go" are of one plan, unless one of
    them says for when.
    """
    if (one.status in HAPPENED) is (other.status in HAPPENED):
        return True
    return not asked.happened and not any(p.event and not p.day for p in (one, other))


def _at_one_time(one: Given, other: Given) -> bool:
    """Whether the periods share a day, or the articles do where only one names another day."""
    if overlap(_when(one), _when(other)):
        return True
    published = one.citation.published.date, other.citation.published.date
    return published[0] == published[1] and (one.event is None or other.event is None)


def _when(place: Given) -> Period:
    """A date that is the answer does not say for which days it holds."""
    return period_of(msgspec.structs.replace(place, event=None) if place.day else place)


def _conflict(places: Sequence[Given]) -> Conflict:
    """The sides of places that are sorted by value: a side's places agree with one another."""
    sides: list[list[Given]] = []
    for place in places:
        if sides and all(_agree(place, other) for other in sides[-1]):
            sides[-1].append(place)
        else:
            sides.append([place])
    periods = [_when(place) for place in places]
    return Conflict(
        Period(
            min(p.from_ for p in periods if p.from_),
            max(p.to for p in periods if p.to),
            "stated" if all(p.basis == "stated" for p in periods) else "inferred",
        ),
        tuple(_side(side) for side in sides),
    )


def _side(places: Sequence[Given]) -> ConflictSide:
    best = sorted(places, key=lambda p: (-p.confidence, p.citation.document_id, p.citation.span))
    return ConflictSide(best[0].citation.quote, tuple(place.citation for place in best))


def _newest_first(conflict: Conflict) -> tuple[int, int, str]:
    first, last = ordinals(conflict.period)
    return -last, -first, conflict.sides[0].text


def _order(place: Given) -> tuple[float, float, str, int, int]:
    low, high = 0.0, 0.0
    if place.quantity:
        low, high = interval(place.quantity)
    elif place.day:
        low, high = ordinals(place.day)
    span = place.citation.span
    return low, high, place.citation.document_id, span.start, span.end
