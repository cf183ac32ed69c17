import datetime

import pytest
from hypothesis import given

from corpus.documents import UNDATED, Published
from corpus.errors import ArticleRefusedError
from corpus.loaders.markdown import read_markdown
from corpus.passages import passages
from tests.corpus.strategies import TEXTS

FRONT = """---
id: bridge
title: "Bridge: the plan"
source: Tarragate Times
author: Mona Reyes
published: 2024-04-08
url: https://example.org/bridge
---
"""


def read(text):
    return read_markdown(text, "name", "a.md")


def prose_of(text):
    document, _ = read(text)
    return [span.of(document.text) for span in document.prose]


@given(TEXTS)
def test_the_text_is_the_file_and_quotes_equal_it(text):
    for article in (text, FRONT + text):
        try:
            document, _ = read(article)
        except ArticleRefusedError:
            continue
        assert document.text == article
        assert all(passage.span.end <= len(article) for passage in passages(document))
        assert article == text or all(span.start >= len(FRONT) for span in document.prose)


def test_front_matter_states_what_is_known():
    document, stated = read(FRONT + "It rained.\n")
    assert stated
    assert (document.id, document.title) == ("bridge", "Bridge: the plan")
    assert (document.source, document.author) == ("Tarragate Times", "Mona Reyes")
    assert document.url == "https://example.org/bridge"
    assert document.published == Published(datetime.date(2024, 4, 8), "stated", "front matter")


def test_without_front_matter_the_name_is_the_id_and_the_first_heading_the_title():
    document, stated = read("## Minor\n\n# Bridge *plan*\n\nIt rained.\n\n# Other\n")
    assert (document.id, stated, document.title) == ("name", False, "Bridge plan")
    assert document.published == UNDATED


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-04-08T23:30:00-05:00", 8),
        ("2024-04-08 01:00:00", 8),
        ("'2024-04-08T10:00Z'", 8),
        ("", None),
    ],
)
def test_a_publication_time_gives_the_day_in_its_own_zone(published, day):
    document, _ = read(f"---\npublished: {published}\n---\nIt rained.")
    assert (document.published.date and document.published.date.day) == day


def test_only_paragraphs_items_and_quotations_are_prose():
    text = (
        "# Title\n\nOne *two*\r\nthree.\n\n- first.\n- second.\n\n> Quoted\n> words.\n\n"
        "## Heading\n\n```\ncode.\n```\n\n    more code.\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        "![alt](i.png)\n\n<div>raw</div>\n\n[x]: https://example.org\n\nEnd <!-- x --> hidden.\n"
        "\nSaid <b>bold</b>.\n"
    )
    assert prose_of(text) == [
        "One *two*\r\nthree.",
        "- first.",
        "- second.",
        "> Quoted\n> words.",
        "Said <b>bold</b>.",
    ]


def test_the_items_of_a_list_share_a_passage():
    document, _ = read("Three things:\n\n- one.\n- two.\n- three.\n")
    assert len(passages(document)) == 1


def test_a_picture_in_a_paragraph_is_cut_out():
    assert prose_of("Before it. ![alt](i.png) After it.") == ["Before it.", "After it."]


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("titel: x", "unknown keys: titel"),
        ("title: [", "not valid YAML"),
        ("title: 12", "title in its front matter is not text"),
        ("- a", "not a mapping"),
        ("published: soon", "'soon' is not a date"),
        ("published: 2024-13-45", "not (a date|valid YAML)"),
        ("published: 3", "not a date"),
        ("a: &a [x]\nb: [*a, *a]", "unknown keys"),
        ("x: " + "[" * 500, "not valid YAML"),
        ("url: javascript:alert(1)", "not an http"),
        ("title: " + "x" * 2001, "more than 2000 characters"),
        ("id: " + "x" * 513, "1 to 512"),
    ],
)
def test_front_matter_that_is_wrong_is_refused_with_the_reason(front, reason):
    with pytest.raises(ArticleRefusedError, match=reason):
        read(f"---\n{front}\n---\nIt rained.")


def test_front_matter_that_is_not_closed_is_refused():
    with pytest.raises(ArticleRefusedError, match="not closed"):
        read("---\ntitle: x\n\nIt rained.")


def test_an_article_of_headings_is_refused():
    with pytest.raises(ArticleRefusedError, match="no prose"):
        read("# Title\n\n## Heading\n")
