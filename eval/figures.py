"""The figures of a run: its rows, summed up, each with its interval."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from eval.answers import ListCounts, list_f1, list_partial_f1
from eval.confidence import aurc, auroc, calibration_error
from eval.dated_figures import dated_figures
from eval.errors import UndefinedMeasureError
from eval.faithfulness.samples import NAMES
from eval.intervals import Figure, figure, mean_figure, ratio_figure
from eval.rows import Row

RETRIEVERS = ("lexical", "dense", "fused")

Measures = dict[str, Figure]


class Abstention(msgspec.Struct, frozen=True):
    """Questions by what was done and whether that was right.

    To answer is right where an article answers, whatever the answer; to abstain, where none does.
    """

    answered_right: int
    answered_wrong: int
    abstained_right: int
    abstained_wrong: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of some questions, of which ``crashed`` gave no row to measure: they are in none.

    ``ragas`` are its metrics, means over the questions that have them; ``failed`` counts the
    questions of which one or more could not be judged.

    A measure that is not defined for these questions (AUROC without unanswerable ones, the
    citations of no answer) is left out.
    """

    n: int
    crashed: int
    abstention: Abstention
    measures: Measures
    retrieval: dict[str, Measures]
    ragas: Measures
    failed: int


class Figures(msgspec.Struct, frozen=True):
    """All questions, and the questions of each kind."""

    all: Summary
    by_kind: dict[str, Summary]


def figures_of(rows: Sequence[Row]) -> Figures:
    """The figures of a run. They depend on nothing but the rows and their order."""
    kinds = sorted({row.kind for row in rows})
    return Figures(
        summary_of(rows), {kind: summary_of([r for r in rows if r.kind == kind]) for kind in kinds}
    )


def summary_of(rows: Sequence[Row]) -> Summary:
    """The figures of ``rows``."""
    measured = [row for row in rows if row.outcome != "crashed"]
    counts = Counter((row.outcome, row.answerable) for row in measured)
    return Summary(
        n=len(rows),
        crashed=len(rows) - len(measured),
        abstention=Abstention(
            answered_right=counts["answered", True],
            answered_wrong=counts["answered", False],
            abstained_right=counts["abstained", False],
            abstained_wrong=counts["abstained", True],
        ),
        measures=_measures(measured),
        retrieval={name: _retrieval(measured, name) for name in RETRIEVERS},
        ragas=_ragas(measured),
        failed=sum(bool(row.failures) for row in measured),
    )


def flat(summary: Summary) -> dict[str, Any]:
    """What ``--json`` prints: a measure's value under its name, its interval under ``intervals``.

    Measures of retrievers are under the retriever's name, in both places, and those of ragas under
    its.
    """
    found = summary.retrieval | {"ragas": summary.ragas}
    groups = {name: group for name, group in found.items() if group}
    return {
        "n": summary.n,
        "crashed": summary.crashed,
        "failed": summary.failed,
        **values(summary.measures),
        **{name: values(group) for name, group in groups.items()},
        "abstention": msgspec.structs.asdict(summary.abstention),
        "intervals": bounds(summary.measures)
        | {name: bounds(group) for name, group in groups.items()},
    }


def values(measures: Mapping[str, Figure]) -> dict[str, float]:
    """The values without their intervals."""
    return {name: figure.value for name, figure in measures.items()}


def bounds(measures: Mapping[str, Figure]) -> dict[str, list[float]]:
    """The intervals without their values."""
    return {name: [figure.low, figure.high] for name, figure in measures.items()}


def defined(makers: Mapping[str, Callable[[], Figure]]) -> Measures:
    """Those of the figures that can be made."""
    made = {}
    for name, make in makers.items():
        try:
            made[name] = make()
        except UndefinedMeasureError:
            continue
    return made


def list_figures(counts: Sequence[ListCounts]) -> dict[str, Callable[[], Figure]]:
    """How to make the three list figures of these counts; F1 is over all lists together."""
    return {
        "list_EM": lambda: mean_figure([c.is_exact for c in counts]),
        "list_F1": lambda: figure(lambda at: list_f1(counts[i] for i in at), len(counts)),
        "list_partial_F1": lambda: figure(
            lambda at: list_partial_f1(counts[i] for i in at), len(counts)
        ),
    }


def _measures(rows: Sequence[Row]) -> Measures:
    answered = [row for row in rows if row.outcome == "answered"]
    lists = [row.list_counts for row in rows if row.list_counts]
    confidence = np.array([row.confidence for row in rows])
    answerable = np.array([row.answerable for row in rows], dtype=np.bool_)
    right = np.array([row.right for row in rows], dtype=np.bool_)
    of_answered = np.array([row.outcome == "answered" for row in rows], dtype=np.bool_)
    sure, hit = confidence[of_answered], right[of_answered]

    def mean_of(name: str) -> Callable[[], Figure]:
        return lambda: mean_figure([row.scores[name] for row in rows if name in row.scores])

    return defined(
        {
            "EM": mean_of("EM"),
            "F1": mean_of("F1"),
            **list_figures(lists),
            "accuracy@1": mean_of("accuracy@1"),
            "accuracy@3": mean_of("accuracy@3"),
            "exact_citations": lambda: ratio_figure(
                [sum(citation.exact for citation in row.citations) for row in answered],
                [sum(1 for _ in row.citations) for row in answered],
            ),
            "evidence_support": lambda: ratio_figure(
                [sum(answer.supported for answer in row.answers) for row in answered],
                [len(row.answers) for row in answered],
            ),
            "abstention_accuracy": lambda: mean_figure(list(of_answered == answerable)),
            "AUROC": lambda: figure(lambda at: auroc(confidence[at], answerable[at]), len(rows)),
            "ECE": lambda: figure(lambda at: calibration_error(sure[at], hit[at]), len(sure)),
            "AURC": lambda: figure(lambda at: aurc(confidence[at], right[at]), len(rows)),
            **dated_figures(rows),
        }
    )


def _retrieval(rows: Sequence[Row], retriever: str) -> Measures:
    found = [row.retrieval[retriever] for row in rows if retriever in row.retrieval]
    names = found[0] if found else ()
    return {name: mean_figure([values[name] for values in found]) for name in names}


def _ragas(rows: Sequence[Row]) -> Measures:
    found = {name: [row.ragas[name] for row in rows if name in row.ragas] for name in NAMES}
    return {name: mean_figure(values) for name, values in found.items() if values}
