"""A reader that knows the anchors of a gold set: what is left to go wrong is not reading."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.spans import Span
from corpus.store import Store
from eval.figures import Measures
from eval.gold import Evidence, GoldQuestion
from eval.run import run
from qa.newsroom import Newsroom
from qa.reader.base import Candidate, Reading
from tests.index.fakes import HashingEncoder
from tests.qa.readers import by_score

AROUND = 24
"""Characters before and after a quote that tell its place from others with the same words."""


class KnowingReader:
    """For a question, the places of its evidence, of whatever day it is asked; all equally sure."""

    name = "knowing"
    fingerprint = "knowing/1"

    def __init__(self, gold: Iterable[GoldQuestion], store: Store) -> None:
        self._places: dict[str, list[tuple[str, int, int]]] = {}
        for question in gold:
            known = self._places.setdefault(question.question, [])
            known += [_around(anchor, store) for anchor in question.evidence]

    def read(self, pairs: Sequence[tuple[str, str]], top: int = 3) -> list[Reading]:
        return [self._reading(question, passage, top) for question, passage in pairs]

    def _reading(self, question: str, passage: str, top: int) -> Reading:
        found: list[Span] = []
        for around, ahead, length in sorted(self._places.get(question, ()), key=lambda p: -p[2]):
            at = passage.find(around)
            span = Span(at + ahead, at + ahead + length) if at >= 0 else None
            if span and not any(span.overlaps(other) for other in found):
                found.append(span)
        spans = tuple(Candidate(span, 5.0) for span in sorted(found)[:top])
        return Reading(spans, 5.0 if spans else -9.0)


def _around(anchor: Evidence, store: Store) -> tuple[str, int, int]:
    """The words around an anchor in its sentence, how far in the quote begins, and its length."""
    document = store.document(anchor.document, anchor.revision)
    prose = next((p for p in document.prose if p.contains(anchor.span)), anchor.span)
    low, high = max(prose.start, anchor.start - AROUND), min(prose.end, anchor.end + AROUND)
    return document.text[low:high], anchor.start - low, len(anchor.quote)


def measures_known(gold: Sequence[GoldQuestion], store: Store, folder: Path) -> Measures:
    """The figures of a run over ``store`` in ``folder`` whose reader knows all places."""
    reader = KnowingReader(gold, store)
    with Newsroom(store, folder, HashingEncoder(), reader, by_score(reader.fingerprint)) as room:
        return run(gold, room).figures.all.measures
