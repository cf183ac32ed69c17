"""What is judged of an answered question. Needs no ragas."""

import msgspec

from corpus.errors import UnknownDocumentError
from corpus.sentences import sentences
from corpus.spans import Span
from corpus.store import Store
from eval.rows import GivenCitation, Row
from qa.answers import Answered, Outcome

FAITHFUL = ("faithfulness", "verbatim_grounding", "citation_precision", "citation_recall")
"""The metrics of what was answered and cited; the other two are of the question."""
NAMES = (*FAITHFUL, "question_support", "abstention")
"""The metrics, in the order in which they are shown; all are 0 to 1, and higher is better."""


class Cited(msgspec.Struct, frozen=True):
    """A citation. ``stored`` is the text at its place, ``sentences`` the one or more that hold it
    and the one before; both are blank where nothing is stored. ``supports``: it overlaps gold
    evidence."""

    quote: str
    stored: str
    sentences: str
    supports: bool


class JudgedAnswer(msgspec.Struct, frozen=True):
    """An answer that was shown, with what it cites."""

    text: str
    citations: tuple[Cited, ...]


class Sample(msgspec.Struct, frozen=True):
    """A question and what was said to it. ``contexts`` are the passages that were read."""

    id: str
    question: str
    answerable: bool
    answers: tuple[JudgedAnswer, ...]
    contexts: tuple[str, ...]


class Judged(msgspec.Struct, frozen=True):
    """The metrics that a question has, and under the name of each that failed, why."""

    values: dict[str, float] = {}
    failures: dict[str, str] = {}


def sample_of(row: Row, outcome: Outcome, store: Store) -> Sample:
    """What is to be judged of the question of ``row``, to which ``outcome`` was said."""
    passages = outcome.passages if isinstance(outcome, Answered) else ()
    return Sample(
        id=row.id,
        question=row.question,
        answerable=row.answerable,
        answers=tuple(
            JudgedAnswer(answer.text, tuple(_cited(one, store) for one in answer.citations))
            for answer in row.answers
        ),
        contexts=tuple(hit.text for hit in passages),
    )


def _cited(citation: GivenCitation, store: Store) -> Cited:
    try:
        text = store.document(citation.document, citation.revision).text
    except UnknownDocumentError:
        return Cited(citation.quote, "", "", citation.supports)
    stored = text[citation.start : citation.end]
    around = ""
    if stored.strip():
        around = _around(text, Span(citation.start, citation.start + len(stored)))
    return Cited(citation.quote, stored, around, citation.supports)


def _around(text: str, span: Span) -> str:
    """The sentences of ``text`` that hold ``span``, and the one before."""
    found = sentences(text, (Span(0, len(text)),))
    touched = [i for i, sentence in enumerate(found) if sentence.overlaps(span)]
    return text[found[max(0, touched[0] - 1)].start : found[touched[-1]].end]
