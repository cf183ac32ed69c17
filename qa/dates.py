"""The days that a sentence speaks of: "Wednesday", "late last month", "Oct. 7", as a period.

What is relative is reckoned from the day of publication; in an article without one it stays
unresolved. The past is meant unless the sentence looks ahead.
"""

import calendar
import datetime
import re
from collections.abc import Callable

import msgspec

from corpus.documents import Published
from corpus.spans import Span
from qa.answers import Period

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")
_NUMBERS = {word: n for n, word in enumerate(_WORDS, 1)} | {"a": 1, "an": 1, "twelve": 12}
_PART = r"(?:(?P<part>early|mid|late)[\s-]+)?"
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?=\s\d)))(?!\w)"
)
_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!s\b)"
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_NO_OTHER = r"(?<!\bother )(?<!\bevery )(?<!\beach )(?<!\bany )(?<!\bfirst )(?<!\bsecond )"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WHICH = r"(?P<which>last|this|next)"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"


class Expression(msgspec.Struct, frozen=True):
    """A date or a stretch of time as it is written at ``span``, and the days that it means."""

    span: Span
    period: Period


class _Reading(msgspec.Struct, frozen=True):
    """What a rule needs beside the day of publication: the match, and whether to look ahead."""

    match: re.Match[str]
    ahead: bool

    def __getitem__(self, name: str) -> str:
        return (self.match.groupdict().get(name) or "").casefold()


Days = tuple[datetime.date, datetime.date]
_Rule = Callable[[_Reading, datetime.date], Days | None]


def _weekday(reading: _Reading, day: datetime.date) -> Days | None:
    wanted = _DAYS.index(reading["weekday"][:3])
    which = reading["which"]
    if which == "next" or (which != "last" and reading.ahead):
        found = day + datetime.timedelta((wanted - day.weekday()) % 7)
        found += datetime.timedelta(7 * (which == "next" and found == day))
    else:
        found = day - datetime.timedelta((day.weekday() - wanted) % 7)
        found -= datetime.timedelta(7 * (which == "last" and found == day))
    return found, found


def _near(reading: _Reading, day: datetime.date) -> Days | None:
    word = reading["near"]
    if word == "overnight":
        return day - datetime.timedelta(1), day
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    found = day + datetime.timedelta(shift)
    return found, found


def _unit(reading: _Reading, day: datetime.date) -> Days | None:
    step = {"last": -1, "this": 0, "next": 1}[reading["which"]]
    return _stretch(reading["unit"], step, day, reading["part"])


def _ago(reading: _Reading, day: datetime.date) -> Days | None:
    count, unit = reading["count"], reading["units"]
    number = int(count) if count.isdigit() else _NUMBERS[count]
    if unit == "day":
        found = day - datetime.timedelta(number)
        return found, found
    return _stretch(unit, -number, day, "")


