"""One run of a gold set through the real pipeline, and the folder it leaves."""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec

from eval.faithfulness.samples import Judged, Sample, sample_of
from eval.figures import RETRIEVERS, Figures, figures_of
from eval.gold import GoldQuestion
from eval.gold_lint import refuse_misfits
from eval.halves import Half
from eval.retrieval_measures import Units, first_relevant, measure
from eval.rows import Row
from eval.scoring import crashed, score
from eval.timings import Timing, Timings
from index.durable import sha256_of
from index.retrieval import Retrieval
from qa.answers import MAX_TOP_K, Question
from qa.calibration import Calibration
from qa.newsroom import Newsroom

Progress = Callable[[int, int], None]
"""Called with how many questions are done, and how many there are."""
Judge = Callable[[Sequence[Sample]], Mapping[str, Judged]]
"""What ragas says of each of the samples, by its id: ``eval.faithfulness.judging.judge_all``."""


NO_JUDGE = "none"
RULES = "rules"


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What a run was made of. Two runs that agree in it, the generation's name apart, agree in
    their rows and figures. ``judge``: whom ragas asked, ``RULES`` or a model and its endpoint;
    ``half``: which questions were asked, all where it is blank."""

    gold: str
    gold_sha256: str
    questions: int
    corpus: str
    generation: str
    stemming: bool
    encoder: str
    reader: str
    calibration: str
    version: str
    code: str = ""
    judge: str = NO_JUDGE
    half: str = ""

    @property
    def hash(self) -> str:
        """Twelve hexadecimal digits over all but the generation, which counts how often it was
        rebuilt."""
        what = msgspec.structs.replace(self, generation="")
        return hashlib.sha256(msgspec.json.encode(what)).hexdigest()[:12]


class RunResult(msgspec.Struct, frozen=True):
    """Rows in the order of the gold set, the figures over them, and timings apart."""

    rows: tuple[Row, ...]
    figures: Figures
    timings: tuple[Timing, ...]


def run(
    gold: Sequence[GoldQuestion],
    newsroom: Newsroom,
    progress: Progress = lambda done, total: None,
    clock: Callable[[], float] = time.perf_counter,
    judge: Judge | None = None,
) -> RunResult:
    """Ask every question as of its day. One that raises becomes a crash row; the rest goes on.

    What was answered is shown to ``judge`` at the end, if there is one.

    Raises:
        GoldMismatchError: if the stored articles do not bear out an anchor; nothing is asked.
    """
    refuse_misfits(gold, newsroom.store)
    units = Units(newsroom.pipeline.generation)
    rows: list[Row] = []
    rankings: dict[str, dict[str, list[str]]] = {}
    timings: list[Timing] = []
    samples: list[Sample] = []
    for done, question in enumerate(gold):
        progress(done, len(gold))
        begin = clock()
        try:
            asked = Question(question.question, question.as_of)
            outcome = newsroom.ask(asked)
            rows.append(score(question, outcome, newsroom.store))
            took = round(1000 * (clock() - begin), 2)
            found = _retrieval(question, newsroom)
            read = min(len(found.fused), asked.top_k)
            if question.answerable:
                rankings[question.id] = {n: units.ranking(getattr(found, n)) for n in RETRIEVERS}
            sample = sample_of(rows[done], outcome, newsroom.store)
            timings.append(Timing(question.id, took, outcome.timings_ms, read))
            samples.append(sample)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding of this run
            rows[done:] = [crashed(question, error)]
            rankings.pop(question.id, None)
    progress(len(gold), len(gold))
    rows = _with_retrieval(rows, gold, rankings, units)
    if judge:
        rows = _with_judgements(rows, judge(samples))
    return RunResult(tuple(rows), figures_of(rows), tuple(timings))


def config_of(
    gold: Path,
    questions: int,
    newsroom: Newsroom,
    calibration: Path,
    judge: str = NO_JUDGE,
    half: Half | None = None,
) -> Config:
    """The configuration of a run over ``newsroom``, which was opened with this calibration."""
    manifest = newsroom.pipeline.generation.manifest
    try:
        installed = version("dateline")
    except PackageNotFoundError:
        installed = "not installed"
    return Config(
        gold=gold.stem,
        gold_sha256=sha256_of(gold),
        questions=questions,
        corpus=manifest.corpus_fingerprint,
        generation=newsroom.generation,
        stemming=manifest.settings.stemming,
        encoder=manifest.encoder_fingerprint,
        # The calibration names the one reader that a newsroom may open with it.
        reader=msgspec.json.decode(calibration.read_bytes(), type=Calibration).reader,
        calibration=sha256_of(calibration),
        version=installed,
        code=_code(),
        judge=judge,
        half=half or "",
    )


def _code() -> str:
    """The sha256 over the source files of the packages, each with its name."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for package in ("corpus", "index", "qa", "eval"):
        for path in sorted((root / package).rglob("*.py")):
            digest.update(f"{path.relative_to(root)} {sha256_of(path)}\n".encode())
    return digest.hexdigest()


def write_run(folder: Path, config: Config, result: RunResult, timings: Timings) -> None:
    """Write ``config.json``, ``rows.jsonl``, ``figures.json`` and ``timings.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_bytes(_json(config))
    rows = b"".join(msgspec.json.encode(row) + b"\n" for row in result.rows)
    (folder / "rows.jsonl").write_bytes(rows)
    (folder / "figures.json").write_bytes(_json(result.figures))
    (folder / "timings.json").write_bytes(_json(timings))


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _retrieval(question: GoldQuestion, newsroom: Newsroom) -> Retrieval:
    """The three rankings, each as deep as the deepest that can be asked for."""
    return newsroom.retrieval(Question(question.question, question.as_of, top_k=MAX_TOP_K))


def _with_judgements(rows: Sequence[Row], judged: Mapping[str, Judged]) -> list[Row]:
    """The rows with what ragas says; a crashed one was not judged."""
    return [
        msgspec.structs.replace(row, ragas=found.values, failures=found.failures)
        if (found := judged.get(row.id))
        else row
        for row in rows
    ]


def _with_retrieval(
    rows: Sequence[Row],
    gold: Sequence[GoldQuestion],
    rankings: dict[str, dict[str, list[str]]],
    units: Units,
) -> list[Row]:
    """The rows with what was found of the evidence; without it where there is none."""
    qrels = {q.id: units.relevant(q.evidence) for q in gold if q.id in rankings}
    values = {
        name: measure(qrels, {id: found[name] for id, found in rankings.items()})
        for name in RETRIEVERS
    }
    return [
        msgspec.structs.replace(
            row,
            relevant=len(qrels[row.id]),
            ranks={n: first_relevant(qrels[row.id], rankings[row.id][n]) for n in RETRIEVERS},
            retrieval={name: values[name][row.id] for name in RETRIEVERS},
        )
        if row.id in qrels
        else row
        for row in rows
    ]
