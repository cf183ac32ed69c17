"""Hostile articles and questions are shown as text, and nothing in them runs."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.newsroom import HOSTILE, SCRIPT

FETCHED_FROM_ELSEWHERE = "fetch('https://example.org').then(() => 'fetched', () => 'refused')"
INLINE = """() => {
  const script = document.createElement("script");
  script.textContent = "window.hacked = 3";
  document.body.append(script);
  const link = document.createElement("a");
  link.href = "javascript:window.hacked = 4";
  document.body.append(link);
  link.click();
}"""


@pytest.fixture
def hacked(page: Page) -> None:
    """Nothing that the page holds may set this."""
    page.add_init_script("window.hacked = 0")


def test_markup_in_an_article_is_text_in_the_answer_and_in_the_article(
    page: Page, hacked: None
) -> None:
    page.goto(f"/?q={HOSTILE}")
    assert page.locator(".answer mark").text_content() == SCRIPT
    expect(page.locator("main img, main script")).to_have_count(0)
    page.locator(".answer a.source").click()
    assert page.locator("mark#place").text_content() == SCRIPT
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "<img src=x onerror=alert(1)> A title"
    )
    assert page.evaluate("window.hacked") == 0


def test_markup_in_a_question_is_text(page: Page, hacked: None) -> None:
    question = '"><script>window.hacked = 1</script> <!-- results --> \u202eWho?'
    page.goto("/")
    page.get_by_label("Your question about the news").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".outcome")).to_be_visible()
    expect(page.get_by_label("Your question about the news")).to_have_value(question)
    assert page.get_by_role("heading", level=1).text_content() == question
    assert page.evaluate("window.hacked") == 0


def test_an_override_turns_nothing_round(page: Page) -> None:
    page.goto(f"/?q={HOSTILE}")
    lefts = page.locator(".answer blockquote p").evaluate(
        """(paragraph, word) => {
          const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const at = texts.currentNode.data.indexOf(word);
            if (at < 0) continue;
            return [...word].map((_, i) => {
              const range = document.createRange();
              range.setStart(texts.currentNode, at + i);
              range.setEnd(texts.currentNode, at + i + 1);
              return range.getBoundingClientRect().left;
            });
          }
        }""",
        "olleh",
    )
    assert lefts == sorted(lefts)
    expect(page.locator(".answer blockquote .control").first).to_have_attribute(
        "title", "right-to-left override"
    )


def test_the_policy_lets_no_inline_script_run_and_nothing_be_fetched_from_elsewhere(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    page.add_init_script(
        "window.hacked = 0; window.broken = [];"
        "addEventListener('securitypolicyviolation', e => broken.push(e.effectiveDirective))"
    )
    page.goto("/")
    page.evaluate(INLINE)
    assert page.evaluate(FETCHED_FROM_ELSEWHERE) == "refused"
    page.wait_for_function("broken.length >= 3")
    assert set(page.evaluate("broken")) == {"script-src-elem", "connect-src"}
    assert page.evaluate("window.hacked") == 0
