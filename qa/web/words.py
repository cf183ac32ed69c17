"""What the pages and the terminal say about an answer, in their own words: never about the news."""

import datetime

from corpus.documents import Basis, Published
from qa.answers import Answer, Citation, Period, Reason, Status

STATUSES: dict[Status, str] = {
    "reported": "",
    "expected": "expected, not reported as having happened",
    "denied": "denied",
    "conditional": "on a condition",
    "claimed": "claimed by one side",
}
"""What a reader must know before believing an answer; empty where it is plainly reported."""

BASES: dict[Basis, str] = {"stated": "stated", "inferred": "inferred", "unknown": "date unknown"}
"""How a date is known."""

REASONS: dict[Reason, str] = {
    "no-articles": "The filters leave no article to look in, or there is none.",
    "nothing-found": "Not one passage shares a word or a meaning with the question.",
    "not-said": "No quotation in the passages near the question was likely enough to answer it.",
    "called-off": "Only a plan would have answered, and it did not stand.",
    "ended": "Only what is over would have answered.",
}
"""Why there is no answer."""

_CONFIDENCES = (
    (0.9, "very likely right"),
    (0.7, "probably right"),
    (0.5, "more likely right than wrong"),
    (0.0, "more likely wrong than right"),
)


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


def percent(confidence: float) -> str:
    """A confidence of 0 to 1 in per cent; never 100, which no reader has earned."""
    return f"{min(99, round(100 * confidence))} %"


def confidence_words(confidence: float) -> str:
    """What a confidence of 0 to 1 means."""
    return next(words for least, words in _CONFIDENCES if confidence >= least)


def origin_words(answer: Answer) -> str:
    """How many sources stand behind an answer; empty where there is one citation.

    One sentence in several articles is one source, however often it is printed.
    """
    articles = len({citation.document_id for citation in answer.citations})
    if articles < 2:
        return ""
    if answer.origins == 1:
        return f"one sentence, printed in {articles} articles: one origin"
    if answer.origins < articles:
        return f"{articles} articles, {answer.origins} origins"
    return f"{articles} articles, each in its own words"


def counted(number: int, one: str, many: str = "") -> str:
    """``number`` of something: "1 article", "1,024 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def facts(citation: Citation) -> str:
    """Outlet, title and date of a quotation, as they are copied along with it."""
    told = (citation.source, f"“{citation.title}”", published_words(citation.published))
    return ", ".join(one for one in told if one)
