"""Runs of the evaluator: what the folders say that ``dateline-eval run`` left, and two compared.

The service reads their figures only. Two runs are compared by the evaluator itself, in a process
of its own: the statistics are there once, and nothing of it is loaded where questions are answered.
"""

import datetime
import subprocess
import sys
from pathlib import Path

import msgspec

from qa.errors import BadRequestError, EvaluatorError, UnknownRunError

REPORT = "report.html"
_SECONDS = 120
"""How long a comparison may take; 118 questions take two."""


class Figure(msgspec.Struct, frozen=True):
    """A measured value, its 95% interval, and of how many questions it is."""

    value: float
    low: float
    high: float
    n: int


class Kinds(msgspec.Struct, frozen=True):
    """Questions by what was done, and whether an article answers."""

    answered_right: int
    answered_wrong: int
    abstained_right: int
    abstained_wrong: int


class RunFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures over ``n`` questions, of which ``crashed`` have none; ``failed`` could not be
    judged by ragas. ``retrieval`` has those of each retriever. Older runs lack ragas."""

    n: int
    crashed: int
    failed: int = 0
    abstention: Kinds
    measures: dict[str, Figure]
    retrieval: dict[str, dict[str, Figure]]
    ragas: dict[str, Figure] = {}


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A run: its folder's name, when it was written, what it was made of, and its figures."""

    name: str
    at: datetime.datetime
    config: dict[str, str | int | bool]
    figures: RunFigures
    report: bool


class Unreadable(msgspec.Struct, frozen=True):
    """A folder among the runs that is not what a run writes, or not any more."""

    name: str
    reason: str


class Runs(msgspec.Struct, frozen=True):
    """Runs, the newest first."""

    runs: tuple[Run, ...]
    unreadable: tuple[Unreadable, ...] = ()


class Paired(msgspec.Struct, frozen=True, kw_only=True):
    """A measure over the ``n`` questions that have it in both runs: B's mean less A's, its 95%
    interval, and the two-sided p value, in ``holm`` adjusted for all measures. ``differ`` questions
    do not have the same value in both."""

    a: float
    b: float
    difference: float
    low: float
    high: float
    p: float
    holm: float
    n: int
    differ: int


class Flip(msgspec.Struct, frozen=True):
    """A question that is right in one run only, and what either said."""

    id: str
    kind: str
    question: str
    a: str
    b: str


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """Two runs of one gold set, of ``n`` questions in both; ``changed`` is what they were made of.

    ``significant`` names the measures whose difference is more than chance; ``unpaired`` those
    that no question has in both, with how many have it in A and in B. ``gained`` are right in B
    only, ``lost`` in A only.
    """

    n: int
    only_a: int
    only_b: int
    measures: dict[str, Paired]
    significant: tuple[str, ...]
    unpaired: dict[str, tuple[int, int]]
    changed: dict[str, tuple[str | int | bool, str | int | bool]]
    gained: tuple[Flip, ...]
    lost: tuple[Flip, ...]


class _Figures(msgspec.Struct, frozen=True):
    all: RunFigures


def runs_in(folder: Path) -> Runs:
    """The runs whose folders are in ``folder``, which need not exist."""
    runs, unreadable = [], []
    for name in _names(folder):
        try:
            runs.append(_run(folder / name))
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            unreadable.append(Unreadable(name, reason or "it cannot be read"))
    runs.sort(key=lambda run: (run.at, run.name), reverse=True)
    return Runs(tuple(runs), tuple(unreadable))


def report_of(folder: Path, name: str) -> bytes:
    """The report of a run, as a page.

    Raises:
        UnknownRunError: if there is no such run, or it has no report.
    """
    try:
        return (_known(folder, name) / REPORT).read_bytes()
    except OSError as error:
        raise UnknownRunError(name, "has no report") from error


def compared(folder: Path, a: str, b: str) -> Compared:
    """What ``dateline-eval compare`` says of two runs.

    Raises:
        UnknownRunError: if there is no such run.
        BadRequestError: if they cannot be compared; it says why.
        EvaluatorError: if the evaluator is not installed, or failed.
    """
    folders = [str(_known(folder, name).resolve()) for name in (a, b)]
    command = [sys.executable, "-P", "-m", "eval", "compare", "--json", "--", *folders]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EvaluatorError("it did not end in time or could not be started") from error
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode == 2:
        # The evaluator names folders; a client knows the runs by their names.
        sentence = said.rpartition("Error: ")[2].replace(f"{folder.resolve()}/", "")
        raise BadRequestError(sentence)
    if done.returncode:
        raise EvaluatorError(said.rpartition("\n")[2])
    return msgspec.json.decode(done.stdout, type=Compared)


def _run(folder: Path) -> Run:
    config = folder / "config.json"
    return Run(
        name=folder.name,
        at=datetime.datetime.fromtimestamp(config.stat().st_mtime, datetime.UTC),
        config=msgspec.json.decode(config.read_bytes(), type=dict[str, str | int | bool]),
        figures=msgspec.json.decode((folder / "figures.json").read_bytes(), type=_Figures).all,
        report=(folder / REPORT).is_file(),
    )


def _known(folder: Path, name: str) -> Path:
    """Looked up by name, so that no address leads out of the folder."""
    if name not in _names(folder):
        raise UnknownRunError(name)
    return folder / name


def _names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir())
