"""Pictures of both pages for the README, from the product as it runs over the sample articles.

python -m tests.browser.screenshots FOLDER
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.chromium import NONE, chromium, chromium_open
from tests.integration.serving import ROOT, Served

KILLED = "How many Palestinians have been killed in Gaza since the war began?"
TOLL = "/?q=How+many+Palestinians+have+been+killed+in+Gaza+since+the+war+began%3F"
MOSSAD = "Who heads the Mossad?"
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
            _prepare_desk(served, Path(place) / "var" / "runs")
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
    _take_desk(page, picture)
    page.close()


def _prepare_desk(served: Served, runs: Path) -> None:
    """What readers sent in, what one editor said of it, and a run of the evaluator."""
    for question, verdict in ((MOSSAD, "right"), (KILLED, "missing")):
        report = {"question": question, "verdict": verdict, "note": ""}
        served.client.post("/v1/reports", json=report).raise_for_status()
    review = {"case": 2, "answer": 0, "verdict": "right", "editor": "Ben"}
    served.client.post("/v1/reviews", json=review).raise_for_status()
    gold = ROOT / "eval" / "gold_sets" / "sample.jsonl"
    command = [sys.executable, "-m", "eval", "run", gold, "--out", runs / "sample"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def _take_desk(page: Page, picture: Callable[[str], None]) -> None:
    page.goto("/desk")
    page.get_by_label("Your name").fill("Ada")
    page.keyboard.press("Enter")
    page.locator("#cases a").first.wait_for()
    picture("desk")
    page.goto("/desk/cases/2")
    page.locator("#text mark").first.wait_for()
    picture("desk-case")
    page.goto("/desk/articles")
    page.locator("#articles a").first.wait_for()
    picture("desk-articles")
    page.goto("/desk/runs")
    page.locator("#runs h2").first.wait_for()
    picture("desk-evaluation")


def _open_source(page: Page) -> None:
    page.locator(".answer a.source").first.click()
    page.locator("mark#place").wait_for()


if __name__ == "__main__":
    main()
