"""From the verdicts of the editors' desk to lines of a gold set."""

from pathlib import Path

import msgspec

from corpus.store import Store
from eval.errors import GoldError
from eval.gold import GoldQuestion, read_gold
from eval.gold_add import add
from qa.desk.candidates import Candidate, Passed, candidates_of
from qa.desk.desk import Desk


class Taken(msgspec.Struct, frozen=True):
    """A candidate that was added, and the line that it became."""

    line: int
    question: GoldQuestion


class FromReviews(msgspec.Struct, frozen=True):
    """What became of the judged cases: ``known`` were in the gold set before, by id."""

    added: tuple[Taken, ...]
    known: tuple[str, ...]
    passed: tuple[Passed, ...]


def add_reviewed(path: Path, store: Store) -> FromReviews:
    """Add what two editors agree on to the gold set at ``path``, which is made if it is missing.

    A candidate that the lint finds fault with (its article was corrected since, its question is
    there already) is passed over with that reason, like a case that is no candidate.

    Raises:
        GoldError: if the gold set cannot be read.
    """
    there = {question.id for question in read_gold(path)} if path.exists() else set()
    candidates, passed = candidates_of(Desk(store).cases())
    new = [candidate for candidate in candidates if candidate.id not in there]
    tried = [_try(path, store, candidate) for candidate in new]
    refused = (one for one in tried if isinstance(one, Passed))
    return FromReviews(
        added=tuple(one for one in tried if isinstance(one, Taken)),
        known=tuple(candidate.id for candidate in candidates if candidate.id in there),
        passed=(*passed, *refused),
    )


def gold_question(candidate: Candidate) -> GoldQuestion:
    """The candidate as a gold question: the fields are the same."""
    return msgspec.convert(msgspec.to_builtins(candidate), GoldQuestion)


def _try(path: Path, store: Store, candidate: Candidate) -> Taken | Passed:
    question = gold_question(candidate)
    try:
        return Taken(add(path, question, store), question)
    except GoldError as error:
        return Passed(candidate.id, error.reason)
