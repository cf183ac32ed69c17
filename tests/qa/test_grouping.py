"""Grouping: every citation in one group, the same answers as one, whatever the order."""

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Published, revision_of
from corpus.spans import Span
from qa.answers import Period, Status
from qa.citations import cite
from qa.full_names import full_name
from qa.grouping import Given, group
from qa.origins import origin
from qa.quantities import quantity_at

DAYS = [None, datetime.date(2023, 12, 20), datetime.date(2024, 4, 8)]


@st.composite
def places(draw: st.DrawFn) -> list[Given]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        quote = draw(
            st.sampled_from(["Burns", "William Burns", "seven", "7", "Director William Burns"])
        )
        day = draw(st.sampled_from(DAYS))
        published = Published(day, "stated", "row") if day else Published()
        document = Document(
            id=f"d{number}",
            text=quote,
            revision=revision_of(quote),
            title="T",
            published=published,
        )
        confidence = draw(st.sampled_from([0.5, 0.7, 0.9]))
        made.append(Given(confidence, "reported", cite(document, Span(0, len(quote)))))
    return made


def article(text: str) -> Document:
    return Document(
        id="d",
        text=text,
        revision=revision_of(text),
        title="T",
        published=Published(DAYS[2], "stated", "row"),
    )


@given(places(), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_the_places(given, rng: random.Random) -> None:
    shuffled = list(given)
    rng.shuffle(shuffled)
    assert group(shuffled) == group(given)


@given(places())
def test_every_citation_lands_in_exactly_one_group_of_its_own_date(given) -> None:
    groups = group(given)
    cited = [(g.period, c) for g in groups for a in g.answers for c in a.citations]
    assert sorted(c.document_id for _, c in cited) == sorted(g.citation.document_id for g in given)
    assert all(period.from_ == period.to == c.published.date for period, c in cited)


@given(places())
def test_groups_are_newest_first_with_the_undated_last_and_answers_best_first(given) -> None:
    groups = group(given)
    days = [g.period.from_ for g in groups]
    known = [day for day in days if day]
    assert known == sorted(known, reverse=True)
    assert None not in days[:-1]
    for one in groups:
        confidences = [answer.confidence for answer in one.answers]
        assert confidences == sorted(confidences, reverse=True)


@given(places())
def test_an_answer_has_the_words_of_its_most_confident_place(given) -> None:
    for one in group(given):
        for answer in one.answers:
            assert answer.text == answer.citations[0].quote


def test_a_surname_is_the_person_that_its_article_names() -> None:
    text = "William Burns came to Cairo. Burns left on Friday."
    assert full_name("Burns", text) == "William Burns"
    assert full_name("Burns", text + " Nicholas Burns stayed.") == ""
    assert full_name("Cairo", text) == ""
    assert full_name("Sisi", "On Tuesday President Abdel Fattah el-Sisi spoke. Sisi left.") == (
        "President Abdel Fattah el-Sisi"
    )


@pytest.mark.parametrize(
    ("event", "status", "expected"),
    [
        (datetime.date(2024, 4, 7), "reported", datetime.date(2024, 4, 7)),
        (datetime.date(2024, 4, 7), "claimed", datetime.date(2024, 4, 7)),
        (datetime.date(2024, 4, 7), "denied", datetime.date(2024, 4, 8)),
        (datetime.date(2024, 4, 10), "expected", datetime.date(2024, 4, 8)),
        (datetime.date(2024, 4, 10), "reported", datetime.date(2024, 4, 8)),
        (datetime.date(2023, 10, 7), "reported", datetime.date(2024, 4, 8)),
        (None, "reported", datetime.date(2024, 4, 8)),
    ],
)
def test_an_answer_stands_under_the_day_on_which_it_happened(event, status, expected) -> None:
    document = article("Burns came.")
    day = Period(event, event, "stated") if event else None
    (found,) = group([Given(0.9, status, cite(document, Span(0, 5)), event=day)])
    assert found.period == Period(expected, expected, "stated")
    assert found.answers[0].event == day


def test_a_rough_amount_comes_behind_a_figure_of_the_same_day() -> None:
    text = "Dozens of homes burned, 31 homes by the count of the mayor."
    document = article(text)
    given = []
    for quote, confidence in (("Dozens", 0.9), ("31", 0.6)):
        span = Span(text.index(quote), text.index(quote) + len(quote))
        figure = quantity_at(text, span)
        given.append(Given(confidence, "reported", cite(document, span), quantity=figure))
    (found,) = group(given)
    assert [answer.text for answer in found.answers] == ["31", "Dozens"]


def test_one_sentence_in_several_outlets_is_one_origin() -> None:
    text = "A senior official told the agency that a draft was nearly done."
    assert origin(f"(Delta Wire) {text}", "a") == origin(f"CAIRO — {text}", "b")
    assert origin("Burns came.", "a") != origin("Burns came.", "b")


@given(places())
def test_there_are_at_most_as_many_origins_as_articles(given) -> None:
    for one in group(given):
        for answer in one.answers:
            assert 1 <= answer.origins <= len({c.document_id for c in answer.citations})


@given(places(), places())
def test_another_article_never_changes_the_words_that_are_cited(some, others) -> None:
    before = {c for g in group(some) for a in g.answers for c in a.citations}
    after = {c for g in group([*some, *others]) for a in g.answers for c in a.citations}
    assert before <= after


def claimed(quote: str, who: str, article: str, status: Status = "claimed") -> Given:
    text = f"{quote} came, {who} said."
    document = Document(id=article, text=text, revision=revision_of(text), title="T")
    start = text.index(who)
    return Given(
        0.9,
        status,
        cite(document, Span(0, len(quote))),
        claimant=cite(document, Span(start, start + len(who))),
    )


def test_all_who_pass_on_one_answer_are_quoted_each_once() -> None:
    passed_on = [
        claimed("Seven", "the police", "a"),
        claimed("7", "The police", "b"),
        claimed("seven", "a mayor", "c"),
    ]
    (answer,) = group(passed_on)[0].answers
    assert [c.quote for c in answer.claimants] == ["the police", "a mayor"]
    assert [c.document_id for c in answer.claimants] == ["a", "c"]


def test_what_is_reported_as_fact_has_no_claimant() -> None:
    (answer,) = group([claimed("Seven", "the police", "a", "reported")])[0].answers
    assert answer.claimants == ()
