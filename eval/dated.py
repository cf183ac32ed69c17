"""Measures of dated answers: time, conflict, names, status and lists. Pure functions."""

import datetime
import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from eval.answers import normalise, token_f1
from eval.dated_gold import UNDATED, Dated, Value
from qa.answers import Abstained, Answer, Conflict, Outcome, Period

InTime = Literal["right", "stale", "premature", "wrong", "abstained"]

CLOSE = 0.6
"""The token F1 from which a quotation gives a value, if it has the value's numbers."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Share(msgspec.Struct, frozen=True):
    """``part`` of ``whole``: what one question adds to a share over all of them."""

    part: int
    whole: int


class DatedScore(msgspec.Struct, frozen=True, kw_only=True):
    """What is measured of one dated question.

    ``in_time`` is of what is shown first. ``status`` and ``group`` are over the answers that give
    a value with one, ``shown`` over the values in force, ``merged_right`` over the pairs of
    differently worded places that are one answer, ``merged`` over those that should be.
    ``in_prose`` is over the citations.
    """

    half: str
    in_time: InTime
    shown: Share
    conflict: bool | None
    conflict_found: bool
    status: Share
    group: Share
    merged_right: Share
    merged: Share
    in_prose: Share


def dated_score(
    gold: Dated, as_of: datetime.date | None, outcome: Outcome, in_prose: Share
) -> DatedScore:
    """Judge ``outcome``, which was asked as of a day, or of the end of all articles."""
    groups = () if isinstance(outcome, Abstained) else outcome.groups
    conflicts = () if isinstance(outcome, Abstained) else outcome.conflicts
    shown = [(group.period, answer) for group in groups for answer in group.answers]
    given = [(period, answer, value_of(answer, gold.values)) for period, answer in shown]
    judged = [(period, answer, value) for period, answer, value in given if value]
    force = [value for value in gold.values if standing(value, as_of) == "right"]
    quotes = [answer.text for _, answer in shown]
    quotes += [side.text for conflict in conflicts for side in conflict.sides]
    return DatedScore(
        half=gold.half,
        in_time=in_time(shown[0][1] if shown else None, gold.values, as_of),
        shown=Share(sum(any(gives(q, value) for q in quotes) for value in force), len(force)),
        conflict=gold.conflict,
        conflict_found=any(_shows(conflict, gold) for conflict in conflicts),
        status=_share(answer.status == value.status for _, answer, value in judged if value.status),
        group=_share(_group(period) == value.group for period, _, value in judged if value.group),
        merged_right=_share(same for one, same in _pairs(shown, gold.people) if one),
        merged=_share(one for one, same in _pairs(shown, gold.people) if same),
        in_prose=in_prose,
    )


def in_time(answer: Answer | None, values: Sequence[Value], as_of: datetime.date | None) -> InTime:
    """What is shown first, against the values: in force on the day, no longer, not yet, or none.

    Where nothing is in force, silence is right.
    """
    if answer is None:
        silent = not any(standing(value, as_of) == "right" for value in values)
        return "right" if silent else "abstained"
    found = {standing(value, as_of) for value in values if gives_any(answer, value)}
    return next((one for one in ("right", "stale", "premature") if one in found), "wrong")


def standing(value: Value, as_of: datetime.date | None) -> Literal["right", "stale", "premature"]:
    """Whether ``value`` is in force on a day; None is a day after all articles."""
    if value.to and (as_of is None or value.to < as_of):
        return "stale"
    return "premature" if as_of and value.from_ and as_of < value.from_ else "right"


def gives(quote: str, value: Value) -> bool:
    """Whether a quotation gives a value: nearly its words, and exactly its numbers."""
    return any(_close(quote, wording) for wording in value.wordings)


def gives_any(answer: Answer, value: Value) -> bool:
    """Whether an answer gives a value, in an article that has it."""
    return any(c.document_id in value.documents and gives(c.quote, value) for c in answer.citations)


def value_of(answer: Answer, values: Sequence[Value]) -> Value | None:
    """The value that an answer's first place gives; what its status is of. None if it is none."""
    first = answer.citations[0]
    return next(
        (v for v in values if first.document_id in v.documents and gives(first.quote, v)), None
    )


def _close(quote: str, wording: str) -> bool:
    one, other = normalise(quote), normalise(wording)
    same_numbers = sorted(_NUMBER.findall(one)) == sorted(_NUMBER.findall(other))
    return one == other or (same_numbers and token_f1(quote, [wording]) >= CLOSE)


def _shows(conflict: Conflict, gold: Dated) -> bool:
    """Whether two of the values stand against each other; any conflict, where there is none."""
    sides = [side.text for side in conflict.sides]
    stand = sum(any(gives(text, value) for text in sides) for value in gold.values)
    return stand >= 2 or not gold.conflict


def _pairs(
    shown: Iterable[tuple[Period, Answer]], people: Sequence[Sequence[str]]
) -> list[tuple[bool, bool]]:
    """Of each two places of one period with known names in other words: one answer? one person?"""
    person = {normalise(name): at for at, names in enumerate(people) for name in names}
    places: dict[Period, dict[tuple[str, int], int]] = {}
    for number, (period, answer) in enumerate(shown):
        for citation in answer.citations:
            name = normalise(citation.quote)
            if name in person:
                places.setdefault(period, {})[name, number] = person[name]
    return [
        (a[1] == b[1], one[a] == one[b])
        for one in places.values()
        for a, b in combinations(sorted(one), 2)
        if a[0] != b[0]
    ]


def _group(period: Period) -> str:
    return period.from_.isoformat() if period.from_ else UNDATED


def _share(found: Iterable[bool]) -> Share:
    each = list(found)
    return Share(sum(each), len(each))
