import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import UNDATED, Published
from index.errors import InvalidFilterError
from index.filters import NO_FILTERS, Article, Filters, judge

DAYS = st.dates(datetime.date(2023, 12, 1), datetime.date(2024, 2, 1))


def dated(day):
    return Article("a", "r", "Example Post", Published(day, "stated"))


UNDATED_ARTICLE = Article("a", "r", "Example Post", UNDATED)


@given(DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS)
def test_a_dated_article_is_kept_within_the_days_inclusive(day, first, last, as_of):
    if first and ((last and first > last) or (as_of and first > as_of)):
        with pytest.raises(InvalidFilterError):
            Filters(published_from=first, published_to=last, as_of=as_of)
        return
    filters = Filters(published_from=first, published_to=last, as_of=as_of)
    inside = (first or day) <= day <= min(last or day, as_of or day)
    assert judge(dated(day), filters) == ("keep" if inside else "drop")


@given(st.builds(Filters, published_from=DAYS) | st.builds(Filters, as_of=DAYS))
def test_an_undated_article_is_never_dropped_for_its_date(filters):
    assert judge(UNDATED_ARTICLE, filters) == "undatable"


def test_an_undated_article_is_simply_kept_where_no_date_is_asked():
    assert judge(UNDATED_ARTICLE, NO_FILTERS) == "keep"
    assert judge(UNDATED_ARTICLE, Filters(sources=("Example Post",))) == "keep"


def test_an_undated_article_of_another_outlet_is_dropped_and_not_counted():
    filters = Filters(as_of=datetime.date(2024, 1, 1), sources=("Example Times",))
    assert judge(UNDATED_ARTICLE, filters) == "drop"


def test_outlets_compare_without_case_and_white_space():
    assert judge(dated(datetime.date(2024, 1, 1)), Filters(sources=("EXAMPLE  post",))) == "keep"


def test_ids_compare_exactly():
    article = dated(datetime.date(2024, 1, 1))
    assert judge(article, Filters(documents=("a", "b"))) == "keep"
    assert judge(article, Filters(documents=("A",))) == "drop"
