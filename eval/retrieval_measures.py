"""Measures of rankings, by ir_measures (MacAvaney et al., 2022), one value a query."""

from collections.abc import Iterable, Mapping, Sequence

from eval.gold import Evidence
from index.generation import Generation
from index.retrieval import ScoredPassage

MEASURES = ("R@1", "R@5", "R@10", "R@20", "nDCG@10", "RR@10", "AP")

Qrels = Mapping[str, Mapping[str, int]]
"""Query id → what was judged for it → how relevant it is; not at all unless above 0."""
Run = Mapping[str, Sequence[str]]
"""Query id → what was found for it, best first, each once."""


def measure(qrels: Qrels, run: Run, names: Sequence[str] = MEASURES) -> dict[str, dict[str, float]]:
    """Query id → measure → value, for every query of ``qrels``, in its order.

    A query that ``run`` does not have, or for which nothing is relevant, counts 0. nDCG has the
    relevance itself as gain (Järvelin and Kekäläinen, 2002); AP is of the ranking as it is given,
    however short.
    """
    import ir_measures  # a tenth of a second, and of no use to `--help`

    judged = [
        ir_measures.Qrel(query, found, relevance)
        for query, relevances in qrels.items()
        for found, relevance in relevances.items()
    ]
    # Scores that fall with the rank, so that no provider has ties to break in its own way.
    ranked = [
        ir_measures.ScoredDoc(query, found, -rank)
        for query, ranking in run.items()
        for rank, found in enumerate(ranking, start=1)
    ]
    values = {query: dict.fromkeys(names, 0.0) for query in qrels}
    if judged and ranked:
        measures = [ir_measures.parse_measure(name) for name in names]
        for metric in ir_measures.iter_calc(measures, judged, ranked):
            if metric.query_id in values:
                values[metric.query_id][str(metric.measure)] = float(metric.value)
    return values


class Units:
    """What can be found: passages, those that say the same being one.

    The index shows one passage for all that differ in white space only (a dispatch printed in
    several outlets), and which one depends on the filters; a unit is named by the first of all.
    """

    def __init__(self, generation: Generation) -> None:
        passages = generation.passages
        self._unit_of = {
            passage.id: passages[generation.copies(row)[0]].id
            for row, passage in enumerate(passages)
        }
        self._by_revision: dict[tuple[str, str], list[int]] = {}
        for row, passage in enumerate(passages):
            key = (passage.document_id, passage.revision)
            self._by_revision.setdefault(key, []).append(row)
        self._passages = passages

    def ranking(self, found: Iterable[ScoredPassage]) -> list[str]:
        """The units of a ranking of passages, best first."""
        return list(dict.fromkeys(self._unit_of[scored.passage.id] for scored in found))

    def relevant(self, evidence: Iterable[Evidence]) -> dict[str, int]:
        """The units with a passage that shares a character with the evidence, each with 1."""
        return {
            self._unit_of[self._passages[row].id]: 1
            for anchor in evidence
            for row in self._by_revision.get((anchor.document, anchor.revision), ())
            if self._passages[row].span.overlaps(anchor.span)
        }


def first_relevant(relevant: Mapping[str, int], ranking: Sequence[str]) -> int | None:
    """The rank, from 1, of the first that is relevant; None where none is found."""
    return next((rank for rank, unit in enumerate(ranking, start=1) if unit in relevant), None)
