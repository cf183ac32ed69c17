"""The commands that exchange gold sets with SQuAD: ``gold import`` and ``gold export``."""

from contextlib import ExitStack
from pathlib import Path

import click

from eval.shell import BadInputError, articles_for, data_dir_option, json_option, print_json

file_type = click.Path(path_type=Path, dir_okay=False)


@click.command("import")
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


@click.command("export")
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
