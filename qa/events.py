"""The day of what a sentence tells, as far as the answer's own clause says it."""

import datetime
import re

from corpus.documents import Published
from corpus.spans import Span
from qa.answers import Period
from qa.clauses import clause_of, without_asides
from qa.dates import expressions
from qa.numerals import figures

# What a date after these bounds, or tells apart, is not the day of the event.
_BOUND = re.compile(
    r"\b(?:since|until|till|before|after|from|by|between|through|for|than|"
    r"(?<!hours )of|to|the|its|his|her|their|our|that|and)\s+$|['’]s\s+$",
    re.IGNORECASE,
)

# "110 million, after 85 million on Wednesday" tells of Wednesday only what was so before.
_BEFORE_IT = re.compile(
    r"\b(?:after|from|than|against|versus|compared\s(?:with|to)|instead\sof|rather\sthan|where)\s",
    re.IGNORECASE,
)


def when(sentence: str, answer: Span, published: Published) -> Period | None:
    """The days on which what the clause of ``answer`` says happened, or will; None if not said.

    A date counts that stands as an adverbial ("on Tuesday") or makes up the answer itself, not one
    that bounds a stretch ("since Oct. 7") or names a thing ("its Oct. 7 incursion"), nor the day of
    another figure that this one is held against. Of several the narrowest counts, if it lies within
    the others.
    """
    whole = without_asides(sentence, answer)
    low, high = clause_of(whole, answer)
    periods = [
        found.period
        for found in expressions(sentence, published)
        if low <= found.span.start < high
        and not whole[found.span.start].isspace()
        and not _BOUND.search(sentence, 0, found.span.start)
        and not _of_another_figure(whole[answer.end : found.span.start])
    ]
    if not periods:
        return None
    narrowest = min(periods, key=_length)
    return narrowest if all(_within(narrowest, other) for other in periods) else None


def _of_another_figure(between: str) -> bool:
    """Whether the words between an answer and a date bring a figure to compare it with."""
    against = _BEFORE_IT.search(between)
    return against is not None and bool(figures(between[against.end() :]))


def stated(sentence: str, answer: Span, published: Published) -> Period | None:
    """The days that the answer itself names; None where it names none, or several."""
    inside = [e for e in expressions(sentence, published) if e.span.overlaps(answer)]
    return inside[0].period if len(inside) == 1 else None


def overlap(one: Period, other: Period) -> bool:
    """Whether the periods share a day."""
    (a, b), (c, d) = ordinals(one), ordinals(other)
    return a <= d and c <= b


def _length(period: Period) -> tuple[int, int]:
    first, last = ordinals(period)
    return last - first, first


def _within(inner: Period, outer: Period) -> bool:
    (a, b), (c, d) = ordinals(inner), ordinals(outer)
    return c <= a and b <= d


def ordinals(period: Period) -> tuple[int, int]:
    """The first and the last day of a period, as numbers."""
    first, last = period.from_ or datetime.date.min, period.to or datetime.date.max
    return first.toordinal(), last.toordinal()
