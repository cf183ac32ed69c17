"""The editors' desk in a browser: judging, marking, taking back, and what is in the corpus."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.spans import Span
from tests.browser.newsroom import (
    FERRY,
    HOSTILE,
    HOTEL,
    LONG,
    LONG_ROW,
    NEEDLE,
    SCRIPT,
    SHIP,
    SHIP_NAME,
    newsroom,
)
from tests.browser.serving import at_address
from tests.eval.saved import answered, saved, silent

TOKEN = "a token of the desk"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def address(browser: Browser, tmp_path: Path) -> Iterator[str]:
    """A newsroom of its own for each test, since the desk changes it."""
    settings = {"token": TOKEN, "log_questions": True, "reports": 100, "data_dir": tmp_path}
    with at_address(newsroom(tmp_path / "newsroom"), **settings) as served:
        yield served


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A program that has the token, to see what the pages did."""
    with httpx.Client(base_url=address, trust_env=False, headers=BEARER, timeout=30) as client:
        yield client


@pytest.fixture
def desk(page: Page) -> Page:
    """The queue, after logging in as Ada."""
    page.goto("/desk")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Token").fill(TOKEN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    return page


def report(client: httpx.Client, question: str, **fields: Any) -> int:
    """The case that a reader's report made."""
    body = {"question": question, "verdict": "wrong", **fields}
    response = client.post("/v1/reports", json=body)
    assert response.status_code == 201, response.text
    return int(client.get("/v1/cases").json()["cases"][0]["id"])


def open_case(page: Page, client: httpx.Client, question: str, **fields: Any) -> int:
    case = report(client, question, **fields)
    page.goto(f"/desk/cases/{case}")
    expect(page.locator(".item").last).to_be_visible()
    expect(page.locator("#text")).not_to_be_empty()
    return case


def verdicts(client: httpx.Client) -> list[tuple[str, int | None, str]]:
    reviews = client.get("/v1/reviews").json()["reviews"]
    return [(review["editor"], review["answer"], review["verdict"]) for review in reviews]


