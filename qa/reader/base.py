"""What a reader is: a question and a passage in, candidate spans out."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import msgspec

from corpus.spans import Span

MAX_SPAN_TOKENS = 30
"""The longest answer, in sub-words of the model."""


class Candidate(msgspec.Struct, frozen=True):
    """A span of a passage that may answer; offsets in code points of the passage's text.

    ``score`` is the logit by which it beats "no answer here" (start + end, each less ``[CLS]``'s).
    It compares across passages for one reader; it is no probability. ``inside`` is the mean
    in-answer tag logit of its tokens, 0 for a reader without tags.
    """

    span: Span
    score: float
    inside: float = 0.0


class Reading(msgspec.Struct, frozen=True):
    """What one passage gives: candidates best first (ties by place), none overlapping another.

    ``answerable`` is the logit that the passage answers the question at all: the mean of what the
    head for it says and of half the best candidate's score, whose start and end say it once each; a
    reader without that head gives the score.
    """

    candidates: tuple[Candidate, ...]
    answerable: float


@runtime_checkable
class Reader(Protocol):
    """Reads (question, passage) pairs. One conformance suite holds for all: tests/conformance.

    ``fingerprint`` changes whenever the same pair could be read otherwise, beyond rounding.
    """

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    def read(self, pairs: Sequence[tuple[str, str]], top: int = 3) -> list[Reading]:
        """One reading a pair, in order, with at most ``top`` candidates each.

        A passage with no word in it has no candidates. Long passages are read whole, in strides.
        """
        ...
