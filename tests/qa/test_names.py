"""One person under two names is one answer; two people never are."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.clusters import Mention, clusters, same_answer
from qa.names import compatible
from qa.persons import person
from tests.qa.name_pairs import DIFFERENT, DIFFERENT_UNSEEN, SAME, SAME_UNSEEN, pairs

ALIKE = pairs(SAME) + pairs(SAME_UNSEEN)
APART = pairs(DIFFERENT) + pairs(DIFFERENT_UNSEEN)
NAMES = st.sampled_from(sorted({name for pair in ALIKE + APART for name in pair}))
SETS = st.lists(NAMES, max_size=8)


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_people_are_never_one_answer(one, other) -> None:
    assert not same_answer(one, other)


def test_nine_of_ten_names_of_one_person_are_one_answer() -> None:
    missed = [pair for pair in ALIKE if not same_answer(*pair)]
    assert len(missed) <= len(ALIKE) / 10, missed


@given(NAMES, NAMES)
def test_compatibility_is_symmetric_and_every_name_is_itself(one, other) -> None:
    a, b = person(one), person(other)
    assert same_answer(one, one)
    if a and b:
        assert compatible(a, a)
        assert compatible(a, b) == compatible(b, a)


@given(SETS, st.randoms(use_true_random=False))
def test_what_is_one_answer_does_not_depend_on_the_order(names, rng: random.Random) -> None:
    shuffled = list(names)
    rng.shuffle(shuffled)
    assert partition(names) == partition(shuffled)


@given(SETS)
def test_names_of_one_answer_all_go_with_each_other(names) -> None:
    for together in partition(names):
        for one in together:
            for other in together:
                assert same_answer(one, other)


@given(st.text(alphabet="aB Al-bin.,'’ von Mr", max_size=30), st.text(max_size=10))
def test_any_text_is_a_name_or_none_and_goes_with_itself(quote, before) -> None:
    found = person(quote, before)
    assert found is None or (found.names and compatible(found, found))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Burns", "William Burns", "Bill Burns"], [{"Burns", "William Burns", "Bill Burns"}]),
        (
            ["Burns", "William Burns", "Nicholas Burns"],
            [{"Burns"}, {"William Burns"}, {"Nicholas Burns"}],
        ),
        (
            ["Alex Smith", "Alexander Smith", "Alexandra Smith"],
            [{"Alex Smith"}, {"Alexander Smith"}, {"Alexandra Smith"}],
        ),
        (
            ["George Bush", "George W. Bush", "George H. W. Bush"],
            [{"George Bush"}, {"George W. Bush"}, {"George H. W. Bush"}],
        ),
        (
            ["Sisi", "al-Sisi", "Abdel Fattah El-Sisi", "Egyptian officials"],
            [{"Sisi", "al-Sisi", "Abdel Fattah El-Sisi"}, {"Egyptian officials"}],
        ),
        (
            ["William", "Prince William", "William Burns"],
            [{"William", "Prince William"}, {"William Burns"}],
        ),
    ],
)
def test_a_name_that_could_be_two_people_stands_for_itself(names, expected) -> None:
    assert partition(names) == {frozenset(together) for together in expected}


def test_the_article_says_who_a_surname_is() -> None:
    here = Mention("Burns", full="William Burns")
    there = Mention("Burns", full="Nicholas Burns")
    full = Mention("CIA director William Burns")
    assert clusters([here, there, full]) == (0, 1, 0)


def test_the_title_before_the_quotation_counts() -> None:
    assert same("Biden", "U.S. President ", "President Joe Biden")
    assert not same("Biden", "the first lady, Mrs ", "Joe Biden")


def same(quote: str, before: str, other: str) -> bool:
    first, second = clusters([Mention(quote, before), Mention(other)])
    return first == second


def partition(names: list[str]) -> set[frozenset[str]]:
    numbers = clusters([Mention(name) for name in names])
    return {
        frozenset(name for name, number in zip(names, numbers, strict=True) if number == one)
        for one in numbers
    }
