"""Every page of the desk against axe's rules for WCAG 2.2 AA, at both widths, in both schemes."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import assert_accessible
from tests.browser.newsroom import FERRY, HOSTILE, HOTEL, newsroom
from tests.browser.serving import at_address
from tests.eval.saved import answered, crash, saved, silent

PAGES = {
    "the queue": ("/desk", "#cases a"),
    "answers": ("/desk/cases/1", "#text mark"),
    "an abstention": ("/desk/cases/2", "#item-rest"),
    "hostile texts": ("/desk/cases/3", "#text mark"),
    "a case that is not there": ("/desk/cases/99", "#said"),
    "the corpus": ("/desk/articles", "#articles a"),
    "an article": ("/desk/articles/talks", "#acts"),
    "an article that is not there": ("/desk/articles/nowhere", "#said"),
    "the runs": ("/desk/runs", "#runs h2"),
    "two runs": ("/desk/runs?a=first&b=second", "#comparison table"),
}


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk with a case of each kind, judged by two editors; no token, so this machine may."""
    folder = tmp_path_factory.mktemp("newsroom")
    for name, rows in (
        ("first", [silent("a"), crash("b")]),
        ("second", [answered("a"), answered("b")]),
    ):
        saved(folder / "runs" / name, rows)
    (folder / "runs" / "broken").mkdir()
    room = newsroom(folder)
    with (
        at_address(room, data_dir=folder) as served,
        httpx.Client(base_url=served, trust_env=False) as client,
    ):
        for question in (FERRY, HOTEL, HOSTILE):
            report = {"question": question, "verdict": "wrong", "note": "Why?"}
            client.post("/v1/reports", json=report).raise_for_status()
        for editor in ("Ada", "Ben"):
            review = {"case": 1, "verdict": "right", "answer": 0, "editor": editor}
            client.post("/v1/reviews", json=review).raise_for_status()
        yield served


@pytest.mark.parametrize("name", [*PAGES, "the login"])
def test_a_page_of_the_desk_has_no_violation_and_no_sideways_scrolling(
    page: Page, name: str
) -> None:
    page.goto("/desk")
    if name != "the login":
        page.get_by_label("Your name").fill("Ada")
        page.get_by_role("button", name="Log in").click()
        expect(page.locator("#cases a")).to_have_count(3)
        path, ready = PAGES[name]
        page.goto(path)
        expect(page.locator(ready).first).to_be_attached()
        expect(page.locator("#said")).not_to_have_text("") if "not there" in name else None
    assert_accessible(page)
