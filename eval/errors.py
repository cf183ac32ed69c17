"""The errors of ``eval``, named by consequence.

EvalError
├── UnusableInputError          what was given cannot be used (also ValueError)
│   ├── GoldError               a line of a gold set cannot be used
│   ├── GoldMismatchError       the gold set was not written for these articles
│   ├── AnchorError             a quote that cannot be anchored to an article
│   ├── BenchmarkError          a benchmark's file or folder cannot be used
│   ├── RunFolderError          a folder is not what a run wrote
│   ├── BaselineError           there is no accepted baseline to judge by
│   └── NotComparableError      the two sides answered different gold sets
├── JudgeError                  a judge did not say what was asked of it
└── UndefinedMeasureError       a measure has no value for these data (also ValueError)
"""

from pathlib import Path


class EvalError(Exception):
    """Base of every error that ``eval`` raises on purpose."""


class UnusableInputError(EvalError, ValueError):
    """What was given cannot be used; nothing was done with it."""


class GoldError(UnusableInputError):
    """A gold set that cannot be read; ``line`` counts from 1, 0 is the file as a whole."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class GoldMismatchError(UnusableInputError):
    """Anchors that the stored articles do not bear out: every figure would be wrong."""


class AnchorError(UnusableInputError):
    """A quote that is not in its article, or is there several times."""


class BenchmarkError(UnusableInputError):
    """A file or folder that is missing or is not what the command reads."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class RunFolderError(UnusableInputError):
    """A folder that ``dateline-eval run`` did not write, or not to its end."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class BaselineError(UnusableInputError):
    """No accepted baseline, or a file that is none; the message has the command that makes one."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class NotComparableError(UnusableInputError):
    """Runs over different gold sets: a difference between them would mean nothing."""


class JudgeError(EvalError):
    """What a judge said cannot be counted; the question it judged has no such figure."""


class UndefinedMeasureError(EvalError, ValueError):
    """There is nothing to measure, or only one of the two classes that are told apart."""
