"""The dated gold set: what it holds, and what Dateline makes of it when nothing is misread."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from corpus.samples import load_samples
from corpus.store import Store
from eval.answers import normalise
from eval.dated import standing
from eval.dated_gold import Dated
from eval.figures import Measures
from eval.gold import DATED_GOLD, GoldQuestion, gold_lines, read_gold
from eval.gold_lint import lint
from qa.citations import cite
from qa.clusters import Mention, clusters
from qa.full_names import full_name
from tests.eval.knowing import measures_known

GOLD = read_gold(DATED_GOLD)


def dated(question: GoldQuestion) -> Dated:
    assert question.dated is not None, question.id
    return question.dated


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("samples")) as opened:
        load_samples(opened)
        yield opened


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Measures:
    """The figures of a run whose reader knows all places, also those of other days."""
    folder: Path = tmp_path_factory.mktemp("known")
    with Store.open(folder) as opened:
        load_samples(opened)
        return measures_known(GOLD, opened, folder)


def test_the_set_fits_the_sample_articles(store: Store) -> None:
    assert lint(gold_lines(DATED_GOLD), store) == []


def test_there_is_enough_of_everything_and_about_half_of_it_is_only_measured() -> None:
    assert len(GOLD) >= 120
    halves = Counter(dated(question).half for question in GOLD)
    assert min(halves.values()) >= 0.45 * len(GOLD)
    conflicts = Counter(dated(question).conflict for question in GOLD)
    assert conflicts[True] >= 12
    assert conflicts[False] >= 25
    statuses = {value.status for question in GOLD for value in dated(question).values}
    assert statuses == {None, "reported", "expected", "denied", "conditional", "claimed"}
    assert any(value.group == "undated" for question in GOLD for value in dated(question).values)


def test_one_question_is_in_one_half_whatever_its_day() -> None:
    halves = {(question.question, dated(question).half) for question in GOLD}
    assert len(halves) == len({text for text, _ in halves})


def test_at_least_twenty_pairs_differ_in_the_day_only_and_have_other_answers() -> None:
    pairs = [
        (one.id, other.id)
        for one, other in combinations([q for q in GOLD if q.as_of], 2)
        if one.question == other.question and one.answers != other.answers
    ]
    assert len(pairs) >= 20


def test_the_answers_of_a_question_are_values_in_force_on_its_day() -> None:
    for question in GOLD:
        force = [v for v in dated(question).values if standing(v, question.as_of) == "right"]
        wordings = {wording for value in force for wording in value.wordings}
        assert all(set(item) <= wordings for item in question.answers), question.id


def test_every_value_stands_in_each_article_that_is_said_to_give_it(store: Store) -> None:
    for question in GOLD:
        for value in dated(question).values:
            for document in value.documents:
                text = store.document(document).text
                assert any(wording in text for wording in value.wordings), (question.id, document)


def test_two_people_never_become_one_and_most_wordings_of_one_person_do(store: Store) -> None:
    """By the rules alone, over all places that a question has, of all days together."""
    right = merged = wanted = 0
    for question in GOLD:
        person = {
            normalise(name): at for at, names in enumerate(dated(question).people) for name in names
        }
        places = [a for a in question.evidence if normalise(a.quote) in person]
        mentions = []
        for place in places:
            document = store.document(place.document)
            prefix = cite(document, place.span).prefix
            full = full_name(place.quote, document.text, prefix)
            mentions.append(Mention(place.quote, prefix, full))
        same = clusters(mentions)
        for one, other in combinations(range(len(places)), 2):
            names = [normalise(places[at].quote) for at in (one, other)]
            if names[0] != names[1]:
                alike = person[names[0]] == person[names[1]]
                wanted += alike
                merged += same[one] == same[other]
                right += alike and same[one] == same[other]
    assert wanted >= 25
    assert right == merged
    assert right / wanted >= 0.80


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("time_accuracy", 0.85),
        ("status_accuracy", 0.85),
        ("group_accuracy", 0.85),
        ("list_precision", 0.90),
        ("in_prose", 1.0),
        ("exact_citations", 1.0),
    ],
)
def test_what_is_read_rightly_is_dated_and_marked_rightly(
    known: Measures, name: str, floor: float
) -> None:
    assert known[name].value >= floor


def test_at_most_one_in_twenty_answers_without_a_conflict_is_shown_as_one(known: Measures) -> None:
    assert known["false_conflicts"].value <= 0.05
