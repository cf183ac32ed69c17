"""Filling in the templates. Everything that came from an article or a person is escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from qa.web import assets, links, quoting, reporting, words

_FOLDER = Path(__file__).parent
_RESULTS = Markup("<!-- results -->")  # what is escaped never holds this

_environment = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {
    "day": words.day,
    "published": words.published_words,
    "period": words.period_words,
    "percent": words.percent,
    "confidence": words.confidence_words,
    "origins": words.origin_words,
    "status": words.STATUSES.__getitem__,
    "reason": words.REASONS.__getitem__,
    "basis": words.BASES.__getitem__,
    "counted": words.counted,
    "article_link": links.article_link,
    "outlet_link": links.outlet_link,
    "question_link": links.question_link,
    "address": links.address,
    "is_address": links.is_address,
    "facts": words.facts,
    "shown": quoting.shown,
}
_environment.globals |= {
    "asset_link": assets.asset_link,
    "in_its_sentence": quoting.in_its_sentence,
    "beginning_of_report": reporting.beginning_of_report,
}


def page(template: str, **values: object) -> str:
    """The HTML of ``template``."""
    return _environment.get_template(template).render(values)


def page_around(template: str, **values: object) -> tuple[str, str]:
    """The HTML of ``template`` before and after its results, which are sent when they are known."""
    before, _, after = page(template, results=_RESULTS, **values).partition(_RESULTS)
    return before, after
