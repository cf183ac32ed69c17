"""A page against axe's rules for WCAG 2.2 AA, at both widths and in both schemes."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}
"""Of a dark page, which is the light one in other colours."""
WIDTHS = (360, 1600)


def assert_accessible(page: Page) -> None:
    """Assert that there is no violation and no sideways scrolling, with all details open."""
    page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = Axe().run(page, options=rules).response
            told = [(one["id"], [n["html"] for n in one["nodes"]]) for one in found["violations"]]
            assert not told, f"{width} px, {scheme}: {json.dumps(told, indent=1)}"
