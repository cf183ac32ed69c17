"""Spans: the one way in which Dateline says where something stands."""

import msgspec

from corpus.errors import InvalidSpanError


class Span(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """The characters ``[start, end)`` of a document's text, in Unicode code points.

    Raises:
        InvalidSpanError: unless ``0 <= start < end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidSpanError(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the quoted characters; ``text`` must be the text that the span points into.

        Raises:
            InvalidSpanError: if the span runs over the end of ``text``.
        """
        if self.end > len(text):
            raise InvalidSpanError(self.start, self.end)
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether every character of ``other`` is a character of this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """The same span ``by`` characters further on (a passage offset into its document)."""
        return Span(self.start + by, self.end + by)


def occurrences(text: str, quote: str) -> list[int]:
    """Where ``quote`` starts in ``text``, in order, overlapping places too; nowhere if empty."""
    found, start = [], text.find(quote) if quote else -1
    while start >= 0:
        found.append(start)
        start = text.find(quote, start + 1)
    return found
