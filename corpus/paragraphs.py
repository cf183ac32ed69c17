"""Where the paragraphs of a plain text are."""

import re
from itertools import pairwise

from corpus.spans import Span

WRAP_WIDTH = 120
"""A text whose longest line is longer than this is not line-wrapped: each line is a paragraph."""

_BREAK = r"(?>\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])"
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
BLANK_LINE = re.compile(rf"{_BREAK}[^\S\n\r\x0b\x0c\x85\u2028\u2029]*{_BREAK}")
"""A line break, perhaps white space, and another line break."""


def lines(text: str, start: int = 0) -> list[Span]:
    """The lines of ``text[start:]`` that hold more than white space, trimmed, in order."""
    found = []
    for match in _LINE.finditer(text, start):
        span = trimmed(text, match.start(), match.end())
        if span is not None:
            found.append(span)
    return found


def trimmed(text: str, start: int, end: int) -> Span | None:
    """``[start, end)`` without the white space at its ends; None where nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None


def paragraphs(text: str, start: int = 0) -> list[Span]:
    """The paragraphs of ``text[start:]``, trimmed, in order; a blank line always parts two.

    A single line break parts two only where the text is not line-wrapped, that is where some
    line is longer than ``WRAP_WIDTH`` characters. In a wrapped text the first line still stands
    alone where the next line's first word would have fitted on it and it does not end like a
    sentence: it is a headline, not a wrapped line.
    """
    found = lines(text, start)
    if not found:
        return []
    width = max(len(line) for line in found)
    if width > WRAP_WIDTH:
        return found
    blocks = [[found[0]]]
    for before, line in pairwise(found):
        blank = BLANK_LINE.search(text, before.end, line.start) is not None
        first = before is found[0] and _stands_alone(text, before, line, width)
        if blank or first:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [Span(block[0].start, block[-1].end) for block in blocks]


def _stands_alone(text: str, first: Span, second: Span, width: int) -> bool:
    word = second.of(text).split(maxsplit=1)[0]
    fits = len(first) + 1 + len(word) <= width
    return fits and not word[0].islower() and text[first.end - 1] not in ".,;:!?…-–—"
