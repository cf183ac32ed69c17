"""Two values in one passage: a question for one hears both, if two claimants give them."""

from collections.abc import Sequence

from corpus.sentences import sentences
from corpus.spans import Span
from qa.claims import claimant
from qa.conflicts import asks_for_one_value
from qa.quantities import quantity_at
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


def _said(passage: str, span: Span) -> Key | None:
    """Who gives the figure at ``span``; None where it is no figure, or nobody is named."""
    for sentence in sentences(passage, (Span(0, len(passage)),)):
        if sentence.contains(span):
            text, at = sentence.of(passage), span.shifted(-sentence.start)
            who = claimant(text, at)
            return key_of(who.of(text)) if who and quantity_at(text, at) else None
    return None
