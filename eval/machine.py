"""What a run ran on: of timings, the half that the code does not decide."""

import os
import platform
import resource
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

LIBRARIES = ("torch", "transformers", "faiss-cpu", "numpy", "scipy")
_CPUINFO = Path("/proc/cpuinfo")


class Machine(msgspec.Struct, frozen=True):
    """``peak_memory_mb``: the most that this process has held."""

    system: str
    processor: str
    cores: int
    python: str
    libraries: dict[str, str]
    peak_memory_mb: int


def this_machine() -> Machine:
    """The machine that this process runs on. It has no name here."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Machine(
        system=f"{platform.system()} {platform.machine()}",
        processor=_processor(),
        cores=os.cpu_count() or 1,
        python=platform.python_version(),
        libraries={name: _version(name) for name in LIBRARIES},
        peak_memory_mb=peak // unit,
    )


def _processor() -> str:
    try:
        lines = _CPUINFO.read_text("utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"