def select(page: Page, quote: str) -> None:
    """Select words of the article as a mouse would: a range from one character to another."""
    page.evaluate(
        """quote => {
          const box = document.getElementById("text");
          const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
          const at = box.textContent.indexOf(quote);
          const range = document.createRange();
          for (let seen = 0, node; (node = walker.nextNode()); seen += node.length) {
            const inside = (offset) => offset >= seen && offset <= seen + node.length;
            if (inside(at)) range.setStart(node, at - seen);
            if (inside(at + quote.length)) { range.setEnd(node, at + quote.length - seen); break; }
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        quote,
    )


def test_nobody_sees_the_desk_without_the_token(page: Page, client: httpx.Client) -> None:
    report(client, FERRY)
    page.goto("/desk/cases/1")
    expect(page.get_by_label("Token")).to_be_visible()
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Token").fill("a guess")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("token")
    assert FERRY not in page.content()
    assert page.context.cookies() == []


def test_the_token_is_never_put_into_an_address(page: Page) -> None:
    page.route("**/login.js", lambda route: route.abort())  # as while it is still on its way
    page.goto("/desk")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Token").fill(TOKEN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Log in")).to_be_disabled()
    expect(page).to_have_url("/desk")


def test_the_cookie_of_the_desk_is_out_of_reach_of_scripts(desk: Page) -> None:
    (cookie,) = desk.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    assert desk.evaluate("document.cookie") == ""
    desk.get_by_role("button", name="Log out").click()
    expect(desk.get_by_label("Token")).to_be_visible()
    assert desk.context.cookies() == []


def test_the_queue_shows_what_was_sent_in_and_finds_it(desk: Page, client: httpx.Client) -> None:
    for question in (FERRY, HOTEL, FERRY):
        report(client, question)
    desk.reload()
    cases = desk.locator("#cases a")
    expect(cases).to_have_text([FERRY, HOTEL])
    desk.get_by_label("Outcome").select_option("no answer")
    expect(cases).to_have_text([HOTEL])
    expect(desk).to_have_url(re.compile("outcome=abstained"))
    desk.get_by_label("Outcome").select_option("all")
    desk.get_by_label("Words of the question").fill("SKELLAN")
    expect(cases).to_have_text([FERRY])
    expect(desk.locator("#cases .facts")).to_contain_text("2 reports")


def test_a_case_is_judged_taken_back_and_left_by_keyboard_alone(
    desk: Page, client: httpx.Client
) -> None:
    for question in (HOTEL, FERRY):
        report(client, question)
    desk.reload()
    expect(desk.locator("#cases a")).to_have_count(2)
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="20 June")).to_be_visible()
    desk.keyboard.press("1")
    expect(desk.get_by_role("status")).to_contain_text("Grounded and right: stored")
    desk.keyboard.press("j")
    expect(desk.locator("#item-1")).to_be_focused()
    desk.keyboard.press("n")
    desk.keyboard.type("Put off since: 1, 2, 3.")
    desk.keyboard.press("Escape")
    desk.keyboard.press("2")
    expect(desk.get_by_role("status")).to_contain_text("Does not answer: stored")
    assert verdicts(client) == [("Ada", 0, "right"), ("Ada", 1, "off-point")]
    notes = [review["note"] for review in client.get("/v1/reviews").json()["reviews"]]
    assert notes == ["", "Put off since: 1, 2, 3."]
    pressed = desk.locator('#item-1 [aria-pressed="true"]')
    expect(pressed).to_contain_text("Does not answer")
    desk.keyboard.press("u")
    expect(desk.get_by_role("status")).to_have_text("Taken back.")
    expect(pressed).to_have_count(0)
    assert verdicts(client) == [("Ada", 0, "right")]
    desk.keyboard.press("]")
    expect(desk.locator("#question")).to_have_text(HOTEL)


def test_a_verdict_that_is_changed_takes_the_place_of_the_former_one(
    desk: Page, client: httpx.Client
) -> None:
    open_case(desk, client, FERRY)
    item = desk.locator("#item-0")
    for name in ("Wrong", "Should have abstained"):
        item.get_by_role("button", name=name).click()
        expect(item.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    assert verdicts(client) == [("Ada", 0, "should-abstain")]
    desk.get_by_role("button", name="Take back the last verdict").click()
    expect(item.get_by_role("button", name="Wrong")).to_have_attribute("aria-pressed", "true")


def test_single_keys_can_be_turned_off(desk: Page, client: httpx.Client) -> None:
    open_case(desk, client, FERRY)
    desk.get_by_text("Keys", exact=True).click()
    desk.get_by_label("Judge with single keys").uncheck()
    desk.locator("#item-0").focus()
    desk.keyboard.press("1")
    desk.get_by_label("Judge with single keys").check()
    desk.locator("#item-0").focus()
    desk.keyboard.press("3")
    expect(desk.get_by_role("status")).to_contain_text("Wrong: stored")
    assert verdicts(client) == [("Ada", 0, "wrong")]


def test_the_marked_words_of_the_article_are_the_quote(desk: Page, client: httpx.Client) -> None:
    open_case(desk, client, SHIP)
    (citation,) = client.post("/v1/ask", json={"question": SHIP}).json()["groups"][0]["answers"][0][
        "citations"
    ]
    assert citation["quote"] == SHIP_NAME
    expect(desk.locator("#text mark.focus")).to_have_text([SHIP_NAME])
    assert (
        desk.locator("#text").evaluate("box => box.textContent")
        == client.get("/v1/documents/ship").json()["text"]
    )


def test_a_missed_place_is_marked_to_the_code_point_after_emoji(
    desk: Page, client: httpx.Client
) -> None:
    open_case(desk, client, SHIP)
    missed = "👩🏽‍✈️ the captain"
    select(desk, f" {missed}, ")
    desk.get_by_role("button", name="Mark the selection as missed").click()
    expect(desk.get_by_role("status")).to_contain_text("Missed: stored")
    expect(desk.locator("#item-rest .missed q")).to_have_text(f"{missed},")
    (review,) = client.get("/v1/reviews").json()["reviews"]
    (citation,) = review["citations"]
    text = client.get("/v1/documents/ship").json()["text"]
    span = Span(citation["span"]["start"], citation["span"]["end"])
    assert span.of(text) == citation["quote"] == f"{missed},"
    expect(desk.locator("#text mark.missed")).to_have_text([f"{missed},"])
    select(desk, "for ever")
    desk.get_by_role("button", name="Mark the selection as missed").click()
    expect(desk.locator("#item-rest .missed q")).to_have_count(2)
    for name, left in (("Unmark for ever", 1), (f"Unmark {missed},", 0)):
        desk.get_by_role("button", name=name).click()
        expect(desk.locator("#item-rest .missed q")).to_have_count(left)
    assert verdicts(client) == []


def test_a_place_is_marked_in_an_article_that_was_not_shown(
    desk: Page, client: httpx.Client
) -> None:
    open_case(desk, client, HOTEL)
    desk.get_by_label("Another article").fill("A SHIP")
    desk.get_by_label("Another article").press("Enter")
    desk.get_by_role("button", name="A ship and its name").click()
    expect(desk.locator("#text")).to_contain_text("the captain")
    select(desk, "the captain")
    desk.get_by_role("button", name="Mark the selection as missed").click()
    expect(desk.locator("#item-rest .missed q")).to_have_text("the captain")
    (review,) = client.get("/v1/reviews").json()["reviews"]
    assert (review["answer"], review["citations"][0]["document_id"]) == (None, "ship")


def test_a_missed_place_is_marked_by_keyboard_alone(desk: Page, client: httpx.Client) -> None:
    open_case(desk, client, SHIP)
    desk.locator("#item-0").focus()
    desk.keyboard.press("a")
    expect(desk.locator("#text")).to_be_focused()
    desk.keyboard.press("Control+Home")
    desk.keyboard.press("Shift+End")
    desk.keyboard.type("gone")
    desk.keyboard.press("Delete")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Missed: stored")
    text = client.get("/v1/documents/ship").json()["text"]
    assert desk.locator("#text").evaluate("box => box.textContent") == text
    (review,) = client.get("/v1/reviews").json()["reviews"]
    assert text.startswith(review["citations"][0]["quote"])
    assert review["citations"][0]["quote"].startswith("🎉🎉🎉 The name of the ship")
    desk.keyboard.press("Escape")
    expect(desk.locator("#item-0")).to_be_focused()


def test_another_editors_verdict_is_shown_after_ones_own(desk: Page, client: httpx.Client) -> None:
    case = report(client, FERRY)
    bens = {"case": case, "verdict": "wrong", "answer": 0, "editor": "Ben", "note": "It is not."}
    assert client.post("/v1/reviews", json=bens).status_code == 201
    desk.goto(f"/desk/cases/{case}")
    others = desk.locator("#item-0 .others")
    expect(others).to_contain_text("One editor has judged this")
    expect(others).not_to_contain_text("Ben")
    desk.locator("#item-0").get_by_role("button", name="Grounded and right").click()
    expect(others).to_contain_text("Ben: wrong")
    desk.goto("/desk")
    expect(desk.locator("#cases .differ")).to_have_text("Editors differ")
    desk.get_by_label("Verdicts").select_option("editors differ")
    expect(desk.locator("#cases a")).to_have_text([FERRY])
    expect(desk.locator("#pairs")).to_contain_text("0 of 1")


def test_an_article_is_uploaded_and_answers(desk: Page, client: httpx.Client) -> None:
    desk.goto("/desk/articles")
    file = {
        "name": "mayor.md",
        "mimeType": "text/markdown",
        "buffer": b"---\nid: mayor\n---\nHamas stayed away from Cairo, said the mayor.",
    }
    wrong = {"name": "mayor.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    desk.locator("#files").set_input_files([file, wrong])  # type: ignore[list-item]
    expect(desk.locator("#uploads")).to_contain_text("mayor.md: 1 added")
    expect(desk.locator("#uploads")).to_contain_text("unsupported suffix '.pdf'")
    expect(desk.locator("#articles")).to_contain_text("said the mayor")
    passages = client.post("/v1/retrieve", json={"question": "Who is the mayor?"}).json()[
        "passages"
    ]
    assert passages[0]["document_id"] == "mayor"


def test_files_that_are_dropped_are_uploaded(desk: Page, client: httpx.Client) -> None:
    desk.goto("/desk/articles")
    expect(desk.locator("#articles li")).to_have_count(8)
    desk.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["It rained on Monday in Skellan."], "rain.txt"));
          const drop = document.getElementById("drop");
          drop.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
        }"""
    )
    expect(desk.locator("#uploads")).to_contain_text("rain.txt: 1 added")
    expect(desk.locator("#articles li")).to_have_count(9)
    assert client.get("/v1/documents/rain").json()["text"] == "It rained on Monday in Skellan."


