"""What a person sees of two runs in the terminal."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.loaders.base import tidy
from eval.compare import Comparison, Flip, Flips, Paired
from eval.significance import ALPHA
from eval.tables import INTERVAL

FEW = 30
"""Questions below which chance alone moves a share by a fifth."""


def print_changed(settings: Mapping[str, tuple[Any, Any]]) -> None:
    """What the runs were made of that is not the same."""
    lines = [f"{name}: {str(a)[:12]} → {str(b)[:12]}" for name, (a, b) in settings.items()]
    _line("; ".join(lines) or "Both runs were made of the same.")


def print_comparison(comparison: Comparison, a: str = "A", b: str = "B") -> None:
    """One line a measure, and what is in no mean; ``a`` and ``b`` are what the sides are called."""
    title = f"{_questions(comparison.n)} in both"
    table = Table("measure", title=title, title_justify="left")
    for name in (a, b, f"{b} − {a}", INTERVAL, "p", "p (Holm)", "n", "differ"):
        table.add_column(name, justify="right")
    for name, paired in comparison.measures.items():
        style = ("green" if paired.difference > 0 else "red") if paired.significant else ""
        table.add_row(name, *_cells(paired), style=style)
    Console().print(table)
    for side, count in ((a, comparison.only_a), (b, comparison.only_b)):
        if count:
            _line(f"{_questions(count)} in {side} only, left out.")
    for name, (in_a, in_b) in comparison.unpaired.items():
        _line(f"{name} cannot be paired: {_questions(in_a)} in {a} have it, {in_b} in {b}.")
    names = [name for name, paired in comparison.measures.items() if paired.significant]
    _line(f"Significant (p < {ALPHA} after Holm): {', '.join(names) or 'nothing'}.")
    if comparison.n < FEW:
        _line(f"Fewer than {FEW} questions: only very large differences can be told from chance.")


def print_flips(flips: Flips) -> None:
    """The questions that are right in one run only."""
    for title, some in (("Right in B only", flips.gained), ("Right in A only", flips.lost)):
        if some:
            Console().print(_table(f"{title}: {_questions(len(some))}", some))
        else:
            _line(f"{title}: none.")


def _table(title: str, flips: tuple[Flip, ...]) -> Table:
    table = Table("id", "question", "A said", "B said", title=title, title_justify="left")
    for flip in flips:
        table.add_row(*(Text(tidy(value)) for value in (flip.id, flip.question, flip.a, flip.b)))
    return table


def _cells(paired: Paired) -> tuple[str, ...]:
    return (
        f"{paired.a:.3f}",
        f"{paired.b:.3f}",
        f"{paired.difference:+.3f}",
        f"{paired.low:+.3f} to {paired.high:+.3f}",
        f"{paired.p:.3f}",
        f"{paired.holm:.3f}",
        str(paired.n),
        str(paired.differ),
    )


def _questions(count: int) -> str:
    return f"{count} question{'' if count == 1 else 's'}"


def _line(text: str) -> None:
    Console(soft_wrap=True).print(text, markup=False, highlight=False)
