"""What the pages say about an answer."""

import msgspec
import pytest

from corpus.documents import Document, revision_of
from corpus.spans import Span
from qa.answers import Answer, Citation
from qa.citations import cite
from qa.web.links import address, outlet_link
from qa.web.words import confidence_words, counted, facts, origin_words, percent


def citation(article: str, url: str = "") -> Citation:
    text = "The ferry sails."
    document = Document(id=article, text=text, revision=revision_of(text), title="T", url=url)
    return cite(document, Span(4, 9))


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "very likely right"),
        (0.9, "very likely right"),
        (0.7, "probably right"),
        (0.5, "more likely right than wrong"),
        (0.4999, "more likely wrong than right"),
        (0.0, "more likely wrong than right"),
    ],
)
def test_a_confidence_has_words(confidence: float, words: str) -> None:
    assert confidence_words(confidence) == words


def test_nothing_is_a_hundred_per_cent_sure() -> None:
    assert percent(1.0) == "99 %"


@pytest.mark.parametrize(
    ("articles", "origins", "words"),
    [
        (["a"], 1, ""),
        (["a", "a"], 1, ""),
        (["a", "b", "c"], 1, "one sentence, printed in 3 articles: one origin"),
        (["a", "b", "c"], 2, "3 articles, 2 origins"),
        (["a", "b"], 2, "2 articles, each in its own words"),
    ],
)
def test_one_sentence_printed_often_is_one_origin(
    articles: list[str], origins: int, words: str
) -> None:
    citations = tuple(map(citation, articles))
    assert origin_words(Answer("ferry", 0.9, "reported", citations, origins=origins)) == words


def test_facts_leave_out_what_is_not_known() -> None:
    assert facts(citation("a")) == "“T”, undated"


def test_numbers_are_counted() -> None:
    assert [counted(n, "article") for n in (0, 1, 1024)] == [
        "0 articles",
        "1 article",
        "1,024 articles",
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//host", ""])
def test_only_an_address_of_the_web_is_a_link(url: str) -> None:
    cited = msgspec.structs.replace(citation("a"), url=url)
    assert outlet_link(cited) == ""
    assert address(cited).startswith("/articles/a?")


def test_the_address_of_a_quote_is_the_outlets_at_the_quote() -> None:
    assert address(citation("a", "https://e.org/x#top")) == "https://e.org/x#:~:text=ferry"
