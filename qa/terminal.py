"""What the commands print: colours where there is a terminal, plain lines elsewhere.

Texts of articles are tidied first: a terminal would obey the control characters in them.
"""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from corpus.ingest import IngestReport
from corpus.loaders.base import tidy
from qa.answers import (
    Abstained,
    Answer,
    Answered,
    Citation,
    Outcome,
    PassageHit,
    Period,
    Verified,
)
from qa.web.quoting import in_its_paragraph
from qa.web.words import STATUSES, percent, period_words, published_words

_FEW = 20
"""How many articles are named one by one."""
_EXCERPT = 300
"""Characters shown of a passage that is near."""


def show_outcome(outcome: Outcome) -> None:
    """Print an outcome for a person."""
    lines = _answered(outcome) if isinstance(outcome, Answered) else _abstained(outcome)
    _print([*lines, *_undated(outcome.undated)])


def show_report(report: IngestReport) -> None:
    """Print what an ingest did; every refusal by name, the others by name where they are few."""
    lines = []
    for name in ("added", "changed", "unchanged"):
        ids = getattr(report, name)
        lines.append(Text(f"{len(ids):>7,} {name}", "green" if name == "added" and ids else ""))
        if name != "unchanged" and len(ids) <= _FEW:
            lines += [Text(f"          {tidy(document_id)}", "dim") for document_id in ids]
    lines.append(Text(f"{len(report.refused):>7,} refused", "red" if report.refused else ""))
    lines += [Text(f"          {tidy(r.where)}: {tidy(r.reason)}") for r in report.refused]
    _print(lines)


def show_verified(citations: Sequence[Citation], results: Sequence[Verified]) -> None:
    """Print the standing of each citation."""
    lines = []
    for citation, result in zip(citations, results, strict=True):
        colour = "green" if result.standing == "valid" else "red"
        line = Text(f"{result.standing:<10} ", colour)
        place = f"{citation.document_id} {citation.span.start}-{citation.span.end}"
        line.append(f"“{tidy(citation.quote)}”", "bold").append(f" {tidy(place)}", "dim")
        lines.append(line.append(f": {tidy(result.message)}"))
    _print(lines)


def _answered(outcome: Answered) -> Iterator[Text]:
    for number, group in enumerate(outcome.groups):
        yield Text(("\n" if number else "") + period_words(group.period), "bold underline")
        for answer in group.answers:
            line = Text("  ").append(f"“{tidy(answer.text)}”", "bold green")
            line.append(f"  {percent(answer.confidence)}", "dim")
            if note := STATUSES[answer.status]:
                line.append(f"  [{note}]", "yellow")
            yield line
            if facts := "; ".join(_facts(answer, group.period)):
                yield Text(f"    {facts}", "yellow")
            for citation in answer.citations:
                yield from _citation(citation)
    for conflict in outcome.conflicts:
        yield Text(f"\nThe articles disagree ({period_words(conflict.period)})", "bold yellow")
        for side in conflict.sides:
            outlets = ", ".join(dict.fromkeys(c.source or c.title for c in side.citations))
            yield Text(f"  “{tidy(side.text)}” – {tidy(outlets)}")


def _facts(answer: Answer, period: Period) -> Iterator[str]:
    """What is said of an answer beside its places: its day, who says so, one text or several."""
    if answer.event and answer.event != period:
        yield f"for {period_words(answer.event)}"
    if answer.called_off:
        yield f"called off later: “{tidy(answer.called_off.quote)}”"
    if answer.ended:
        yield f"over: “{tidy(answer.ended.quote)}”"
    if answer.claimants:
        yield "according to " + ", ".join(f"“{tidy(c.quote)}”" for c in answer.claimants)
    if answer.origins < len(answer.citations):
        texts = "one text" if answer.origins == 1 else f"{answer.origins} texts"
        yield f"{texts} in {len(answer.citations)} places"


def _citation(citation: Citation) -> Iterator[Text]:
    quoted = in_its_paragraph(citation)
    before = _joining(("…" if quoted.cut_before else "") + quoted.before)
    around = Text(f"    {before}", "dim").append(tidy(quoted.quote), "not dim")
    yield around.append(_joining(quoted.after) + ("…" if quoted.cut_after else ""))
    place = f"{citation.document_id} {citation.span.start}-{citation.span.end}"
    source = citation.source or "no outlet named"
    facts = (source, citation.title, published_words(citation.published), place)
    yield Text("    " + ", ".join(map(tidy, facts)), "dim")


def _abstained(outcome: Abstained) -> Iterator[Text]:
    yield Text("No answer. ", "bold yellow").append(tidy(outcome.message), "not bold default")
    if outcome.nearest:
        yield Text("\nThe nearest passages", "bold underline")
    for hit in outcome.nearest:
        yield from _passage(hit)


def _passage(hit: PassageHit) -> Iterator[Text]:
    text = tidy(hit.text)
    yield Text("  " + (text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + "…"))
    facts = (hit.source or "no outlet named", hit.title, published_words(hit.published))
    yield Text("    " + ", ".join(map(tidy, facts)), "dim")


def _undated(count: int) -> Iterator[Text]:
    if count:
        articles = "article" if count == 1 else "articles"
        yield Text(f"\n{count:,} {articles} without a date could not be judged by date.", "dim")


def _joining(text: str) -> str:
    """``text`` tidied, but with the spaces that part it from the quote beside it."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return (" " if before else "") + tidy(text) + (" " if after and tidy(text) else "")


def _print(lines: Sequence[Text]) -> None:
    """Lines are cut to the width of a terminal; elsewhere they stay whole."""
    console = Console(highlight=False)
    for line in lines:
        console.print(line, soft_wrap=not console.is_terminal)
