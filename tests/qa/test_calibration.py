"""Confidence and its error."""

import math

import numpy as np
import pytest

from qa.calibration import bins_of, expected_calibration_error
from qa.sameness import bag_f1


def test_the_calibration_error_is_what_its_paper_says() -> None:
    confidence, right = np.array([0.9, 0.9, 0.1, 0.1]), np.array([True, True, False, False])
    assert expected_calibration_error(confidence, right) == pytest.approx(0.1)
    assert math.isnan(expected_calibration_error(confidence[:0], right[:0]))


def test_a_bin_holds_its_upper_edge_and_the_first_one_0() -> None:
    assert bins_of(np.array([0.0, 1 / 15, 0.07, 0.5, 1.0])).tolist() == [0, 0, 1, 7, 14]


def test_f1_of_words_is_over_the_words_of_both() -> None:
    assert bag_f1(("a", "b"), ("b", "c")) == pytest.approx(0.5)
    assert bag_f1(("a", "a"), ("a",)) == pytest.approx(2 / 3)
    assert bag_f1(("a",), ("b",)) == bag_f1((), ()) == 0.0
