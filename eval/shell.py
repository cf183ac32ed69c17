"""What the commands share: how they fail, what they print, and which articles they open."""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from eval.figures import Measures
    from qa.newsroom import Newsroom
    from qa.progress import Bar
    from qa.settings import Settings

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object on stdout and nothing else."
)
data_dir_option = click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the articles and their index are. Default: var; for the packaged gold set, a"
    " temporary folder with the sample articles.",
)

limit_option = click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N questions."
)

half_option = click.option(
    "--half",
    type=click.Choice(["choose", "report"]),
    help="Only every other question: those to choose settings by (the first, the third …), or the"
    " rest, to report.",
)
markdown_option = click.option(
    "--markdown", "as_markdown", is_flag=True, help="Print a line of a Markdown table."
)


class BadInputError(click.ClickException):
    """What was given cannot be used."""

    exit_code = 2


class Commands(click.Group):
    """Turns what is raised on purpose into one sentence on stderr and an exit code.

    2: the input cannot be used. 1: anything else that went wrong.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        from corpus.errors import CorpusError
        from eval.errors import EvalError, UnusableInputError
        from index.errors import IndexingError
        from qa.errors import BadRequestError, QaError, RowError

        try:
            return super().invoke(ctx)
        except (UnusableInputError, RowError, BadRequestError) as error:
            raise BadInputError(str(error)) from error
        except (CorpusError, IndexingError, QaError, EvalError) as error:
            raise click.ClickException(str(error)) from error


def print_json(value: Any) -> None:
    """One object on stdout."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def print_line(path: Path, n: int, measures: "Measures") -> None:
    """A line of a Markdown table: what ``path`` is called, the measures, and this command."""
    from eval.tables import markdown_line

    # Paths are cut to their names: where the data lie is nobody's business.
    words = [Path(word).name if Path(word).exists() else word for word in sys.argv[1:]]
    command = " ".join(["dateline-eval", *(word for word in words if word != "--markdown")])
    click.echo(markdown_line(path.resolve().name.partition(".")[0], n, measures, command))


def print_measured(
    title: str,
    counts: Mapping[str, int],
    measures: "Measures",
    retrieval: "Mapping[str, Measures]",
    as_json: bool,
) -> None:
    """The figures of a benchmark, those of each retriever if there are any, and the counts."""
    from eval.figures import bounds, values

    if as_json:
        found = {name: values(group) for name, group in retrieval.items()}
        intervals = {name: bounds(group) for name, group in retrieval.items()}
        shown = {**counts, **values(measures), **found}
        print_json(shown | {"intervals": bounds(measures) | intervals})
        return
    from eval.tables import print_counts, print_measures, print_retrieval

    if measures:
        print_measures(title, measures)
    print_retrieval(title, retrieval)
    print_counts(counts)


@contextmanager
def articles_for(gold: Path, data_dir: Path | None) -> Iterator[Path]:
    """The data directory with the articles that ``gold`` is about.

    Unless ``data_dir`` is given, the packaged gold set, or a copy of it, brings the sample
    articles in a folder that lasts as long as the context.
    """
    from eval.gold import is_sample
    from qa.settings import settings_from

    if data_dir is None and is_sample(gold):
        with tempfile.TemporaryDirectory(prefix="dateline-") as temporary:
            _store_samples(Path(temporary))
            yield Path(temporary)
    else:
        folder = data_dir or settings_from().data_dir
        _refuse_missing(folder)
        yield folder


@contextmanager
def newsroom_for(
    gold: Path, data_dir: Path | None, settings: "Settings"
) -> Iterator[tuple["Newsroom", "Bar"]]:
    """A newsroom over ``articles_for(gold, data_dir)``, and the progress bars of its command."""
    import msgspec

    from qa.newsroom import Newsroom
    from qa.progress import progress_bars

    with progress_bars(stay=True) as progress, articles_for(gold, data_dir) as folder:
        settings = msgspec.structs.replace(settings, data_dir=folder)
        with Newsroom.open(settings, progress=progress) as newsroom:
            yield newsroom, progress


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
