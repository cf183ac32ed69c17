"""The road of a question: retrieve, read, decide, cite."""

import time
from collections.abc import Callable, Sequence

import msgspec

from corpus.documents import Document, Passage
from corpus.errors import UnknownDocumentError
from corpus.sentences import sentence_of
from corpus.spans import Span, occurrences
from corpus.store import Store
from index.encoder import Encoder
from index.filters import Filters
from index.generation import Generation
from index.retrieval import FusedRetriever, Retrieval
from qa.answers import (
    Abstained,
    Answered,
    Citation,
    Group,
    Outcome,
    PassageHit,
    Question,
    Reason,
    Retrieved,
)
from qa.calibration import Calibration
from qa.called_off import called_off
from qa.candidates import Candidate, gather
from qa.citations import cite
from qa.claims import claimant
from qa.conflicts import conflicts
from qa.events import stated, when
from qa.excerpts import excerpt, read_excerpts
from qa.full_names import full_name
from qa.grouping import Given, group
from qa.origins import origin
from qa.quantities import quantity_at
from qa.reader.base import Reader
from qa.rivals import read_again
from qa.status import status_of
from qa.values import fitted

NEAREST = 5
"""Passages shown with an abstention."""
CANDIDATES = 8
"""Spans that the reader may propose for one passage."""
CONSIDERED = 16
"""Candidates of a question that may answer; those with a lower score never do."""

MESSAGES: dict[Reason, str] = {
    "no-articles": "There is no article to look in: none is loaded, or no filter lets one through.",
    "nothing-found": "No passage of the articles has to do with the question.",
    "not-said": "The articles do not say, as far as Dateline can tell.",
    "called-off": "An article expected it; a later one calls it off: “{}”",
}


class Found(msgspec.Struct, frozen=True):
    """What retrieval and reading gave for a question, before anything is decided."""

    retrieval: Retrieval
    hits: tuple[PassageHit, ...]
    documents: dict[str, Document]
    candidates: tuple[Candidate, ...]
    timings_ms: dict[str, float]