def test_an_undated_article_is_found_and_dated_by_hand(desk: Page, client: httpx.Client) -> None:
    desk.goto("/desk/articles")
    desk.get_by_label("Date").select_option("undated")
    expect(desk.locator("#articles a")).to_have_count(2)
    desk.get_by_role("link", name="A ship and its name").click()
    desk.get_by_label("Published on, as you state").fill("2024-05-05")
    desk.get_by_role("button", name="State the date").click()
    expect(desk.locator("#said")).to_contain_text("5 May 2024, stated by you")
    published = client.get("/v1/documents/ship").json()["published"]
    assert published == {"date": "2024-05-05", "basis": "stated", "origin": "editor Ada"}


def test_an_article_is_retracted_and_answers_no_more(desk: Page, client: httpx.Client) -> None:
    open_case(desk, client, SHIP)
    desk.get_by_role("link", name="in the corpus").click()
    desk.get_by_label("Reason, which readers see").fill("There is <b>no</b> ship.")
    desk.get_by_role("button", name="Retract the article").click()
    expect(desk.locator("#standing")).to_contain_text("There is <b>no</b> ship.")
    assert client.post("/v1/ask", json={"question": SHIP}).json()["outcome"] == "abstained"
    desk.goto("/desk/cases/1")
    expect(desk.locator("#article-standing")).to_contain_text("retracted")
    expect(desk.locator("#text mark.focus")).to_have_text([SHIP_NAME])


