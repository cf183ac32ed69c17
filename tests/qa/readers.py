"""A reader that knows the answers: it points at given phrases wherever they stand."""

from collections.abc import Mapping, Sequence

from corpus.spans import Span, occurrences
from qa.calibration import Calibration, Features
from qa.reader.base import Candidate, Reading


class PhraseReader:
    """For a question, every place of each of its phrases, with its score."""

    name = "phrases"
    fingerprint = "phrases/1"

    def __init__(self, phrases: Mapping[str, Mapping[str, float]]) -> None:
        self._phrases = phrases
        self.read_pairs: list[tuple[str, str]] = []

    def read(self, pairs: Sequence[tuple[str, str]], top: int = 3) -> list[Reading]:
        self.read_pairs.extend(pairs)
        return [self._reading(question, passage, top) for question, passage in pairs]

    def _reading(self, question: str, passage: str, top: int) -> Reading:
        found = [
            Candidate(Span(at, at + len(phrase)), score)
            for phrase, score in self._phrases.get(question, {}).items()
            for at in occurrences(passage, phrase)
        ]
        found.sort(key=lambda c: (-c.score, c.span))
        return Reading(tuple(found[:top]), found[0].score if found else -9.0)


def by_score(reader: str = "phrases/1", encoder: str = "hashing/16") -> Calibration:
    """A calibration by the reader's score alone; 0 is the threshold."""
    weights = dict.fromkeys(Features._fields, 0.0) | {"score": 1.0}
    return Calibration(
        reader=reader, encoder=encoder, weights=weights, bias=0.0, threshold=0.5, fitted={}
    )
