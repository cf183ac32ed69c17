"""Where offsets are converted: between code points and the UTF-16 units of browsers."""

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize(
    "text", ["", "plain", "🎉a👩🏽‍✈️b\u0301\r\nc", "é\U0001f6f3\ufe0f“x”\U0010ffff"]
)
def test_code_points_become_units_and_come_back(page: Page, text: str) -> None:
    page.goto("/desk")
    told = page.evaluate(
        """async text => {
          const { pointsAt, unitsAt } = await import("/desk/files/offsets.js");
          const units = unitsAt(text, [...Array([...text].length + 1).keys()]);
          return [units, units.map((at) => pointsAt(text, at))];
        }""",
        text,
    )
    units = [len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)]
    assert told == [units, list(range(len(text) + 1))]
