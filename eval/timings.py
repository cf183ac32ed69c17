"""How long questions took. Kept apart from rows and figures, which are the same every time."""

from collections.abc import Sequence

import msgspec
import numpy as np

from eval.machine import Machine


class Timing(msgspec.Struct, frozen=True):
    """How long a question took, and each of its stations, in milliseconds; how many passages were
    read for it."""

    id: str
    total_ms: float
    stations_ms: dict[str, float]
    passages: int


class Spread(msgspec.Struct, frozen=True):
    """Half of the questions took no longer than ``p50_ms``, 19 of 20 no longer than ``p95_ms``."""

    p50_ms: float
    p95_ms: float


class Timings(msgspec.Struct, frozen=True):
    """What ``timings.json`` holds. ``stations`` are spreads over the questions that have them,
    ``passages`` the mean number that was read for a question."""

    p50_ms: float
    p95_ms: float
    passages: float
    stations: dict[str, Spread]
    machine: Machine
    questions: tuple[Timing, ...]


def timings_of(questions: Sequence[Timing], machine: Machine) -> Timings:
    """The spreads over the questions; 0 where there is none."""
    whole = _spread([timing.total_ms for timing in questions] or [0.0])
    names = dict.fromkeys(name for timing in questions for name in timing.stations_ms)
    stations = {
        name: _spread([t.stations_ms[name] for t in questions if name in t.stations_ms])
        for name in names
    }
    passages = float(np.mean([timing.passages for timing in questions] or [0]))
    return Timings(
        whole.p50_ms, whole.p95_ms, round(passages, 2), stations, machine, tuple(questions)
    )


def _spread(milliseconds: Sequence[float]) -> Spread:
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return Spread(round(float(p50), 2), round(float(p95), 2))
