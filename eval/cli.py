"""The command ``dateline-eval``. What is heavy is imported when it is needed."""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from eval.cli_benchmarks import news_command, retrieval_command
from eval.cli_gold import gold_group
from eval.cli_reader import reader_command
from eval.cli_runs import compare_command, gate_command
from eval.cli_speed import speed_group
from eval.shell import (
    BadInputError,
    Commands,
    data_dir_option,
    half_option,
    json_option,
    limit_option,
    newsroom_for,
    print_json,
)
from index.threads import set_environment

if TYPE_CHECKING:
    from eval.halves import Half
    from eval.run import Judge
    from qa.progress import Bar

set_environment()


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
@click.option(
    "--ragas/--no-ragas", default=True, help="Judge the answers by ragas. Default: judge them."
)
@click.option(
    "--judge",
    metavar="URL",
    help="An OpenAI-compatible endpoint to judge in place of the rules, such as"
    " http://127.0.0.1:8080/v1; the key, if it wants one, is in OPENAI_API_KEY.",
)
@click.option("--judge-model", metavar="NAME", help="The model that judges there.")
@half_option
@json_option
@limit_option
def run_command(
    gold: Path,
    data_dir: Path | None,
    out: Path | None,
    ragas: bool,
    judge: str | None,
    judge_model: str | None,
    half: "Half | None",
    as_json: bool,
    limit: int | None,
) -> None:
    """Ask every question of the gold set GOLD through the real pipeline, and measure.

    Writes report.html and report.md for people; config.json, rows.jsonl (one row a question),
    figures.json (with 95% intervals) and timings.json for programs. Exits with 1 if a question
    crashed or could not be judged.
    """
    if bool(judge) is not bool(judge_model) or (judge and not ragas):
        raise BadInputError("--judge and --judge-model go together, and not with --no-ragas")
    if judge and ((url := urlsplit(judge)).scheme not in ("http", "https") or url.username):
        # It is in the name of the judge, which stands in the run's folder.
        raise BadInputError("--judge is an address that begins with http, without a user in it")

    from eval.figures import flat
    from eval.gold import read_gold
    from eval.halves import of_half
    from eval.machine import this_machine
    from eval.report.page import write_report
    from eval.run import NO_JUDGE, RULES, config_of, run, write_run
    from eval.timings import timings_of
    from qa.calibration import SHIPPED
    from qa.settings import settings_from

    questions = of_half(read_gold(gold), half)[:limit]
    settings = settings_from()
    home = data_dir or settings.data_dir
    named = (f"{judge_model} at {judge}" if judge else RULES) if ragas else NO_JUDGE
    with newsroom_for(gold, data_dir, settings) as (newsroom, progress):
        ask = _judge(judge, judge_model, home / "judgements", progress) if ragas else None
        result = run(questions, newsroom, lambda done, n: progress("asking", done, n), judge=ask)
        config = config_of(gold, len(questions), newsroom, SHIPPED, named, half)
        timings = timings_of(result.timings, this_machine())
        where = out or home / "runs" / f"{config.gold}-{config.hash}"
        write_run(where, config, result, timings)
        write_report(where, config, result, timings, newsroom.store.document)
    if as_json:
        by_kind = {kind: flat(summary) for kind, summary in result.figures.by_kind.items()}
        print_json(flat(result.figures.all) | {"by_kind": by_kind, "run": str(where)})
    else:
        from eval.tables import print_run

        print_run(result.figures, where)
    crashed = [(row.id, row.reason) for row in result.rows if row.outcome == "crashed"]
    failed = [(row.id, row.failure) for row in result.rows if row.failures]
    for some, what in ((crashed, "crashed"), (failed, "could not be judged")):
        if some:
            first = f"the first is {some[0][0]}: {some[0][1]}"
            click.echo(f"{len(some)} of {len(result.rows)} questions {what}; {first}", err=True)
    if crashed or failed:
        raise SystemExit(1)


def _judge(url: str | None, model: str | None, folder: Path, progress: "Bar") -> "Judge":
    """Ragas with the rules, or with the model at ``url``, what it says being kept in ``folder``."""
    from eval.faithfulness.judges import CachedJudge, EndpointJudge
    from eval.faithfulness.judging import judge_all

    llm = None
    if url and model:
        endpoint = EndpointJudge(url, model, os.environ.get("OPENAI_API_KEY", ""))
        llm = CachedJudge(endpoint, f"{model} at {url}", folder)
    return lambda samples: judge_all(samples, llm, lambda done, n: progress("judging", done, n))


main.add_command(reader_command)
main.add_command(retrieval_command)
main.add_command(news_command)
main.add_command(compare_command)
main.add_command(gate_command)
main.add_command(gold_group)
main.add_command(speed_group)
