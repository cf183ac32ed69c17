"""Every page against axe's rules for WCAG 2.2 AA, at both widths and in both schemes."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.newsroom import FERRY, HOSTILE, HOTEL, QUAKE, SHIP

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WIDTHS = (360, 1600)
SCHEMES = ("light", "dark")
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
    page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page, options=RULES).response
            told = [
                (one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]
            ]
            assert not told, f"{width} px, {scheme}: {json.dumps(told, indent=1)}"