class Pipeline:
    """Answers questions over one generation of the index. Threads may share it.

    An article that was corrected, retracted or deleted after the generation was made does not
    answer. ``clock`` returns seconds from any start.
    """

    def __init__(
        self,
        store: Store,
        generation: Generation,
        encoder: Encoder,
        reader: Reader,
        calibration: Calibration,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.generation = generation
        self._store = store
        self._retriever = FusedRetriever(generation, encoder, clock=clock)
        self._reader = reader
        self._calibration = calibration
        self._clock = clock

    def ask(self, question: Question) -> Outcome:
        """Answer or abstain."""
        begin = self._clock()
        found = self.find(question)
        before = self._clock()
        given: list[Given] = []
        beside: list[Given] = []
        for candidate in found.candidates:
            confidence = self._calibration.confidence(candidate.features)
            if confidence >= self._calibration.threshold:
                given += self._given(question.question, candidate, confidence, found)
            elif candidate.disputes:
                beside += self._given(question.question, candidate, confidence, found)
        groups = group(given)
        timings = found.timings_ms | {
            "decide": 1000 * (self._clock() - before),
            "total": 1000 * (self._clock() - begin),
        }
        timings = {station: round(ms, 2) for station, ms in timings.items()}
        off = _called_off(groups)
        if groups and not off:
            return Answered(
                question=question.question,
                groups=groups,
                conflicts=conflicts(question.question, given, beside),
                passages=found.hits,
                undated=found.retrieval.undated,
                generation=self.generation.id,
                timings_ms=timings,
            )
        reason = self._reason(question, found) if off is None else "called-off"
        return Abstained(
            question=question.question,
            reason=reason,
            message=MESSAGES[reason].format(off.quote if off else ""),
            nearest=_nearest(found.hits, off),
            undated=found.retrieval.undated,
            generation=self.generation.id,
            timings_ms=timings,
        )

    def retrieve(self, question: Question) -> Retrieved:
        """The passages that would be read."""
        begin = self._clock()
        retrieval = self.retrieval(question)
        hits, _ = self._hits(retrieval)
        timings = retrieval.timings_ms | {"total": 1000 * (self._clock() - begin)}
        return Retrieved(
            question=question.question,
            passages=hits,
            undated=retrieval.undated,
            generation=self.generation.id,
            timings_ms={station: round(ms, 2) for station, ms in timings.items()},
        )

    def retrieval(self, question: Question) -> Retrieval:
        """All three rankings."""
        return self._retriever.retrieve_all(
            question.question, top_k=question.top_k, filters=filters_of(question)
        )

    def find(self, question: Question) -> Found:
        """Retrieve and read."""
        retrieval = self.retrieval(question)
        begin = self._clock()
        hits, documents = self._hits(retrieval)
        excerpts = [excerpt(documents[hit.document_id], hit.span) for hit in hits]
        first = read_excerpts(self._reader, question.question, excerpts, CANDIDATES)
        readings = fitted(question.question, excerpts, first)
        readings = read_again(self._reader, question.question, excerpts, readings, CANDIDATES)
        candidates = gather(question.question, hits, readings, documents)[:CONSIDERED]
        read = {"read": 1000 * (self._clock() - begin)}
        return Found(retrieval, hits, documents, tuple(candidates), retrieval.timings_ms | read)

    def _hits(self, retrieval: Retrieval) -> tuple[tuple[PassageHit, ...], dict[str, Document]]:
        """The fused passages whose article still stands as it was indexed, and the articles."""
        lexical = {scored.passage: scored.rank for scored in retrieval.lexical}
        dense = {scored.passage: scored.rank for scored in retrieval.dense}
        documents: dict[str, Document] = {}
        hits: list[PassageHit] = []
        for scored in retrieval.fused:
            passage = scored.passage
            document = documents.get(passage.document_id) or self._current(passage)
            if document is None:
                continue
            documents[document.id] = document
            hits.append(
                PassageHit(
                    document_id=document.id,
                    revision=document.revision,
                    span=passage.span,
                    text=passage.span.of(document.text),
                    title=document.title,
                    source=document.source,
                    published=document.published,
                    url=document.url,
                    score=scored.score,
                    rank=len(hits) + 1,
                    lexical_rank=lexical.get(passage),
                    dense_rank=dense.get(passage),
                )
            )
        return tuple(hits), documents

    def _current(self, passage: Passage) -> Document | None:
        """The article of ``passage``, unless it was corrected or taken out since."""
        if self._store.standing(passage.document_id, passage.revision) != "current":
            return None
        try:
            return self._store.document(passage.document_id, passage.revision)
        except UnknownDocumentError:
            return None  # deleted between the two lines above

    def _given(
        self, question: str, candidate: Candidate, confidence: float, found: Found
    ) -> list[Given]:
        """The candidate, cited where it was read and wherever the same passage was printed."""
        hit = found.hits[candidate.hit]
        places = [(candidate.document, candidate.span)]
        quote = candidate.quote
        ahead = candidate.span.start - hit.span.start
        passage = Passage(hit.document_id, hit.revision, hit.span)
        for copy in found.retrieval.duplicates.get(passage.id, ()):
            if (document := self._current(copy)) and (at := _place(document, copy, quote, ahead)):
                places.append((document, at))
        sentence, at = _sentence(candidate)
        quantity = quantity_at(sentence, at)
        who = claimant(sentence, at)
        ahead_of = who.start - at.start if who else 0
        given = Given(
            confidence=confidence,
            status=status_of(sentence, at),
            citation=(cited := cite(*places[0])),
            full=full_name(quote, candidate.document.text, cited.prefix),
            origin=origin(sentence, candidate.document.id),
        )
        is_plan = given.status in ("expected", "conditional")
        # Only what is reckoned from the day of publication differs from outlet to outlet.
        return [
            msgspec.structs.replace(
                given,
                citation=cite(document, place),
                claimant=who and _said_by(document, who.of(sentence), place.start + ahead_of),
                event=when(sentence, at, document.published),
                day=(day := stated(sentence, at, document.published)),
                quantity=None if day else quantity,
                called_off=called_off(
                    question,
                    sentence,
                    document.published.date,
                    found.hits,
                    found.documents,
                    is_date=day is not None,
                )
                if is_plan
                else None,
            )
            for document, place in places
        ]

    def _reason(self, question: Question, found: Found) -> Reason:
        if found.hits:
            return "not-said"
        rows = self.generation.allowed(filters_of(question)).rows
        nothing = not self.generation.passages if rows is None else not rows.any()
        return "no-articles" if nothing else "nothing-found"


def filters_of(question: Question) -> Filters:
    """The filters that a question asks for."""
    return Filters(
        published_from=question.published.from_,
        published_to=question.published.to,
        as_of=question.as_of,
        sources=question.sources,
    )


def _sentence(candidate: Candidate) -> tuple[str, Span]:
    """The sentence that the candidate stands in, and its place there; itself if it spans two."""
    document, span = candidate.document, candidate.span
    around = next((prose for prose in document.prose if prose.contains(span)), span)
    return sentence_of(document.text, span, (around,))


def _called_off(groups: Sequence[Group]) -> Citation | None:
    """What calls the first answer off, if every answer is called off."""
    answers = [answer for each in groups for answer in each.answers]
    return answers[0].called_off if answers and all(a.called_off for a in answers) else None


def _nearest(hits: Sequence[PassageHit], off: Citation | None) -> tuple[PassageHit, ...]:
    """The nearest passages; first of all the one that calls it off."""
    if off is None:
        return tuple(hits[:NEAREST])
    calling = [h for h in hits if h.document_id == off.document_id and h.span.contains(off.span)]
    return (*calling, *(hit for hit in hits if hit not in calling))[:NEAREST]


def _said_by(document: Document, quote: str, start: int) -> Citation | None:
    """The citation of a claimant, if ``document``, maybe another outlet's, has it there too."""
    if start < 0 or not document.text.startswith(quote, start):
        return None
    return cite(document, Span(start, start + len(quote)))


def _place(document: Document, passage: Passage, quote: str, ahead: int) -> Span | None:
    """Where ``quote`` stands in ``passage``, nearest to ``ahead`` characters from its start."""
    text = passage.span.of(document.text)
    places = occurrences(text, quote)
    if not places:
        return None
    start = passage.span.start + min(places, key=lambda i: (abs(i - ahead), i))
    return Span(start, start + len(quote))
