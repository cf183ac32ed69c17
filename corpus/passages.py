"""Passages: the pieces of an article that are found and read."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.documents import Document, Passage
from corpus.sentences import sentences
from corpus.spans import Span

PASSAGE_WORDS = 120
"""How many words a passage holds at most, unless one sentence alone holds more."""


def passages(document: Document) -> list[Passage]:
    """The passages of ``document``, in the order of the text.

    Each is a run of whole sentences of about ``PASSAGE_WORDS`` words (white-space separated);
    the last sentence of one is the first of the next, unless the two would not fit together. A
    passage holds nothing but prose: it ends before a caption, a sub-heading or the like. No
    passage contains another, and every sentence is in at least one.
    """
    found = sentences(document.text, document.prose)
    return [
        Passage(document.id, document.revision, span)
        for run in _runs(document.text, found)
        for span in _windows(document.text, run)
    ]


def _runs(text: str, found: Sequence[Span]) -> Iterator[list[Span]]:
    """Sentences with only white space between them."""
    if not found:
        return
    run = [found[0]]
    for before, sentence in pairwise(found):
        if text[before.end : sentence.start].strip():
            yield run
            run = []
        run.append(sentence)
    yield run


def _windows(text: str, run: Sequence[Span]) -> Iterator[Span]:
    words = [len(sentence.of(text).split()) for sentence in run]
    first = 0
    while True:
        last, size = first, words[first]
        while last + 1 < len(run) and size + words[last + 1] <= PASSAGE_WORDS:
            last += 1
            size += words[last]
        yield Span(run[first].start, run[last].end)
        if last + 1 == len(run):
            return
        # One sentence of overlap, if that leaves room for a new one: else the next passage
        # would lie inside this one.
        overlaps = last > first and words[last] + words[last + 1] <= PASSAGE_WORDS
        first = last if overlaps else last + 1
