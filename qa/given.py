"""Reading the citations that someone hands in."""

from typing import Any

import msgspec

from qa.answers import Abstained, Citation, Outcome, answers_of
from qa.errors import BadRequestError


def citations_in(data: bytes) -> tuple[Citation, ...]:
    """The citations of an answer (each once, in order), of a list, or the one that it is.

    Raises:
        BadRequestError: if ``data`` is none of these.
    """
    try:
        given: Any = msgspec.json.decode(data)
        if isinstance(given, list):
            return tuple(msgspec.convert(given, list[Citation]))
        if not isinstance(given, dict) or "outcome" not in given:
            return (msgspec.convert(given, Citation),)
        outcome = msgspec.convert(given, Outcome)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequestError(
            f"this is neither an answer of /v1/ask nor a citation nor a list of them: {error}"
        ) from error
    if isinstance(outcome, Abstained):
        return ()
    answers = answers_of(outcome)
    sides = [side for conflict in outcome.conflicts for side in conflict.sides]
    quoted = [citation for holder in (*answers, *sides) for citation in holder.citations]
    claimants = [claimant for answer in answers for claimant in answer.claimants]
    over = [c for answer in answers for c in (answer.called_off, answer.ended) if c]
    return tuple(dict.fromkeys((*quoted, *claimants, *over)))
