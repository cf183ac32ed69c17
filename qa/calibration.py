"""Confidence: from what the stations saw of a candidate to the chance that it is right.

Logistic regression (Platt, 1999) over a few features, fitted on held-out questions by
``qa.training.calibrate`` for one reader and one encoder; with others it means nothing and is
refused.
"""

import math
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from qa.errors import ReaderUnusableError

SHIPPED = Path(__file__).parent / "reader" / "model" / "calibration.json"

BINS = 15
"""Bins of the calibration error, all as wide as each other, as Guo et al. (2017) use them."""


class Features(NamedTuple):
    """What is known of one candidate.

    ``score``, ``answerable`` and ``inside`` are the reader's logits. ``list_margin`` is how far the
    score is below the best of its article, where several answers may be right. ``same_day`` and
    ``rival`` are 1 where a figure or a date is asked for and another article has the best of all:
    ``same_day`` if both came out on one day, ``rival`` if both are figures for one thing
    (``qa.rivals``), at most a week apart. What does not apply is 0. Ranks and words in common are
    left out on purpose (docs/decisions/0005-confidence.md), as is how far others are ahead
    (docs/decisions/0020-another-article.md and 0021-what-has-changed.md).
    """

    score: float
    answerable: float
    inside: float
    list_margin: float = 0.0
    same_day: float = 0.0
    rival: float = 0.0


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """Weights by feature name, and the confidence from which on an answer is given.

    ``fitted`` says on how many questions, and how well a half does what the other fitted.
    """

    reader: str
    encoder: str
    weights: dict[str, float]
    bias: float
    threshold: float
    fitted: dict[str, float | int | str]

    def __post_init__(self) -> None:
        if set(self.weights) != set(Features._fields):
            raise ReaderUnusableError(
                "the calibration is for other features; "
                "fit it again with: make calibrate DATA=FOLDER"
            )

    def confidence(self, features: Features) -> float:
        """The chance, 0 to 1, that a candidate with these features is right."""
        logit = self.bias + sum(
            self.weights[name] * value for name, value in features._asdict().items()
        )
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


def expected_calibration_error(confidences: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The mean distance between confidence and share of right answers, over the bins, 0 to 1.

    Each bin is weighted by its answers (Naeini et al., 2015; Guo et al., 2017). Of nothing it is
    not a number.
    """
    gap = np.bincount(bins_of(confidences), weights=confidences - right, minlength=BINS)
    return float(np.abs(gap).sum() / len(confidences)) if len(confidences) else math.nan


def bins_of(confidences: NDArray[np.float64]) -> NDArray[np.int_]:
    """The bin of each, from 0. A bin holds its upper edge; 0 is in the first."""
    bins: NDArray[np.int_] = np.ceil(confidences * BINS).clip(1, BINS).astype(int) - 1
    return bins


def load_calibration(path: Path, *, reader: str, encoder: str) -> Calibration:
    """The calibration at ``path``, if it was fitted for these two (their fingerprints).

    Raises:
        ReaderUnusableError: if it is missing, damaged or was fitted for other models.
    """
    try:
        calibration = msgspec.json.decode(path.read_bytes(), type=Calibration)
    except (OSError, msgspec.MsgspecError) as error:
        reason = "it is missing" if isinstance(error, FileNotFoundError) else str(error)
        raise ReaderUnusableError(
            f"the confidence of the reader cannot be used ({reason}); "
            "fit it with: make calibrate DATA=FOLDER"
        ) from error
    for what, fitted, used in (
        ("reader", calibration.reader, reader),
        ("encoder", calibration.encoder, encoder),
    ):
        if fitted != used:
            raise ReaderUnusableError(
                f"the confidence was calibrated for another {what} ({fitted[:12]}, not "
                f"{used[:12]}); fit it again with: make calibrate DATA=FOLDER"
            )
    return calibration
