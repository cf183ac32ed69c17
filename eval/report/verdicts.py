"""What became of a question, and why it counted as it did."""

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from eval.faithfulness.samples import FAITHFUL
from eval.figures import RETRIEVERS
from eval.rows import Row
from eval.scoring import RIGHT_FROM
from qa.web.words import percent

Verdict = Literal["crashed", "inexact", "wrong", "unsupported", "missed", "in-part", "right"]
"""Worst first: a wrong answer is worse than a missing citation, and that than a missed answer."""

TITLES: dict[Verdict, str] = {
    "crashed": "crashed",
    "inexact": "inexact citation",
    "wrong": "wrong answer",
    "unsupported": "right, but not from the evidence",
    "missed": "not answered",
    "in-part": "right in part",
    "right": "right",
}
_SEVERITY: dict[Verdict, int] = {verdict: at for at, verdict in enumerate(get_args(Verdict))}


def verdict_of(row: Row) -> Verdict:
    """The worst that can be said of the row."""
    if row.outcome == "crashed":
        return "crashed"
    if not all(citation.exact for citation in row.citations):
        return "inexact"
    if row.good:
        if not row.answerable:
            return "right"
        if not row.evidence_hit:
            return "unsupported"
        return "in-part" if row.list_counts and not row.list_counts.is_exact else "right"
    return "missed" if row.outcome == "abstained" else "wrong"


def worst_first(rows: Iterable[Row]) -> list[Row]:
    """By verdict, the more confident first; ties in the order given."""
    return sorted(rows, key=lambda row: (_SEVERITY[verdict_of(row)], -row.confidence))


def why(row: Row) -> list[str]:
    """Sentences that explain the verdict."""
    if row.outcome == "crashed":
        return [f"It raised {row.reason}.", "It is in no figure."]
    return [*_outcome(row), *_citations(row), *_retrieval(row), *_judgements(row)]


def _outcome(row: Row) -> Iterator[str]:
    if not row.answerable:
        said = f"it was answered, with a confidence of {percent(row.confidence)}"
        yield f"No article answers this, and {said if row.best else 'nothing was answered'}."
    elif row.best is None:
        yield f"An article answers this, but no answer was given ({row.reason})."
    elif row.list_counts:
        counts = row.list_counts
        yield f"{counts.wanted} items are wanted; {counts.given} are given, {counts.exact} right."
    else:
        overlap = row.scores.get("F1", 0.0)
        yield (
            f"The most confident answer, “{row.best.text}” ({percent(row.best.confidence)}),"
            f" shares words with the gold answer to F1 {overlap:.2f}; from {RIGHT_FROM} on it is"
            " right."
        )
    if row.answerable and not row.right and row.scores.get("accuracy@3"):
        yield "A less confident answer is right."


def _citations(row: Row) -> Iterator[str]:
    if inexact := sum(not citation.exact for citation in row.citations):
        yield f"Inexact citations: {inexact}."
    if row.answerable and row.answers:
        supported = sum(answer.supported for answer in row.answers)
        yield f"Answers cited from gold evidence: {supported} of {len(row.answers)}."


def _retrieval(row: Row) -> Iterator[str]:
    if not row.ranks:
        return
    ranks = {name: row.ranks.get(name) for name in RETRIEVERS}
    found = ", ".join(f"{name} {rank or 'not at all'}" for name, rank in ranks.items())
    yield f"Rank of the first passage with evidence: {found}."


def _judgements(row: Row) -> Iterator[str]:
    # Support and silence have been said above, in words.
    low = {name: row.ragas[name] for name in FAITHFUL if row.ragas.get(name, 1) < 1}
    if low:
        yield f"Ragas: {', '.join(f'{name} {value:.2f}' for name, value in low.items())}."
    for name, reason in row.failures.items():
        yield f"Its {name} could not be judged ({reason}), and is in no figure."
