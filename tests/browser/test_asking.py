"""Asking in a browser, with a script and without."""

import re
import threading
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.newsroom import FERRY, HOTEL, QUAKE, TALKS, newsroom
from tests.browser.serving import at_address


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_label("Your question about the news").fill(question)
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".outcome")).to_be_visible()


def test_answers_stand_under_their_days_newest_first(page: Page) -> None:
    ask(page, FERRY)
    expect(page.locator(".date")).to_have_text(["2 May 2024", "4 March 2024"])
    expect(page.locator(".answer h4")).to_have_text(["“20 June”", "“1 May”"])
    first, second = page.locator(".answer").all()
    expect(first).to_contain_text("Meridian Post, 2 May 2024 (stated)")
    expect(first).to_contain_text("probably right, 73 %")
    expect(first.locator(".status")).to_have_text("reported")
    expect(second.locator(".status")).to_have_text("expected, not reported as having happened")
    expect(second.locator("blockquote")).to_have_text(
        "Tern Line said that it would start sailing the ferry to Skellan on 1 May."
    )


def test_what_disagrees_stands_side_by_side(page: Page) -> None:
    ask(page, QUAKE)
    sides = page.locator(".sides > li")
    expect(sides.locator(".said")).to_have_text(["“at least 14”", "“17”"])
    one, other = (side.bounding_box() for side in sides.all())
    assert one is not None
    assert other is not None
    assert one["y"] == other["y"]
    assert one["x"] + one["width"] <= other["x"]
    for facts in page.locator(".answer dl").all():
        expect(facts).to_contain_text("Day it speaks of2 June 2024")


def test_one_sentence_in_two_outlets_is_said_to_be_one_origin(page: Page) -> None:
    ask(page, TALKS)
    expect(page.locator(".answer")).to_contain_text(
        "one sentence, printed in 2 articles: one origin"
    )


def test_no_answer_says_so_and_why_and_shows_what_comes_nearest(page: Page) -> None:
    ask(page, HOTEL)
    expect(page.get_by_role("heading", name="No answer")).to_be_visible()
    expect(page.locator(".notice")).to_contain_text("likely enough")
    nearest = page.get_by_role("region", name="The nearest passages").locator("blockquote")
    expect(nearest.first).to_contain_text("CIA Director William Burns joined the talks in Cairo.")


def test_passages_are_shown_while_they_are_read_and_make_way_for_the_answers(
    browser: Browser, tmp_path: Path
) -> None:
    release = threading.Event()

    def wait() -> None:
        assert release.wait(30)

    with at_address(newsroom(tmp_path, before=wait)) as address:
        page = browser.new_page(base_url=address)
        try:
            page.goto(f"/?q={FERRY}", wait_until="commit")
            working = page.get_by_role("region", name="Passages found so far")
            expect(working.get_by_text("Reading", exact=False).first).to_be_visible()
            expect(working.locator("blockquote").first).to_be_visible()
            expect(page.get_by_text("Looking for passages")).to_be_hidden()
            expect(page.locator(".outcome")).to_have_count(0)
            release.set()
            expect(page.locator(".answer").first).to_be_visible()
            expect(working).to_be_hidden()
        finally:
            release.set()
            page.close()


def test_as_of_leaves_out_what_came_later_and_is_kept_in_the_address(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Your question about the news").fill(FERRY)
    page.get_by_text("Filters").click()
    page.get_by_label("As of").fill("2024-04-01")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".applied")).to_contain_text("as of 1 April 2024")
    expect(page.locator(".answer h4")).to_have_text(["“1 May”"])
    expect(page).to_have_url("/?q=When+does+the+ferry+to+Skellan+start+sailing%3F&as_of=2024-04-01")
    expect(page.get_by_label("As of")).to_have_value("2024-04-01")
    page.get_by_role("link", name="Ask without filters").click()
    expect(page.locator(".answer h4")).to_have_text(["“20 June”", "“1 May”"])


def test_an_outlet_is_chosen_and_what_the_filters_left_out_is_named(page: Page) -> None:
    page.goto(f"/?q={HOTEL}")
    page.get_by_text("Filters").click()
    page.get_by_label("Delta Wire").check()
    page.get_by_role("button", name="Ask").click()
    left_out = page.get_by_role("region", name="What the filters left out")
    expect(left_out).to_contain_text("joined the talks in Cairo")
    expect(page).to_have_url(re.compile(r"&source=Delta\+Wire$"))


def test_everything_is_there_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    try:
        page = context.new_page()
        ask(page, FERRY)
        expect(page.locator(".answer h4")).to_have_text(["“20 June”", "“1 May”"])
        expect(page.get_by_text("Reading")).to_be_hidden()
        expect(page.locator("button.copy:visible")).to_have_count(0)
        page.locator(".answer a.source").first.click()
        expect(page.locator("mark#place")).to_have_text("20 June")
        expect(page.locator("mark#place")).to_be_in_viewport()
    finally:
        context.close()


def test_an_answer_is_asked_and_its_source_opened_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("searchbox")).to_be_focused()  # a key pressed sooner would be lost
    page.keyboard.type(FERRY)
    page.keyboard.press("Enter")
    expect(page.locator(".answer").first).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.answer a.source')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("mark#place")).to_have_text("20 June")
    expect(page.locator("mark#place")).to_be_in_viewport()


def test_a_screen_reader_is_told_what_has_arrived(page: Page) -> None:
    ask(page, FERRY)
    expect(page.get_by_role("status")).to_have_text("2 answers, newest first")
    ask(page, HOTEL)
    expect(page.get_by_role("status")).to_have_text("No answer")


def test_nothing_moves_where_motion_is_not_wanted(context: BrowserContext) -> None:
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/?q={FERRY}")
    names = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(e => ['', '::before', '::after']"
        ".map(p => getComputedStyle(e, p || null).animationName))"
    )
    assert set(names) == {"none"}
