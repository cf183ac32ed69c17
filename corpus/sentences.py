"""Sentence boundaries: sentencex finds them, this module keeps the offsets exact.

Why sentencex and what it was measured against: docs/decisions/0001-sentences.md.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from sentencex import get_sentence_boundaries

from corpus.paragraphs import BLANK_LINE, trimmed
from corpus.spans import Span

LONGEST_SENTENCE = 1_500
"""Characters; what is longer is cut at white space, or anywhere if there is none."""

# sentencex is quadratic in the number of unmatched opening quotes of one call, so a paragraph
# goes through it in windows. A window's last sentence may be cut short: the next starts with it.
_WINDOW = 4_000

_SPACE = re.compile(r"\s")
_CLOCK = re.compile(r"\b[ap]\.m\.\s*\Z")
_AFTER_CLOCK = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\."
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|[ECMP][SD]?T|GMT|UTC|BST|CES?T|Eastern|Pacific|Central)\b"
)
_ITEM_MARK = re.compile(r"(?:\d{1,3}[.)]|[-*•>])\s*\Z")


def sentences(text: str, prose: tuple[Span, ...]) -> list[Span]:
    """The sentences of ``prose``, in order and disjoint, without white space at their ends.

    Every character of the prose that is not white space lies in exactly one of them. A sentence
    never crosses a blank line or the end of a prose span; a single line break does not end one.
    """
    found: list[Span] = []
    for span in prose:
        start = span.start
        for blank in BLANK_LINE.finditer(text, span.start, span.end):
            found.extend(_of_paragraph(text, start, blank.start()))
            start = blank.end()
        found.extend(_of_paragraph(text, start, span.end))
    return found


def sentence_of(text: str, span: Span, prose: tuple[Span, ...] | None = None) -> tuple[str, Span]:
    """The sentence of ``prose`` (of all of ``text``, by default) that has ``span``, and its place
    there; itself if it spans two."""
    for sentence in sentences(text, (Span(0, len(text)),) if prose is None else prose):
        if sentence.contains(span):
            return sentence.of(text), span.shifted(-sentence.start)
    return span.of(text), Span(0, len(span))


def _of_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    held: Span | None = None
    for piece in _pieces(text, start, end):
        if held is None:
            held = piece
        elif _belong_together(text, held, piece):
            held = Span(held.start, piece.end)
        else:
            yield from _cut(text, held)
            held = piece
    if held is not None:
        yield from _cut(text, held)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """What sentencex takes for sentences, trimmed."""
    while start < end:
        # sentencex does not take every line separator of Unicode for white space.
        window = _SPACE.sub(" ", text[start : min(end, start + _WINDOW)])
        cuts = [bound["end_index"] for bound in get_sentence_boundaries("en", window)]
        if start + len(window) < end and len(cuts) > 1:
            cuts.pop()
        else:
            cuts[-1:] = [len(window)]
        for left, right in pairwise((0, *cuts)):
            piece = trimmed(text, start + left, start + right)
            if piece is not None:
                yield piece
        start += cuts[-1]


def _belong_together(text: str, left: Span, right: Span) -> bool:
    """Whether sentencex parted what is one sentence: "6 a.m. | Monday", "1. | First", "it. | ”"."""
    if not any(map(str.isalnum, text[right.start : right.end])):
        return True
    before = text[max(left.start, left.end - 8) : left.end]
    if _CLOCK.search(before):
        return _AFTER_CLOCK.match(text, right.start) is not None
    return len(left) <= 4 and _ITEM_MARK.match(before) is not None


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        stop = start + LONGEST_SENTENCE
        space = next((i for i in range(stop, start, -1) if text[i].isspace()), stop)
        piece = trimmed(text, start, space)
        if piece is not None:
            yield piece
        start = space
    rest = trimmed(text, start, sentence.end)
    if rest is not None:
        yield rest
