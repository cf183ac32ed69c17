"""Every other question: one half to choose by, the other to report."""

from collections.abc import Sequence
from typing import Literal, TypeVar

Half = Literal["choose", "report"]
"""``choose``: the first, third, fifth … question; what was chosen by them is not reported on them.
``report``: the others."""
Asked = TypeVar("Asked")


def of_half(questions: Sequence[Asked], half: Half | None) -> Sequence[Asked]:
    """The questions of this half, in their order; all of them if there is none."""
    if half is None:
        return questions
    return questions[0 if half == "choose" else 1 :: 2]
