"""What stands above a passage is read with it and never quoted: the title and the sub-heading.

A passage in the middle of an article seldom says what the article is about: "raised it to 5.5 per
cent" answers a question for the pay offer only under "Strike goes on as drivers reject new offer".
"""

from collections.abc import Sequence

import msgspec

from corpus.documents import Document
from corpus.prose import LONGEST_SUB_HEADING
from corpus.spans import Span
from qa.reader.base import Candidate, Reader, Reading

_ENDS = (".", "?", "!", "…")
_SPARE = 4
"""Spans of what stands above that may be proposed before those of the passage."""


class Excerpt(msgspec.Struct, frozen=True):
    """A passage as it is read: ``text``, under the lines ``above``, each closed like a sentence."""

    text: str
    above: str = ""


def excerpt(document: Document, span: Span) -> Excerpt:
    """The passage at ``span`` of ``document``, with the article's title and its sub-heading.

    An article without a title is called by its first words; they are not read twice.
    """
    text = span.of(document.text)
    title = "" if text.startswith(document.title.removesuffix("…").rstrip()) else document.title
    heading = _sub_heading(document, span)
    return Excerpt(text, above(title, "" if heading == title else heading))


def above(*lines: str) -> str:
    """``lines``, as they stand above a passage; "" for none."""
    closed = (line if line.endswith(_ENDS) else f"{line}." for line in lines if line)
    return "".join(f"{line}\n\n" for line in closed)


def read_excerpts(
    reader: Reader, question: str, excerpts: Sequence[Excerpt], top: int
) -> list[Reading]:
    """One reading an excerpt, in order; its candidates are of the passage, as are their offsets."""
    readings = reader.read([(question, e.above + e.text) for e in excerpts], top + _SPARE)
    return [
        msgspec.structs.replace(reading, candidates=_inside(len(e.above), reading.candidates)[:top])
        for e, reading in zip(excerpts, readings, strict=True)
    ]


def _inside(start: int, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those behind ``start``, counted from there."""
    return tuple(
        msgspec.structs.replace(one, span=one.span.shifted(-start))
        for one in found
        if one.span.start >= start
    )


def _sub_heading(document: Document, span: Span) -> str:
    """The heading of the section that holds ``span``; "" if there is none.

    That is the line right above the section's first paragraph, if it is short and no sentence.
    """
    text, end = document.text, span.start
    for paragraph in reversed([p for p in document.prose if p.start <= span.start]):
        if gap := text[paragraph.end : end].strip():
            return _heading(gap)
        end = paragraph.start
    return _heading(text[:end])


def _heading(gap: str) -> str:
    line = gap.strip().rpartition("\n")[2].strip(" #*_")
    is_one = (
        line[:1].isalnum()
        and not line[0].islower()
        and len(line) <= LONGEST_SUB_HEADING
        and not any(c in ".:;…()/" for c in line)
    )
    return line if is_one else ""
