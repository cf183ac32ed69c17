"""What the form under an answer sends along, so that an editor finds what it was about."""

from collections.abc import Sequence

import msgspec

from qa.answers import Citation, Question
from qa.desk.cases import MOST_PLACES

_PLACE = ("document_id", "revision", "span", "quote")


def beginning_of_report(
    question: Question, generation: str, citations: Sequence[Citation] = ()
) -> str:
    """A report on an answer as JSON, less the verdict and the note.

    The citations have no more than says where the quotes are.
    """
    places = [{name: getattr(c, name) for name in _PLACE} for c in citations[:MOST_PLACES]]
    asked = {
        "question": question.question,
        "as_of": question.as_of,
        "published": question.published,
        "sources": question.sources,
    }
    return msgspec.json.encode(asked | {"citations": places, "generation": generation}).decode()
