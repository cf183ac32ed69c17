"""Two values for one thing: the second is no worse an answer for not being the first.

In one passage both are heard if two claimants give them, each as if the other were not there; from
two articles, neither is held back because the other was read first.
"""

from collections.abc import Sequence

import msgspec

from corpus.sentences import sentence_of
from corpus.spans import Span
from qa.claims import claimant
from qa.excerpts import Excerpt, read_excerpts
from qa.quantities import Quantity, of_one_thing, quantity_at
from qa.questions import asks_for_one_value, counted_in
from qa.reader.base import Candidate, Reader, Reading
from qa.reader.decoding import merge
from qa.sameness import Key, key_of


def best_of(question: str, passage: str, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best candidate of a passage, and the next if another claimant gives a figure against it.

    ``found`` are best first. "The organisers counted 52,000; the police put it at 38,000" answers
    "How many came?" twice. Where nobody is named, or the same, the best alone counts: an article
    that gives two figures by itself tells them apart.
    """
    if len(found) < 2 or not asks_for_one_value(question):
        return tuple(found[:1])
    first, asked = _said(passage, found[0].span), counted_in(question)
    rivals = (
        one for one in found[1:] if first and _against(first, _said(passage, one.span), asked)
    )
    return (found[0], *list(rivals)[:1])


def read_again(
    reader: Reader,
    question: str,
    excerpts: Sequence[Excerpt],
    readings: Sequence[Reading],
    top: int,
) -> list[Reading]:
    """The ``readings`` of ``excerpts``, with every rival scored as it reads without the best one.

    Spans of a passage share one probability, so that the second of two right ones scores low. The
    best one's characters are blanked, which moves no offset, and the passage is read once more.
    """
    heard = [
        (i, pair[0], pair[1])
        for i, (one, reading) in enumerate(zip(excerpts, readings, strict=True))
        if len(pair := best_of(question, one.text, reading.candidates)) > 1
    ]
    found = list(readings)
    if not heard:
        return found
    blanked = [_without(excerpts[i], best.span) for i, best, _ in heard]
    for (i, _, rival), reading in zip(
        heard, read_excerpts(reader, question, blanked, top), strict=True
    ):
        seen = [c for c in reading.candidates if c.span.overlaps(rival.span)]
        alone = max([rival, *seen], key=lambda c: c.score)
        alone = msgspec.structs.replace(alone, span=rival.span)
        others = [c for c in found[i].candidates if c != rival]
        found[i] = msgspec.structs.replace(found[i], candidates=merge([[alone, *others]], top))
    return found


def _without(one: Excerpt, span: Span) -> Excerpt:
    blank = " " * (span.end - span.start)
    return Excerpt(one.text[: span.start] + blank + one.text[span.end :], one.above)


def quantified(question: str, passage: str, span: Span) -> Quantity | None:
    """The figure at ``span`` of ``passage``, if ``question`` asks for one value and it says what it
    counts."""
    if not asks_for_one_value(question):
        return None
    found = quantity_at(*sentence_of(passage, span))
    return found if found and (found.unit or found.state or found.counted) else None


def is_rival(one: Quantity | None, best: Quantity | None, asked: str = "") -> bool:
    """Whether both are figures for one thing, so that neither is the better answer by rank.

    They count the same (what is ``asked`` for, by any name), in the same state, and are near enough
    to count it at all. Where no state is said, a figure of nothing in particular is no rival of one
    that counts something.
    """
    if not (one and best) or one.state != best.state or not of_one_thing(one, best, asked):
        return False
    return bool(one.state) or bool(one.counted) is bool(best.counted)


def _said(passage: str, span: Span) -> tuple[Key, Quantity] | None:
    """Who gives the figure at ``span``, and what; None if it is none, or nobody is named."""
    sentence, at = sentence_of(passage, span)
    who, what = claimant(sentence, at), quantity_at(sentence, at)
    return (key_of(who.of(sentence)), what) if who and what else None


def _against(one: tuple[Key, Quantity], other: tuple[Key, Quantity] | None, asked: str) -> bool:
    """Whether another claimant gives a figure that could be for the same thing."""
    return other is not None and one[0] != other[0] and of_one_thing(one[1], other[1], asked)
