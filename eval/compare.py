"""Two runs of one gold set, question by question."""

from typing import Any

import msgspec

from eval.errors import NotComparableError
from eval.paired_values import MEASURES, Values, values_of
from eval.rows import Row
from eval.run import Config
from eval.saved import SavedRun
from eval.significance import ALPHA, difference, holm


class Paired(msgspec.Struct, frozen=True, kw_only=True):
    """A measure over the ``n`` questions that have it in both runs: B's mean less A's.

    ``differ`` of them do not have the same value in both. ``p`` is two-sided, ``holm`` the same
    adjusted for the measures in which any do.
    ``only_a`` and ``only_b`` count the questions that have the measure in one run only (an
    abstention has no citations, a crash has nothing); they are in no mean.
    """

    a: float
    b: float
    difference: float
    low: float
    high: float
    p: float
    holm: float
    n: int
    differ: int
    only_a: int
    only_b: int

    @property
    def significant(self) -> bool:
        """More than chance: the adjusted p value and the interval agree."""
        return self.holm < ALPHA and not self.low <= 0 <= self.high


class Comparison(msgspec.Struct, frozen=True):
    """``n`` questions are in both runs. ``unpaired`` names the measures that no question has in
    both runs, with how many have it in A and in B."""

    n: int
    only_a: int
    only_b: int
    measures: dict[str, Paired]
    unpaired: dict[str, tuple[int, int]]


class Flip(msgspec.Struct, frozen=True):
    """A question that is right in one run only, and what either run said."""

    id: str
    kind: str
    question: str
    a: str
    b: str


class Flips(msgspec.Struct, frozen=True):
    """``gained``: right in B only. ``lost``: right in A only."""

    gained: tuple[Flip, ...]
    lost: tuple[Flip, ...]


def compare(a: Values, b: Values) -> Comparison:
    """The paired difference of every measure, in the order of ``MEASURES``."""
    measures: dict[str, Paired] = {}
    unpaired: dict[str, tuple[int, int]] = {}
    for name in MEASURES:
        in_a, in_b = ({id: found[name] for id, found in v.items() if name in found} for v in (a, b))
        if both := [id for id in in_a if id in in_b]:
            measures[name] = _paired(in_a, in_b, both)
        elif in_a or in_b:
            unpaired[name] = (len(in_a), len(in_b))
    # Where no question differs nothing can be significant, and to count it as a test would only
    # hide the others (Tarone, 1990).
    tested = [name for name, paired in measures.items() if paired.differ]
    adjusted = holm([measures[name].p for name in tested])
    for name, value in zip(tested, adjusted, strict=True):
        measures[name] = msgspec.structs.replace(measures[name], holm=value)
    shared = len(a.keys() & b.keys())
    return Comparison(shared, len(a) - shared, len(b) - shared, measures, unpaired)


def compare_runs(a: SavedRun, b: SavedRun) -> tuple[Comparison, Flips]:
    """The comparison of two runs, and the questions that became right or wrong.

    Raises:
        NotComparableError: if they asked different gold sets, or no question in common.
    """
    if a.config.gold_sha256 != b.config.gold_sha256:
        raise NotComparableError(
            f"{a.folder} asked the gold set {a.config.gold} ({a.config.gold_sha256[:12]}) and"
            f" {b.folder} another, {b.config.gold} ({b.config.gold_sha256[:12]})"
        )
    comparison = compare(values_of(a.rows), values_of(b.rows))
    if not comparison.n:
        raise NotComparableError(f"{a.folder} and {b.folder} have no question in common")
    return comparison, flips(a.rows, b.rows)


def flips(a: tuple[Row, ...], b: tuple[Row, ...]) -> Flips:
    """The questions in both runs that are right in one only, in the order of A."""
    after = {row.id: row for row in b}
    changed = [
        (row.good, Flip(row.id, row.kind, row.question, said(row), said(after[row.id])))
        for row in a
        if row.id in after and row.good is not after[row.id].good
    ]
    return Flips(
        gained=tuple(flip for was_good, flip in changed if not was_good),
        lost=tuple(flip for was_good, flip in changed if was_good),
    )


def said(row: Row) -> str:
    """What a run said to a question, in a few words."""
    if row.outcome == "crashed":
        return f"crashed: {row.reason}"
    return f"“{row.best.text}” ({row.best.confidence:.0%})" if row.best else "no answer"


def changed(a: Config, b: Config) -> dict[str, tuple[Any, Any]]:
    """What two runs were made of that is not the same. A generation's name says nothing."""
    before, after = (msgspec.structs.asdict(config) for config in (a, b))
    return {
        name: (before[name], after[name])
        for name in before
        if before[name] != after[name] and name != "generation"
    }


def to_json(comparison: Comparison) -> dict[str, Any]:
    """What ``--json`` prints of it."""
    significant = [name for name, paired in comparison.measures.items() if paired.significant]
    return msgspec.structs.asdict(comparison) | {"significant": significant}


def _paired(in_a: dict[str, float], in_b: dict[str, float], both: list[str]) -> Paired:
    differences = [in_b[id] - in_a[id] for id in both]
    found = difference(differences)
    return Paired(
        a=sum(in_a[id] for id in both) / len(both),
        b=sum(in_b[id] for id in both) / len(both),
        difference=found.value,
        low=found.low,
        high=found.high,
        p=found.p,
        holm=1.0,
        n=len(both),
        differ=sum(map(bool, differences)),
        only_a=len(in_a) - len(both),
        only_b=len(in_b) - len(both),
    )
