"""What day a sentence means, reckoned from the day its article was published on."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import UNDATED, Published
from corpus.spans import Span
from qa.answers import Period
from qa.dates import expressions
from qa.events import when

TUESDAY = datetime.date(2024, 2, 13)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2050, 12, 31))


def on(day: datetime.date) -> Published:
    return Published(day, "stated", "row")


def only(sentence: str, day: datetime.date = TUESDAY) -> tuple[str, str]:
    (found,) = expressions(sentence, on(day))
    return str(found.period.from_), str(found.period.to)


def event(sentence: str, answer: str, published: Published) -> Period | None:
    start = sentence.index(answer)
    return when(sentence, Span(start, start + len(answer)), published)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Tuesday", "2024-02-13", "2024-02-13"),
        ("on Wednesday", "2024-02-07", "2024-02-07"),
        ("on Sunday evening", "2024-02-11", "2024-02-11"),
        ("last Tuesday", "2024-02-06", "2024-02-06"),
        ("next Tuesday", "2024-02-20", "2024-02-20"),
        ("It will open on Saturday", "2024-02-17", "2024-02-17"),
        ("Work should start again on Thursday", "2024-02-15", "2024-02-15"),
        ("It should have opened on Saturday", "2024-02-10", "2024-02-10"),
        ("He might already have met him on Saturday", "2024-02-10", "2024-02-10"),
        ("The talks moved to Cairo on Saturday", "2024-02-10", "2024-02-10"),
        ("The president called for calm on Saturday", "2024-02-10", "2024-02-10"),
        ("The march was called for Saturday", "2024-02-17", "2024-02-17"),
        ("The run was postponed to Saturday", "2024-02-17", "2024-02-17"),
        ("The run was postponed on Saturday", "2024-02-10", "2024-02-10"),
        ("yesterday", "2024-02-12", "2024-02-12"),
        ("tomorrow", "2024-02-14", "2024-02-14"),
        ("tonight", "2024-02-13", "2024-02-13"),
        ("overnight", "2024-02-12", "2024-02-13"),
        ("two days ago", "2024-02-11", "2024-02-11"),
        ("a week ago", "2024-02-05", "2024-02-11"),
        ("last week", "2024-02-05", "2024-02-11"),
        ("over the weekend", "2024-02-10", "2024-02-11"),
        ("last month", "2024-01-01", "2024-01-31"),
        ("late last month", "2024-01-21", "2024-01-31"),
        ("early this month", "2024-02-01", "2024-02-10"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("last autumn", "2023-09-01", "2023-11-30"),
        ("in November", "2023-11-01", "2023-11-30"),
        ("in late November", "2023-11-21", "2023-11-30"),
        ("in February", "2024-02-01", "2024-02-29"),
        ("on Oct. 7", "2023-10-07", "2023-10-07"),
        ("on 7 October", "2023-10-07", "2023-10-07"),
        ("the service will start on 1 May", "2024-05-01", "2024-05-01"),
        ("on 20 December 2023", "2023-12-20", "2023-12-20"),
        ("on December 20, 2023", "2023-12-20", "2023-12-20"),
        ("in December 2023", "2023-12-01", "2023-12-31"),
        ("in early March 2022", "2022-03-01", "2022-03-10"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("2023-12-20", "2023-12-20", "2023-12-20"),
    ],
)
def test_an_expression_is_reckoned_from_the_day_of_publication(text, first, last) -> None:
    assert only(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "in its fifth month",
        "the six-month-old war",
        "Theresa May spoke",
        "he may leave",
        "they march",
        "on Mondays",
        "31 February 2024",
        "at 4:12 a.m.",
        "500 people",
        "the second man sat",
    ],
)
def test_what_names_no_day_is_left_alone(text) -> None:
    assert not expressions(text, on(TUESDAY))


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_within_the_last_seven_days(day, weekday) -> None:
    (found,) = expressions(f"on {weekday}", on(day))
    assert found.period.from_ == found.period.to
    assert found.period.from_ is not None
    assert WEEKDAYS[found.period.from_.weekday()] == weekday
    assert 0 <= (day - found.period.from_).days < 7


@given(DAYS, DAYS)
def test_a_full_date_is_read_back_whatever_the_day_of_publication(day, published) -> None:
    for text in (f"on {day.day} {day:%B %Y}", f"on {day:%B} {day.day}, {day.year}", f"{day}"):
        (found,) = expressions(text, on(published))
        assert found.period == Period(day, day, "stated")


@given(st.text(alphabet="Ma yOct7. 20last Sundy,weko", max_size=30), DAYS)
def test_periods_begin_before_they_end(text, day) -> None:
    for found in expressions(text, on(day)):
        assert found.period.from_ is not None
        assert found.period.to is not None
        assert found.period.from_ <= found.period.to


def test_in_an_undated_article_only_full_dates_are_resolved() -> None:
    assert event("Burns came on Tuesday.", "Burns", UNDATED) is None
    assert event("Burns came on 13 February 2024.", "Burns", UNDATED) == Period(
        TUESDAY, TUESDAY, "stated"
    )


def test_an_inferred_publication_date_makes_an_inferred_period() -> None:
    found = event("Burns came on Tuesday.", "Burns", Published(TUESDAY, "inferred", "url"))
    assert found == Period(TUESDAY, TUESDAY, "inferred")


@pytest.mark.parametrize(
    ("sentence", "answer", "expected"),
    [
        ("Burns joined Tuesday's talks in Cairo.", "Burns", "2024-02-13"),
        ("Hamdan said yesterday, Monday, that it was a retreat.", "Hamdan", "2024-02-12"),
        ("At least 28,473 people have been killed since Oct. 7.", "28,473", None),
        ("Hamas must be eradicated after its Oct. 7 incursion.", "Hamas", None),
        ("By Sunday nearly 20,000 had been killed.", "20,000", None),
        ("Burns came on Monday, but Barnea stayed.", "Barnea", None),
        ("Burns came on Monday, but Barnea stayed.", "Burns", "2024-02-12"),
        ("Burns, who left on Friday, met Barnea on Monday.", "Barnea", "2024-02-12"),
        ("Burns, who left on Friday, met Barnea.", "Barnea", None),
        ("The talks began on Monday.", "Monday", "2024-02-12"),
        ("Nothing is said of a day by Burns.", "Burns", None),
        ("Burns came on Monday and on Friday.", "Burns", None),
        ("Netanyahu said on Sunday that Israel would not agree.", "Netanyahu", "2024-02-11"),
        ("There will be changes, Kirby told reporters on Sunday.", "Kirby", "2024-02-11"),
        ("On Saturday the museum will open.", "museum", "2024-02-17"),
        ("Entry is free on the first Sunday of each month.", "free", None),
        ("The trams stopped as on any other Sunday.", "trams", None),
    ],
)
def test_only_a_date_of_the_answers_own_clause_is_its_day(sentence, answer, expected) -> None:
    found = event(sentence, answer, on(TUESDAY))
    assert (found and str(found.from_)) == expected


@pytest.mark.parametrize(
    ("sentence", "answer", "day"),
    [
        ("Insurers put it at 110 million, after 85 million on Wednesday.", "110 million", None),
        ("There were nine dead, up from six on Wednesday.", "nine", None),
        ("It had nine beds, where there had been six on Wednesday.", "nine", None),
        ("Nine were found on Wednesday, after six days.", "Nine", 14),
    ],
)
def test_the_day_of_a_figure_to_compare_with_is_not_the_answers(sentence, answer, day) -> None:
    start = sentence.index(answer)
    published = Published(datetime.date(2024, 2, 17), "stated")
    found = when(sentence, Span(start, start + len(answer)), published)
    assert (found.from_ if found else None) == (datetime.date(2024, 2, day) if day else None)
