"""The road of a question: retrieve, read, decide, cite."""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import msgspec

from corpus.documents import Document, Passage
from corpus.errors import UnknownDocumentError
from corpus.spans import Span, occurrences
from corpus.store import Store
from index.encoder import Encoder
from index.filters import Filters
from index.generation import Generation
from index.retrieval import FusedRetriever, Retrieval, ScoredPassage
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
from qa.candidates import Candidate, gather
from qa.conflicts import conflicts
from qa.excerpts import excerpt, read_excerpts
from qa.grouping import Given, group
from qa.reader.base import Reader
from qa.reader.decoding import together
from qa.rivals import read_again
from qa.subjects import about_it
from qa.telling import told
from qa.values import fitted
from qa.wordings import wordings

NEAREST = 5
"""Passages shown with an abstention."""
CANDIDATES = 8
"""Spans that the reader may propose for one passage."""
DEEPER = 3
"""How many times as many passages are retrieved as are read: some are not worth it."""
PER_ARTICLE = 5
"""Passages of one article that are read before another article's next one."""
CONSIDERED = 16
"""Candidates of a question that may answer; those with a lower score never do."""

MESSAGES: dict[Reason, str] = {
    "no-articles": "There is no article to look in: none is loaded, or no filter lets one through.",
    "nothing-found": "No passage of the articles has to do with the question.",
    "not-said": "The articles do not say, as far as Dateline can tell.",
    "called-off": "An article expected it; a later one calls it off: “{}”",
    "ended": "What the articles give is over: “{}”",
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
                given += self._given(question, candidate, confidence, found)
            elif candidate.disputes:
                beside += self._given(question, candidate, confidence, found)
        groups = group(given)
        timings = found.timings_ms | {
            "decide": 1000 * (self._clock() - before),
            "total": 1000 * (self._clock() - begin),
        }
        timings = {station: round(ms, 2) for station, ms in timings.items()}
        over = _over(groups)
        if groups and not over:
            return Answered(
                question=question.question,
                groups=groups,
                conflicts=conflicts(question.question, given, beside),
                passages=found.hits,
                undated=found.retrieval.undated,
                generation=self.generation.id,
                timings_ms=timings,
            )
        reason, words = over or (self._reason(question, found), None)
        return Abstained(
            question=question.question,
            reason=reason,
            message=MESSAGES[reason].format(words.quote if words else ""),
            nearest=_nearest(found.hits, words),
            undated=found.retrieval.undated,
            generation=self.generation.id,
            timings_ms=timings,
        )

    def retrieve(self, question: Question) -> Retrieved:
        """The passages that would be read."""
        begin = self._clock()
        retrieval = self.retrieval(question, DEEPER)
        hits, _, _ = self._hits(question, retrieval)
        timings = retrieval.timings_ms | {"total": 1000 * (self._clock() - begin)}
        return Retrieved(
            question=question.question,
            passages=hits,
            undated=retrieval.undated,
            generation=self.generation.id,
            timings_ms={station: round(ms, 2) for station, ms in timings.items()},
        )

    def retrieval(self, question: Question, times: int = 1) -> Retrieval:
        """All three rankings, of ``times`` as many passages as are to be read."""
        return self._retriever.retrieve_all(
            question.question, top_k=times * question.top_k, filters=filters_of(question)
        )

    def find(self, question: Question) -> Found:
        """Retrieve and read."""
        retrieval = self.retrieval(question, DEEPER)
        begin = self._clock()
        hits, documents, speak = self._hits(question, retrieval)
        candidates = self._read(question.question, hits, documents) if speak else []
        read = {"read": 1000 * (self._clock() - begin)}
        return Found(retrieval, hits, documents, tuple(candidates), retrieval.timings_ms | read)

    def _read(
        self, question: str, hits: Sequence[PassageHit], documents: dict[str, Document]
    ) -> list[Candidate]:
        """The candidates of the passages, by all wordings of the question together."""
        excerpts = [excerpt(documents[hit.document_id], hit.span) for hit in hits]
        each = [read_excerpts(self._reader, w, excerpts, CANDIDATES) for w in wordings(question)]
        first = [together(readings, CANDIDATES) for readings in zip(*each, strict=True)]
        readings = fitted(question, excerpts, first)
        readings = read_again(self._reader, question, excerpts, readings, CANDIDATES)
        return gather(question, hits, readings, documents)[:CONSIDERED]

    def _hits(
        self, question: Question, retrieval: Retrieval
    ) -> tuple[tuple[PassageHit, ...], dict[str, Document], bool]:
        """The passages to read, their articles as they still stand, and whether these speak of it.

        The best ``top_k`` of articles that are about the question (``qa.subjects``), at most
        ``PER_ARTICLE`` of one article while others are left; where none is, the best of all, to be
        shown.
        """
        documents: dict[str, Document] = {}
        current: list[ScoredPassage] = []
        for scored in retrieval.fused:
            name = scored.passage.document_id
            document = documents.get(name) or self._current(scored.passage)
            if document is not None:
                documents[name] = document
                current.append(scored)
        about = about_it(question.question, documents.values())
        picked, spare, silent = list[ScoredPassage](), list[ScoredPassage](), list[ScoredPassage]()
        taken = Counter[str]()
        for scored in current:
            name = scored.passage.document_id
            taken[name] += 1
            kind = picked if taken[name] <= PER_ARTICLE else spare
            (kind if name in about else silent).append(scored)
        chosen = [*picked, *spare][: question.top_k] or silent[: question.top_k]
        chosen.sort(key=lambda scored: scored.rank)
        lexical = {scored.passage: scored.rank for scored in retrieval.lexical}
        dense = {scored.passage: scored.rank for scored in retrieval.dense}
        hits = tuple(
            _hit(documents[scored.passage.document_id], scored, rank, lexical, dense)
            for rank, scored in enumerate(chosen, start=1)
        )
        return hits, documents, bool(picked)

    def _current(self, passage: Passage) -> Document | None:
        """The article of ``passage``, unless it was corrected or taken out since."""
        if self._store.standing(passage.document_id, passage.revision) != "current":
            return None
        try:
            return self._store.document(passage.document_id, passage.revision)
        except UnknownDocumentError:
            return None  # deleted between the two lines above

    def _given(
        self, question: Question, candidate: Candidate, confidence: float, found: Found
    ) -> list[Given]:
        """The candidate, cited where it was read and wherever the same passage was printed."""
        hit = found.hits[candidate.hit]
        places = [(candidate.document, candidate.span)]
        ahead = candidate.span.start - hit.span.start
        passage = Passage(hit.document_id, hit.revision, hit.span)
        for copy in found.retrieval.duplicates.get(passage.id, ()):
            if document := self._current(copy):
                at = _place(document, copy, candidate.quote, ahead)
                places += [(document, at)] if at else []
        return told(question, candidate, confidence, places, found.hits, found.documents)

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


def _hit(
    document: Document,
    scored: ScoredPassage,
    rank: int,
    lexical: Mapping[Passage, int],
    dense: Mapping[Passage, int],
) -> PassageHit:
    passage = scored.passage
    return PassageHit(
        document_id=document.id,
        revision=document.revision,
        span=passage.span,
        text=passage.span.of(document.text),
        title=document.title,
        source=document.source,
        published=document.published,
        url=document.url,
        score=scored.score,
        rank=rank,
        lexical_rank=lexical.get(passage),
        dense_rank=dense.get(passage),
    )


def _over(groups: Sequence[Group]) -> tuple[Reason, Citation] | None:
    """What calls the first answer off, or says that it is over, if every answer is."""
    answers = [answer for each in groups for answer in each.answers]
    over: list[tuple[Reason, Citation]] = []
    for answer in answers:
        if answer.called_off:
            over.append(("called-off", answer.called_off))
        elif answer.ended:
            over.append(("ended", answer.ended))
    return over[0] if over and len(over) == len(answers) else None


def _nearest(hits: Sequence[PassageHit], words: Citation | None) -> tuple[PassageHit, ...]:
    """The nearest passages; first of all the one that has the words for why there is no answer."""
    if words is None:
        return tuple(hits[:NEAREST])
    has = [h for h in hits if h.document_id == words.document_id and h.span.contains(words.span)]
    return (*has, *(hit for hit in hits if hit not in has))[:NEAREST]


def _place(document: Document, passage: Passage, quote: str, ahead: int) -> Span | None:
    """Where ``quote`` stands in ``passage``, nearest to ``ahead`` characters from its start."""
    text = passage.span.of(document.text)
    places = occurrences(text, quote)
    if not places:
        return None
    start = passage.span.start + min(places, key=lambda i: (abs(i - ahead), i))
    return Span(start, start + len(quote))
