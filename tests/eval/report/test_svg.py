"""The pictures: well-formed, within their frame, and saying what the numbers say."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.confidence import Bin, reliability
from eval.intervals import Figure
from eval.report.svg import interval_svg, reliability_svg, risk_coverage_svg

shares = st.floats(0, 1)


def parsed(svg: str) -> tuple[ElementTree.Element, float, float]:
    element = ElementTree.fromstring(svg)
    left, _, width, height = map(float, element.attrib["viewBox"].split())
    return element, left + width, height


@given(st.lists(shares, min_size=1, max_size=500))
def test_a_curve_runs_from_left_to_right_within_its_frame(risks: list[float]) -> None:
    element, width, height = parsed(risk_coverage_svg(risks))
    points = element.find("polyline").attrib["points"].split()  # type: ignore[union-attr]
    places = [tuple(map(float, point.split(","))) for point in points]
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert all(0 <= x <= width and 0 <= y <= height for x, y in places)
    assert len(places) <= 400


@given(st.lists(st.tuples(shares, st.booleans()), min_size=1, max_size=40))
def test_every_bin_is_a_dot_with_its_numbers(answers: list[tuple[float, bool]]) -> None:
    bins = reliability([one for one, _ in answers], [right for _, right in answers])
    element, width, height = parsed(reliability_svg(bins))
    dots = element.findall("circle")
    assert len(dots) == len(bins)
    for dot in dots:
        assert 0 <= float(dot.attrib["cx"]) <= width
        assert 0 <= float(dot.attrib["cy"]) <= height
    counts = [re.match(r"\d+", dot.find("title").text) for dot in dots]  # type: ignore[union-attr,arg-type]
    assert sum(int(count[0]) for count in counts if count) == len(answers)


def test_a_confidence_that_is_what_it_says_is_on_the_dashed_line() -> None:
    element, _, _ = parsed(reliability_svg([Bin(10, 0.5, 0.5)]))
    dot, line = element.find("circle"), element.find("polyline")
    assert dot is not None
    assert line is not None
    (x0, y0), (x1, y1) = (tuple(map(float, p.split(","))) for p in line.attrib["points"].split())
    assert float(dot.attrib["cx"]) == pytest.approx((x0 + x1) / 2)
    assert float(dot.attrib["cy"]) == pytest.approx((y0 + y1) / 2)


def test_an_interval_stays_on_its_axis() -> None:
    element, _, _ = parsed(interval_svg(Figure(0.5, -0.1, 1.2, 3)))
    _, reach = element.findall("line")
    assert (reach.attrib["x1"], reach.attrib["x2"]) == ("0.0", "100.0")
