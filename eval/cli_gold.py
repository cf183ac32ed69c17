"""The commands of gold sets: ``gold lint``, ``add``, ``import`` and ``export``."""

import datetime
from contextlib import ExitStack
from pathlib import Path
from typing import get_args

import click

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
        click.echo(f"{len(lines)} questions, {len(findings)} findings", err=bool(findings))
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
    places = occurrence or (None,) * len(evidence)
    with articles_for(file, data_dir) as folder, Store.open(folder, create=False) as store:
        anchors = tuple(
            anchor(store, document, quote, place)
            for (document, quote), place in zip(evidence, places, strict=True)
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
        click.echo(f"{file}:{line}: {id_} added with {len(anchors)} anchors")


@gold_group.command("import")
@click.argument("squad", type=file_type)
@click.argument("file", type=file_type)
@click.option(
    "--articles",
    type=file_type,
    required=True,
    metavar="FILE",
    help="Where to write the contexts, as articles for `dateline ingest`.",
)
@json_option
def import_command(squad: Path, file: Path, articles: Path, as_json: bool) -> None:
    """Make the gold set FILE of the SQuAD 1.1 or 2.0 file SQUAD (its JSON, unpacked).

    Every context becomes an article. Neither file may exist.
    """
    import msgspec

    from eval.gold import gold_line
    from eval.squad import from_squad, read_squad

    imported = from_squad(read_squad(squad), squad)
    rows = {
        articles: [msgspec.json.encode(article) for article in imported.articles],
        file: [gold_line(question) for question in imported.questions],
    }
    _write_new({path: b"".join(line + b"\n" for line in lines) for path, lines in rows.items()})
    counts = {
        "n": len(imported.questions),
        "articles": len(imported.articles),
        "plausible_answers_not_kept": imported.plausible,
    }
    _show(counts, as_json)


@gold_group.command("export")
@click.argument("file", type=file_type)
@click.argument("squad", type=file_type)
@data_dir_option
@json_option
def export_command(file: Path, squad: Path, data_dir: Path | None, as_json: bool) -> None:
    """Write the gold set FILE as SQuAD 2.0's JSON to SQUAD, which may not exist.

    SQuAD has one context a question: the article of the first evidence. What it cannot hold is
    counted.
    """
    import msgspec

    from corpus.store import Store
    from eval.gold import read_gold
    from eval.gold_lint import refuse_misfits
    from eval.squad import to_squad

    gold = read_gold(file)
    with ExitStack() as stack:
        folder = stack.enter_context(articles_for(file, data_dir))
        store = stack.enter_context(Store.open(folder, create=False))
        refuse_misfits(gold, store)
        exported = to_squad(gold, store.document)
    _write_new({squad: msgspec.json.encode(exported.squad) + b"\n"})
    left_out = {f"{what} (left out)": count for what, count in exported.left_out.items()}
    _show({"n": len(gold)} | left_out, as_json)


def _write_new(contents: dict[Path, bytes]) -> None:
    from index.durable import replace_file

    for path in contents:
        if path.exists():
            raise BadInputError(f"{path} exists; name a new file")
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content.decode("utf-8"))


def _show(counts: dict[str, int], as_json: bool) -> None:
    if as_json:
        print_json(counts)
    else:
        from eval.tables import print_counts

        print_counts(counts)
