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
    left out. Differences are B less A; p values are Holm's over the measures.
    """
    from eval.compare import changed, compare_runs, flat
    from eval.saved import read_run

    before, after = read_run(a), read_run(b)
    comparison, flips = compare_runs(before, after)
    settings = changed(before.config, after.config)
    if as_json:
        print_json(
            flat(comparison) | {"changed": settings, "gained": flips.gained, "lost": flips.lost}
        )
    else:
        from eval.comparison_tables import print_changed, print_comparison, print_flips

        print_changed(settings)
        print_comparison(comparison)
        print_flips(flips)
