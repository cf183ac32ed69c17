"""Whether a run may pass: no inexact citation, and nothing significantly worse than accepted."""

import msgspec

from eval.baseline import Baseline
from eval.compare import Comparison, compare
from eval.errors import NotComparableError
from eval.paired_values import values_of
from eval.saved import SavedRun


class Verdict(msgspec.Struct, frozen=True):
    """``reasons`` are sentences, and none where the run passes."""

    reasons: tuple[str, ...]
    comparison: Comparison

    @property
    def passed(self) -> bool:
        return not self.reasons


def judge(run: SavedRun, baseline: Baseline) -> Verdict:
    """Judge ``run`` by ``baseline``.

    Raises:
        NotComparableError: unless both are of the same questions of the same gold set.
    """
    values = values_of(run.rows)
    if run.config.gold_sha256 != baseline.gold_sha256:
        raise NotComparableError(
            f"the baseline is of another {baseline.gold} ({baseline.gold_sha256[:12]}) than"
            f" {run.folder} asked ({run.config.gold_sha256[:12]}); accept a run of this one"
        )
    if missing := baseline.questions.keys() ^ values.keys():
        raise NotComparableError(
            f"{run.folder} asked {len(values)} questions, of which the baseline has"
            f" {len(values.keys() - missing)} of its {len(baseline.questions)}; ask the whole"
            " gold set"
        )
    comparison = compare(baseline.questions, values)
    drops = [
        f"{name} fell by {-paired.difference:.3f}, from {paired.a:.3f} to {paired.b:.3f}"
        f" (95% interval of the difference {paired.low:.3f} to {paired.high:.3f},"
        f" p = {paired.holm:.3f} after Holm, {paired.n} questions)."
        for name, paired in comparison.measures.items()
        if paired.significant and paired.high < 0
    ]
    return Verdict((*defects(run), *drops), comparison)


def defects(run: SavedRun) -> tuple[str, ...]:
    """What no run may have, whatever the baseline: inexact citations, crashes, failed judgements.

    What crashed or failed is in no mean, so a run could pass by crashing where it is bad.
    """
    found: list[str] = []
    given = [(row.id, citation) for row in run.rows for citation in row.citations]
    if inexact := [(id, citation) for id, citation in given if not citation.exact]:
        id, first = inexact[0]
        found.append(
            f"{len(inexact)} of {len(given)} citations are not exact; the first is of {id}:"
            f" {first.quote!r} does not stand at {first.start}-{first.end} of {first.document!r}."
        )
    if crashes := [row for row in run.rows if row.outcome == "crashed"]:
        found.append(
            f"{len(crashes)} of {len(run.rows)} questions crashed; the first is"
            f" {crashes[0].id}: {crashes[0].reason}."
        )
    if failed := [row for row in run.rows if row.failures]:
        found.append(
            f"{len(failed)} of {len(run.rows)} questions could not be judged; the first is"
            f" {failed[0].id}: {failed[0].failure}."
        )
    return tuple(found)
