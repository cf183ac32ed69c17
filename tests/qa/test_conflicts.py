"""Two values for one thing at one time are shown as a conflict; what only looks so is not."""

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import UNDATED, Document, Published, revision_of
from corpus.spans import Span
from qa.citations import cite
from qa.claims import claimant
from qa.conflicts import conflicts
from qa.events import stated, when
from qa.grouping import Given
from qa.quantities import quantity_at
from qa.status import status_of

JUNE_3 = "2024-06-03"
DEAD = "How many people were killed?"


def place(marked: str, day: str = JUNE_3, article: str = "") -> Given:
    """The place that is marked with brackets, in an article of its own unless one is named."""
    at = marked.index("[")
    answer = Span(at, marked.index("]") - 1)
    sentence = marked.replace("[", "").replace("]", "")
    published = Published(datetime.date.fromisoformat(day), "stated", "row") if day else UNDATED
    document = Document(
        id=article or f"{sentence} {day}",
        text=sentence,
        revision=revision_of(sentence),
        title="T",
        source="Outlet",
        published=published,
    )
    found = stated(sentence, answer, published)
    return Given(
        confidence=0.9,
        status=status_of(sentence, answer),
        citation=cite(document, answer),
        event=when(sentence, answer, published),
        quantity=None if found else quantity_at(sentence, answer),
        day=found,
        claimant=cite(document, who) if (who := claimant(sentence, answer)) else None,
    )


def sides(question: str, *places: Given) -> list[list[str]]:
    return [[side.text for side in one.sides] for one in conflicts(question, places)]


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (DEAD, "The strike killed [7] people.", "The strike killed [9] people."),
        (DEAD, "The quake killed [at least 14] people.", "Hospitals had received [17] dead."),
        (
            "What was the turnout?",
            "Turnout was [43 per cent], the city said.",
            "Only [41.3 per cent] of those entitled to vote took part.",
        ),
        (
            "How many visitors came?",
            "The organisers counted [52,000] visitors.",
            "The police put attendance at [38,000].",
        ),
        (
            "How many drivers stayed away?",
            "[Nine out of ten] drivers stayed away, the guild said.",
            "The company spoke of [just under 80 per cent].",
        ),
        (
            "When did the talks begin?",
            "The talks began on [Sunday].",
            "The talks began on [Monday].",
        ),
        (
            "How much did the museum cost?",
            "The museum cost [27 million crowns].",
            "The museum cost [35 million crowns].",
        ),
        (
            "When will the ferry start?",
            "The ferry will start on [20 June].",
            "The ferry is due to start on [1 July].",
        ),
    ],
)
def test_two_values_for_one_thing_at_one_time_are_a_conflict(question, one, other) -> None:
    (found,) = conflicts(question, [place(one), place(other)])
    assert {side.text for side in found.sides} == {marked(one), marked(other)}
    assert all(len(side.citations) == 1 for side in found.sides)
    assert found.period.from_ == found.period.to == datetime.date(2024, 6, 3)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (DEAD, "An estimated [129] are held.", "Around [130] are held."),
        (DEAD, "In all [more than 19,600] were killed.", "In all [nearly 20,000] were killed."),
        (DEAD, "The strike killed [seven] people.", "The strike killed [7] people."),
        (DEAD, "The quake killed [14] people.", "The quake injured [more than 20] people."),
        (DEAD, "In all [134] soldiers were killed.", "In all [7] aid workers were killed."),
        (DEAD, "Overnight [104] people were killed.", "So far [28,473] people were killed."),
        (DEAD, "The strike killed [7] people.", "The strike did not kill [9] people."),
        (DEAD, "The strike killed [7] people.", "The strike could kill [9] people."),
        ("How long is it?", "The deal lasts [6 weeks].", "The deal lasts [5 days]."),
        ("How much is it?", "It rose by [4 per cent].", "It rose by [9]."),
        ("Who came?", "The strike killed [7] people.", "The strike killed [9] people."),
        ("Which units came?", "With [7] boats.", "With [9] boats."),
    ],
)
def test_these_are_no_conflict(question, one, other) -> None:
    assert sides(question, place(one), place(other)) == []


def test_two_names_for_what_is_asked_for_are_a_conflict() -> None:
    villagers = place("[Twenty-two] villagers are missing.")
    persons = place("[Twenty-nine] persons are missing.")
    assert sides("How many villagers are missing?", villagers, persons)
    assert not sides("How much is missing?", villagers, persons)


def test_a_plan_may_be_put_as_a_fact() -> None:
    lost = place("The works will lose [740] jobs.")
    affected = place("The move affects [690] jobs.")
    dated = place("The works will lose [740] jobs on 1 July.")
    assert sides("How many jobs are to go?", lost, affected) == [["690", "740"]]
    assert not sides("How many jobs were lost?", lost, affected)
    assert not sides("How many jobs are to go?", dated, affected)


