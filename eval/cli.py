"""The command ``dateline-eval``. What is heavy is imported when it is needed."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from eval.cli_gold import gold_group
from eval.cli_runs import compare_command, gate_command
from eval.cli_speed import speed_group
from eval.shell import (
    Commands,
    articles_for,
    data_dir_option,
    json_option,
    print_json,
)
from index.threads import set_environment

set_environment()

limit_option = click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N questions."
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline")
def main() -> None:
    """Measure Dateline: its answers, its citations, its silence, its retrieval, its reader."""


@main.command("run")
@click.argument("gold", type=click.Path(path_type=Path))
@data_dir_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write. Default: runs/NAME-HASH in the data directory, or in var.",
)
@json_option
@limit_option
def run_command(
    gold: Path, data_dir: Path | None, out: Path | None, as_json: bool, limit: int | None
) -> None:
    """Ask every question of the gold set GOLD through the real pipeline, and measure.

    Writes report.html and report.md for people; config.json, rows.jsonl (one row a question),
    figures.json (with 95% intervals) and timings.json for programs. Exits with 1 if a question
    crashed.
    """
    import msgspec

    from eval.figures import flat
    from eval.gold import read_gold
    from eval.machine import this_machine
    from eval.report.page import write_report
    from eval.run import config_of, run, write_run
    from eval.timings import timings_of
    from qa.calibration import SHIPPED
    from qa.newsroom import Newsroom
    from qa.progress import progress_bars
    from qa.settings import settings_from

    questions = read_gold(gold)[:limit]
    settings = settings_from()
    with ExitStack() as stack:
        progress = stack.enter_context(progress_bars(stay=True))
        folder = stack.enter_context(articles_for(gold, data_dir))
        settings = msgspec.structs.replace(settings, data_dir=folder)
        newsroom = stack.enter_context(Newsroom.open(settings, progress=progress))
        result = run(questions, newsroom, lambda done, n: progress("asking", done, n))
        config = config_of(gold, len(questions), newsroom, SHIPPED)
        timings = timings_of(result.timings, this_machine())
        runs = (data_dir or settings_from().data_dir) / "runs"
        where = out or runs / f"{config.gold}-{config.hash}"
        write_run(where, config, result, timings)
        write_report(where, config, result, timings, newsroom.store.document)
    if as_json:
        by_kind = {kind: flat(summary) for kind, summary in result.figures.by_kind.items()}
        print_json(flat(result.figures.all) | {"by_kind": by_kind, "run": str(where)})
    else:
        from eval.tables import print_run

        print_run(result.figures, where)
    if crashes := [row for row in result.rows if row.outcome == "crashed"]:
        click.echo(
            f"{len(crashes)} of {len(result.rows)} questions crashed; the first is"
            f" {crashes[0].id}: {crashes[0].reason}",
            err=True,
        )
        raise SystemExit(1)


@main.command("reader")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--lists/--no-lists",
    default=None,
    help="Several answers to a question are a list, not a choice of wordings. Default: as most"
    " such questions of FILE look.",
)
@click.option("--model", default="", help="A folder or checkpoint. Default: the shipped reader.")
@json_option
@limit_option
def reader_command(
    file: Path, lists: bool | None, model: str, as_json: bool, limit: int | None
) -> None:
    """Let the reader read every question of FILE in its own passage, and measure.

    FILE is SQuAD-style JSON Lines, plain or gzipped: id, question, context, answers, is_impossible.
    """
    from eval.figures import bounds, values
    from eval.reader import holds_lists, measure_reader, rows_of
    from qa.progress import progress_bars
    from qa.reader.shipped import open_reader
    from qa.settings import settings_from

    rows = rows_of(file, limit)
    settings = settings_from()
    lists = holds_lists(rows) if lists is None else lists
    reader = open_reader(model or settings.reader, settings.threads)
    with progress_bars(stay=True) as progress:
        figures = measure_reader(reader, rows, lists, lambda done, n: progress("reading", done, n))
    counts = {
        "n": figures.n,
        "answers": figures.answers,
        "lists": figures.lists,
        "impossible": figures.impossible,
    }
    if as_json:
        intervals = bounds(figures.measures)
        print_json(counts | values(figures.measures) | {"intervals": intervals})
    else:
        from eval.tables import print_counts, print_measures

        print_measures(f"{reader.name} on {file.name}", figures.measures)
        print_counts(counts)


@main.command("retrieval")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--binary", is_flag=True, help="Every listed pair is relevant, whatever the score it is given."
)
@json_option
@limit_option
def retrieval_command(folder: Path, binary: bool, as_json: bool, limit: int | None) -> None:
    """Index the documents of the BEIR folder DIR, ask its queries, and measure each retriever.

    DIR has corpus.jsonl, queries.jsonl and qrels.tsv.
    """
    from eval.benchmarks import measure_retrieval, read_benchmark
    from eval.figures import bounds, values
    from index.encoder import SentenceTransformerEncoder
    from qa.progress import progress_bars
    from qa.settings import settings_from

    benchmark = read_benchmark(folder, binary=binary, limit=limit)
    encoder = SentenceTransformerEncoder(settings_from().encoder or None)
    with (
        tempfile.TemporaryDirectory(prefix="dateline-") as temporary,
        progress_bars(stay=True) as progress,
    ):
        figures = measure_retrieval(benchmark, Path(temporary), encoder, progress)
    counts = {
        "n": figures.n,
        "unjudged": figures.unjudged,
        "documents": figures.documents,
        "passages": figures.passages,
        "refused": figures.refused,
    }
    if as_json:
        found = {name: values(measures) for name, measures in figures.measures.items()}
        intervals = {name: bounds(measures) for name, measures in figures.measures.items()}
        print_json(counts | found | {"intervals": intervals})
    else:
        from eval.tables import print_counts, print_retrieval

        print_retrieval(folder.resolve().name, figures.measures)
        print_counts(counts)


main.add_command(compare_command)
main.add_command(gate_command)
main.add_command(gold_group)
main.add_command(speed_group)
