"""Which cases are looked at, and in which order."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from qa.desk.cases import CaseLine

MOST_CASES = 200
"""Cases on one page of the queue."""

Order = Literal["newest", "least-confident", "most-reported"]
State = Literal["open", "judged", "disagreed"]
"""Nobody judged it; somebody did; editors differ over it."""

_ORDERS: Mapping[Order, str] = {
    "newest": "last_at DESC, id DESC",
    "least-confident": "confidence IS NULL, confidence, last_at DESC, id DESC",
    "most-reported": "reports DESC, last_at DESC, id DESC",
}
_STATES: Mapping[State, str] = {
    "open": "editors = 0",
    "judged": "editors > 0",
    "disagreed": "disagreed = 1",
}
_ROADS = {"asked": "asked > 0", "reported": "reports > 0"}


class Queue(msgspec.Struct, frozen=True):
    """One page of the queue; ``total`` counts all the cases that were asked for."""

    total: int
    cases: tuple[CaseLine, ...]


class WantedCases(msgspec.Struct, frozen=True, kw_only=True):
    """Which cases. ``words`` occur in the question, in any case; "" is anything.

    Least confident first: the confidence of the best answer counts; abstentions have none and
    come last. Ties go to the case that was asked or reported last.
    """

    order: Order = "newest"
    words: str = ""
    outcome: Literal["answered", "abstained"] | None = None
    state: State | None = None
    came: Literal["asked", "reported"] | None = None
    limit: int = 50
    offset: int = 0


def selection(wanted: WantedCases) -> tuple[str, str, list[str]]:
    """The condition and the order of a query for what is ``wanted``, and the condition's values."""
    conditions, values = ["1"], list[str]()
    if wanted.words:
        conditions.append("instr(casefold(words), ?)")
        values.append(wanted.words.casefold())
    if wanted.outcome is not None:
        conditions.append("kind = ?")
        values.append(wanted.outcome)
    if wanted.state is not None:
        conditions.append(_STATES[wanted.state])
    if wanted.came is not None:
        conditions.append(_ROADS[wanted.came])
    return " AND ".join(conditions), _ORDERS[wanted.order], values
