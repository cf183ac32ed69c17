"""Figures with their hedges: what a quotation claims, and which claims agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from qa.numerals import figures
from qa.quantities import (
    Quantity,
    agree,
    comparable,
    interval,
    of_one_thing,
    quantity,
    quantity_at,
    same_figure,
)

HEDGES = ["", "about ", "nearly ", "at least ", "up to ", "an estimated ", "more than ", "some "]
NUMBERS = st.integers(0, 10**7)


def read(sentence: str, figure: str) -> Quantity:
    start = sentence.index(figure)
    found = quantity_at(sentence, Span(start, start + len(figure)))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28,473", (28_473, 28_473)),
        ("1.9 million", (1_900_000, 1_900_000)),
        ("3.2bn", (3.2e9, 3.2e9)),
        ("seven", (7, 7)),
        ("twenty-one", (21, 21)),
        ("two hundred and fifty", (250, 250)),
        ("half a million", (500_000, 500_000)),
        ("a dozen", (12, 12)),
        ("three thousand", (3_000, 3_000)),
        ("between 40 and 50", (40, 50)),
        ("40 to 50", (40, 50)),
        ("40–50", (40, 50)),
        ("2 to 3 million", (2_000_000, 3_000_000)),
        ("nine out of ten", (90, 90)),
        ("one in five", (20, 20)),
        ("dozens", (24, 120)),
        ("tens of thousands", (20_000, 100_000)),
        ("$8m", (8_000_000, 8_000_000)),
    ],
)
def test_a_figure_is_worth_what_it_says(text, expected) -> None:
    (found,) = figures(text)
    assert (found.low, found.high) == expected
    assert found.span.of(text).removeprefix("between ") in text


@pytest.mark.parametrize(
    "text",
    [
        "Oct. 7",
        "7 October",
        "4:12 a.m.",
        "11 p.m.",
        "the 117th minute",
        "2023-12-20",
        "no figure",
        "in 2017",
        "two thirds",
    ],
)
def test_dates_times_and_ordinals_are_no_figures(text) -> None:
    assert not figures(text)


@given(NUMBERS)
def test_a_number_is_read_with_separators_and_without(number) -> None:
    assert figures(str(number))[0].low == figures(f"{number:,}")[0].low == number


@pytest.mark.parametrize(
    ("sentence", "figure", "expected"),
    [
        (
            "At least 46 people were killed and more than 100 wounded.",
            "46",
            ("over", "people", "dead"),
        ),
        ("At least 46 people were killed and more than 100 wounded.", "100", ("over", "", "hurt")),
        (
            "The war has killed nearly 20,000 Palestinians.",
            "20,000",
            ("nearly", "Palestinian", "dead"),
        ),
        ("134 of its soldiers have been killed.", "134", ("", "soldier", "dead")),
        ("They still hold an estimated 129 captives.", "129", ("about", "hostage", "held")),
        ("Around 130 are believed to be there.", "130", ("about", "", "")),
        ("Up to 40 lorries a day cross.", "40", ("most", "lorry", "")),
        ("Some 450 soldiers were sent.", "450", ("about", "soldier", "")),
        ("A 6-week deal is on the table.", "6", ("", "week", "")),
        ("Dozens of houses burnt.", "Dozens", ("about", "house", "")),
        ("They counted 300 or more boats.", "300", ("over", "boat", "")),
        ("About 85,000 people travel by train.", "85,000", ("about", "people", "")),
        ("That is 85 of everybody who lives there.", "85", ("", "everybody", "")),
        ("It ran over the three days.", "three", ("", "day", "")),
        (
            "At least 28,473 people, mostly women and children, have been killed in the response.",
            "28,473",
            ("over", "people", "dead"),
        ),
        (
            "Some 250 people, 30 of them soldiers, came, and 14 were killed.",
            "250",
            ("about", "people", ""),
        ),
    ],
)
def test_the_sentence_says_how_surely_and_of_what(sentence, figure, expected) -> None:
    found = read(sentence, figure)
    assert (found.hedge, found.counted, found.state) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("85%", "%"),
        ("4 per cent", "%"),
        ("11 million crowns", "crown"),
        ("$5", "dollar"),
        ("5", ""),
    ],
)
def test_the_unit_is_read_before_and_after_the_number(text, unit) -> None:
    found = quantity(text)
    assert found is not None
    assert found.unit == unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("129", "around 130"),
        ("an estimated 129", "around 130"),
        ("more than 19,600", "nearly 20,000"),
        ("seven", "7"),
        ("at least 46", "46"),
        ("28,473", "more than 28,000"),
        ("1.4 million", "more than 1.4 million"),
        ("nearly 85%", "84 per cent"),
        ("1,160", "about 1,200"),
        ("up to 40", "35"),
        ("40 to 50", "45"),
        ("dozens", "60"),
        ("52,000", "51,700"),
        ("nine out of ten", "90 per cent"),
    ],
)
def test_these_figures_agree(one, other) -> None:
    assert agree(read(one, one), read(other, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19,600", "28,473"),
        ("7", "9"),
        ("at least 14", "17"),
        ("52,000", "38,000"),
        ("43 per cent", "41.3 per cent"),
        ("nine out of ten", "just under 80 per cent"),
        ("134", "143"),
        ("14", "14 per cent"),
        ("up to 40", "45"),
        ("nearly 20,000", "20,500"),
        ("more than 19,600", "19,000"),
        ("a dozen", "14"),
    ],
)
def test_these_figures_do_not_agree(one, other) -> None:
    assert not agree(read(one, one), read(other, other))


@given(st.sampled_from(HEDGES), NUMBERS, st.sampled_from(HEDGES), NUMBERS)
def test_agreement_is_symmetric_and_every_figure_agrees_with_itself(h1, n1, h2, n2) -> None:
    one, other = read(f"{h1}{n1:,}", f"{n1:,}"), read(f"{h2}{n2:,}", f"{n2:,}")
    assert agree(one, one)
    assert agree(one, other) == agree(other, one)
    assert comparable(one, other) == comparable(other, one)
    assert interval(one)[0] <= n1 <= interval(one)[1]


@given(st.sampled_from(HEDGES), NUMBERS)
def test_a_hedge_never_makes_a_figure_disagree_with_itself(hedge, number) -> None:
    bare = read(f"{number:,}", f"{number:,}")
    assert agree(bare, read(f"{hedge}{number:,}", f"{number:,}"))


def test_figures_that_count_different_things_are_not_comparable() -> None:
    killed = read("In all 134 soldiers were killed.", "134")
    hurt = read("In all 200 soldiers were wounded.", "200")
    workers = read("In all 7 workers were killed.", "7")
    people = read("Altogether 28,473 people were killed.", "28,473")
    palestinians = read("Altogether 28,473 Palestinians were killed.", "28,473")
    assert not comparable(killed, hurt)
    assert not comparable(killed, workers)
    assert not comparable(killed, people)
    assert comparable(people, palestinians)


def test_what_a_question_counts_goes_by_other_names() -> None:
    villagers = read("In all 22 villagers are missing.", "22")
    persons = read("In all 29 persons are missing.", "29")
    children = read("In all 9 children are missing.", "9")
    hours = read("In all 48 hours passed.", "48")
    assert not comparable(villagers, persons)
    assert comparable(villagers, persons, "villager")
    assert comparable(villagers, persons, "people")
    assert not comparable(children, persons, "people")
    assert not comparable(villagers, hours, "villager")
    assert not comparable(villagers, persons, "house")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four tonnes", "4,100 kilograms"),
        ("2.14 tonnes", "2,140 kg"),
        ("12 square kilometres", "1,200 hectares"),
        ("about 5 miles", "8 kilometres"),
    ],
)
def test_one_measure_in_two_units_agrees(one, other) -> None:
    found = [read(text, text.split()[-2 if "square" not in text else 0]) for text in (one, other)]
    assert found[0].unit == found[1].unit != ""
    assert agree(*found)


def test_two_measures_disagree_whatever_their_units() -> None:
    tonnes, kilograms = read("four tonnes", "four"), read("no more than 900 kilograms", "900")
    assert of_one_thing(tonnes, kilograms)
    assert not agree(tonnes, kilograms)
    assert not comparable(tonnes, read("It is 4 metres long.", "4"))


@pytest.mark.parametrize(
    ("sentence", "answer", "figure"),
    [
        ("They hold 63 of the 120 seats.", "63 of the 120 seats", 63),
        ("Some 600 of the group's 5,400 jobs go.", "600 of the group's 5,400 jobs", 600),
        ("85 percent of the 1,150 handlers left.", "85 percent of the 1,150 handlers", 85),
    ],
)
def test_a_part_of_a_whole_is_one_figure(sentence, answer, figure) -> None:
    found = read(sentence, answer)
    assert found.low == figure


@pytest.mark.parametrize("text", ["14 dead and 200 injured", "the talks", "Oct. 7", "in 46 towns"])
def test_what_is_more_or_less_than_one_figure_is_no_quantity(text) -> None:
    assert quantity(text) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("46", "at least 46", True),
        ("seven aid workers", "7", True),
        ("at least 46", "up to 46", False),
        ("46", "47", False),
        ("134", "134 million", False),
        ("six weeks", "six months", False),
    ],
)
def test_one_figure_in_two_wordings(one, other, same) -> None:
    a, b = quantity(one), quantity(other)
    assert a is not None
    assert b is not None
    assert same_figure(a, b) is same
