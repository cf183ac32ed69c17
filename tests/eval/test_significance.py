"""Whether a difference is more than chance, on numbers where the answer is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from eval.errors import UndefinedMeasureError
from eval.significance import difference, holm

differences = st.lists(st.sampled_from([-1.0, -0.25, 0.0, 0.5, 1.0]), min_size=1, max_size=12)
p_values = st.lists(st.floats(0, 1), max_size=12)


@settings(max_examples=25)
@given(differences)
def test_a_difference_lies_in_its_interval_and_turns_round_with_its_runs(
    values: list[float],
) -> None:
    found, turned = difference(values), difference([-value for value in values])
    assert found.value == pytest.approx(np.mean(values)) == pytest.approx(-turned.value)
    assert min(values) <= found.low <= found.high <= max(values)
    assert 0 < found.p <= 1
    assert found.p == pytest.approx(turned.p)
    assert found == difference(values)


@given(st.integers(1, 10), st.integers(1, 10))
@settings(max_examples=15)
def test_of_wins_and_losses_the_p_value_is_the_sign_tests(won: int, lost: int) -> None:
    """Few enough for every permutation to be looked at."""
    found = difference([1.0] * won + [-1.0] * lost + [0.0])
    if won + lost < 13:
        assert found.p == pytest.approx(binomtest(won, won + lost).pvalue)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_runs_that_are_the_same_differ_by_nothing_for_sure(size: int) -> None:
    found = difference([0.0] * size)
    assert (found.value, found.low, found.high, found.p) == (0, 0, 0, 1)


def test_one_question_proves_nothing() -> None:
    found = difference([-1.0])
    assert (found.value, found.low, found.high, found.p) == (-1, -1, -1, 1)


def test_all_questions_worse_by_the_same_is_a_drop_without_an_interval_to_speak_of() -> None:
    found = difference([-0.5] * 20)
    assert (found.low, found.high) == (-0.5, -0.5)
    assert found.p < 0.001


def test_a_drop_that_is_real_is_found_and_one_that_is_not_is_not() -> None:
    real = difference([-1.0] * 12 + [0.0] * 88 + [1.0])
    chance = difference([-1.0] * 6 + [0.0] * 88 + [1.0] * 5)
    assert real.p < 0.01
    assert real.high < 0
    assert chance.p > 0.5
    assert chance.low < 0 < chance.high


def test_no_question_has_no_difference() -> None:
    with pytest.raises(UndefinedMeasureError):
        difference([])


@given(p_values)
def test_holm_is_never_below_the_p_value_nor_above_bonferronis(ps: list[float]) -> None:
    adjusted = holm(ps)
    for p, after in zip(ps, adjusted, strict=True):
        assert p <= after <= min(1.0, len(ps) * p) or after == pytest.approx(p)
    if ps:
        assert min(adjusted) == pytest.approx(min(1.0, len(ps) * min(ps)))


@given(p_values)
def test_holm_keeps_the_order_of_the_p_values(ps: list[float]) -> None:
    adjusted = holm(ps)
    by_p = sorted(range(len(ps)), key=lambda at: ps[at])
    assert [adjusted[at] for at in by_p] == sorted(adjusted)


def test_holm_of_three_is_worked_out_by_hand() -> None:
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])