def _stretch(unit: str, step: int, day: datetime.date, part: str) -> Days | None:
    if unit == "week":
        monday = day + datetime.timedelta(7 * step - day.weekday())
        return monday, monday + datetime.timedelta(6)
    if unit == "weekend":
        saturday = day + datetime.timedelta(5 - day.weekday())
        if step < 0 or (step == 0 and day.weekday() < 5):
            saturday -= datetime.timedelta(7)
        return saturday, saturday + datetime.timedelta(1)
    if unit == "month":
        months = 12 * day.year + day.month - 1 + step
        return _month_days(months // 12, months % 12 + 1, part)
    if unit == "year":
        return datetime.date(day.year + step, 1, 1), datetime.date(day.year + step, 12, 31)
    return None


def _weekend(reading: _Reading, day: datetime.date) -> Days | None:
    return _stretch("weekend", 0, day, "")


def _season(reading: _Reading, day: datetime.date) -> Days | None:
    """The last or next one that has ended or begins, three months long."""
    start = _SEASONS[reading["season"]]
    years = range(day.year - 2, day.year + 3)
    found = [(_month_days(y, start, "")[0], _after_months(y, start + 2)) for y in years]
    if reading["which"] == "next":
        return min(days for days in found if days[0] > day)
    return max(days for days in found if days[1] < day)


def _after_months(year: int, month: int) -> datetime.date:
    """The last day of the ``month``-th month from the start of ``year``."""
    months = 12 * year + month - 1
    return _month_days(months // 12, months % 12 + 1, "")[1]


def _month_days(year: int, month: int, part: str) -> Days:
    last = calendar.monthrange(year, month)[1]
    first, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return datetime.date(year, month, first), datetime.date(year, month, end)


def _month_of(reading: _Reading) -> int:
    return _MONTHS.index(reading["month"][:3]) + 1


def _yearless(reading: _Reading, day: datetime.date) -> Days | None:
    """A day or month without a year: the last one before publication, or the next one."""
    if not (reading["day"] or reading["part"] or reading["which"]) and not _IN.search(
        reading.match.string, 0, reading.match.start()
    ):
        return None  # "Theresa May"
    found = []
    for year in range(day.year - 4, day.year + 5):
        if number := reading["day"]:
            try:
                date = datetime.date(year, _month_of(reading), int(number))
            except ValueError:
                continue  # 29 February
            found.append((date, date))
        else:
            found.append(_month_days(year, _month_of(reading), reading["part"]))
    later = [days for days in found if days[1] >= day]
    earlier = [days for days in found if days[0] <= day]
    if reading["which"] == "last":
        earlier = [days for days in found if days[1] < day]
    if not found:
        return None
    return later[0] if reading.ahead or reading["which"] == "next" else earlier[-1]


_IN = re.compile(
    r"\b(?:in|by|until|till|since|of|from|to|for|during|before|after)\s+$", re.IGNORECASE
)
_RESOLVED: tuple[tuple[re.Pattern[str], _Rule], ...] = (
    (re.compile(r"\b(?P<near>yesterday|today|tonight|tomorrow|overnight|this (?:morning|afternoon|"
                r"evening))\b(?!['’]s\s(?:world|society))", re.IGNORECASE), _near),
    (re.compile(rf"\b{_COUNT}\s+(?P<units>day|week|month|year)s?\s+ago\b", re.IGNORECASE), _ago),
    (re.compile(rf"\b{_PART}{_WHICH}\s+(?P<unit>week|weekend|month|year)\b", re.IGNORECASE), _unit),
    (re.compile(rf"\b{_WHICH}\s+(?P<season>spring|summer|autumn|fall|winter)\b"), _season),
    (re.compile(r"\b(?:over|at|on|during) the weekend\b", re.IGNORECASE), _weekend),
    (re.compile(rf"{_NO_OTHER}\b(?:{_WHICH}\s+)?{_WEEKDAY}\b"), _weekday),
    (re.compile(rf"\b{_DAY}\s(?:of\s)?(?:{_WHICH}\s+)?{_MONTH}"), _yearless),
    (re.compile(rf"\b(?:{_WHICH}\s+)?{_PART}{_MONTH}(?:\s{_DAY}(?![\w,.]?\d))?"), _yearless),
)  # fmt: skip
_ABSOLUTE = (
    re.compile(rf"\b{_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}\b"),
    re.compile(rf"\b{_MONTH}\s{_DAY},?\s{_YEAR}\b"),
    re.compile(r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),
    re.compile(rf"\b{_PART}{_MONTH}(?:\sof)?\s{_YEAR}\b"),
    re.compile(rf"\b(?:(?<=[Ii]n\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s)){_YEAR}\b(?![\s-]\d)"),
)
_SAID = re.compile(r"\b(?:said|told|announced|reported|added|warned|wrote|declared)\b")
_AHEAD = re.compile(
    r"\b(?:will|shall|would|(?:should|might|may)(?! (?:\w+ ){0,2}have\b)|due|expected to|"
    r"expects? to|(?:hop(?:e|es|ing)|intend(?:s|ing)?|aim(?:s|ing)?) to|plan(?:s|ned)?|"
    r"scheduled|slated|(?:called for|(?:postponed|moved|delayed|put (?:back|off)) to)(?=\s*$)|"
    r"(?:is|are|was|were) to|until(?! now)|set (?:to|for)|going to|upcoming|opens|starts|"
    r"begins|takes office)\b|'ll\b"
)


def expressions(sentence: str, published: Published) -> list[Expression]:
    """The dates and stretches of time that ``sentence`` names and that can be resolved, in order.

    The longest reading wins where two overlap. A period's basis is "stated" for a full date, else
    that of the publication date it is reckoned from.
    """
    found: list[Expression] = []
    taken: list[Span] = []

    def free(match: re.Match[str]) -> bool:
        span = Span(*match.span())
        if any(span.overlaps(other) for other in taken):
            return False
        taken.append(span)
        return True

    for rule in _ABSOLUTE:
        for match in filter(free, rule.finditer(sentence)):
            if days := _absolute(match):
                found.append(Expression(Span(*match.span()), Period(*days, "stated")))
    day = published.date
    if day and not 1000 < day.year < 9000:
        day = None  # no news, and too near to the ends of the calendar to reckon from
    for relative, resolve in _RESOLVED:
        for match in filter(free, relative.finditer(sentence)):
            if day and (days := resolve(_Reading(match, _looks_ahead(sentence, match)), day)):
                found.append(Expression(Span(*match.span()), Period(*days, published.basis)))
    return sorted(found, key=lambda expression: expression.span)


def _looks_ahead(sentence: str, match: re.Match[str]) -> bool:
    """Whether the date is one of what is to come.

    So it is in "will open on Saturday" and "On Saturday it will open", and not in "said on Sunday
    that Israel would not agree".
    """
    before = sentence[: match.start()]
    marks = list(_AHEAD.finditer(before))
    if marks:
        return not _SAID.search(before, marks[-1].end())
    first = not re.sub(r"^\W*(?:on|in|by|at)?\s*", "", before, flags=re.IGNORECASE)
    return first and bool(_AHEAD.search(sentence, match.end()))


def _absolute(match: re.Match[str]) -> Days | None:
    """The days of a date with its year; None where the calendar has no such day."""
    parts = match.groupdict()
    try:
        if parts.get("iso"):
            date = datetime.date.fromisoformat(parts["iso"])
        elif parts.get("day"):
            month = _MONTHS.index(parts["month"][:3].casefold()) + 1
            date = datetime.date(int(parts["year"]), month, int(parts["day"]))
        elif parts.get("month"):
            month = _MONTHS.index(parts["month"][:3].casefold()) + 1
            return _month_days(int(parts["year"]), month, (parts["part"] or "").casefold())
        else:
            year = int(parts["year"])
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    except ValueError:
        return None  # 31 February
    return date, date
