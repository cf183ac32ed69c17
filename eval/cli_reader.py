"""The command that measures the reader alone: ``reader``."""

from pathlib import Path

import click

from eval.shell import json_option, limit_option, markdown_option, print_line, print_measured


@click.command("reader")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--lists/--no-lists",
    default=None,
    help="Several answers to a question are a list, not a choice of wordings. Default: as most"
    " such questions of FILE look.",
)
@click.option("--model", default="", help="A folder or checkpoint. Default: the shipped reader.")
@markdown_option
@json_option
@limit_option
def reader_command(
    file: Path,
    lists: bool | None,
    model: str,
    as_markdown: bool,
    as_json: bool,
    limit: int | None,
) -> None:
    """Let the reader read every question of FILE in its own passage, and measure.

    FILE is SQuAD-style JSON Lines, plain or gzipped: id, question, context, answers, is_impossible.
    """
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
    if as_markdown:
        print_line(file, figures.n, figures.measures)
    else:
        print_measured(f"{reader.name} on {file.name}", counts, figures.measures, {}, as_json)
