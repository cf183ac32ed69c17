"""What a gold question says of time: which value holds when, and what becomes of it."""

import datetime
from typing import Literal

import msgspec

from qa.answers import Status

UNDATED = "undated"
"""The group of what stands in an article without a date."""


class Value(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A value that the articles give at some time, and what is to be said of it.

    It is in force from ``from`` to ``to``, both inclusive, either open: from the day on which it
    was published to the day before another took its place. One that was corrected was never in
    force: its ``to`` lies before its article. ``documents`` are the articles that give it,
    ``status`` what they say of it, ``group`` the day that it should stand under (ISO) or
    "undated"; None and "" where more than one could be meant.
    """

    wordings: tuple[str, ...]
    documents: tuple[str, ...]
    from_: datetime.date | None = msgspec.field(default=None, name="from")
    to: datetime.date | None = None
    status: Status | None = None
    group: str = ""

    def __post_init__(self) -> None:
        if not self.documents or not self.wordings or not all(map(str.strip, self.wordings)):
            raise ValueError("a value has wordings, none of them blank, and articles that give it")
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError(f"a value is in force until {self.to}, before {self.from_}")
        if self.group and self.group != UNDATED:
            datetime.date.fromisoformat(self.group)


class Dated(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What is judged of a question besides its answers.

    ``half``: whether rules may be chosen by looking at it. ``conflict``: whether the values
    contradict each other (None: not judged). ``people``: the wordings that name one person each;
    two of different persons must never be one answer.
    """

    half: Literal["seen", "held-out"]
    values: tuple[Value, ...]
    conflict: bool | None = None
    people: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        named = [name for person in self.people for name in person]
        if len(set(named)) < len(named):
            raise ValueError("a name is two people's")
