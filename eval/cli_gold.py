"""The commands of gold sets. ``import`` and ``export`` have a file of their own."""

import datetime
from pathlib import Path
from typing import get_args

import click

from eval.cli_squad import export_command, import_command
from eval.gold import Kind
from eval.shell import BadInputError, articles_for, data_dir_option, json_option, print_json

file_type = click.Path(path_type=Path, dir_okay=False)
_WORDINGS = "|"


@click.group("gold")
def gold_group() -> None:
    """Check gold sets, add to them, and exchange them with others."""


@gold_group.command("lint")
@click.argument("file", type=file_type)
@data_dir_option
@json_option
def lint_command(file: Path, data_dir: Path | None, as_json: bool) -> None:
    """Say what is wrong with the gold set FILE, by line; exit with 1 if anything is.

    That is: lines that are no gold question (among them unanswerable ones with evidence), ids and
    questions that occur twice, questions that say their answer, answers without evidence, and
    anchors that the stored articles do not bear out, or no longer.
    """
    from corpus.store import Store
    from eval.gold import gold_lines
    from eval.gold_lint import lint

    lines = gold_lines(file)
    with articles_for(file, data_dir) as folder, Store.open(folder, create=False) as store:
        findings = lint(lines, store)
    if as_json:
        print_json({"n": len(lines), "findings": findings})
    else:
        for found in findings:
            click.echo(f"{file}:{found.line}: {found.question}: {found.what}: {found.message}")
        click.echo(f"questions {len(lines)}, findings {len(findings)}", err=bool(findings))
    if findings:
        raise SystemExit(1)


@gold_group.command("add")
@click.argument("file", type=file_type)
@click.option("--id", "id_", required=True, help="Must not be taken.")
@click.option("--question", required=True)
@click.option("--kind", type=click.Choice(get_args(Kind)), required=True)
@click.option(
    "--evidence",
    nargs=2,
    multiple=True,
    metavar="ARTICLE QUOTE",
    help="The article's id, and what it says. Repeat for further places; none if unanswerable.",
)
@click.option(
    "--occurrence",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="N",
    help="Which place of the quote, from 1, where there are several; one for each --evidence.",
)
@click.option(
    "--answer",
    multiple=True,
    metavar="WORDING[|WORDING]",
    help="An item, with its other wordings. Default: the quotes; an item each in a list or a"
    " conflict, else wordings of one answer.",
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Asked that day.")
@click.option("--author", default="")
@click.option("--note", default="")
@data_dir_option
@json_option
def add_command(
    file: Path,
    id_: str,
    question: str,
    kind: Kind,
    evidence: tuple[tuple[str, str], ...],
    occurrence: tuple[int, ...],
    answer: tuple[str, ...],
    as_of: datetime.datetime | None,
    author: str,
    note: str,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Add a question to the gold set FILE, which is made if it is missing.

    Each quote is looked up in its article and anchored. Nothing is added that `gold lint` would
    find fault with.
    """
    from corpus.store import Store
    from eval.errors import GoldError
    from eval.gold import GoldQuestion
    from eval.gold_add import add, anchor, answers_of

    if occurrence and len(occurrence) != len(evidence):
        raise BadInputError(
            f"there are {len(evidence)} --evidence and {len(occurrence)} --occurrence"
        )
    which = occurrence or (None,) * len(evidence)
    with articles_for(file, data_dir) as folder, Store.open(folder, create=False) as store:
        anchors = tuple(
            anchor(store, document, quote, place)
            for (document, quote), place in zip(evidence, which, strict=True)
        )
        said = tuple(tuple(wording.strip() for wording in item.split(_WORDINGS)) for item in answer)
        try:
            new = GoldQuestion(
                id=id_,
                question=question,
                kind=kind,
                answers=said or answers_of(kind, [one.quote for one in anchors]),
                evidence=anchors,
                as_of=as_of.date() if as_of else None,
                author=author,
                note=note,
            )
        except ValueError as error:
            raise GoldError(file, 0, f"not added: {error}") from error
        line = add(file, new, store)
    if as_json:
        print_json({"line": line, "question": new})
    else:
        places = [f"{one.document} {one.start}-{one.end}" for one in anchors]
        click.echo(f"{file}:{line}: {id_} added, {', '.join(places) or 'without evidence'}")


@gold_group.command("from-reviews")
@click.argument("file", type=file_type)
@data_dir_option
@json_option
def from_reviews_command(file: Path, data_dir: Path | None, as_json: bool) -> None:
    """Add the cases of the editors' desk on which two editors agree to the gold set FILE.

    Each is a candidate: read it before it counts. A case becomes one when every answer was judged
    by two editors, nobody differs, and the verdicts say what is right, or that nothing is. What is
    passed over is named with the reason; what is in FILE already stays as it is.
    """
    from corpus.store import Store
    from eval.gold_reviews import add_reviewed

    with articles_for(file, data_dir) as folder, Store.open(folder, create=False) as store:
        result = add_reviewed(file, store)
    if as_json:
        print_json(result)
        return
    for taken in result.added:
        question = taken.question
        click.echo(
            f"{file}:{taken.line}: {question.id} added ({question.kind}): {question.question}"
        )
    for passed in result.passed:
        click.echo(f"{passed.id} passed over: {passed.reason}", err=True)
    known = f", {len(result.known)} there already" if result.known else ""
    click.echo(f"added {len(result.added)}{known}, passed over {len(result.passed)}", err=True)


gold_group.add_command(import_command)
gold_group.add_command(export_command)
