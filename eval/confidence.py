"""Measures of confidence: does it tell right from wrong? Pure functions over numbers."""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from eval.errors import UndefinedMeasureError
from qa.calibration import BINS, bins_of, expected_calibration_error

Numbers = Sequence[float] | NDArray[np.float64]
Flags = Sequence[bool] | NDArray[np.bool_]


def auroc(scores: Numbers, positive: Flags) -> float:
    """The chance that a positive's score is above a negative's, a tie counting half.

    The area under the ROC curve, by the Mann–Whitney statistic (Hanley and McNeil, 1982).

    Raises:
        UndefinedMeasureError: unless there are both positives and negatives.
    """
    values, flags = _pair(scores, positive)
    positives = int(flags.sum())
    negatives = len(flags) - positives
    if not (positives and negatives):
        raise UndefinedMeasureError("AUROC needs both classes")
    ranks = rankdata(values)
    above = float(ranks[flags].sum()) - positives * (positives + 1) / 2
    return above / (positives * negatives)


def calibration_error(confidences: Numbers, right: Flags) -> float:
    """``qa.calibration.expected_calibration_error``, 0 to 1.

    Raises:
        UndefinedMeasureError: if there is nothing.
    """
    values, flags = _pair(confidences, right)
    if not len(values):
        raise UndefinedMeasureError("ECE needs an answer")
    return expected_calibration_error(values, flags)


class Bin(msgspec.Struct, frozen=True):
    """Answers of like confidence: how many, their mean confidence, the share that is right."""

    n: int
    confidence: float
    right: float


def reliability(confidences: Numbers, right: Flags) -> list[Bin]:
    """The bins of the calibration error that hold an answer, by rising confidence.

    A reliability diagram (Niculescu-Mizil and Caruana, 2005) draws them.
    """
    values, flags = _pair(confidences, right)
    bins = bins_of(values)
    return [
        Bin(int(inside.sum()), float(values[inside].mean()), float(flags[inside].mean()))
        for number in range(BINS)
        if (inside := bins == number).any()
    ]


def risk_coverage(confidences: Numbers, right: Flags) -> NDArray[np.float64]:
    """The share of wrong answers among the k most confident, for k = 1 … n.

    The risk–coverage curve (El-Yaniv and Wiener, 2010) at coverage k / n. Where answers tie, k of
    them stand for a random choice among them, so that their order does not matter.

    Raises:
        UndefinedMeasureError: if there is nothing.
    """
    values, flags = _pair(confidences, right)
    if not len(values):
        raise UndefinedMeasureError("a risk-coverage curve needs an answer")
    levels, level_of, sizes = np.unique(-values, return_inverse=True, return_counts=True)
    wrong = np.bincount(level_of, weights=~flags, minlength=len(levels))
    errors = np.cumsum(np.repeat(wrong / sizes, sizes))
    return np.asarray(errors / np.arange(1, len(values) + 1), dtype=np.float64)


def aurc(confidences: Numbers, right: Flags) -> float:
    """The mean of the risk–coverage curve (Geifman et al., 2019): lower is better.

    Raises:
        UndefinedMeasureError: if there is nothing.
    """
    return float(risk_coverage(confidences, right).mean())


def _pair(numbers: Numbers, flags: Flags) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    values, booleans = np.asarray(numbers, dtype=np.float64), np.asarray(flags, dtype=np.bool_)
    if values.shape != booleans.shape:
        raise ValueError(f"{len(values)} numbers and {len(booleans)} flags are not pairs")
    if not np.isfinite(values).all():
        raise ValueError("a score is not a number")
    return values, booleans
