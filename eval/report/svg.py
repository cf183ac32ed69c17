"""The curves of a report, drawn as SVG. Pure functions from numbers to pictures.

Colours are the page's (classes and ``currentColor``), so that they hold on light and dark paper.
"""

from collections.abc import Sequence

from markupsafe import Markup

from eval.confidence import Bin
from eval.intervals import Figure

SIDE = 240
"""The length of both axes, each from 0 to 1, in the picture's own units."""
_LEFT, _TOP, _BOTTOM, _RIGHT = 44, 10, 44, 12
_POINTS = 200
"""More would not be seen."""


def risk_coverage_svg(risks: Sequence[float]) -> Markup:
    """The share of wrong answers (up) among the share of questions answered (right).

    ``risks[k - 1]`` is the risk of answering the k most confident.
    """
    step = max(1, len(risks) // _POINTS)
    kept = [at for at in range(len(risks)) if at % step == 0 or at == len(risks) - 1]
    points = " ".join(_point((at + 1) / len(risks), risks[at]) for at in kept)
    curve = f'<polyline class="curve" points="{points}"/>'
    end = f"{risks[-1]:.2f}"
    title = f"Risk–coverage curve; with every question answered, {end} are wrong"
    return _plot(title, "share of questions, most confident first", "share wrong", curve)


def reliability_svg(bins: Sequence[Bin]) -> Markup:
    """The share that is right (up) by confidence (right); a dot's area is its number of answers."""
    total = sum(one.n for one in bins)
    dots = "".join(
        f'<circle class="dot" cx="{_x(one.confidence)}" cy="{_y(one.right)}"'
        f' r="{2 + 12 * (one.n / total) ** 0.5:.1f}"><title>{one.n} answers with confidence'
        f" {one.confidence:.2f}: {one.right:.2f} right</title></circle>"
        for one in bins
    )
    ideal = f'<polyline class="ideal" points="{_point(0, 0)} {_point(1, 1)}"/>'
    title = "Reliability diagram; on the dashed line, confidence is what it says"
    return _plot(title, "confidence", "share right", ideal + dots)


def interval_svg(figure: Figure) -> Markup:
    """A figure of 0 to 1 as a dot, and its interval as a line."""
    low, value, high = (100 * min(1.0, max(0.0, at)) for at in _bounds(figure))
    return Markup(
        '<svg class="interval" viewBox="-3 0 106 10" aria-hidden="true">'
        '<line class="axis" x1="0" x2="100" y1="5" y2="5"/>'
        f'<line class="range" x1="{low:.1f}" x2="{high:.1f}" y1="5" y2="5"/>'
        f'<circle class="dot" cx="{value:.1f}" cy="5" r="3"/></svg>'
    )


def _bounds(figure: Figure) -> tuple[float, float, float]:
    return figure.low, figure.value, figure.high


def _plot(title: str, across: str, up: str, content: str) -> Markup:
    """Axes of 0 to 1 with a grid of quarters around ``content``, which is SVG already."""
    grid = "".join(
        f'<line class="grid" x1="{_x(0)}" x2="{_x(1)}" y1="{_y(at)}" y2="{_y(at)}"/>'
        f'<text x="{_x(0) - 6}" y="{_y(at) + 4}" text-anchor="end">{at:g}</text>'
        f'<text x="{_x(at)}" y="{_y(0) + 16}" text-anchor="middle">{at:g}</text>'
        for at in (0, 0.25, 0.5, 0.75, 1)
    )
    middle = _y(0.5)
    width, height = _LEFT + SIDE + _RIGHT, _TOP + SIDE + _BOTTOM
    return Markup(
        f'<svg class="plot" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">'
        f"{grid}"
        f'<text x="{_x(0.5)}" y="{_y(0) + 36}" text-anchor="middle">{across}</text>'
        f'<text x="12" y="{middle}" text-anchor="middle"'
        f' transform="rotate(-90 12 {middle})">{up}</text>'
        f"{content}</svg>"
    )


def _point(across: float, up: float) -> str:
    return f"{_x(across)},{_y(up)}"


def _x(share: float) -> float:
    return round(_LEFT + SIDE * share, 1)


def _y(share: float) -> float:
    return round(_TOP + SIDE * (1 - share), 1)
