"""What each question adds to each measure: the values that two runs are compared by."""

from collections.abc import Iterable, Mapping

from eval.faithfulness.samples import FAITHFUL
from eval.figures import RETRIEVERS
from eval.rows import Row

RAGAS = "ragas"
"""The group that its metrics are in, as those of a retriever are in the retriever's."""
ANSWER_MEASURES = (
    "right",
    "EM",
    "F1",
    "list_EM",
    "list_F1",
    "list_partial_F1",
    "accuracy@1",
    "accuracy@3",
    "exact_citations",
    "evidence_support",
    "abstention_accuracy",
)
DATED_MEASURES = ("time_accuracy", "conflict_recall", "status_accuracy", "group_accuracy")
"""Of the questions of a dated gold set."""
RETRIEVAL_MEASURES = ("nDCG@10", "R@10")
"""Of each retriever. Few: every further measure makes a drop of the others harder to tell."""
MEASURES = (
    ANSWER_MEASURES
    + DATED_MEASURES
    + tuple(f"{RAGAS} {name}" for name in FAITHFUL)
    + tuple(f"{retriever} {name}" for retriever in RETRIEVERS for name in RETRIEVAL_MEASURES)
)
"""All that are compared, in the order in which they are shown; of each, higher is better.

Of one question, ragas's question_support is evidence_support and its abstention is
abstention_accuracy: here they would count one difference twice."""
DECIMALS = 6
"""Of every value, so that a stored one equals the one it was stored from."""

Values = Mapping[str, Mapping[str, float]]
"""Question → measure → value; a measure that a question does not have is left out."""


def values_of(rows: Iterable[Row]) -> dict[str, dict[str, float]]:
    """The values of every question, in order; a crashed one has none.

    ``right`` is 1 for a right answer where an article answers and for silence where none does.
    The citation measures are shares of the question's own citations and answers, and list_F1 is
    of its own list, so that their means are not the figures of the run, which are taken over all
    lists and citations together. AUROC, ECE and AURC have no value of one question.
    """
    return {row.id: _values(row) for row in rows}


def _values(row: Row) -> dict[str, float]:
    if row.outcome == "crashed":
        return {}
    exact = [citation.exact for citation in row.citations]
    supported = [answer.supported for answer in row.answers]
    found = {
        **row.scores,
        "right": float(row.good),
        "abstention_accuracy": float((row.outcome == "answered") is row.answerable),
        **({"exact_citations": sum(exact) / len(exact)} if exact else {}),
        **({"evidence_support": sum(supported) / len(supported)} if supported else {}),
        **_dated(row),
        **{f"{RAGAS} {name}": value for name, value in row.ragas.items()},
        **{
            f"{retriever} {name}": value
            for retriever, measures in row.retrieval.items()
            for name, value in measures.items()
        },
    }
    return {name: round(found[name], DECIMALS) for name in MEASURES if name in found}


def _dated(row: Row) -> dict[str, float]:
    if row.dated is None:
        return {}
    shares = {"status_accuracy": row.dated.status, "group_accuracy": row.dated.group}
    return {
        **({"time_accuracy": float(row.dated.in_time == "right")} if row.as_of else {}),
        **({"conflict_recall": float(row.dated.conflict_found)} if row.dated.conflict else {}),
        **{name: share.part / share.whole for name, share in shares.items() if share.whole},
    }
