"""The command ``dateline-eval speed``: times, as ratios."""

from pathlib import Path

import click

from eval.shell import data_dir_option, json_option, newsroom_for, print_json


@click.group("speed")
def speed_group() -> None:
    """Time parts of Dateline against others in the same run; the figures are ratios."""


@speed_group.command("reader")
@click.argument("gold", type=click.Path(path_type=Path), required=False)
@data_dir_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only N questions.")
@click.option("--threads", type=click.IntRange(min=1), default=2, show_default=True)
@json_option
def reader_command(
    gold: Path | None, data_dir: Path | None, limit: int | None, threads: int, as_json: bool
) -> None:
    """Time the reader over the questions of the gold set GOLD (default: the packaged one).

    The shipped form reads a question's 20 passages at once, in 16 bits where the processor
    computes in them; the reference one passage at a time, in 32 bits.
    """
    import msgspec

    from eval.gold import SAMPLE_GOLD, read_gold
    from eval.machine import this_machine
    from eval.speed import reader_speed
    from qa.reader.shipped import open_reader
    from qa.settings import settings_from

    gold = gold or SAMPLE_GOLD
    questions = [question.question for question in read_gold(gold)[:limit]]
    settings = msgspec.structs.replace(settings_from(), threads=threads)
    with newsroom_for(gold, data_dir, settings) as (newsroom, progress):
        speed = reader_speed(
            questions,
            newsroom.ask,
            lambda question: newsroom.retrieve(question).passages,
            open_reader(settings.reader, threads),
            open_reader(settings.reader, threads, full_precision=True),
            lambda done, n: progress("reading", done, n),
        )
    machine = this_machine()
    if as_json:
        print_json(
            {"n": speed.ratio.n, "threads": threads, "machine": machine}
            | msgspec.structs.asdict(speed)
        )
        return
    for name, figure in (
        ("share of the answering time that is reading", speed.share),
        ("times as fast as 32 bits, one passage at a time", speed.ratio),
        ("passages with the same best span", speed.agreement),
    ):
        click.echo(f"{name}: {figure.value:.3f} ({figure.low:.3f}–{figure.high:.3f})")
    click.echo(
        f"{speed.ratio.n} questions of {speed.passages} passages, {threads} threads,"
        f" {machine.processor}, {machine.cores} cores"
    )


@speed_group.command("dating")
@click.argument("gold", type=click.Path(path_type=Path), required=False)
@data_dir_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only N questions.")
@json_option
def dating_command(
    gold: Path | None, data_dir: Path | None, limit: int | None, as_json: bool
) -> None:
    """Time what follows reading over the questions of GOLD (default: the packaged one).

    That is: status, claimants, days, figures, names, conflicts and groups.
    """
    import msgspec

    from eval.gold import SAMPLE_GOLD, read_gold
    from eval.machine import this_machine
    from eval.speed import dating_speed
    from qa.answers import Question
    from qa.settings import settings_from

    gold = gold or SAMPLE_GOLD
    questions = [Question(one.question, one.as_of) for one in read_gold(gold)[:limit]]
    with newsroom_for(gold, data_dir, settings_from()) as (newsroom, progress):
        speed = dating_speed(questions, newsroom.ask, lambda done, n: progress("asking", done, n))
    if as_json:
        print_json({"machine": this_machine()} | msgspec.structs.asdict(speed))
        return
    for name, figure in (
        ("median time over that without dating", speed.ratio),
        ("the same, of answered questions", speed.ratio_answered),
    ):
        shown = f"{figure.value:.4f} ({figure.low:.4f}–{figure.high:.4f})"
        click.echo(f"{name}: {shown}, {figure.n} questions")