def test_what_a_correction_changed_is_shown(desk: Page, client: httpx.Client) -> None:
    talks = client.get("/v1/documents/talks").json()
    corrected = talks["text"].replace("William Burns", "Bill 🎩 Burns")
    article = {"id": "talks", "text": corrected, "title": talks["title"]}
    client.post("/v1/documents", json={"articles": [article]}).raise_for_status()
    desk.goto("/desk/articles/talks")
    expect(desk.locator("#compared ins")).to_have_text(["Bill 🎩"])
    expect(desk.locator("#compared del")).to_have_text(["William"])
    kept = "[...document.getElementById('compared').childNodes].filter(n => n.nodeName != 'DEL')"
    assert desk.evaluate(f"{kept}.map(n => n.textContent).join('')") == corrected
    desk.get_by_label("with its differences from").select_option("none")
    expect(desk.locator("#compared ins")).to_have_count(0)


def test_hostile_texts_stay_texts_at_the_desk(desk: Page, client: httpx.Client) -> None:
    case = open_case(desk, client, HOSTILE, note='<img src=x onerror="window.hacked = 3">')
    expect(desk.locator("#text mark.focus")).to_have_text([SCRIPT])
    turned = desk.locator("#text .turn").all()
    assert [box.evaluate("box => box.textContent") for box in turned] == ["\u202e", "\u202c"]
    assert {box.evaluate("box => getComputedStyle(box).unicodeBidi") for box in turned} == {
        "isolate"
    }
    expect(desk.locator("#report-list")).to_contain_text("<img src=x")
    desk.goto("/desk/articles")
    desk.get_by_role("link", name=re.compile("A title")).click()
    expect(desk.locator("#compared")).to_contain_text("<script>")
    assert desk.evaluate("window.hacked") is None
    expect(desk.locator("img")).to_have_count(0)
    assert case == 1


