"""Measures of confidence, against scikit-learn and against their definitions."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from eval.confidence import BINS, aurc, auroc, calibration_error, reliability, risk_coverage
from eval.errors import UndefinedMeasureError

# Few different values, so that there are ties.
confidences = st.one_of(st.floats(0, 1), st.integers(0, 15).map(lambda n: n / 15))
pairs = st.lists(st.tuples(confidences, st.booleans()), min_size=1, max_size=30)
Pairs = list[tuple[float, bool]]


def apart(both: Pairs) -> tuple[list[float], list[bool]]:
    return [number for number, _ in both], [flag for _, flag in both]


@given(pairs)
def test_auroc_is_scikit_learns(both: Pairs) -> None:
    scores, positive = apart(both)
    assume(len(set(positive)) == 2)
    assert auroc(scores, positive) == pytest.approx(roc_auc_score(positive, scores))


@given(pairs)
def test_turning_the_scores_round_turns_auroc_round(both: Pairs) -> None:
    scores, positive = apart(both)
    assume(len(set(positive)) == 2)
    turned = auroc([-score for score in scores], positive)
    assert auroc(scores, positive) + turned == pytest.approx(1)


def test_scores_that_say_nothing_have_auroc_one_half() -> None:
    assert auroc([0.3, 0.3, 0.3], [True, False, False]) == 0.5


@pytest.mark.parametrize("flags", [[], [True], [False, False]])
def test_one_class_has_no_auroc(flags: list[bool]) -> None:
    with pytest.raises(UndefinedMeasureError):
        auroc([0.5] * len(flags), flags)


@given(pairs)
def test_calibration_error_is_its_definition(both: Pairs) -> None:
    total = 0.0
    for bin_ in range(BINS):
        inside = [
            (number, flag) for number, flag in both if max(1, math.ceil(number * BINS)) == bin_ + 1
        ]
        if inside:
            mean = sum(number for number, _ in inside) / len(inside)
            accuracy = sum(flag for _, flag in inside) / len(inside)
            total += len(inside) / len(both) * abs(mean - accuracy)
    assert calibration_error(*apart(both)) == pytest.approx(total)


@given(pairs)
def test_a_reliability_diagram_has_every_answer_and_the_calibration_error(both: Pairs) -> None:
    bins = reliability(*apart(both))
    assert sum(one.n for one in bins) == len(both)
    assert [one.confidence for one in bins] == sorted(one.confidence for one in bins)
    gaps = sum(one.n * abs(one.confidence - one.right) for one in bins) / len(both)
    assert gaps == pytest.approx(calibration_error(*apart(both)))


def test_calibration_error_of_the_sure_and_wrong_is_1() -> None:
    assert calibration_error([1.0, 1.0], [False, False]) == 1
    assert calibration_error([1.0, 0.0], [True, False]) == 0


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_no_risk(both: Pairs, random: object) -> None:
    curve = risk_coverage(*apart(both))
    random.shuffle(both)  # type: ignore[attr-defined]
    assert risk_coverage(*apart(both)) == pytest.approx(curve)


@given(st.lists(st.booleans(), min_size=1, max_size=30))
def test_without_ties_the_risk_is_the_share_of_errors_so_far(right: list[bool]) -> None:
    falling = [1 - at / 100 for at in range(len(right))]
    expected = [right[:k].count(False) / k for k in range(1, len(right) + 1)]
    assert risk_coverage(falling, right) == pytest.approx(expected)
    assert aurc(falling, right) == pytest.approx(np.mean(expected))


@given(pairs)
def test_with_everything_answered_the_risk_is_the_error_rate(both: Pairs) -> None:
    numbers, right = apart(both)
    assert risk_coverage(numbers, right)[-1] == pytest.approx(right.count(False) / len(right))


@pytest.mark.parametrize("measure", [calibration_error, aurc])
def test_nothing_has_no_measure(measure: object) -> None:
    with pytest.raises(UndefinedMeasureError):
        measure([], [])  # type: ignore[operator]


@pytest.mark.parametrize("measure", [auroc, calibration_error, aurc])
def test_what_is_not_a_number_is_refused_and_not_averaged(measure: object) -> None:
    with pytest.raises(ValueError, match="not a number"):
        measure([0.5, math.nan], [True, False])  # type: ignore[operator]
    with pytest.raises(ValueError, match="not pairs"):
        measure([0.5], [True, False])  # type: ignore[operator]
