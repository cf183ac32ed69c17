"""Was this right? From the page to POST /v1/reports."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from qa.server.wire import Report
from tests.browser.newsroom import FERRY, HOTEL


@pytest.fixture
def sent(page: Page) -> list[Report]:
    """What the page sends to /v1/reports."""
    return listening(page, lambda route: route.fulfill(status=201))


def listening(page: Page, answer: Callable[[Route], Any]) -> list[Report]:
    taken: list[Report] = []

    def take(route: Route) -> None:
        request = route.request
        assert request.method == "POST"
        assert request.headers["content-type"] == "application/json"
        taken.append(msgspec.json.decode(request.post_data or "", type=Report))
        answer(route)

    page.route("**/v1/reports", take)
    return taken


def test_an_answer_is_reported_wrong_with_its_citation_and_a_note(
    page: Page, sent: list[Report]
) -> None:
    page.goto(f"/?q={FERRY}")
    answer = page.locator(".answer").first
    answer.get_by_text("Was this right?").click()
    answer.get_by_label("A note").fill("It was 21 June.\n“Thanks” 🙂")
    answer.get_by_role("button", name="No").click()
    expect(answer).to_contain_text("Thank you. The editors will see it.")
    expect(answer.get_by_text("Was this right?")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Thank you")
    (report,) = sent
    assert (report.question, report.verdict) == (FERRY, "wrong")
    assert report.note == "It was 21 June.\n“Thanks” 🙂"
    assert report.generation
    (citation,) = report.citations
    assert (citation.document_id, citation.quote) == ("local/ferry-2", "20 June")


@pytest.mark.parametrize(
    ("question", "asked", "button", "verdict"),
    [
        (FERRY, "Was this right?", "Yes", "right"),
        (FERRY, "Is an answer missing?", "Yes, the articles say more", "missing"),
        (HOTEL, "Was this right?", "Yes, the articles do not say", "right"),
        (HOTEL, "Was this right?", "No, they do", "missing"),
    ],
)
def test_every_verdict_is_one_the_editors_know(
    page: Page, sent: list[Report], question: str, asked: str, button: str, verdict: str
) -> None:
    page.goto(f"/?q={question}")
    page.get_by_text(asked).first.click()
    page.get_by_role("button", name=button, exact=True).first.click()
    expect(page.get_by_text("Thank you.").first).to_be_visible()
    assert [report.verdict for report in sent] == [verdict]


def test_what_was_not_taken_is_said_and_the_note_stays(page: Page) -> None:
    busy = {"type": "urn:x", "title": "Busy", "status": 429, "detail": "too many reports"}
    sent = listening(page, lambda route: route.fulfill(status=429, json=busy))
    page.goto(f"/?q={HOTEL}")
    page.get_by_text("Was this right?").click()
    page.get_by_label("A note").fill("a note")
    page.get_by_role("button", name="No, they do").click()
    expect(page.get_by_role("alert")).to_have_text("It was not taken: too many reports")
    expect(page.get_by_label("A note")).to_have_value("a note")
    page.get_by_role("button", name="No, they do").click()
    expect(page.get_by_role("alert")).to_have_text("It was not taken: too many reports")
    assert len(sent) == 2


def test_a_report_is_taken_without_a_script_too(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"/?q={FERRY}")
        answer = page.locator(".answer").first
        answer.get_by_text("Was this right?").click()
        answer.get_by_label("A note").fill("“A note” 🙂")
        answer.get_by_role("button", name="No").click()
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
        page.get_by_role("link", name="Back to the question").click()
        expect(page.locator(".answer").first).to_be_visible()
    finally:
        context.close()
