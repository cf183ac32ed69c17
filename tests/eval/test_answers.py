"""Text measures: against SQuAD's and MultiSpanQA's own definitions, written out once more."""

import difflib
import re
import string
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eval.answers import (
    accuracy_at,
    exact_match,
    f1,
    list_counts,
    list_f1,
    list_partial_f1,
    normalise,
    token_f1,
)

# Without digits, where ours departs from SQuAD on purpose.
plain = st.text(alphabet=string.ascii_letters + string.punctuation + " \t\n", max_size=30)
worded = plain.filter(lambda text: squad_normalise(text) != "")
words = st.sampled_from(["Gaza", "Cairo", "the", "An", "a", "talks", "U.S.", "end", "(12)", "4.5%"])
phrases = st.lists(words, max_size=5).map(" ".join)
lists = st.lists(phrases, max_size=4)
items = st.lists(phrases.filter(str.strip), min_size=1, max_size=4).map(
    lambda texts: [(text,) for text in texts]
)


def squad_normalise(text: str) -> str:
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def squad_f1(answer: str, gold: str) -> float:
    one, other = squad_normalise(answer).split(), squad_normalise(gold).split()
    common = sum((Counter(one) & Counter(other)).values())
    if not common:
        return 0.0
    precision, recall = common / len(one), common / len(other)
    return 2 * precision * recall / (precision + recall)


def multispanqa_f1(questions: list[tuple[set[str], set[str]]], partial: bool) -> float:
    """(gold, given) of each question → the measure, over all of them together."""
    golds = givens = right_golds = right_givens = 0.0
    for gold, given_ in questions:
        golds, givens = golds + len(gold), givens + max(len(given_), 1)
        if not partial:
            right_golds, right_givens = (
                n + len(gold & given_) for n in (right_golds, right_givens)
            )
            continue
        for text in given_:
            right_givens += max(longest(text, other) for other in gold) / len(text)
        for text in gold if given_ else ():
            right_golds += max(longest(text, other) for other in given_) / len(text)
    precision, recall = right_givens / givens, right_golds / golds
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def longest(one: str, other: str) -> int:
    blocks = difflib.SequenceMatcher(None, one, other, False)
    return blocks.find_longest_match().size


@given(worded)
def test_words_are_normalised_as_squad_does(text: str) -> None:
    assert normalise(text) == squad_normalise(text)


@given(worded, worded)
@example("The end", "an end.")
def test_em_and_f1_are_squads_where_there_is_no_number(answer: str, gold: str) -> None:
    assert token_f1(answer, [gold]) == pytest.approx(squad_f1(answer, gold))
    assert exact_match(answer, [gold]) == (squad_normalise(answer) == squad_normalise(gold))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19,600", "19600"),
        ("4.50", "4.5"),
        ("1,234,567.0", "1234567"),
        ("$85%", "85"),
        ("05 April", "5 April"),
        ("“Egypt’s”", '"Egypt\'s"'),
        ("−5 degrees", "-5 degrees"),
        ("Zoe\u0308", "Zoë"),
    ],
)
def test_two_ways_to_write_one_thing_are_equal(one: str, other: str) -> None:
    assert exact_match(one, [other]) == exact_match(other, [one]) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4.5%", "45"),
        ("$4.5m", "$45m"),
        ("28,473", "18,473"),
        ("-5", "5"),
        ("4,5", "45"),
        ("1.2.3", "1.23"),
        ("", ""),
        (" ", "the"),
        ("the", "a"),
    ],
)
def test_what_is_not_the_same_is_not_equal(one: str, other: str) -> None:
    assert exact_match(one, [other]) == exact_match(other, [one]) == 0


@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_figures_are_equal_exactly_when_the_numbers_are(one: object, other: object) -> None:
    assert exact_match(f"{one:,}%", [f"{other}"]) == (one == other)


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=3))
def test_scores_lie_between_0_and_1_and_an_exact_match_has_f1_1(
    answer: str, wordings: list[str]
) -> None:
    em, overlap = exact_match(answer, wordings), token_f1(answer, wordings)
    assert 0 <= em <= overlap <= 1


def test_the_best_wording_counts() -> None:
    assert exact_match("Bill Burns", ["William Burns", "Bill Burns"]) == 1
    assert token_f1("Burns", ["William Burns", "Bill Joseph Burns"]) == pytest.approx(2 / 3)


@given(st.lists(st.tuples(items, lists), min_size=1, max_size=4))
def test_list_measures_are_multispanqas_where_each_item_has_one_wording(
    questions: list[tuple[list[tuple[str]], list[str]]],
) -> None:
    counts = [list_counts(answers, gold) for gold, answers in questions]
    sets = [
        ({normalise(wording) for (wording,) in gold}, {normalise(a) for a in answers} - {""})
        for gold, answers in questions
    ]
    assert list_f1(counts) == pytest.approx(multispanqa_f1(sets, partial=False))
    assert list_partial_f1(counts) == pytest.approx(multispanqa_f1(sets, partial=True))


@given(lists, items, st.randoms(use_true_random=False))
def test_the_order_of_a_list_does_not_matter(
    answers: list[str], gold: list[tuple[str]], random: object
) -> None:
    counts = list_counts(answers, gold)
    random.shuffle(answers)  # type: ignore[attr-defined]
    random.shuffle(gold)  # type: ignore[attr-defined]
    assert list_counts(answers, gold) == counts


def test_an_empty_list_gets_no_credit_and_costs_precision() -> None:
    empty = list_counts([" "], [("France",), ("Germany",)])
    right = list_counts(["Germany", "France"], [("France",), ("Germany",)])
    assert (empty.given, empty.given_part, empty.wanted_part) == (1, 0, 0)
    assert not empty.is_exact
    assert right.is_exact
    assert list_f1([right]) == 1
    assert list_f1([right, empty]) == pytest.approx(f1(2, 3, 2, 4))


def test_two_wordings_of_one_item_are_one_right_answer_and_one_too_many() -> None:
    gold = [("William Burns", "Bill Burns"), ("David Barnea",)]
    counts = list_counts(["William Burns", "Bill Burns"], gold)
    assert (counts.exact, counts.given, counts.wanted) == (1, 2, 2)


def test_answers_are_paired_with_items_as_well_as_can_be() -> None:
    counts = list_counts(["x", "y"], [("x", "y"), ("x",)])
    assert counts.is_exact


def test_accuracy_looks_at_the_first_answers_only() -> None:
    gold = [("one",), ("two", "deux")]
    assert [accuracy_at(k, ["nought", "deux"], gold) for k in (1, 2, 3)] == [0, 1, 1]
    assert accuracy_at(1, [], gold) == 0
