"""Figures in running text: digits, number words, thousands and millions, ranges, shares."""

import re
from collections.abc import Iterator

import msgspec

from corpus.spans import Span

_ONES = re.findall(
    r"\w+",
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    """,
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: n for n, word in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_SHORT = {"k": 1_000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_VAGUE = {
    "dozens": (24, 120), "scores": (40, 200), "hundreds": (200, 1_000),
    "thousands": (2_000, 10_000), "millions": (2 * 10**6, 10**7), "tens": (20, 100),
}  # fmt: skip
_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound"}

_DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?"
_SCALE = r"hundred|thousand|million|billion|trillion|(?:bn|tn|mn|[mk])(?!\w)"
_WORD = "|".join([*_ONES, *_TENS])
_SPELLED = (
    rf"(?:half\s+a|an?(?=\s+(?:{_SCALE}|dozen))|(?:{_WORD})(?:-(?:{_WORD}))?)"
    rf"(?:[\s-]+(?:and\s+)?(?:hundred|thousand|million|billion|trillion|dozen|{_WORD})\b)*"
)
_ONE = rf"(?:(?:{_DIGITS}(?!\d)(?:\s*(?:{_SCALE})(?!\w))?)|\b{_SPELLED}\b)"
_FIGURE = re.compile(
    rf"(?<![\w.,:/-])(?P<currency>(?:US)?[$€£]\s?)?(?P<low>{_ONE})"
    rf"(?:(?P<range>\s*[–—-]\s*|\s+to\s+|\s+and\s+|\s+or\s+|\s+(?:out\s+of|in)\s+(?:every\s+)?)"
    rf"(?P<high>(?:US)?[$€£]?{_ONE}))?(?![\w:]|[.,]\d|[/-]\d)"
    rf"|\b(?P<vague>(?:(?:tens|hundreds)\s+of\s+)?(?:{'|'.join(_VAGUE)}))\b(?=\s+of\b|\s+\w|$)",
    re.IGNORECASE,
)
_TIME = re.compile(r"\s+(?:second|minute|hour|day|night|week|month|year|decade)s?\b", re.IGNORECASE)
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\s+$")
_YEAR = re.compile(r"\b(?:in|since|of|for|before|until|by|from|after|during)\s+$", re.IGNORECASE)
_FRACTION = re.compile(r"[\s-](?:thirds?|quarters?|fifths?|tenths?|halves)\b")
_DATE_AFTER = re.compile(
    rf"\s+(?:of\s+)?{_MONTH}(?!\w)|\s*(?:a\.?m\.?|p\.?m\.?)(?!\w)|\s+o['’]clock"
)


class Figure(msgspec.Struct, frozen=True):
    """A number as it is written, at ``span``. ``low`` equals ``high`` unless it is a range.

    ``grain`` is the unit of its last digit that is not a closing zero: 100 for 19,600. ``share``:
    it is a part of a whole, in per cent ("nine out of ten" is 90). ``vague``: "dozens".
    """

    span: Span
    low: float
    high: float
    grain: float
    currency: str = ""
    share: bool = False
    vague: bool = False


def figures(text: str) -> list[Figure]:
    """The figures of ``text``, in order. Dates, years, times, ordinals and fractions are none."""
    return list(_figures(text))


def _figures(text: str) -> Iterator[Figure]:
    at = 0
    while match := _FIGURE.search(text, at):
        at = match.end()
        if match["vague"]:
            yield _vague(match)
            continue
        joined = (match["range"] or "").split()
        if match["high"] and not _is_range(text, match):
            at = match.end("low")
        whole = Span(match.start(), at)
        if _DATE_BEFORE.search(text, 0, match.start()) or _DATE_AFTER.match(text, at):
            continue
        if _FRACTION.match(text, at) or _is_year(text, match, at):
            continue
        low, grain = _value(match["low"])
        currency = _CURRENCIES.get((match["currency"] or "").strip()[-1:], "")
        if at == match.end("low"):
            yield Figure(whole, low, low, grain, currency)
            continue
        high, top = _value(match["high"].lstrip("US$€£"))
        if joined[:1] in (["out"], ["in"]):
            part = 100 * low / high
            yield Figure(whole, part, part, 100 * grain / high, share=True)
        else:
            if low < high / 1_000:
                low, grain = low * top, grain * top  # "2 to 3 million"
            yield Figure(whole, low, high, min(grain, top), currency)


def _is_year(text: str, match: re.Match[str], end: int) -> bool:
    """Whether "2017" is a year: after a preposition, and counting nothing."""
    return bool(
        re.fullmatch(r"1[5-9]\d\d|20\d\d", match[0][: end - match.start()])
        and _YEAR.search(text, 0, match.start())
        and not re.match(r"\s[a-z]+s\b", text[end:])
    )


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether two figures are the ends of one range, or a part and its whole."""
    words = match["range"].split()
    low, high = (_value(match[name].lstrip("US$€£"))[0] for name in ("low", "high"))
    if words[:1] == ["out"]:
        return 0 < low <= high <= 100
    if words[:1] == ["in"]:  # "one in five"; "7 in 10 days" is no share
        spelled = not re.search(r"\d", match["low"] + match["high"])
        return spelled and low <= high and not _TIME.match(text, match.end())
    if words == ["and"]:
        return low < high and bool(
            re.search(r"\bbetween\s+$", text[: match.start()], re.IGNORECASE)
        )
    return low < high


def _vague(match: re.Match[str]) -> Figure:
    words = match["vague"].casefold().split()
    low, high = _VAGUE[words[-1]]
    if len(words) > 1:
        times = _VAGUE[words[0]][0] // 2
        unit = _VAGUE[words[-1]][0] // 2
        low, high = 2 * times * unit, 10 * times * unit
    return Figure(Span(*match.span()), low, high, 1, vague=True)


def _value(written: str) -> tuple[float, float]:
    """The number, and its grain."""
    if written[0].isdigit():
        match = re.match(_DIGITS, written)
        assert match is not None
        digits = re.sub(r"[,\u00a0\u202f]", "", match[0])
        word = written[match.end() :].strip().casefold()
        scale = _SCALES.get(word) or _SHORT.get(word) or 1
        places = len(digits.partition(".")[2])
        whole = int(digits.replace(".", ""))
        return round(float(digits) * scale, 6), scale * _zeros(whole) / 10**places
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", written.casefold()):
        if word in _WORDS:
            current += _WORDS[word]
        elif word in {"a", "an"}:
            current = current or 1.0
        elif word == "half":
            current = 0.5
        elif word == "dozen":
            current = 12 * (current or 1)
        elif word == "hundred":
            current = 100 * (current or 1)
        elif word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0.0
    value = total + current
    if "half" in written.casefold() and value >= 1:
        return value, value / 5
    return value, float(_zeros(int(value)))


def _zeros(number: int) -> int:
    """The power of ten that closes the number: 100 for 19600, 1 for 7."""
    power = 1
    while number and number % (10 * power) == 0:
        power *= 10
    return power
