"""Filling in the templates. Everything that came from an article or a person is escaped."""

import datetime
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.documents import Published
from qa.answers import Citation, PassageHit, Period, Status
from qa.citations import CONTEXT

_FOLDER = Path(__file__).parent

STATUSES: dict[Status, str] = {
    "reported": "",
    "expected": "expected, not reported as having happened",
    "denied": "denied",
    "conditional": "on a condition",
    "claimed": "claimed by one side",
}


def day(date: datetime.date) -> str:
    """The date as a reader writes it: 8 April 2024."""
    return f"{date.day} {date:%B %Y}"


def published_words(published: Published) -> str:
    """A publication date and how it is known."""
    if published.date is None:
        return "undated"
    note = " (inferred)" if published.basis == "inferred" else ""
    return day(published.date) + note


def period_words(period: Period) -> str:
    """The days that a group of answers holds for."""
    first, last = period.from_, period.to
    note = " (inferred)" if period.basis == "inferred" else ""
    if first is None and last is None:
        return "Undated"
    if first is None or last is None:
        return (f"Until {day(last)}" if last else f"Since {day(first)}" if first else "") + note
    return (day(first) if first == last else f"{day(first)} – {day(last)}") + note


def article_link(item: Citation | PassageHit) -> str:
    """The page of the article with the place marked."""
    place = {"revision": item.revision, "start": item.span.start, "end": item.span.end}
    return f"/articles/{quote(item.document_id, safe='')}?{urlencode(place)}#place"


def outlet_link(citation: Citation) -> str:
    """The outlet's own address, scrolled to the quote; empty where it has none."""
    if not citation.url.startswith(("http://", "https://")):
        return ""
    fragment = f"#{citation.text_fragment}" if citation.text_fragment else ""
    return citation.url.partition("#")[0] + fragment


def percent(confidence: float) -> str:
    """A confidence of 0 to 1 in per cent; never 100, which no reader has earned."""
    return f"{min(99, round(100 * confidence))} %"


_environment = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {
    "day": day,
    "published": published_words,
    "period": period_words,
    "percent": percent,
    "article_link": article_link,
    "outlet_link": outlet_link,
    "status": STATUSES.__getitem__,
}
_environment.globals["context"] = CONTEXT  # a shorter prefix or suffix ends at the text's end


def page(template: str, **values: object) -> str:
    """The HTML of ``template``."""
    return _environment.get_template(template).render(values)


def stylesheet() -> str:
    """The one stylesheet."""
    return (_FOLDER / "style.css").read_text(encoding="utf-8")
