"""Spans that answer "how many?": whole figures, and of what was asked for."""

import re
from collections.abc import Sequence

import msgspec

from corpus.sentences import sentence_of
from corpus.spans import Span
from qa.clauses import part_of
from qa.excerpts import Excerpt
from qa.numerals import figures
from qa.quantities import Quantity, is_of_other, quantity_at, with_hedge
from qa.questions import figure_asked
from qa.reader.base import Reading
from qa.reader.decoding import merge, snap

# "45 cases, seven more than the authority admits to": no number of cases.
_DIFFERENCE = re.compile(r"\s(?:\w+\s)?(?:more|fewer|less|higher|lower)\sthan\b")
# "A firefighter", "none", "both sisters": amounts without a figure.
_AMOUNT = re.compile(
    r"\W*(?:an?|no|none|nobody|nothing|once|twice|half|double|single|both|all|every(?:one|body)?|each"
    r"|several|many|few|most|some|numerous|countless|the (?:whole|entire|only))\b",
    re.IGNORECASE,
)
_APART = re.compile(r",\s|\s(?:and|but|while)\s")


def fitted(
    question: str, excerpts: Sequence[Excerpt], readings: Sequence[Reading]
) -> list[Reading]:
    """The ``readings`` of ``excerpts`` with whole figures, and none of something else.

    A span that has half of a share ("nine" of "nine out of ten") gets the whole of it, and one that
    begins with a figure its hedge ("an estimated 129"), without which it would say more than the
    article does. Where ``question`` asks how many, what says no amount ("people") is no candidate,
    nor is a figure whose sentence says that it counts something else
    (``qa.quantities.is_of_other``); beside one that fits ("14 people and injuring 200") it is cut
    off.
    """
    asked = figure_asked(question)
    return [
        _fitted(asked, one.text, reading) for one, reading in zip(excerpts, readings, strict=True)
    ]


def _fitted(asked: Quantity | None, passage: str, reading: Reading) -> Reading:
    written = figures(passage)
    shares = [figure.span for figure in written if figure.share]
    found = []
    for candidate in reading.candidates:
        span = candidate.span
        for share in shares:
            if share.overlaps(span):
                span = Span(min(share.start, span.start), max(share.end, span.end))
        inside = [figure.span for figure in written if figure.span.overlaps(span)]
        if inside and (whole := with_hedge(passage, inside[0])).end > span.start:
            span = Span(min(whole.start, span.start), span.end)
        kept = _of_what_was_asked(asked, passage, span, inside) if asked else span
        if kept is not None:
            found.append(msgspec.structs.replace(candidate, span=kept))
    return msgspec.structs.replace(reading, candidates=merge([found], len(found)))


def _of_what_was_asked(
    asked: Quantity, passage: str, span: Span, inside: Sequence[Span]
) -> Span | None:
    """``span``, or its part whose figure may count what is asked for; None if all count others.

    ``inside`` are the figures of ``span``; without any, it has to begin as an amount does.
    """
    if not inside:
        return span if _AMOUNT.match(passage, span.start) else None
    fitting = [figure for figure in inside if not _counts_other(asked, passage, figure)]
    if len(fitting) == len(inside) or not fitting:
        return span if fitting else None
    low, high = part_of(passage, fitting[0], _APART)
    return snap(passage, max(low, span.start), min(high, span.end))


def _counts_other(asked: Quantity, passage: str, figure: Span) -> bool:
    if _DIFFERENCE.match(passage, figure.end):
        return True
    given = quantity_at(*sentence_of(passage, figure))
    return given is not None and is_of_other(asked, given)
