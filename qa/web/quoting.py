"""What a page shows around a quote: its sentence, and the article it stands in, to the letter."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup, escape

from corpus.paragraphs import BLANK_LINE
from corpus.sentences import sentences
from corpus.spans import Span
from qa.answers import Citation, PassageHit
from qa.citations import CONTEXT

_MOST = 360
"""Characters shown on either side of a quote on the page of answers."""

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BIDI_NAMES = {
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "end of embedding or override",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first strong isolate",
    "\u2069": "end of isolate",
}


class Quoted(msgspec.Struct, frozen=True):
    """A quote and the characters before and after it; ``cut``: there are more on that side."""

    before: str
    quote: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


class Piece(msgspec.Struct, frozen=True):
    """A part of an article; ``prose`` is what may be quoted, the rest is captions and the like."""

    text: str
    prose: bool


def in_its_sentence(citation: Citation, passages: Iterable[PassageHit]) -> Quoted:
    """The quote in its whole sentence, or sentences, if a passage that was read has them.

    Elsewhere ``in_its_paragraph``.
    """
    for hit in passages:
        same = (hit.document_id, hit.revision) == (citation.document_id, citation.revision)
        if same and hit.span.contains(citation.span):
            return _shortened(_sentence(hit.text, citation.span.shifted(-hit.span.start)))
    return in_its_paragraph(citation)


def in_its_paragraph(citation: Citation) -> Quoted:
    """The quote between the few whole words of its paragraph that the citation brings."""
    before = BLANK_LINE.split(citation.prefix)[-1]
    after = BLANK_LINE.split(citation.suffix)[0]
    cut_before = len(before) == CONTEXT  # else the text, or its paragraph, begins there
    cut_after = len(after) == CONTEXT
    return Quoted(
        before.partition(" ")[2] if cut_before else before.lstrip(),
        citation.quote,
        after.rpartition(" ")[0] if cut_after else after.rstrip(),
        cut_before,
        cut_after,
    )


def pieces(text: str, start: int, end: int, prose: Sequence[Span]) -> Iterator[Piece]:
    """``text[start:end]`` in order, parted where prose begins and ends."""
    at = start
    for span in prose:
        low, high = max(at, span.start), min(end, span.end)
        if low >= high:
            continue
        if at < low:
            yield Piece(text[at:low], False)
        yield Piece(text[low:high], True)
        at = high
    if at < end:
        yield Piece(text[at:end], False)


def end_of_head(text: str, place: Span | None, prose: Sequence[Span]) -> int:
    """Where what stands in a file ahead of its prose ends: front matter, a date.

    0 where there is nothing to see in it, and where ``place`` is in it.
    """
    end = prose[0].start if prose else 0
    inside = place is not None and place.start < end
    return 0 if inside or not text[:end].strip() else end


def shown(text: str) -> Markup:
    """``text`` as HTML that shows it: markup as text, and what would turn it round made visible.

    The characters stay what they are. Each bidirectional control is isolated by itself, so that
    it cannot reorder what stands beside it, and gets a mark by the stylesheet.
    """
    html = str(escape(text))
    return Markup(_BIDI.sub(_visible, html))


def _visible(control: re.Match[str]) -> str:
    name = _BIDI_NAMES[control[0]]
    return f'<bdi class="control" title="{name}">{control[0]}</bdi>'


def _sentence(text: str, quote: Span) -> Quoted:
    around = [s for s in sentences(text, (Span(0, len(text)),)) if s.overlaps(quote)]
    start = min([quote.start, *(s.start for s in around)])
    end = max([quote.end, *(s.end for s in around)])
    return Quoted(text[start : quote.start], quote.of(text), text[quote.end : end])


def _shortened(quoted: Quoted) -> Quoted:
    before, after = quoted.before, quoted.after
    long_before, long_after = len(before) > _MOST, len(after) > _MOST
    if long_before:
        tail = before[-_MOST:]
        before = tail.partition(" ")[2] or tail
    if long_after:
        head = after[:_MOST]
        after = head.rpartition(" ")[0] or head
    return Quoted(before, quoted.quote, after, long_before, long_after)
