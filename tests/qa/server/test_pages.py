import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.qa.fakes import CAIRO, HOSTILE, HOSTILE_QUESTION, HOTEL, WHO
from tests.qa.server.client import BEARER, service

ALLOWED = set(
    re.findall(
        r"\w+",
        "html head meta title link body a header p main h1 h2 h3 form label div input button"
        " section article span figure blockquote mark figcaption bdi time ul li footer",
    )
)


class Page(HTMLParser):
    """The elements of a page, its links, and its text by element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.text: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "input"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((self.inside[-1] if self.inside else "", data))

    def of(self, tag: str) -> list[str]:
        return [data for inside, data in self.text if inside == tag]

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.elements if tag == "a"]


def read(client: Any, path: str, status: int = 200, **parameters: str) -> Page:
    response = client.get(path, params=parameters or None)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(response.text)
    assert {tag for tag, _ in page.elements} <= ALLOWED
    assert not any(name.startswith("on") or name == "style" for _, a in page.elements for name in a)
    return page


def test_the_page_has_a_form_that_works_without_scripts(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/")
        assert client.get("/style.css").headers["content-type"].startswith("text/css")
    attributes = dict(page.elements)
    assert attributes["html"]["lang"] == "en"
    assert (attributes["form"]["action"], attributes["form"]["method"]) == ("/", "get")
    assert attributes["label"]["for"] == attributes["input"]["id"]


def test_an_answer_sets_its_quotation_apart_and_says_where_it_is_from(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/", q=WHO)
    assert "13 February 2024" in page.of("h2")
    assert page.of("mark") == ["William Burns", "David Barnea"]
    assert "Harbour Courier" in page.of("bdi")
    assert any("99 %" in text for text in page.of("span"))
    assert any("expected" in text for text in page.of("span"))
    assert "https://example.org/cairo#:~:text=William%20Burns" in page.links()


def test_the_link_of_a_quotation_leads_to_it_in_its_article(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        for question, row in ((WHO, CAIRO), (HOSTILE_QUESTION, HOSTILE)):
            found = read(client, "/", q=question)
            links = [link for link in found.links() if link.startswith("/articles/")]
            for link, quote in zip(links, found.of("mark"), strict=False):
                page = read(client, link)
                assert page.of("mark") == [quote]
                assert row.text in "".join(data for _, data in page.text)


def test_what_the_articles_do_not_say_is_said_plainly(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/", q=HOTEL)
    assert "No answer" in page.of("h2")
    assert CAIRO.text in page.of("blockquote")


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/", q=HOSTILE_QUESTION)
        asked = read(client, "/", q='"><script>alert(1)</script>')
    assert '<script>alert("1")</script> & co' in page.of("mark")
    assert "<i>Outlet</i>" in page.of("bdi")
    values = [attributes.get("value") for tag, attributes in asked.elements if tag == "input"]
    assert values == ['"><script>alert(1)</script>']


@pytest.mark.parametrize(
    ("parameters", "status"),
    [({"q": "a" * 513}, 422), ({"q": WHO, "r": "1"}, 422), ({"q": " "}, 200), ({"q": "\x00"}, 200)],
)
def test_a_question_that_cannot_be_asked_is_told_so_on_the_page(
    tmp_path: Path, parameters: dict[str, str], status: int
) -> None:
    with service(tmp_path) as client:
        read(client, "/", status, **parameters)


@pytest.mark.parametrize(
    "place", ["start=5", "start=5&end=5", "start=-1&end=4", "start=0&end=9999", "start=a&end=b"]
)
def test_a_place_that_is_not_in_the_article_is_told_so(tmp_path: Path, place: str) -> None:
    with service(tmp_path) as client:
        page = read(client, f"/articles/{CAIRO.id}?{place}", 422)
    assert "No such place in the article" in page.of("h1")


def test_an_article_that_is_not_there_is_a_page_too(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        assert "No such article" in read(client, "/articles/<b>", 404).of("h1")


def test_a_corrected_or_retracted_article_says_so(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        old = client.get(f"/v1/documents/{CAIRO.id}").json()["revision"]
        corrected = {"id": CAIRO.id, "text": "Those taking part were others."}
        client.post("/v1/documents", json={"articles": [corrected]}, headers=BEARER)
        page = read(client, f"/articles/{CAIRO.id}?revision={old}")
        assert any("corrected" in text for text in page.of("p"))
        current = next(link for link in page.links() if link.startswith("/articles/"))
        assert corrected["text"] in read(client, current).of("div")
        reason = {"reason": "Made <b>up</b>."}
        client.post(f"/v1/documents/{CAIRO.id}/retract", json=reason, headers=BEARER)
        page = read(client, f"/articles/{CAIRO.id}")
    assert any("retracted" in text for text in page.of("p"))
    assert "Made <b>up</b>." in page.of("bdi")


def test_the_stylesheet_fetches_nothing(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        assert not re.search(r"url\(|@import", client.get("/style.css").text)
