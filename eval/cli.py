"""The command ``dateline-eval``. What is heavy is imported when it is needed."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.threads import set_environment

if TYPE_CHECKING:
    from qa.newsroom import Newsroom
    from qa.settings import Settings

set_environment()

Bar = Callable[[str, int, int], None]

limit_option = click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N questions."
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object on stdout and nothing else."
)


class Commands(click.Group):
    """Turns what is raised on purpose into one sentence on stderr and an exit code.

    2: the input cannot be used. 1: anything else that went wrong.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        from corpus.errors import CorpusError
        from eval.errors import BenchmarkError, EvalError, GoldError, GoldMismatchError
        from index.errors import IndexingError
        from qa.errors import BadRequestError, QaError, RowError

        try:
            return super().invoke(ctx)
        except (GoldError, GoldMismatchError, BenchmarkError, RowError, BadRequestError) as error:
            raise BadInputError(str(error)) from error
        except (CorpusError, IndexingError, QaError, EvalError) as error:
            raise click.ClickException(str(error)) from error


class BadInputError(click.ClickException):
    """What was given cannot be used."""

    exit_code = 2


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline")
def main() -> None:
    """Measure Dateline: its answers, its citations, its silence, its retrieval, its reader."""


@main.command("run")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the articles and their index are. Default: var; for the packaged gold set, a"
    " temporary folder with the sample articles.",
)
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

    Writes config.json, rows.jsonl (one row a question), figures.json (with 95% intervals) and
    timings.json. Exits with 1 if a question crashed.
    """
    import msgspec

    from eval.figures import flat
    from eval.gold import SAMPLE_GOLD, read_gold
    from eval.run import config_of, run, write_run
    from qa.calibration import SHIPPED
    from qa.settings import settings_from

    questions = read_gold(gold)[:limit]
    settings = settings_from()
    with ExitStack() as stack:
        progress = stack.enter_context(_progress())
        if data_dir is None and gold.read_bytes() == SAMPLE_GOLD.read_bytes():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dateline-")))
            _store_samples(folder)
        else:
            folder = data_dir or settings.data_dir
            _refuse_missing(folder)
        settings = msgspec.structs.replace(settings, data_dir=folder)
        newsroom = stack.enter_context(_newsroom(settings, progress))
        result = run(questions, newsroom, lambda done, n: progress("asking", done, n))
        config = config_of(gold, len(questions), newsroom, SHIPPED)
    runs = (data_dir or settings_from().data_dir) / "runs"
    where = out or runs / f"{config.gold}-{config.hash}"
    write_run(where, config, result)
    if as_json:
        by_kind = {kind: flat(summary) for kind, summary in result.figures.by_kind.items()}
        _print_json(flat(result.figures.all) | {"by_kind": by_kind, "run": str(where)})
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
    from qa.reader.shipped import open_reader
    from qa.settings import settings_from

    rows = rows_of(file, limit)
    settings = settings_from()
    lists = holds_lists(rows) if lists is None else lists
    reader = open_reader(model or settings.reader, settings.threads)
    with _progress() as progress:
        figures = measure_reader(reader, rows, lists, lambda done, n: progress("reading", done, n))
    counts = {
        "n": figures.n,
        "answers": figures.answers,
        "lists": figures.lists,
        "impossible": figures.impossible,
    }
    if as_json:
        intervals = bounds(figures.measures)
        _print_json(counts | values(figures.measures) | {"intervals": intervals})
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
    from qa.settings import settings_from

    benchmark = read_benchmark(folder, binary=binary, limit=limit)
    encoder = SentenceTransformerEncoder(settings_from().encoder or None)
    with tempfile.TemporaryDirectory(prefix="dateline-") as temporary, _progress() as progress:
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
        _print_json(counts | found | {"intervals": intervals})
    else:
        from eval.tables import print_counts, print_retrieval

        print_retrieval(folder.resolve().name, figures.measures)
        print_counts(counts)


def _print_json(value: Any) -> None:
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


@contextmanager
def _progress() -> Iterator[Bar]:
    """A progress bar on stderr for each stage; none where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Left

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Left())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def _store_samples(data_dir: Path) -> None:
    from corpus.samples import load_samples
    from corpus.store import Store

    with Store.open(data_dir) as store:
        load_samples(store)


def _refuse_missing(data_dir: Path) -> None:
    """A mistyped folder is an error, not a new and empty newsroom."""
    from corpus.store import Store

    if not data_dir.is_dir():
        raise BadInputError(f"{data_dir} is not a folder with articles")
    Store.open(data_dir, create=False).close()


def _newsroom(settings: "Settings", progress: Bar) -> "Newsroom":
    from qa.newsroom import Newsroom

    return Newsroom.open(settings, progress=progress)
