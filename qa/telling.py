"""What a candidate's sentence tells of it: whether it happened, when, who says so, how much."""

from collections.abc import Mapping, Sequence

import msgspec

from corpus.documents import Document
from corpus.sentences import sentence_of
from corpus.spans import Span
from qa.answers import Citation, PassageHit, Question
from qa.called_off import called_off
from qa.candidates import Candidate
from qa.citations import cite
from qa.claims import claimant
from qa.ended import ended
from qa.events import stated, when
from qa.full_names import full_name
from qa.grouping import Given
from qa.left_office import left_office
from qa.offices import holds_office
from qa.origins import origin
from qa.quantities import quantity_at
from qa.status import status_of


def told(
    question: Question,
    candidate: Candidate,
    confidence: float,
    places: Sequence[tuple[Document, Span]],
    hits: Sequence[PassageHit],
    documents: Mapping[str, Document],
) -> list[Given]:
    """The candidate as an answer, with what its sentence tells, at each of ``places``.

    The first of these is its own, the others have the same passage in other outlets, where only
    what is reckoned from the day of publication differs. ``hits`` are the passages that were read,
    ``documents`` their articles, by id.
    """
    asked = question.question
    sentence, at = sentence_around(candidate)
    office = holds_office(asked, sentence, at)
    given = Given(
        confidence=confidence,
        status="reported" if office else status_of(sentence, at, asked),
        citation=(cited := cite(*places[0])),
        full=full_name(candidate.quote, candidate.document.text, cited.prefix),
        origin=origin(sentence, candidate.document.id),
        quantity=quantity_at(sentence, at),
    )
    is_plan = given.status in ("expected", "conditional")
    who = claimant(sentence, at)
    found = []
    for document, place in places:
        published = document.published
        day = stated(sentence, at, published)
        until = ended(asked, sentence, at, published, question.as_of)
        is_date = day is not None
        found.append(
            msgspec.structs.replace(
                given,
                citation=cite(document, place),
                claimant=_beside(document, place, sentence, at, who),
                event=None if office else when(sentence, at, published),
                day=day,
                quantity=None if day else given.quantity,
                called_off=called_off(
                    asked, sentence, published.date, hits, documents, is_date=is_date
                )
                if is_plan
                else None,
                ended=_beside(document, place, sentence, at, until)
                or left_office(asked, given.full or candidate.quote, published, hits, documents),
            )
        )
    return found


def sentence_around(candidate: Candidate) -> tuple[str, Span]:
    """The sentence that the candidate stands in, and its place there; itself if it spans two."""
    document, span = candidate.document, candidate.span
    around = next((prose for prose in document.prose if prose.contains(span)), span)
    return sentence_of(document.text, span, (around,))


def _beside(
    document: Document, place: Span, sentence: str, answer: Span, words: Span | None
) -> Citation | None:
    """The citation of ``words`` of the answer's sentence, in ``document``, where it stands at
    ``place``; None if there are none, or if this, maybe another outlet's, does not have them."""
    if words is None:
        return None
    start, quote = place.start + words.start - answer.start, words.of(sentence)
    if start < 0 or not document.text.startswith(quote, start):
        return None
    return cite(document, Span(start, start + len(quote)))
