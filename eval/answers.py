"""Measures of answers against gold answers. Pure functions over texts."""

import difflib
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from scipy.optimize import linear_sum_assignment

from qa.sameness import bag_f1

Item = Sequence[str]
"""The wordings of one gold answer, any of which is right."""

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMALS = re.compile(r"(?<![\d.,])(\d+)\.(\d+)(?![\d.,])")
_LEADING_ZEROS = re.compile(r"(?<![\d.,])0+(?=\d)")


def normalise(text: str) -> str:
    """``text`` as SQuAD compares it (Rajpurkar et al., 2016), but for its numbers.

    Lower case; without punctuation and symbols (of any script), a/an/the and superfluous space.
    Numbers keep their value: "4.5%" is "4.5" and not "45", "19,600" is "19600", "4.50" is "4.5",
    and "-5" is not "5". A text of which nothing would be left is only lowered and stripped.
    """
    lowered = unicodedata.normalize("NFC", text.lower())
    numbers = _THOUSANDS.sub("", lowered)
    kept = "".join(c for at, c in enumerate(numbers) if not _is_clutter(numbers, at, c))
    kept = _LEADING_ZEROS.sub("", _DECIMALS.sub(_plain_decimal, kept.replace("−", "-")))
    return " ".join(_ARTICLES.sub(" ", kept).split()) or lowered.strip()


def _is_clutter(text: str, at: int, character: str) -> bool:
    if unicodedata.category(character)[0] not in "PS":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if character in ".," and before.isdecimal() and after.isdecimal():
        return False
    # A minus; between words or in a range it is a dash.
    return not (character in "-−" and after.isdecimal() and not before.strip())


def _plain_decimal(number: re.Match[str]) -> str:
    whole, decimals = number[1], number[2].rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def exact_match(answer: str, wordings: Iterable[str]) -> float:
    """1 if ``answer`` equals one of ``wordings`` when normalised, else 0; a blank one never does.

    Rajpurkar et al. (2016).
    """
    given = normalise(answer)
    return float(bool(given) and any(given == normalise(wording) for wording in wordings))


def has_words(text: str, answer: str) -> bool:
    """Whether the words of ``answer``, which has some, stand in ``text`` in their order, with none
    between them (Chen et al., 2017)."""
    return f" {normalise(answer)} " in f" {normalise(text)} "


def token_f1(answer: str, wordings: Iterable[str]) -> float:
    """The best F1 of ``answer``'s words, as a bag, against one of ``wordings``: 0 to 1.

    Rajpurkar et al. (2016).
    """
    given = normalise(answer).split()
    return max((bag_f1(given, normalise(wording).split()) for wording in wordings), default=0)


def f1(found: float, given: float, recalled: float, wanted: float) -> float:
    """The harmonic mean of ``found / given`` and ``recalled / wanted``; 0 where it is undefined."""
    if not (given and wanted and found and recalled):
        return 0.0
    precision, recall = found / given, recalled / wanted
    return 2 * precision * recall / (precision + recall)


class ListCounts(msgspec.Struct, frozen=True):
    """What one question adds to the list measures of MultiSpanQA (Li et al., 2022).

    ``given`` and ``wanted`` are counted without repetitions, ``given`` as at least 1, so that an
    empty list costs precision too. ``exact``: pairs of an answer and an item it equals.
    ``given_part`` and ``wanted_part`` add up, over the answers and over the items, the longest
    share of it that the best match on the other side has in one piece.
    """

    given: int
    wanted: int
    exact: int
    given_part: float
    wanted_part: float

    @property
    def is_exact(self) -> bool:
        """Whether the list is right: every item, and nothing else."""
        return self.exact == self.given == self.wanted


def list_counts(answers: Iterable[str], items: Sequence[Item]) -> ListCounts:
    """Compare ``answers`` with ``items``, of which there is at least one.

    As in the official script, but an item may have several wordings, and two answers that word
    one item differently count as one right and one wrong (a pairing with the most pairs).
    """
    given = sorted({normalised for answer in answers if (normalised := normalise(answer))})
    wanted = sorted({tuple(sorted(set(map(normalise, item)))) for item in items})
    if not given:
        return ListCounts(1, len(wanted), 0, 0.0, 0.0)
    equal = np.array([[answer in item for item in wanted] for answer in given])
    pairs = equal[linear_sum_assignment(equal, maximize=True)]
    common = [[[_common(answer, word) for word in item] for item in wanted] for answer in given]
    given_part = math.fsum(
        max(map(max, rows)) / len(answer) for answer, rows in zip(given, common, strict=True)
    )
    wanted_part = math.fsum(
        max(
            length / len(word)
            for rows in common
            for length, word in zip(rows[at], item, strict=True)
        )
        for at, item in enumerate(wanted)
    )
    return ListCounts(len(given), len(wanted), int(pairs.sum()), given_part, wanted_part)


def _common(one: str, other: str) -> int:
    """The length of the longest common substring, in characters."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.find_longest_match(0, len(one), 0, len(other)).size


def list_f1(counts: Iterable[ListCounts]) -> float:
    """Exact-match F1 over all questions together, 0 to 1 (Li et al., 2022: "EM F1")."""
    counts = list(counts)
    exact = sum(c.exact for c in counts)
    return f1(exact, sum(c.given for c in counts), exact, sum(c.wanted for c in counts))


def list_partial_f1(counts: Iterable[ListCounts]) -> float:
    """Partial-match F1 over all questions together, 0 to 1 (Li et al., 2022: "PM F1")."""
    counts = list(counts)
    return f1(
        math.fsum(c.given_part for c in counts),
        sum(c.given for c in counts),
        math.fsum(c.wanted_part for c in counts),
        sum(c.wanted for c in counts),
    )


def accuracy_at(k: int, answers: Sequence[str], items: Iterable[Item]) -> float:
    """1 if one of the first ``k`` answers is an exact match of any wording of any item, else 0."""
    wordings = [wording for item in items for wording in item]
    return max((exact_match(answer, wordings) for answer in answers[:k]), default=0.0)
