"""The commands about runs that are done: ``compare`` and ``gate``."""

from pathlib import Path

import click

from eval.shell import json_option, print_json

folder_type = click.Path(path_type=Path)


@click.command("compare")
@click.argument("a", type=folder_type)
@click.argument("b", type=folder_type)
@json_option
def compare_command(a: Path, b: Path, as_json: bool) -> None:
    """Say how the run in folder B differs from the one in A, and how sure that is.

    Both must have asked the same gold set; questions that are in one run only are counted and
    left out. Differences are B less A; p values are Holm's over the measures. Lists and citations
    are averaged question by question here, over all together in the figures of a run.
    """
    from eval.compare import changed, compare_runs, to_json
    from eval.saved import read_run

    before, after = read_run(a), read_run(b)
    comparison, flips = compare_runs(before, after)
    settings = changed(before.config, after.config)
    if as_json:
        print_json(
            to_json(comparison) | {"changed": settings, "gained": flips.gained, "lost": flips.lost}
        )
    else:
        from eval.comparison_tables import print_changed, print_comparison, print_flips

        print_changed(settings)
        print_comparison(comparison)
        print_flips(flips)


@click.command("gate")
@click.argument("run", type=folder_type)
@click.option(
    "--baseline",
    type=folder_type,
    metavar="FILE",
    help="Default: the accepted one of the gold set, in eval/baselines.",
)
@click.option("--accept", is_flag=True, help="Make RUN the baseline instead of judging it.")
@json_option
def gate_command(run: Path, baseline: Path | None, accept: bool, as_json: bool) -> None:
    """Exit with 1 if the run in folder RUN is worse than the accepted baseline.

    It is where a measure dropped significantly (p < .05 after Holm over the measures, and the
    95% interval below 0), where a citation is not exact, or where a question crashed; each is
    said in one sentence.
    """
    from eval.baseline import BASELINES, baseline_of, read_baseline, write_baseline
    from eval.compare import to_json
    from eval.gate import defects, judge
    from eval.saved import read_run

    judged = read_run(run)
    path = baseline or BASELINES / f"{judged.config.gold}.json"
    if accept:
        reasons = defects(judged)
        if not reasons:
            write_baseline(path, baseline_of(judged))
        shown = {"accepted": not reasons, "baseline": str(path), "reasons": reasons}
    else:
        verdict = judge(judged, read_baseline(path, run))
        reasons = verdict.reasons
        shown = {"passed": verdict.passed, "baseline": str(path), "reasons": reasons}
        shown |= to_json(verdict.comparison)
    if as_json:
        print_json(shown)
    elif accept and not reasons:
        click.echo(f"{len(judged.rows)} questions of {run} are the baseline now: {path}")
    elif not accept:
        from eval.comparison_tables import print_comparison

        print_comparison(verdict.comparison, a="baseline", b="run")
        if verdict.passed:
            click.echo("The run passes.")
    for reason in reasons:
        click.echo(f"Not {'accepted' if accept else 'passed'}: {reason}", err=True)
    if reasons:
        raise SystemExit(1)
