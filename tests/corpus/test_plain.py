import datetime

import pytest
from hypothesis import given

from corpus.documents import UNDATED, Published
from corpus.errors import ArticleRefusedError
from corpus.loaders.base import LONGEST_ARTICLE
from corpus.loaders.plain import load_plain, read_plain
from corpus.passages import passages
from tests.corpus.strategies import TEXTS

BODY = "The council met on Monday.\n\nNobody disagreed."


def read(text):
    return read_plain(text, "a", "a.txt")


@given(TEXTS)
def test_a_quote_equals_the_file_s_text_at_its_span(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("plain") / "a.txt"
    path.write_bytes(text.encode())
    text = text.removeprefix("\ufeff")
    try:
        document, stated = load_plain(path, "a", "a.txt")
    except ArticleRefusedError:
        return
    assert not stated
    assert document.text == text
    for passage in passages(document):
        quote = path.read_bytes().decode("utf-8-sig")[passage.span.start : passage.span.end]
        assert quote == passage.span.of(document.text)


def test_a_leading_date_is_the_publication_date_and_no_prose():
    document = read(f" date 2024-04-08 {BODY}")
    assert document.published == Published(datetime.date(2024, 4, 8), "stated", "file head")
    assert document.text.startswith(" date 2024-04-08 ")
    assert document.prose[0].of(document.text) == "The council met on Monday."


@pytest.mark.parametrize("head", ["date 2024-13-45 ", "date palms grow. ", "update 2024-04-08 "])
def test_what_is_no_date_stays_in_the_prose(head):
    document = read(head + BODY)
    assert document.published == UNDATED
    assert document.prose[0].start == 0


def test_a_date_line_is_an_inferred_date():
    document = read(f"Monday, January 7, 2019\n\n{BODY}")
    assert document.published == Published(datetime.date(2019, 1, 7), "inferred", "date line")


def test_the_title_is_the_headline_or_else_the_first_words():
    assert read(f"Bridge plan\n\n{BODY}").title == "Bridge plan"
    assert read(BODY).title == "The council met on Monday"
    long = read("word " * 40 + "end.").title
    assert len(long) <= 80
    assert long.endswith("word…")


def test_the_title_holds_no_control_characters():
    assert read(f"Bridge \x1b[31mplan\n\n{BODY}").title == "Bridge [31mplan"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \r\n\t", "empty"),
        ("date 2024-04-08 ", "no prose"),
        ("***\n\n---", "no prose"),
        ("x" * (LONGEST_ARTICLE + 1), "2,000,001 characters"),
        ("lone \ud800 surrogate", "surrogate"),
    ],
)
def test_what_is_no_article_is_refused_by_name_with_the_reason(text, reason):
    with pytest.raises(ArticleRefusedError, match=reason) as error:
        read(text)
    assert error.value.where == "a.txt"
