"""One question of a run: what was answered, against what should have been."""

from corpus.errors import UnknownDocumentError
from corpus.store import Store
from eval.answers import (
    accuracy_at,
    exact_match,
    list_counts,
    list_f1,
    list_partial_f1,
    normalise,
    token_f1,
)
from eval.dated import DatedScore, Share, dated_score
from eval.gold import Evidence, GoldQuestion
from eval.rows import GivenAnswer, GivenCitation, Row, SeenPassage
from qa.answers import Abstained, Answer, Answered, Citation, Outcome, PassageHit, answers_of

RIGHT_FROM = 0.6
"""The token F1 from which an answer is right, where confidence is judged: the bar that the
calibration is fitted to. Words too many at an edge do not make a quotation wrong."""
PASSAGES = 5
"""How many of the passages that were read a row has."""
DECIMALS = 6
"""Of confidences: what differs beyond is how the processor rounds."""


def crashed(gold: GoldQuestion, error: Exception) -> Row:
    """The row of a question that raised."""
    message = str(error).partition("\n")[0]
    return Row(
        id=gold.id,
        question=gold.question,
        kind=gold.kind,
        as_of=gold.as_of,
        gold=gold.answers,
        outcome="crashed",
        reason=f"{type(error).__name__}: {message}",
    )


def score(gold: GoldQuestion, outcome: Outcome, store: Store) -> Row:
    """The row of a question that was answered or not; retrieval is measured elsewhere.

    EM and F1 are of the most confident answer (of all periods; the first shown, of equals), and
    so is ``right``, against any item. A list is measured over all answers shown.
    """
    answers = tuple(
        _given(answer, gold.evidence, store)
        for answer in sorted(answers_of(outcome), key=lambda answer: -answer.confidence)
    )
    texts = _distinct([answer.text for answer in answers])
    scores: dict[str, float] = {}
    counts = None
    if gold.answerable:
        scores = {f"accuracy@{k}": accuracy_at(k, texts, gold.answers) for k in (1, 3)}
    if len(gold.answers) == 1:
        best = texts[0] if texts else ""
        scores |= {
            "EM": exact_match(best, gold.answers[0]),
            "F1": token_f1(best, gold.answers[0]),
        }
    elif gold.answers:
        counts = list_counts(texts, gold.answers)
        scores |= {
            "list_EM": float(counts.is_exact),
            "list_F1": list_f1([counts]),
            "list_partial_F1": list_partial_f1([counts]),
        }
    return Row(
        id=gold.id,
        question=gold.question,
        kind=gold.kind,
        as_of=gold.as_of,
        gold=gold.answers,
        outcome="answered" if isinstance(outcome, Answered) else "abstained",
        reason=outcome.reason if isinstance(outcome, Abstained) else "",
        answers=answers,
        right=any(
            token_f1(text, item) >= RIGHT_FROM for text in texts[:1] for item in gold.answers
        ),
        evidence_hit=any(answer.supported for answer in answers),
        scores=scores,
        list_counts=counts,
        dated=_dated(gold, outcome, store),
        passages=tuple(
            SeenPassage(
                document=hit.document_id,
                revision=hit.revision,
                start=hit.span.start,
                end=hit.span.end,
                lexical_rank=hit.lexical_rank,
                dense_rank=hit.dense_rank,
                relevant=any(_overlap(hit, anchor) for anchor in gold.evidence),
            )
            for hit in _read(outcome)[:PASSAGES]
        ),
    )


def is_exact(citation: Citation, store: Store) -> bool:
    """Whether the stored revision has the quote at the span, to the character."""
    try:
        text = store.document(citation.document_id, citation.revision).text
    except UnknownDocumentError:
        return False
    # A slice would stop where the text does, and hide a span that runs over its end.
    return citation.span.end <= len(text) and citation.span.of(text) == citation.quote


def _dated(gold: GoldQuestion, outcome: Outcome, store: Store) -> DatedScore | None:
    if gold.dated is None:
        return None
    return dated_score(gold.dated, gold.as_of, outcome, _in_prose(outcome, store))


def _in_prose(outcome: Outcome, store: Store) -> Share:
    """The citations that stand in an article's prose, not in a caption, a credit or a date head."""
    cited = [citation for answer in answers_of(outcome) for citation in answer.citations]
    prose = [store.document(c.document_id, c.revision).prose for c in cited]
    within = [any(p.contains(c.span) for p in each) for c, each in zip(cited, prose, strict=True)]
    return Share(sum(within), len(within))


def _read(outcome: Outcome) -> tuple[PassageHit, ...]:
    return outcome.nearest if isinstance(outcome, Abstained) else outcome.passages


def _distinct(texts: list[str]) -> list[str]:
    """The texts that differ when normalised, in order."""
    distinct: dict[str, str] = {}
    for text in texts:
        distinct.setdefault(normalise(text), text)
    return list(distinct.values())


def _given(answer: Answer, evidence: tuple[Evidence, ...], store: Store) -> GivenAnswer:
    return GivenAnswer(
        text=answer.text,
        confidence=round(answer.confidence, DECIMALS),
        citations=tuple(
            GivenCitation(
                document=citation.document_id,
                revision=citation.revision,
                start=citation.span.start,
                end=citation.span.end,
                quote=citation.quote,
                exact=is_exact(citation, store),
                supports=any(_overlap(citation, anchor) for anchor in evidence),
            )
            for citation in answer.citations
        ),
    )


def _overlap(place: Citation | PassageHit, anchor: Evidence) -> bool:
    same = (place.document_id, place.revision) == (anchor.document, anchor.revision)
    return same and place.span.overlaps(anchor.span)
