"""A browser and the served application, for all tests of this folder.

A page arrives in parts, and a click returns before the next one is there: what follows one is
looked at with ``expect``, which waits.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import NONE, chromium, chromium_open
from tests.browser.newsroom import newsroom
from tests.browser.serving import at_address

PATIENCE_MS = 60_000
"""For what comes at once on a machine that does nothing else."""

expect.set_options(timeout=PATIENCE_MS)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once why none of these tests ran."""
    if not chromium():
        terminalreporter.write_line(f"tests/browser was skipped: {NONE}")


# Not for the whole package: pytest would keep it to the end, and with it Playwright's event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not chromium():
        pytest.skip(NONE)
    with chromium_open() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the application is served, over ``tests.browser.newsroom``."""
    with at_address(newsroom(tmp_path_factory.mktemp("newsroom"))) as served:
        yield served


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, viewport={"width": 1600, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test if the policy was broken or a script failed."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if "Policy" in message.text else None,
    )
    yield page
    assert not complaints
