"""The machine's Chromium, driven by Playwright, whose own browsers are not fetched."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NONE = (
    "there is no Chromium here, so the pages are not tested in a browser:"
    " install it (on Debian: apt-get install chromium)"
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox, since a container's root has none; nothing that looks for a network.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """Where Chromium is; empty where it is not."""
    return next(filter(None, map(shutil.which, _NAMES)), "")


@contextmanager
def chromium_open() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
