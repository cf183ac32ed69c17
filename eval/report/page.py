"""Filling in the report's templates. Whatever came from an article or a question is escaped."""

import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from corpus.loaders.base import tidy
from eval.confidence import reliability, risk_coverage
from eval.dated_figures import MEANINGS as DATED_MEANINGS
from eval.figures import RETRIEVERS, Figures
from eval.gold import Kind
from eval.intervals import Figure
from eval.report.svg import interval_svg, reliability_svg, risk_coverage_svg
from eval.report.verdicts import TITLES, Verdict, verdict_of, worst_first
from eval.report.view import ArticleOf, shown
from eval.rows import Row
from eval.run import Config, RunResult
from eval.timings import Timings
from qa.web.words import percent

MOST = 300
"""Questions shown on the page, the worst first; all are in rows.jsonl."""
MOST_IN_MARKDOWN = 20
FEW = 200
"""Questions below which a report says that its intervals are wide."""
MEANINGS = {
    **DATED_MEANINGS,
    "EM": "the most confident answer equals a gold wording",
    "F1": "words shared with the gold answer",
    "list_EM": "the list is right: every item, nothing else",
    "list_F1": "items right, over all lists together",
    "list_partial_F1": "the same, items in part counted in part",
    "accuracy@1": "the first answer is right",
    "accuracy@3": "one of the first three is right",
    "exact_citations": "quotes that stand where they are said to stand; must be 1",
    "evidence_support": "answers cited from gold evidence",
    "abstention_accuracy": "answered where an article answers, silent where none does",
    "AUROC": "how well the confidence tells answerable from not; .5 is chance",
    "ECE": "how far the confidence is from the truth; lower is better",
    "AURC": "share wrong over the risk–coverage curve; lower is better",
}
RAGAS_MEANINGS = {
    "faithfulness": "what the answers say that the passages bear out",
    "verbatim_grounding": "answers that stand to the character where they cite",
    "citation_precision": "citations that are needed to bear out their answer (ALCE)",
    "citation_recall": "answers that their citations bear out (ALCE)",
    "question_support": "answers cited from gold evidence: right for this question",
    "abstention": "answered where an article answers, silent where none does",
}

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~>])")


def plain(text: str) -> Markup:
    """``text`` as Markdown shows it to the letter, on one line, after other words on that line."""
    return Markup(_MARKDOWN.sub(r"\\\1", tidy(text)).replace("&", "&amp;").replace("<", "&lt;"))


def number(value: float) -> str:
    """A figure as it is read: .750, 1.000."""
    return f"{value:.3f}".removeprefix("0")


def tidied(text: str) -> Markup:
    """``text`` with its spaces and line breaks, without characters that turn others round."""
    return escape("".join(c if c.isprintable() or c in "\n\u200d" else " " for c in text))


_environment.filters |= {
    "interval_svg": interval_svg,
    "number": number,
    "percent": percent,
    "plain": plain,
    "tidied": tidied,
}


def render(
    name: str, config: Config, result: RunResult, timings: Timings, article_of: ArticleOf
) -> str:
    """``report.html`` or ``report.md``: what was run, how well, and the worst questions first."""
    most = MOST if name == "report.html" else MOST_IN_MARKDOWN
    worst = worst_first(result.rows)
    verdicts: tuple[Verdict, ...] = get_args(Verdict)
    kinds: tuple[Kind, ...] = get_args(Kind)
    found = [verdict_of(row) for row in result.rows]
    return _environment.get_template(name).render(
        config=msgspec.structs.asdict(config) | {"hash": config.hash},
        total=result.figures.all,
        by_kind=result.figures.by_kind,
        few=len(result.rows) < FEW,
        meanings=MEANINGS,
        ragas_meanings=RAGAS_MEANINGS,
        without_evidence=_without_evidence(result.rows),
        retrieval=_by_measure(result.figures),
        retrievers=RETRIEVERS,
        curves=_curves(result.rows),
        verdicts={one: found.count(one) for one in verdicts if one in found},
        titles=TITLES,
        kinds=[kind for kind in kinds if kind in result.figures.by_kind],
        questions=[shown(row, article_of) for row in worst[:most]],
        left_out=max(0, len(worst) - most),
        timings=timings,
    )


def write_report(
    folder: Path, config: Config, result: RunResult, timings: Timings, article_of: ArticleOf
) -> None:
    """Write both reports into the folder of a run."""
    for name in ("report.html", "report.md"):
        page = render(name, config, result, timings, article_of)
        (folder / name).write_text(page, encoding="utf-8")


def stylesheet() -> Markup:
    """The page's own, to stand in it. It has nothing that would end a style element."""
    return Markup((Path(__file__).parent / "report.css").read_text("utf-8"))


def _by_measure(figures: Figures) -> dict[str, dict[str, Figure]]:
    """Measure → retriever → figure."""
    groups = figures.all.retrieval
    names = dict.fromkeys(name for group in groups.values() for name in group)
    return {name: {retriever: groups[retriever][name] for retriever in groups} for name in names}


def _without_evidence(rows: tuple[Row, ...]) -> int:
    """The questions of which retrieval has nothing to find; no figure of it counts them."""
    return sum(row.outcome != "crashed" and not row.retrieval for row in rows)


def _curves(rows: tuple[Row, ...]) -> list[Any]:
    """The pictures that these rows give, each with what it shows."""
    measured = [row for row in rows if row.outcome != "crashed"]
    answered = [row for row in measured if row.outcome == "answered"]
    found = []
    if measured:
        risks = risk_coverage([r.confidence for r in measured], [r.right for r in measured])
        text = "How many of the most confident answers are wrong. An abstention comes last."
        found.append((risk_coverage_svg(np.asarray(risks).tolist()), text))
    if answered:
        bins = reliability([r.confidence for r in answered], [r.right for r in answered])
        text = "Whether the confidence is the share that is right. Large dots are many answers."
        found.append((reliability_svg(bins), text))
    return found


_environment.globals["stylesheet"] = stylesheet
