"""The command line: ``dateline``. What is heavy is imported by the command that needs it."""

import datetime
import errno
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from corpus.errors import CorpusError, PathMissingError
from index.errors import IndexingError, InvalidFilterError
from index.threads import set_environment
from qa.answers import TOP_K
from qa.errors import BadRequestError, QaError
from qa.settings import Settings, settings_from

if TYPE_CHECKING:
    from qa.newsroom import Newsroom

_BAD_INPUT = (BadRequestError, InvalidFilterError, PathMissingError)
_INTERRUPTED = 130
_EXISTING = click.Path(exists=True, path_type=Path)

Command = TypeVar("Command", bound=Callable[..., Any])


class BadInput(click.ClickException):
    """What was given cannot be used."""

    exit_code = 2


class Commands(click.Group):
    """A group whose commands fail with a sentence and not with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that ``ctx`` names."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Who read us has had enough, e.g. `| head`. What is left to write has no reader.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except _BAD_INPUT as error:
            raise BadInput(str(error)) from error
        except (CorpusError, IndexingError, QaError, OSError) as error:
            raise click.ClickException(_sentence(error)) from error
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)


class Day(click.ParamType[datetime.date]):
    """A date like 2024-04-08."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """``value`` as a date; fails as click does."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date like 2024-04-08", param, ctx)


def data_dir_option(command: Command) -> Command:
    """--data-dir, as every command has it."""
    return click.option(
        "--data-dir",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="DATELINE_DATA_DIR",
        default=Path("var"),
        show_default=True,
        help="Where articles and index are kept.",
    )(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline", message="dateline %(version)s")
def main() -> None:
    """Ask the news; every answer is a quotation."""
    set_environment()
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal without “ ” still gets its answer
        sys.stdout.reconfigure(errors="replace")


@main.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("--replace", is_flag=True, help="An article takes the place of one with its id.")
@data_dir_option
def ingest(paths: tuple[Path, ...], replace: bool, data_dir: Path) -> None:
    """Load articles: files or folders of .txt .md .html .jsonl."""
    from qa.progress import progress_bars
    from qa.terminal import show_report

    with progress_bars() as bar, _open(data_dir, bar) as newsroom:
        report = newsroom.ingest(
            paths,
            replace=replace,
            progress=lambda done, total, name: bar("reading", done, total),
            indexing=bar,
        )
    show_report(report)
    taken = report.added or report.changed or report.unchanged
    if not taken:
        nothing = "every article was refused" if report.refused else "there was no article to load"
        raise click.ClickException(nothing)


@main.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print what POST /v1/ask would answer.")
@click.option("--as-of", type=Day(), help="Leave out what was published later.")
@click.option("--from", "from_", type=Day(), help="The first day of publication.")
@click.option("--to", type=Day(), help="The last day of publication.")
@click.option("--source", "sources", multiple=True, help="An outlet; may be given several times.")
@click.option("--top-k", default=TOP_K, show_default=True, help="Passages to read.")
@data_dir_option
def ask(
    question: str,
    as_json: bool,
    as_of: datetime.date | None,
    from_: datetime.date | None,
    to: datetime.date | None,
    sources: tuple[str, ...],
    top_k: int,
    data_dir: Path,
) -> None:
    """Answer a question with quotations.

    Or say that the articles do not answer it, and show what comes nearest.
    """
    from qa.answers import PublishedRange, Question

    asked = Question(question, as_of, PublishedRange(from_, to), sources, top_k)
    from qa.progress import progress_bars
    from qa.terminal import show_outcome

    with progress_bars() as bar, _open(data_dir, bar, create=False) as newsroom:
        outcome = newsroom.ask(asked)
    if as_json:
        click.echo(msgspec.json.encode(outcome), nl=sys.stdout.isatty())
    else:
        show_outcome(outcome)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: a free one."
)
@click.option("--samples", is_flag=True, help="Load the sample articles if there are none.")
@data_dir_option
def serve(host: str, port: int, samples: bool, data_dir: Path) -> None:
    """Answer over HTTP, until interrupted."""
    from qa.server.serve import serve as run

    run(_settings(data_dir), host, port, samples=samples)


@main.command()
@data_dir_option
def index(data_dir: Path) -> None:
    """Rebuild the index from the stored articles."""
    from corpus.store import Store
    from index.encoder import SentenceTransformerEncoder
    from index.publish import build
    from qa.progress import progress_bars

    settings = _settings(data_dir)
    with progress_bars() as bar, Store.open(data_dir, create=False) as store:
        encoder = SentenceTransformerEncoder(settings.encoder or None)
        generation = build(store, data_dir, encoder, progress=bar)
        counts = store.counts()
    click.echo(
        f"{generation.id}: {counts.documents:,} articles, {counts.passages:,} passages indexed"
    )


@main.command()
@click.argument("file", type=click.File("rb"))
@data_dir_option
def verify(file: Any, data_dir: Path) -> None:
    """Check that citations still hold.

    FILE (or - for standard input) is an answer of /v1/ask, one citation, or a list of them.
    """
    from qa.given import citations_in

    citations = citations_in(file.read())
    if not citations:
        click.echo("there is no citation to check", err=True)
        return
    from corpus.store import Store
    from qa.citations import verify as check
    from qa.terminal import show_verified

    with Store.open(data_dir, create=False) as store:
        results = [check(citation, store) for citation in citations]
    show_verified(citations, results)
    failed = sum(result.standing != "valid" for result in results)
    if failed:
        raise click.ClickException(f"{failed} of {len(results)} citations are not valid")


def _settings(data_dir: Path) -> Settings:
    return msgspec.structs.replace(settings_from(), data_dir=data_dir)


def _open(
    data_dir: Path, bar: Callable[[str, int, int], None], *, create: bool = True
) -> "Newsroom":
    from qa.newsroom import Newsroom

    return Newsroom.open(_settings(data_dir), progress=bar, create=create)


def _sentence(error: BaseException) -> str:
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; nothing that was stored before is lost"
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror.lower()}"
