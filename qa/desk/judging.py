"""Which verdicts fit a case, and what they are anchored to. Pure but for reading articles."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import msgspec

from corpus.documents import Document
from corpus.errors import InvalidSpanError, UnknownDocumentError
from corpus.spans import Span
from corpus.store import Store
from corpus.writer import storable
from qa.answers import Citation, Outcome, answers_of
from qa.citations import cite, proved
from qa.desk.cases import (
    LONGEST_EDITOR,
    LONGEST_NOTE,
    LONGEST_QUOTE,
    MOST_PLACES,
    Place,
    Verdict,
)
from qa.errors import BadRequestError, CitationError

Count = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
"""As far as a browser counts, too."""


class NewReview(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A verdict to be stored; ``missed`` are the places that answer, with the verdict "missed"."""

    case: Count
    verdict: Verdict
    answer: Count | None = None
    editor: str = ""
    note: str = ""
    missed: tuple[Place, ...] = ()


def judged(new: NewReview, outcome: Outcome, store: Store) -> tuple[Citation, ...]:
    """The citations that ``new`` is about: the answer's, or those of the places that were missed.

    Raises:
        BadRequestError: if the verdict does not fit what it is given to.
    """
    if not is_name(new.editor):
        raise BadRequestError(f"an editor has a name of 1 to {LONGEST_EDITOR} printable characters")
    refuse_note(new.note)
    if bool(new.missed) is not (new.verdict == "missed"):
        raise BadRequestError('places are marked exactly when the verdict is "missed"')
    if new.answer is None:
        if new.verdict not in ("right", "missed"):
            raise BadRequestError('what was not answered is "right" or "missed"')
        return places(new.missed, store)
    answers = answers_of(outcome)
    if new.verdict == "missed":
        raise BadRequestError('"missed" is said of what was not answered, without `answer`')
    if new.answer >= len(answers):
        raise BadRequestError(f"the case has {len(answers)} answers, counted from 0")
    return answers[new.answer].citations


def places(marked: Sequence[Place], store: Store) -> tuple[Citation, ...]:
    """A citation for each place, in the order of the places, none twice.

    Raises:
        BadRequestError: if there are too many, or one is not in a stored article.
    """
    if len(marked) > MOST_PLACES:
        raise BadRequestError(f"at most {MOST_PLACES} places are marked at once")
    return tuple(_cited(_article(place, store), place.span) for place in sorted(set(marked)))


def proved_all(citations: Iterable[Citation], store: Store) -> tuple[Citation, ...]:
    """The citations as the store has them, whatever else was sent along with the place.

    Raises:
        BadRequestError: if a quote does not stand at its place of a stored revision.
    """
    found = []
    for citation in citations:
        place = Place(citation.document_id, citation.revision, citation.span)
        document = _article(place, store)
        found.append(_cited(document, place.span))
        try:
            proved(citation, document)
        except CitationError as error:
            raise BadRequestError(f"a citation does not hold: {error}") from error
    return tuple(found)


def refuse_note(note: str) -> None:
    """Raise if ``note`` cannot be one.

    Raises:
        BadRequestError: if it is too long, or cannot be stored.
    """
    if len(note) > LONGEST_NOTE or not storable(note):
        raise BadRequestError(f"a note has at most {LONGEST_NOTE:,} characters, all of them whole")


def is_name(editor: str) -> bool:
    """Whether an editor can be called so."""
    return (
        editor == editor.strip()
        and 1 <= len(editor) <= LONGEST_EDITOR
        and editor.isprintable()
        and storable(editor)
    )


def _article(place: Place, store: Store) -> Document:
    if len(place.span) > LONGEST_QUOTE:
        raise BadRequestError(f"a place has at most {LONGEST_QUOTE:,} characters")
    try:
        return store.document(place.document_id, place.revision)
    except UnknownDocumentError as error:
        raise BadRequestError(f"there is no such place: {error}") from error


def _cited(document: Document, span: Span) -> Citation:
    try:
        citation = cite(document, span)
    except InvalidSpanError as error:
        raise BadRequestError(f"there is no such place: {error}") from error
    if not citation.quote.strip():
        raise BadRequestError("there are no words at the place")
    return citation
