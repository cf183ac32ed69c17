"""The accepted baseline of a gold set: what each question got in the run that was accepted."""

from pathlib import Path

import msgspec

from eval.errors import BaselineError
from eval.paired_values import values_of
from eval.saved import SavedRun
from index.durable import replace_file

BASELINES = Path(__file__).parent / "baselines"
"""One file a gold set, named as it is."""


class Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``run`` is the hash of what the accepted run was made of; ``questions`` has the values of
    each question, so that another run can be paired with it."""

    gold: str
    gold_sha256: str
    run: str
    questions: dict[str, dict[str, float]]


def baseline_of(run: SavedRun) -> Baseline:
    """The baseline that ``run`` would be."""
    config = run.config
    return Baseline(config.gold, config.gold_sha256, config.hash, values_of(run.rows))


def read_baseline(path: Path, run: Path) -> Baseline:
    """The baseline at ``path``, by which ``run`` is to be judged.

    Raises:
        BaselineError: if there is none, or the file is no baseline; it says how to make one.
    """
    remedy = f"accept one with: dateline-eval gate {run} --accept --baseline {path}"
    if path.parent == BASELINES:
        remedy = remedy.partition(" --baseline")[0]
    try:
        return msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        raise BaselineError(
            path, f"no baseline can be read ({error.strerror}); {remedy}"
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BaselineError(path, f"this is no baseline ({error}); {remedy}") from error


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Put ``baseline`` at ``path``, whole or not at all; a line a question, for a diff to read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = msgspec.structs.asdict(msgspec.structs.replace(baseline, questions={}))
    fields = [f' "{name}": {_json(value)}' for name, value in head.items() if name != "questions"]
    lines = [f"  {_json(id)}: {_json(found)}" for id, found in baseline.questions.items()]
    questions = ' "questions": {\n' + ",\n".join(lines) + "\n }"
    replace_file(path, "{\n" + ",\n".join([*fields, questions]) + "\n}\n")


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