def test_a_line_of_two_million_letters_is_shown_and_marked(
    desk: Page, client: httpx.Client
) -> None:
    report = client.post("/v1/documents", json={"articles": [msgspec.to_builtins(LONG_ROW)]})
    assert report.json()["added"] == ["long"]
    open_case(desk, client, LONG)
    expect(desk.locator("#text mark.focus")).to_have_text([NEEDLE])
    expect(desk.locator("#text mark.focus")).to_be_in_viewport()
    assert desk.evaluate("document.documentElement.scrollWidth") == 1600


def test_the_gold_candidates_are_saved_with_a_click(desk: Page, client: httpx.Client) -> None:
    case = report(client, HOTEL)
    for editor in ("Ada", "Ben"):
        review = {"case": case, "verdict": "right", "editor": editor}
        assert client.post("/v1/reviews", json=review).status_code == 201
    desk.reload()
    expect(desk.locator("#judged")).to_contain_text("1 gold candidate")
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Save the gold candidates").click()
    line = Path(download.value.path()).read_text(encoding="utf-8")
    assert json.loads(line)["question"] == HOTEL


def test_runs_are_shown_compared_and_their_report_opened_by_keyboard(
    desk: Page, tmp_path: Path
) -> None:
    hostile = answered("b", question=SCRIPT)
    for at, (name, rows) in enumerate(
        {"before": [answered("a"), silent("b")], "after": [answered("a"), hostile]}.items()
    ):
        folder = saved(tmp_path / "runs" / name, rows)
        (folder / "report.html").write_text("<!doctype html><h1>The report of a run</h1>")
        os.utime(folder / "config.json", (at, at))
    desk.get_by_role("link", name="Evaluation").press("Enter")
    expect(desk.locator("#runs h2")).to_have_text(["after", "before"])
    expect(desk.locator("#runs li").first).to_contain_text("2 of 2 that an article answers")
    expect(desk.get_by_role("row", name="accuracy@1").first).to_contain_text("1.000")
    desk.get_by_role("button", name="Compare").press("Enter")
    expect(desk.get_by_role("heading", name="B less A")).to_be_focused()
    comparison = desk.locator("#comparison")
    expect(comparison).to_contain_text("Right in B only: 1 question")
    expect(comparison.get_by_role("row", name="accuracy@1")).to_contain_text("+0.500")
    expect(desk).to_have_url("/desk/runs?a=before&b=after")
    desk.reload()
    expect(comparison).to_contain_text("Right in B only: 1 question")
    desk.get_by_role("link", name="Open the report").last.press("Enter")
    expect(desk.get_by_role("heading", name="The report of a run")).to_be_visible()


def test_what_cannot_be_compared_or_read_says_so(desk: Page, tmp_path: Path) -> None:
    desk.get_by_role("link", name="Evaluation").click()
    expect(desk.locator("#said")).to_contain_text("dateline-eval run GOLD")
    saved(tmp_path / "runs" / "one", [answered("a")])
    saved(tmp_path / "runs" / "two", [answered("a")], gold_sha256="b" * 64)
    (tmp_path / "runs" / "half").mkdir()
    desk.goto("/desk/runs?a=one&b=two")
    expect(desk.locator("#said")).to_contain_text("one asked the gold set ferries")
    expect(desk.locator("#compared")).to_be_hidden()
    expect(desk.locator("#unreadable")).to_contain_text("half is not a run that can be read")
