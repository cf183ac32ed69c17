import datetime

import pytest
from hypothesis import given, settings

from corpus.documents import UNDATED, Published
from corpus.errors import ArticleRefusedError
from corpus.loaders.html import read_html
from corpus.passages import passages
from tests.corpus.strategies import TEXTS

TALKS = (
    "Negotiators returned to the capital on Tuesday &amp; resumed talks about a pause, officials "
    "said in a statement 😀."
)
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Talks resume | The Daily Ledger</title>
<meta property="og:site_name" content="The Daily Ledger"><meta name="author" content="Mona Reyes">
{head}<script>var evil = "menu";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li>World</li></ul></nav><h1>Talks resume</h1>
<article><figure><img src="a.jpg"><figcaption>A hall. Photograph: J. Doe</figcaption></figure>
<p>TALKS</p><p>The <b>second</b> round is <a href="/x">expected</a> to last two days, a mediator
said on the way in.<br>Nobody commented.</p><h2>What is at stake</h2>
<ul><li>About 130 captives remain, officials said.</li></ul>
<blockquote><p>“We stay until there is a deal,” a delegate said.</p></blockquote>
<table><tr><td>1</td></tr></table><script>alert(1)</script><p>TALKS</p></article>
<aside>Most read: kittens</aside><footer>Copyright 2019</footer></body></html>""".replace(
    "TALKS", TALKS
)
PUBLISHED = '<meta property="article:published_time" content="2024-02-11T09:00:00Z">'
MODIFIED = '<meta property="article:modified_time" content="2024-02-15T09:00:00Z">'
ADDRESS = '<link rel="canonical" href="https://ledger.example/2024/02/13/talks">'


def read(page):
    return read_html(page, "name", "a.html")


def published(head):
    return read(PAGE.replace("{head}", head)).published


def test_the_text_is_the_main_text_in_paragraphs():
    document = read(PAGE)
    talks = TALKS.replace("&amp;", "&")
    assert document.text.split("\n\n") == [
        talks,
        "The second round is expected to last two days, a mediator said on the way in.\n"
        "Nobody commented.",
        "What is at stake",
        "About 130 captives remain, officials said.",
        "“We stay until there is a deal,” a delegate said.",
        talks,
    ]


def test_headings_are_text_and_not_prose():
    document = read(PAGE)
    prose = [span.of(document.text) for span in document.prose]
    assert len(prose) == 5
    assert "What is at stake" not in prose
    assert len(passages(document)) == 2


def test_title_outlet_and_author_are_the_page_s():
    document = read(PAGE.replace("{head}", ADDRESS))
    assert (document.id, document.title) == ("name", "Talks resume")
    assert (document.source, document.author) == ("The Daily Ledger", "Mona Reyes")
    assert document.url == "https://ledger.example/2024/02/13/talks"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (PUBLISHED + MODIFIED, Published(datetime.date(2024, 2, 11), "stated", "page metadata")),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", '
            '"datePublished": "2024-02-12T10:00:00Z", "dateModified": "2024-02-20"}</script>',
            Published(datetime.date(2024, 2, 12), "stated", "page metadata"),
        ),
        (PUBLISHED + ADDRESS, Published(datetime.date(2024, 2, 11), "stated", "page metadata")),
        (ADDRESS, Published(datetime.date(2024, 2, 13), "inferred", "page address")),
        (MODIFIED, Published(datetime.date(2024, 2, 15), "inferred", "page text")),
        ("", UNDATED),
    ],
)
def test_a_date_says_how_it_is_known(head, expected):
    assert published(head) == expected


@pytest.mark.parametrize(
    "page",
    [
        "",
        "no markup at all",
        "<html></html>",
        "<html><body><a href='/'>Home</a><a>World</a></body></html>",
        "<p>" * 5000,
        "<div>" * 3000 + "x" * 3000,
        "<script>" + "var x = 'a sentence of a script.';" * 50,
    ],
)
def test_a_page_without_main_text_is_refused(page):
    with pytest.raises(ArticleRefusedError, match="no main text"):
        read(page)


def test_a_page_of_too_many_tags_is_refused():
    with pytest.raises(ArticleRefusedError, match="50,000 tags"):
        read("<p>" * 50_001)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_any_words_in_a_page_leave_the_spans_exact(words):
    try:
        document = read(PAGE.replace("Nobody commented.", words))
    except ArticleRefusedError:
        return
    for passage in passages(document):
        assert "evil" not in passage.span.of(document.text)
