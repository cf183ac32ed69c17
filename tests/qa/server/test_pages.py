import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.qa.fakes import CAIRO, HOSTILE, HOSTILE_QUESTION, HOTEL, WHO
from tests.qa.server.client import BEARER, service

ALLOWED = set(
    re.findall(
        r"\w+",
        "html head meta title link script body a header p main h1 h2 h3 h4 form label div input"
        " button section article span figure blockquote mark figcaption bdi time ul ol li footer"
        " details summary fieldset legend textarea dl dt dd strong code",
    )
)


class Page(HTMLParser):
    """The elements of a page, its links, and its text by element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[int] = []
        self.text: list[tuple[tuple[int, ...], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "input"):
            self.inside.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self.inside.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        self.text.append((tuple(self.inside), data))

    def of(self, tag: str, name: str = "") -> list[str]:
        """The text of each ``tag`` (of class ``name``), with what stands deeper in it."""
        return [
            "".join(data for inside, data in self.text if number in inside)
            for number, (element, attributes) in enumerate(self.elements)
            if element == tag and (not name or name in (attributes.get("class") or "").split())
        ]

    def values(self, tag: str, name: str) -> list[str]:
        """What attribute ``name`` is, on each ``tag`` that has it."""
        return [a[name] or "" for element, a in self.elements if element == tag and name in a]


def read(client: Any, path: str, status: int = 200, **parameters: Any) -> Page:
    response = client.get(path, params=parameters or None)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(response.text)
    assert not page.inside
    assert {tag for tag, _ in page.elements} <= ALLOWED
    assert not any(name.startswith("on") or name == "style" for _, a in page.elements for name in a)
    assert all(source.startswith("/ask.js?v=") for source in page.values("script", "src"))
    assert not any(page.of("script"))
    return page


def test_the_page_has_a_form_that_works_without_scripts(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/")
    assert (page.values("form", "action"), page.values("form", "method")) == (["/"], ["get"])
    assert page.values("input", "name") == ["q", "as_of", "from", "to", "source", "source"]
    assert set(page.values("input", "id")) <= set(page.values("label", "for"))


def test_the_page_says_how_much_there_is_to_ask(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        assert "2 articles to ask, from 2 outlets." in read(client, "/").of("p")


def test_an_answer_sets_its_quotation_apart_and_says_where_it_is_from(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/", q=WHO)
    assert page.of("h3", "date") == ["13 February 2024"]
    assert page.of("mark") == ["William Burns", "David Barnea"]
    captions = [" ".join(caption.split()) for caption in page.of("figcaption")]
    byline = "Harbour Courier, 13 February 2024 (stated): Spy chiefs meet in Cairo"
    assert f"{byline} Read it at Harbour Courier Copy with its source" in captions
    confidences = ["very likely right, 99 %", "more likely wrong than right, 41 %"]
    assert page.of("dd", "confidence") == confidences
    statuses = ["reported", "expected, not reported as having happened"]
    assert page.of("dd", "status") == statuses
    facts = [" ".join(fact.split()) for fact in page.of("dl", "facts")]
    assert "Called off“William Burns” Harbour Courier" in facts[1]
    assert "Over“David Barnea” Harbour Courier" in facts[1]
    assert not any("Called off" in fact or "Over" in fact for fact in facts[:1])
    assert "https://example.org/cairo#:~:text=William%20Burns" in page.values("a", "href")


def test_a_quotation_stands_in_its_whole_sentence(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        quotations = read(client, "/", q=WHO).of("blockquote")
    sentence = "Those taking part in Cairo were William Burns and David Barnea."
    assert quotations.count(sentence) == 2


def test_the_sides_of_a_conflict_stand_in_one_list(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/", q=WHO)
    assert "The articles disagree 13 February 2024" in page.of("h3")
    assert page.of("p", "said") == ["“William Burns”", "“David Barnea”"]
    assert len(page.of("ul", "sides")) == 1


@pytest.mark.parametrize("question", [WHO, HOSTILE_QUESTION, HOTEL])
def test_every_link_to_a_place_leads_to_it_in_its_article(tmp_path: Path, question: str) -> None:
    with service(tmp_path) as client:
        found = read(client, "/", q=question)
        links = {link for link in found.values("a", "href") if link.startswith("/articles/")}
        assert links
        for link in links:
            place = parse_qs(urlsplit(link).query)
            page = read(client, link)
            path = urlsplit(link).path.replace("/articles/", "/v1/documents/")
            text = client.get(path, params={"revision": place["revision"][0]}).json()["text"]
            assert page.of("mark") == [text[int(place["start"][0]) : int(place["end"][0])]]
            assert page.of("div", "text") == [text]


def test_what_the_articles_do_not_say_is_said_plainly(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/", q=HOTEL)
    assert "No answer" in page.of("h2")
    assert CAIRO.text in page.of("blockquote")
    assert "What the filters left out" not in page.of("h2")


def test_filters_come_from_the_address_and_stay_in_the_form(tmp_path: Path) -> None:
    asked = {"q": HOTEL, "as_of": "2024-03-01", "from": "2024-01-01", "to": "2024-02-29"}
    with service(tmp_path) as client:
        page = read(client, "/", **asked, source=["Harbour Courier", "<i>Outlet</i>"])
    fields = {a["name"]: a for tag, a in page.elements if tag == "input" and a.get("id")}
    assert {name: field["value"] for name, field in fields.items()} == asked
    boxes = [a for tag, a in page.elements if a.get("type") == "checkbox"]
    assert all("checked" in box for box in boxes)
    assert page.of("p", "applied") == [
        "Only what was published from 1 January 2024 until 29 February 2024 as of 1 March 2024"
        " in Harbour Courier, <i>Outlet</i>. Ask without filters"
    ]


def test_what_the_filters_left_out_is_named_where_there_is_no_answer(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/", q=HOTEL, source="<i>Outlet</i>")
        assert "What the filters left out" in page.of("h2")
        page = read(client, "/", q=HOTEL, to="2024-12-31")
        assert "What the filters left out" not in page.of("h2")


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"as_of": "yesterday"}, "'yesterday' is not a date like 2024-04-08."),
        ({"source": "The Moon"}, "no outlet is called 'The Moon'."),
        ({"q": [WHO, HOTEL]}, "a query parameter is given twice."),
    ],
)
def test_a_filter_that_cannot_be_used_is_told_on_the_page(
    tmp_path: Path, parameters: dict[str, Any], told: str
) -> None:
    with service(tmp_path) as client:
        assert told in read(client, "/", 422, **{"q": WHO, **parameters}).of("p")


def test_empty_filters_are_none(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/", **{"q": WHO, "as_of": "", "from": "", "to": ""})
    assert not page.of("p", "applied")


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, "/", q=HOSTILE_QUESTION)
        asked = read(client, "/", q='"><script>alert(1)</script>')
    assert page.of("mark") == ['<script>alert("1")</script> & co', "\u202eolleh\u202c"]
    assert "<i>Outlet</i>" in page.of("bdi")
    values = [a["value"] for tag, a in asked.elements if tag == "input" and a.get("id") == "q"]
    assert values == ['"><script>alert(1)</script>']


def test_what_would_turn_the_text_round_is_kept_to_itself_and_named(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        page = read(client, f"/articles/{quote(HOSTILE.id, safe='')}")
    assert page.of("bdi", "control") == ["\u202e", "\u202c"]
    assert "right-to-left override" in page.values("bdi", "title")


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
        current = next(x for x in page.values("a", "href") if x.startswith("/articles/"))
        assert corrected["text"] in read(client, current).of("div")
        reason = {"reason": "Made <b>up</b>."}
        client.post(f"/v1/documents/{CAIRO.id}/retract", json=reason, headers=BEARER)
        page = read(client, f"/articles/{CAIRO.id}")
    assert any("retracted" in text for text in page.of("p"))
    assert "Made <b>up</b>." in page.of("bdi")


@pytest.mark.parametrize(
    ("name", "kind"), [("style.css", "text/css"), ("ask.js", "text/javascript")]
)
def test_what_the_pages_load_is_kept_only_under_the_name_of_its_content(
    tmp_path: Path, name: str, kind: str
) -> None:
    with service(tmp_path) as client:
        page = read(client, "/")
        links = page.values("link", "href") + page.values("script", "src")
        link = next(link for link in links if link.startswith(f"/{name}"))
        response = client.get(link)
        assert response.headers["content-type"].startswith(kind)
        assert "immutable" in response.headers["cache-control"]
        for other in (f"/{name}", f"/{name}?v=0"):
            assert client.get(other).headers["cache-control"] == "no-cache"
        assert not re.search(r"url\(|@import|https?:", response.text)
