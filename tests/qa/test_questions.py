"""What the wording of a question asks for."""

import pytest

from qa.questions import (
    asks_for_one_value,
    asks_for_several,
    asks_what_happened,
    asks_what_might,
    counted_in,
    figure_asked,
    names_in,
)


@pytest.mark.parametrize(
    ("question", "one"),
    [
        ("How many were killed?", True),
        ("By how much did it rise?", True),
        ("When will the ferry start?", True),
        ("What was the death toll?", True),
        ("What is the number of the dead?", True),
        ("At the worst moment, how many households were without power?", True),
        ("What will the new quarter cost?", True),
        ("What does it cost a traveller to cross?", True),
        ("What will the council do?", False),
        ("Who joined the talks?", False),
        ("How did they react?", False),
        ("Which countries joined?", False),
        ("What share of the drivers stayed away?", True),
        ("What ceasefire date did the leaders set?", True),
        ("What gas price was agreed?", True),
        ("What was the press attendance?", True),
        ("Which wineries share a stand?", False),
        ("Which women share the prize?", False),
        ("What price rises were announced?", False),
        ("Which number plates were stolen?", False),
    ],
)
def test_some_questions_ask_for_one_value_and_so_not_for_several(question, one) -> None:
    assert asks_for_one_value(question) is one
    assert not (one and asks_for_several(question))


@pytest.mark.parametrize(
    ("question", "happened", "might"),
    [
        ("How many were killed?", True, False),
        ("How many people have signed it?", True, False),
        ("How many jobs are lost?", False, False),
        ("How many bearings have to be replaced?", False, False),
        ("When is she to be sworn in?", False, False),
        ("How many jobs could be lost if it is sold?", False, True),
    ],
)
def test_the_wording_says_whether_it_has_happened(question, happened, might) -> None:
    assert asks_what_happened(question) is happened
    assert asks_what_might(question) is might


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Who joined the Cairo talks?", True),
        ("Which countries called for a cease-fire?", True),
        ("What are the names of the ministers?", True),
        ("When did the talks begin?", False),
        ("To whom do the relatives appeal?", True),
        ("Who heads the Mossad?", False),
        ("Who was elected?", False),
        ("Where is Rafah?", False),
        ("What is the death toll of the quake?", False),
        ("What was the attendance at the festivals?", False),
        ("Which was the first of the talks?", False),
        ("How many were killed?", False),
    ],
)
def test_some_questions_ask_for_several(question, several) -> None:
    assert asks_for_several(question) is several


@pytest.mark.parametrize(
    ("question", "counted", "state"),
    [
        ("How many Israelis live in Rafah?", "Israeli", "living"),
        ("How many people have been killed in Gaza since the war started?", "people", "dead"),
        ("How many aid workers did Hamas kill?", "worker", "dead"),
        ("How many hostages are held?", "hostage", "held"),
        ("How many lives did the attack cost?", "people", "dead"),
        ("How many lives were lost?", "people", "dead"),
        ("How many people lost their lives?", "people", "dead"),
        ("By how many votes did the council adopt it?", "vote", ""),
        ("What is the number of injured passengers?", "", "hurt"),
    ],
)
def test_a_question_for_a_figure_says_of_what(question, counted, state) -> None:
    asked = figure_asked(question)
    assert asked
    assert (asked.counted, asked.state) == (counted, state)


def test_other_questions_ask_for_no_figure() -> None:
    assert figure_asked("When did it begin?") is None
    assert figure_asked("How much did it cost?") is None
    assert figure_asked("What share stayed away?") is None


def test_the_names_of_a_question_are_its_capitals_but_for_the_first_word() -> None:
    assert names_in("How many people did the quake in the Sorrel valley kill?") == {"Sorrel"}
    assert names_in("What is the toll?") == set()


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many villagers are missing?", "villager"),
        ("What was the number of inhabitants?", "people"),
        ("When did it begin?", ""),
    ],
)
def test_what_a_question_counts_has_its_plainest_name(question, counted) -> None:
    assert counted_in(question) == counted
