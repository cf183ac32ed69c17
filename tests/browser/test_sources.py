"""From a quotation to its article, and out of the page on the clipboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.newsroom import FERRY, LONG, LONG_ROW, NEEDLE, SHIP, SHIP_NAME, newsroom
from tests.browser.serving import at_address


@pytest.fixture
def clipboard(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize(("question", "quote"), [(FERRY, "20 June"), (SHIP, SHIP_NAME)])
def test_a_source_opens_at_the_quote_highlighted_and_in_view(
    page: Page, question: str, quote: str
) -> None:
    page.goto(f"/?q={question}")
    answer = page.locator(".answer").first
    assert answer.locator("mark").text_content() == quote
    answer.locator("a.source").click()
    place = page.locator("mark#place")
    assert place.text_content() == quote
    expect(place).to_be_in_viewport()
    # The address alone brings back the same view.
    other = page.context.new_page()
    other.goto(page.url)
    assert other.locator("mark#place").text_content() == quote
    expect(other.locator("mark#place")).to_be_in_viewport()


def test_the_article_leads_to_the_quotation_at_the_outlet(page: Page) -> None:
    page.goto(f"/?q={FERRY}&as_of=2024-04-01")
    page.locator(".answer a.source").click()
    link = page.get_by_role("link", name="Read it at the outlet, at the quotation")
    expect(link).to_have_attribute("href", "https://example.org/ferry-1#:~:text=1%20May")


def test_the_button_copies_the_quotation_with_outlet_title_date_and_address(
    page: Page, clipboard: None
) -> None:
    page.goto(f"/?q={FERRY}")
    first, second = page.locator("button.copy").all()
    second.click()
    expect(page.get_by_role("status")).to_have_text("Copied with its source")
    assert copied(page) == (
        "“1 May”\nHarbour Courier, “Skellan to get its ferry back”, 4 March 2024\n"
        "https://example.org/ferry-1#:~:text=1%20May"
    )
    first.click()  # this outlet has no address, so it is Dateline's
    expect(first).to_have_text("Copied")
    place = page.locator(".answer a.source").first.get_attribute("href")
    assert copied(page).splitlines()[-1] == page.url.partition("/?")[0] + str(place)


def test_the_button_copies_too_where_the_browser_has_no_clipboard_for_scripts(
    page: Page, clipboard: None
) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto(f"/?q={FERRY}")
    page.get_by_role("button", name="Copy with its source").first.click()
    expect(page.get_by_role("status")).to_have_text("Copied with its source")
    assert copied(page).startswith("“20 June”\nMeridian Post, ")


def test_words_of_a_quotation_take_their_citation_along(page: Page, clipboard: None) -> None:
    page.goto(f"/?q={FERRY}")
    page.locator(".answer blockquote").first.evaluate(
        "quote => getSelection().selectAllChildren(quote)"
    )
    page.keyboard.press("Control+C")
    quote, facts, address = copied(page).splitlines()
    sentence = "The start of the ferry to Skellan has been put off until 20 June."
    assert quote == f"“{sentence}”"
    assert facts == "Meridian Post, “No boat yet for Skellan”, 2 May 2024"
    assert "/articles/local%2Fferry-2?" in address


def test_other_words_are_copied_as_they_are(page: Page, clipboard: None) -> None:
    page.goto(f"/?q={FERRY}")
    page.locator(".motto").evaluate("words => getSelection().selectAllChildren(words)")
    page.keyboard.press("Control+C")
    assert copied(page).strip() == "Every answer is a quotation."


def test_a_quotation_in_a_line_of_two_million_letters_is_found(
    browser: Browser, tmp_path: Path
) -> None:
    with at_address(newsroom(tmp_path, rows=(LONG_ROW,))) as address:
        page = browser.new_page(base_url=address, viewport={"width": 360, "height": 740})
        page.set_default_timeout(120_000)
        try:
            page.goto(f"/?q={LONG}")
            assert len(page.locator(".answer blockquote").inner_text()) < 1_000
            assert page.evaluate("document.documentElement.scrollWidth") == 360
            page.locator(".answer a.source").click()
            place = page.locator("mark#place")
            assert place.text_content() == NEEDLE
            expect(place).to_be_in_viewport()
            assert page.evaluate("document.documentElement.scrollWidth") == 360
        finally:
            page.close()
