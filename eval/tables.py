"""What a person sees in the terminal."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from eval.figures import Figures, Measures
from eval.intervals import Figure

INTERVAL = "95% interval"
_BY_KIND = {
    "EM": "EM",
    "F1": "F1",
    "list_F1": "list_F1",
    "abstention_accuracy": "silence",
    "evidence_support": "support",
}
"""Measures, and what they are called where there is little room."""


def print_run(figures: Figures, folder: Path) -> None:
    """The figures of a run, of each retriever and of each kind of question."""
    total = figures.all
    print_measures(f"{total.n} questions", total.measures)
    print_retrieval("Retrieval of the evidence", total.retrieval)
    if total.ragas:
        print_measures("Faithfulness, by ragas; means over questions", total.ragas)
    kinds = Table("kind", title="By kind of question", title_justify="left")
    for name in ("n", *_BY_KIND.values(), "R@10"):
        kinds.add_column(name, justify="right")
    for kind, summary in figures.by_kind.items():
        shown = [summary.measures.get(name) for name in _BY_KIND]
        shown.append(summary.retrieval["fused"].get("R@10"))
        kinds.add_row(kind, str(summary.n), *(_value(figure) for figure in shown))
    Console().print(kinds)
    counts = msgspec.structs.asdict(total.abstention)
    print_counts({name.replace("_", " "): count for name, count in counts.items()})
    print_counts({"crashed": total.crashed, "not judged": total.failed})
    Console(soft_wrap=True).print(f"written to {folder}", markup=False, highlight=False)


def print_measures(title: str, measures: Measures) -> None:
    """One line a measure."""
    table = Table("measure", title=title, title_justify="left")
    for name in ("value", INTERVAL, "n"):
        table.add_column(name, justify="right")
    for name, figure in measures.items():
        table.add_row(name, _value(figure), f"{figure.low:.3f} – {figure.high:.3f}", str(figure.n))
    Console().print(table)


def print_retrieval(title: str, measures: Mapping[str, Measures]) -> None:
    """One line a measure, one column a retriever."""
    names = list(dict.fromkeys(name for group in measures.values() for name in group))
    if not names:
        return
    table = Table("measure", title=title, title_justify="left", caption=INTERVAL + " in brackets")
    for retriever in measures:
        table.add_column(retriever, justify="right")
    for name in names:
        table.add_row(name, *(_with_interval(group[name]) for group in measures.values()))
    Console().print(table)


def print_counts(counts: Mapping[str, int]) -> None:
    """All on one line."""
    line = ", ".join(f"{name} {count}" for name, count in counts.items())
    Console(soft_wrap=True).print(line, markup=False, highlight=False)


def _value(figure: Figure | None) -> str:
    return f"{figure.value:.3f}" if figure else "–"


def _with_interval(figure: Figure) -> str:
    # A round bracket: rich takes a square one for markup.
    return f"{figure.value:.3f} ({figure.low:.2f}–{figure.high:.2f})"


def markdown_line(name: str, n: int, measures: Measures, command: str) -> str:
    """A row of a table: what was measured, of how many questions, how well, and by what."""
    figures = ", ".join(
        f"{measure} {_short(one.value)} ({_short(one.low)}–{_short(one.high)})"
        for measure, one in measures.items()
    )
    return f"| {name} | {n:,} | {figures} | `{command}` |"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")
