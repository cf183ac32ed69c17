"""Pictures of the pages for the README, from the product as it runs over the sample articles.

python -m tests.browser.screenshots FOLDER
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.chromium import NONE, chromium, chromium_open
from tests.integration.serving import Served

TOLL = "/?q=How+many+Palestinians+have+been+killed+in+Gaza+since+the+war+began%3F"
HOTEL = "/?q=Which+hotel+hosted+the+Cairo+talks%3F&as_of=2024-02-13"
WIDTHS: dict[int, tuple[int, int]] = {360: (740, 2), 1600: (1000, 1)}
"""For each width the height, and how many pixels of the picture a pixel of the page is."""
_PATIENCE_MS = 120_000


def main() -> None:
    """Take all pictures."""
    folder = Path(sys.argv[1])
    if not chromium():
        sys.exit(f"No screenshots: {NONE}.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        served = Served(Path(place))
        try:
            with chromium_open() as browser:
                for width in WIDTHS:
                    _take(browser, str(served.client.base_url), width, folder)
        finally:
            served.end()


def _take(browser: Browser, address: str, width: int, folder: Path) -> None:
    height, scale = WIDTHS[width]
    page = browser.new_page(
        base_url=address,
        viewport=ViewportSize(width=width, height=height),
        device_scale_factor=scale,
    )
    page.set_default_timeout(_PATIENCE_MS)

    def picture(name: str) -> None:
        path = folder / f"{name}-{width}.png"
        page.screenshot(path=path)
        print(path)  # noqa: T201 - the command's output

    page.goto("/")
    page.locator(".suggested").wait_for()
    picture("ask")
    page.goto(HOTEL)
    picture("no-answer")
    page.goto(TOLL)
    picture("answers")
    page.emulate_media(color_scheme="dark")
    picture("answers-dark")
    page.emulate_media(color_scheme="light")
    _open_source(page)
    picture("article")
    page.close()


def _open_source(page: Page) -> None:
    page.locator(".answer a.source").first.click()
    page.locator("mark#place").wait_for()


if __name__ == "__main__":
    main()