def test_what_could_be_is_only_compared_where_the_question_says_could() -> None:
    union, firm = place("The union fears for [600] jobs."), place("As many as [850] jobs could go.")
    wire = place("Some [850] posts could disappear.")
    assert sides("How many jobs could be lost?", union, wire) == [["600", "850"]]
    assert not sides("How many jobs were lost?", union, wire)
    assert sides("How many jobs could be lost?", union, firm) == []  # "as many as" has room for it


def test_articles_of_one_day_tell_of_one_time_unless_both_name_another() -> None:
    on_sunday = place("She finished [212] votes ahead on Sunday.")
    bare = place("She had a lead of [221] votes.")
    on_friday = place("She had a lead of [221] votes on Friday.")
    assert sides("By how many votes did she lead?", on_sunday, bare) == [["212", "221"]]
    assert sides("By how many votes did she lead?", on_sunday, on_friday) == []


def test_a_day_without_its_year_does_not_contradict_itself() -> None:
    ahead, back = place("It will take place on [21 June]."), place("The paper names [21 June].")
    assert ahead.day != back.day
    assert not sides("When does it take place?", ahead, back)
    one, other = place("It was built in [1967]."), place("It has stood there since [1964].")
    assert sides("In which year was it built?", one, other) == [["1964", "1967"]]


def test_figures_of_different_days_are_no_conflict() -> None:
    december = place("In all [19,600] people were killed.", "2023-12-20")
    february = place("In all [28,473] people were killed.", "2024-02-14")
    assert sides(DEAD, december, february) == []


def test_the_day_in_the_sentence_counts_and_not_the_day_of_publication() -> None:
    sunday = place("The strike killed [7] people on Sunday.", "2024-06-03")
    also = place("The strike killed [9] people on Sunday.", "2024-06-04")
    monday = place("The strike killed [9] people on Monday.", "2024-06-04")
    assert sides(DEAD, sunday, also) == [["7", "9"]]
    assert sides(DEAD, sunday, monday) == []


def test_undated_figures_are_not_judged() -> None:
    some, others = place("It killed [7] people.", ""), place("It killed [9] people.", "")
    assert sides(DEAD, some, others) == []


def test_an_article_does_not_conflict_with_itself_unless_two_claimants_do() -> None:
    quiet = [place(f"It killed [{n}] people.", article="same") for n in (7, 9)]
    assert sides(DEAD, *quiet) == []
    text = "The organisers counted {} visitors; the police put attendance at {}."
    organisers = place(text.format("[52,000]", "38,000"), article="same")
    police = place(text.format("52,000", "[38,000]"), article="same")
    named = [one.claimant.quote for one in (organisers, police) if one.claimant]
    assert named == ["The organisers", "the police"]
    assert sides("How many visitors came?", organisers, police) == [["38,000", "52,000"]]


def test_an_uncertain_figure_is_only_shown_against_an_answer() -> None:
    answer, same = place("It killed [14] people."), place("In all [fourteen] died.")
    other, later = place("It killed [17] people."), place("It killed [17] people.", "2024-06-05")
    (found,) = conflicts(DEAD, [answer], [same, other, later])
    assert [[c.quote for c in side.citations] for side in found.sides] == [["14"], ["17"]]
    assert conflicts(DEAD, [], [answer, other]) == ()
    assert conflicts(DEAD, [answer], [same, later]) == ()


def test_sides_hold_all_that_agree_and_keep_their_citations() -> None:
    places = [
        place("The ministry spoke of [14] dead."),
        place("There were [fourteen] dead."),
        place("Hospitals had [17] dead."),
    ]
    (found,) = conflicts(DEAD, places)
    assert [len(side.citations) for side in found.sides] == [2, 1]
    assert found.sides[1].citations[0].quote == "17"


FIGURES = st.sampled_from(["7", "9", "around 8", "at least 7", "20", "nearly 20", "dozens"])
PLACES = st.lists(
    st.builds(
        lambda figure, day, n: place(f"The strike killed [{figure}] people.", day, f"{figure} {n}"),
        FIGURES,
        st.sampled_from([JUNE_3, "2024-06-04", ""]),
        st.integers(0, 3),
    ),
    max_size=7,
    unique_by=lambda p: p.citation.document_id,
)


@given(PLACES, st.randoms(use_true_random=False))
def test_conflicts_do_not_depend_on_the_order(places, rng: random.Random) -> None:
    shuffled = list(places)
    rng.shuffle(shuffled)
    assert conflicts(DEAD, shuffled) == conflicts(DEAD, places)


@given(PLACES)
def test_a_conflict_has_two_sides_of_one_day_and_cites_no_place_twice(places) -> None:
    found = conflicts(DEAD, places)
    cited = [c for one in found for side in one.sides for c in side.citations]
    assert len(cited) == len(set(cited))
    assert set(cited) <= {p.citation for p in places}
    for one in found:
        assert len(one.sides) >= 2
        days = {c.published.date for side in one.sides for c in side.citations}
        assert days == {one.period.from_}


def marked(sentence: str) -> str:
    return sentence[sentence.index("[") + 1 : sentence.index("]")]
