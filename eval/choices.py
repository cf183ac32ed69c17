"""Which of several choices the articles support best. No threshold: one of them is right."""

import math
from collections.abc import Sequence

from eval.answers import has_words, token_f1
from qa.calibration import Calibration
from qa.pipeline import Found

K = 60
"""Of reciprocal ranks (Cormack, Clarke and Büttcher, 2009)."""


def chosen(choices: Sequence[str], found: Found, calibration: Calibration) -> str:
    """The best-supported choice; blank where nothing speaks for any. Ties go to the first.

    For a choice speak the candidates that share words with it: each with its confidence times
    the F1 of the words, so that several articles that say it count for more than one. Where no
    candidate shares a word with any of the choices, the passages that have its words do, the more
    the higher they rank.
    """
    read = [_of_reader(choice, found, calibration) for choice in choices]
    support = read if any(read) else [_of_passages(choice, found) for choice in choices]
    best = max(support, default=0.0)
    return choices[support.index(best)] if best else ""


def _of_reader(choice: str, found: Found, calibration: Calibration) -> float:
    return math.fsum(
        calibration.confidence(candidate.features) * token_f1(candidate.quote, [choice])
        for candidate in found.candidates
    )


def _of_passages(choice: str, found: Found) -> float:
    return math.fsum(1 / (K + hit.rank) for hit in found.hits if has_words(hit.text, choice))
