"""The figures of dated questions, over all of them and over the half that is only measured."""

from collections.abc import Callable, Sequence

from eval.dated import DatedScore, InTime, Share
from eval.intervals import Figure, mean_figure, ratio_figure
from eval.rows import Row

Maker = Callable[[], Figure]
_TIMES: tuple[tuple[str, InTime], ...] = (
    ("time_accuracy", "right"),
    ("stale", "stale"),
    ("premature", "premature"),
    ("wrong_in_time", "wrong"),
    ("silent_in_time", "abstained"),
)
_MEANINGS = {
    "time_accuracy": "asked as of a day, what is shown first was in force, or silence was right",
    "stale": "what is shown first had been overtaken by the day asked for",
    "premature": "what is shown first came only after the day asked for",
    "wrong_in_time": "what is shown first was never so",
    "silent_in_time": "silence, though an answer was in force",
    "values_shown": "distinct values of a conflict that are shown",
    "conflict_recall": "conflicts shown as such",
    "false_conflicts": "answers without a conflict that are shown as one; lower is better",
    "alias_precision": "of two wordings shown as one answer, how often they name one person",
    "alias_recall": "of two wordings of one person, how often they are one answer",
    "status_accuracy": "answers with the right status: reported, expected, denied, claimed …",
    "group_accuracy": "answers under the right day, or among the undated",
    "list_precision": "items of lists that are right, of those given",
    "list_recall": "items of lists that are given, of those wanted",
    "in_prose": "citations that are no caption, credit or date head; must be 1",
}
HELD_OUT = "@held-out"
"""What a measure of the half that no rule was chosen by ends in."""
MEANINGS = _MEANINGS | {name + HELD_OUT: f"{text}; half" for name, text in _MEANINGS.items()}


def dated_figures(rows: Sequence[Row]) -> dict[str, Maker]:
    """How to make the figures of the rows that have been judged by date; none of none."""
    held_out = [row for row in rows if row.dated and row.dated.half == "held-out"]
    makers = _makers(rows)
    return makers | {f"{name}{HELD_OUT}": make for name, make in _makers(held_out).items()}


def _makers(rows: Sequence[Row]) -> dict[str, Maker]:
    scores = [(row, row.dated) for row in rows if row.dated]
    asked = [score.in_time for row, score in scores if row.as_of]
    conflicts = [score for _, score in scores if score.conflict]
    agreeing = [s for row, s in scores if s.conflict is False and row.outcome == "answered"]
    lists = [(row, row.list_counts) for row, _ in scores if row.list_counts]
    given = [counts for row, counts in lists if row.outcome == "answered"]

    def share(of: Callable[[DatedScore], Share]) -> Maker:
        found = [of(score) for _, score in scores]
        return lambda: ratio_figure([s.part for s in found], [s.whole for s in found])

    def time(wanted: InTime) -> Maker:
        return lambda: mean_figure([float(one == wanted) for one in asked])

    return {
        **{name: time(wanted) for name, wanted in _TIMES},
        "values_shown": lambda: ratio_figure(
            [s.shown.part for s in conflicts], [s.shown.whole for s in conflicts]
        ),
        "conflict_recall": lambda: mean_figure([float(s.conflict_found) for s in conflicts]),
        "false_conflicts": lambda: mean_figure([float(s.conflict_found) for s in agreeing]),
        "alias_precision": share(lambda score: score.merged_right),
        "alias_recall": share(lambda score: score.merged),
        "status_accuracy": share(lambda score: score.status),
        "group_accuracy": share(lambda score: score.group),
        "list_precision": lambda: ratio_figure([c.exact for c in given], [c.given for c in given]),
        "list_recall": lambda: ratio_figure(
            [c.exact for _, c in lists], [c.wanted for _, c in lists]
        ),
        "in_prose": share(lambda score: score.in_prose),
    }
