"""Two values for one thing: the second is no worse an answer for not being the first.

In one passage both are heard if two claimants give them; from two articles, neither is held back
because the other was read first.
"""

from collections.abc import Sequence

from corpus.sentences import sentence_of
from corpus.spans import Span
from qa.claims import claimant
from qa.conflicts import asks_for_one_value
from qa.quantities import Quantity, comparable, near, quantity_at
from qa.reader.base import Candidate
from qa.sameness import Key, key_of


def best_of(question: str, passage: str, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best candidate of a passage, and the next if another claimant gives a figure against it.

    ``found`` are best first. "The organisers counted 52,000; the police put it at 38,000" answers
    "How many came?" twice. Where nobody is named, or the same, the best alone counts: an article
    that gives two figures by itself tells them apart.
    """
    if len(found) < 2 or not asks_for_one_value(question):
        return tuple(found[:1])
    first = _said(passage, found[0].span)
    rivals = (
        one for one in found[1:] if first and (other := _said(passage, one.span)) and other != first
    )
    return (found[0], *list(rivals)[:1])


def quantified(question: str, passage: str, span: Span) -> Quantity | None:
    """The figure at ``span`` of ``passage``, if ``question`` asks for one value and it says what it
    counts."""
    if not asks_for_one_value(question):
        return None
    sentence, at = _in_its_sentence(passage, span)
    found = quantity_at(sentence, at)
    return found if found and (found.unit or found.state or found.counted) else None


def is_rival(one: Quantity | None, best: Quantity | None) -> bool:
    """Whether both are figures for one thing, so that neither is the better answer by rank.

    They count the same, in the same state, and are near enough to count it at all.
    """
    if not (one and best) or one.state != best.state or not comparable(one, best):
        return False
    return near(one, best) and bool(one.counted) is bool(best.counted)


def _said(passage: str, span: Span) -> Key | None:
    """Who gives the figure at ``span``; None where it is no figure, or nobody is named."""
    sentence, at = _in_its_sentence(passage, span)
    who = claimant(sentence, at)
    return key_of(who.of(sentence)) if who and quantity_at(sentence, at) else None


def _in_its_sentence(passage: str, span: Span) -> tuple[str, Span]:
    """The sentence of ``passage`` that has ``span``, and its place there."""
    return sentence_of(passage, span, (Span(0, len(passage)),))
