"""The pages over the sample articles, as ``dateline serve --samples`` serves them."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.integration.serving import Served


@pytest.fixture
def samples(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    served = Served(tmp_path_factory.mktemp("samples"))
    try:
        yield str(served.client.base_url)
    finally:
        served.end(signal.SIGKILL)


def test_a_sample_question_is_suggested_answered_and_leads_to_its_source(
    browser: Browser, samples: str
) -> None:
    page = browser.new_page(base_url=samples)
    page.set_default_timeout(120_000)
    try:
        page.goto("/")
        first = page.locator(".suggested a").first
        question = first.inner_text()
        first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(question)
        answer = page.locator(".answer").first
        quote = answer.locator("mark").first.text_content()
        answer.locator("a.source").first.click()
        expect(page.locator("mark#place")).to_have_text(str(quote))
        expect(page.locator("mark#place")).to_be_in_viewport()
    finally:
        page.close()
