"""Small runs written by hand, as ``dateline-eval run`` would write them, and the command."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from click.testing import CliRunner, Result

from eval.cli import main
from eval.figures import RETRIEVERS, figures_of
from eval.machine import Machine
from eval.rows import GivenAnswer, GivenCitation, Row
from eval.run import Config, RunResult, write_run
from eval.timings import timings_of

CONFIG = Config(
    gold="ferries",
    gold_sha256="a" * 64,
    questions=0,
    corpus="c",
    generation="000001-g",
    stemming=True,
    encoder="e",
    reader="r",
    calibration="k",
    version="0",
)


MACHINE = Machine("System", "Processor", 2, "3.11", {"numpy": "2"}, 100)
TIMINGS = timings_of((), MACHINE)


def call(*arguments: object) -> Result:
    """``dateline-eval`` with these arguments, in a terminal that is wide."""
    return CliRunner().invoke(main, list(map(str, arguments)), env={"COLUMNS": "200"})


def citation(exact: bool = True, **fields: Any) -> GivenCitation:
    values = {"document": "ferry", "revision": "0" * 64, "start": 4, "end": 9, "quote": "ferry"}
    return GivenCitation(**values | {"exact": exact, "supports": True} | fields)


def answered(id: str, right: bool = True, *, exact: bool = True, **fields: Any) -> Row:
    """A question with one answer, which it got, or got another."""
    text = "at noon" if right else "at dusk"
    values: dict[str, Any] = {
        "question": f"When did {id} sail?",
        "kind": "fact",
        "as_of": None,
        "gold": (("at noon",),),
        "outcome": "answered",
        "answers": (GivenAnswer(text, 0.9, (citation(exact, supports=right),)),),
        "right": right,
        "evidence_hit": right,
        "scores": dict.fromkeys(("EM", "F1", "accuracy@1", "accuracy@3"), float(right)),
        "relevant": 1,
        "ranks": dict.fromkeys(RETRIEVERS, 1),
        "retrieval": {name: {"nDCG@10": 1.0, "R@10": 1.0} for name in RETRIEVERS},
    }
    return Row(id=id, **values | fields)


def silent(id: str, **fields: Any) -> Row:
    """A question that an article answers and that was not answered."""
    scores = dict.fromkeys(("EM", "F1", "accuracy@1", "accuracy@3"), 0.0)
    values = {"outcome": "abstained", "reason": "not-said", "answers": (), "scores": scores}
    return answered(id, right=False, **values | fields)


def crash(id: str) -> Row:
    return Row(
        id=id,
        question=f"When did {id} sail?",
        kind="fact",
        as_of=None,
        gold=(("at noon",),),
        outcome="crashed",
        reason="KeyError: lost",
    )


def unanswerable(id: str, *answers: GivenAnswer) -> Row:
    """A question that no article answers."""
    return Row(
        id=id,
        question=f"Who sank {id}?",
        kind="unanswerable",
        as_of=None,
        gold=(),
        outcome="answered" if answers else "abstained",
        reason="" if answers else "not-said",
        answers=answers,
    )


def saved(folder: Path, rows: Iterable[Row], **config: Any) -> Path:
    """Write the run of these rows to ``folder``."""
    rows = tuple(rows)
    made_of = msgspec.structs.replace(CONFIG, questions=len(rows), **config)
    write_run(folder, made_of, RunResult(rows, figures_of(rows), ()), TIMINGS)
    return folder
