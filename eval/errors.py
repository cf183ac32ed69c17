"""The errors of ``eval``, named by consequence.

EvalError
├── GoldError                   a line of a gold set cannot be used (also ValueError)
├── GoldMismatchError           the gold set was not written for these articles (also ValueError)
├── BenchmarkError              a benchmark's file or folder cannot be used (also ValueError)
└── UndefinedMeasureError       a measure has no value for these data (also ValueError)
"""

from pathlib import Path


class EvalError(Exception):
    """Base of every error that ``eval`` raises on purpose."""


class GoldError(EvalError, ValueError):
    """A gold set that cannot be read; ``line`` counts from 1, 0 is the file as a whole."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class GoldMismatchError(EvalError, ValueError):
    """Anchors that the stored articles do not bear out: every figure would be wrong."""


class BenchmarkError(EvalError, ValueError):
    """A file or folder that is missing or is not what the command reads."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UndefinedMeasureError(EvalError, ValueError):
    """There is nothing to measure, or only one of the two classes that are told apart."""
