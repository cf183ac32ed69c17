"""Every page against axe's rules for WCAG 2.2 AA, at both widths and in both schemes."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import assert_accessible
from tests.browser.newsroom import FERRY, HOSTILE, HOTEL, QUAKE, SHIP

PAGES = {
    "the beginning": "/",
    "answers": f"/?q={FERRY}",
    "a conflict": f"/?q={QUAKE}",
    "emoji": f"/?q={SHIP}",
    "a hostile article": f"/?q={HOSTILE}",
    "no answer": f"/?q={HOTEL}&source=Delta+Wire&as_of=2024-06-03",
    "a refusal": f"/?q={HOTEL}&as_of=yesterday",
    "an article at a quotation": "/articles/local%2Fferry-1?start=10&end=20",
    "an article that is not there": "/articles/nowhere",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_violation_and_no_sideways_scrolling(page: Page, name: str) -> None:
    page.goto(PAGES[name])
    assert_accessible(page)
