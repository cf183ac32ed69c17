"""A quoted figure as what it claims: how much, how surely, of what; and when two figures agree.

"More than 19,600" and "nearly 20,000" are one finding, 7 and 9 dead are two. Each figure stands
for a range of true values that its writer would call so; two agree if the ranges meet.
"""

import re
from typing import Literal

import msgspec

from corpus.spans import Span
from qa.clauses import part_of
from qa.numerals import Figure, figures

Hedge = Literal["", "about", "over", "nearly", "most"]
"""Exact; around; at least or more than; nearly; up to or fewer than."""
State = Literal["", "dead", "hurt", "held", "displaced", "missing", "freed", "living"]
Scope = Literal["", "once", "all"]
"""Of one night, strike or the like; of all that has happened so far."""

_HEDGES: tuple[tuple[Hedge, str], ...] = (
    (
        "most",
        r"up to|at most|no more than|not more than|as many as|fewer than|less than|under|below",
    ),
    ("over", r"at least|more than|over|above|upwards? of|no fewer than|no less than|in excess of"),
    ("nearly", r"nearly|almost|just under|close to|just short of|approaching|some way short of"),
    (
        "about",
        r"about|around|roughly|approximately|some|an? estimated|estimated|estimates?(?: of)?|circa"
        r"|in the region of|probably|perhaps",
    ),
)
_AHEAD = re.compile(
    r"(?:^|(?<=\W))(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _HEDGES)
    + r")(?:\s+(?:an?|only|just|probably|still))*\s*$",
    re.IGNORECASE,
)
# "Handed over 41 sailors", "bringing the toll up to 19" are no hedges.
_NO_HEDGE = re.compile(
    r"\b(?:(?:hand|turn|pass|g[ai]v|ma[dk]|t[ao]k|took)\w*\s+(?:[\w’'-]+\s+)?over"
    r"|(?:br(?:ing|ought)|r[io]s|went|go[ei]|gone|push|t[ao]k|took|add)\w*\s+(?:[\w’'-]+\s+){0,4}up\sto)\s*$",
    re.IGNORECASE,
)
_LONGEST_HEDGE = 40
"""Characters."""
_BEHIND = re.compile(r"\s+(?P<over>or more|and counting)\b|\s+(?P<about>or so)\b", re.IGNORECASE)
_OVER_AFTER = re.compile(r"\s*-?\s*(?:per\s?cent|percent|percentage points?|%)(?!\w)")
_MONEY = re.compile(
    r"\s+(?:\w+\s)?(crown|dollar|euro|pound|shekel|rouble|ruble|yen|yuan|franc|öre|cent|rupee)s?\b",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"(?:[\s-]+\w+){0,2}\s(?:of|out of|in)\s(?:the|its|their|his|her|our|all)\s(?:[\w’']+\s){0,3}"
)
_NOUN = re.compile(
    r"[\s-]*(?:(?:of|the|its|their|his|her|our|other|more|new)\s+)*([^\W\d_]+(?:[-’'][^\W\d_]+)*)"
)
_THE = re.compile(r"\s+the\s")
_NEXT = re.compile(r"[\s-]+([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_PLURALS = frozenset({"people", "children", "men", "women", "police"})
_STOP = frozenset(
    re.findall(
        r"\w+",
        """
        a an and are as at be been but by could did do does for from had has have he if in
        including into is it may might of on or out over per than that the their them then
        there these they this to under until was we were when where which while who whom whose
        will with would across after against along around before between during since through
        near above below inside last dead killed died wounded injured hurt missing displaced
        still early late overnight alone each every so far today yesterday according said say
        says among mostly
        """,
    )
)
_STATES: tuple[tuple[State, str], ...] = (
    (
        "dead",
        r"kill(?:ed|ing|s)?|dead|died|dying|deaths?|toll|(?:lost|cost|claimed)\s(?:\w+\s)?(?:lives|life)"
        r"|lives\b(?=[^,;:.]*\b(?:lost|claim(?:s|ed)?|costs?)\b)|slain|fatalit\w+|perished",
    ),
    (
        "hurt",
        r"injur\w+|wound(?:ed|ing|s)?|hurt|hospitali[sz]ed|(?:admitted|sent|taken) to (?:a |the )?"
        r"hospital",
    ),
    ("held", r"held (?:hostage|captive|by|in)|hostages?|captives?|detain\w+|arrest\w*|custody"),
    ("displaced", r"displaced|homeless|homes|fled|driven (?:from|out)|uprooted"),
    ("missing", r"missing|unaccounted"),
    ("freed", r"freed|freeing|released?|releasing|exchang\w+|swap(?:s|ped)?"),
)
_STATE = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _STATES) + r")\b", re.IGNORECASE
)
_SCOPE = re.compile(
    r"\b(?:(?P<all>since\s(?:the\s(?:war|conflict|fighting|attack|start|beginning|outbreak)|Oct)"
    r"|(?:climb|r[io]s|br[io]|grew|grow|increas)\w*\s(?:[^\s,]+\s){0,4}?to\s"
    r"|by\s(?:\w+day|now|then|\d+\s[A-Z]\w+|[A-Z]\w+\s\d+)\b(?=[^.;]*\bha(?:d|ve)\b)"
    r"|the\s(?:total\s|overall\s|death\s)?(?:number|toll)\s(?:of|from)\s"
    r"|so far\b|in all\b|in total\b|altogether\b|to date\b)"
    r"|(?<!said\s)(?<!says\s)(?P<once>overnight\b"
    r"|(?:in|during|of)\s(?:the|one|that|a single)\s(?:\w+\s)?night\b"
    r"|in\s(?:one|a single)\s(?:day|attack|strike|raid)\b"
    r"|early\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b))",
    re.IGNORECASE,
)
# "…, mostly women and children, have been killed": who they are, between what is said of them.
_AMONG_THEM = re.compile(
    r",\s(?:most(?:ly)?|many|including|among|nearly|almost|about|some|the\smajority|at\sleast)\b[^,;.:]*,"
)
_CLAUSE = re.compile(r"[,;:()–—]\s|\s(?:and|but|while|although)\s")
# One thing under several words.
_SYNONYMS = {
    word: words[0]
    for words in (
        ("hostage", "captive"),
        (
            "people",
            "person",
            "human",
            "other",
            "resident",
            "inhabitant",
            "victim",
            "body",
            "life",
            "live",
            "death",
            "fatality",
            "injury",
            "arrest",
            "evacuee",
        ),
        ("soldier", "troop", "serviceman"),
        ("visitor", "spectator", "onlooker", "attendee"),
        ("child", "children"),
        ("woman", "women"),
    )
    for word in words
}
# Units of measure: what they measure, and how many of its smallest unit here they are.
_MEASURES: dict[str, tuple[str, float]] = {
    "gram": ("gram", 1),
    "kilogram": ("gram", 1e3),
    "kilo": ("gram", 1e3),
    "kg": ("gram", 1e3),
    "tonne": ("gram", 1e6),
    "ton": ("gram", 1e6),
    "metre": ("metre", 1),
    "meter": ("metre", 1),
    "kilometre": ("metre", 1e3),
    "kilometer": ("metre", 1e3),
    "km": ("metre", 1e3),
    "mile": ("metre", 1609.344),
    "square metre": ("square metre", 1),
    "square meter": ("square metre", 1),
    "hectare": ("square metre", 1e4),
    "acre": ("square metre", 4046.86),
    "square kilometre": ("square metre", 1e6),
    "square kilometer": ("square metre", 1e6),
    "square mile": ("square metre", 2.59e6),
    "litre": ("litre", 1),
    "liter": ("litre", 1),
}
_MEASURE = re.compile(
    rf"[\s-]*(?P<unit>{'|'.join(sorted(_MEASURES, key=len, reverse=True))})s?(?![\w’'])",
    re.IGNORECASE,
)
_PARTS = frozenset(
    re.findall(
        r"\w+",
        """
        child woman boy girl baby pupil student soldier worker fighter officer doctor nurse
        """,
    )
)
"""Who is counted apart from all people."""
_TIMES_APART = 10
"""Figures farther apart than this many times count different things."""
_TIMES = frozenset(
    {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"}
)


class Quantity(msgspec.Struct, frozen=True):
    """``low`` to ``high`` (equal unless a range) of ``counted``, as far as the sentence says it.

    ``unit`` is "%", a currency, a unit of measure ("gram" for tonnes, too) or "". ``counted`` is
    the head of what is counted, singular, or ""; only a proper noun ("Palestinian") begins with a
    capital.
    ``state`` is what the clause says became of it, ``scope`` what the sentence says it is a figure
    of. ``grain`` is the unit of the last digit said.
    """

    low: float
    high: float
    hedge: Hedge = ""
    unit: str = ""
    counted: str = ""
    state: State = ""
    scope: Scope = ""
    grain: float = 1.0


def quantity_at(sentence: str, span: Span) -> Quantity | None:
    """The one figure in ``span`` of ``sentence``, with the words around it; None if not one.

    The whole that it is a part of is no second one: "63 of the 120 seats" counts 63.
    """
    found = [figure for figure in figures(sentence) if span.overlaps(figure.span)]
    if len(found) == 2 and _OF_WHOLE.fullmatch(sentence, found[0].span.end, found[1].span.start):
        found = found[:1]
    if len(found) != 1:
        return None
    return _read(sentence, found[0])


def quantity(quote: str) -> Quantity | None:
    """The quantity that the whole of ``quote`` is: a hedge, a figure and what it counts."""
    found = figures(quote)
    if len(found) != 1:
        return None
    before, after = quote[: found[0].span.start], quote[found[0].span.end :]
    hedge = _AHEAD.search(before)
    rest = (before[: hedge.start()] if hedge else before).strip(" “\"'").casefold()
    if rest not in {"", "the", "only", "a total of", "an", "a"} or len(after.split()) > 5:
        return None
    return _read(quote, found[0])


def with_hedge(text: str, figure: Span) -> Span:
    """``figure`` of ``text`` with the hedge right before it, if any: "an estimated 129"."""
    match = _hedge(text, max(0, figure.start - _LONGEST_HEDGE), figure.start)
    return Span(match.start(), figure.end) if match else figure


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether both can be right about the same thing, within hedges and rounding."""
    a, b = interval(one), interval(other)
    return one.unit == other.unit and a[0] <= b[1] and b[0] <= a[1]


def comparable(one: Quantity, other: Quantity, asked: str = "") -> bool:
    """Whether both count the same thing, as far as they say.

    ``asked`` is what the question counts: to "How many villagers are missing?" both "22 villagers"
    and "29 persons" are answers.
    """
    if one.unit != other.unit or (one.state and other.state and one.state != other.state):
        return False
    a, b = one.counted, other.counted
    if a == b or not a or not b:
        return True
    if (a in _TIMES) is not (b in _TIMES):
        return False
    if "people" in (a, b) and (_is_proper(a) or _is_proper(b)):
        return True
    return bool(asked) and asked in (a, b) and not ("people" in (a, b) and {a, b} & _PARTS)


def is_of_other(asked: Quantity, given: Quantity) -> bool:
    """Whether ``given`` counts something else than ``asked``, by what both say.

    Other people ("Israelis", "Palestinians"), another state (killed, hurt) or scope (of a night, of
    the war), time or money where neither was asked for. Where one does not say, nothing is held
    against it.
    """
    if asked.state == "living":
        if given.state in ("dead", "missing"):
            return True  # but the held, the hurt and the displaced live somewhere
    elif asked.state and given.state and asked.state != given.state:
        return True
    if asked.scope and given.scope and asked.scope != given.scope:
        return True
    if given.unit not in ("", "%", asked.unit):
        return True
    a, b = asked.counted, given.counted
    return bool(a and b and a != b) and (
        (_is_proper(a) and _is_proper(b)) or (a in _TIMES) is not (b in _TIMES)
    )


def near(one: Quantity, other: Quantity) -> bool:
    """Whether the figures could be for one thing at all: a night's dead are no war's."""
    low, high = sorted((interval(one)[1], interval(other)[1]))
    return high <= _TIMES_APART * max(low, 1)


def of_one_thing(one: Quantity, other: Quantity, asked: str = "") -> bool:
    """Whether both could be figures for one thing: they count the same, and are near enough."""
    return comparable(one, other, asked) and near(one, other)


def same_figure(one: Quantity, other: Quantity) -> bool:
    """Whether both are one figure: the same number, and no other hedge, unit or thing counted."""
    return (
        (one.low, one.high) == (other.low, other.high)
        and comparable(one, other)
        and (one.hedge == other.hedge or not one.hedge or not other.hedge)
    )


def interval(one: Quantity) -> tuple[float, float]:
    """The true values that a writer would put so, both ends included.

    A hedge gives a tenth of leave on its side, less where the digits are finer ("around 130" is
    123.5 to 136.5); a number of three digits and more is taken as rounded at its closing zeros, by
    a twentieth at most; a smaller one is exact.
    """
    low, high = one.low, one.high
    rounding = min(one.grain / 2, high / 20) if high >= 100 and one.grain > 1 else 0.0
    if one.unit == "%":
        rounding = 0.5 if one.grain >= 1 else one.grain / 2
    match one.hedge:
        case "about":
            leave = max(min(one.grain / 2, high / 10), high / 20)
            return low - leave, high + leave
        case "over":
            return low, high + max(high / 10, rounding)
        case "nearly":
            return low - min(max(one.grain / 2, low / 20), low / 10), high
        case "most":
            return 0.0, high
        case _:
            return low - rounding, high + rounding


def _hedge(text: str, low: int, high: int) -> re.Match[str] | None:
    """The hedge right before ``high``, if one begins at ``low`` or later."""
    return None if _NO_HEDGE.search(text, 0, high) else _AHEAD.search(text, low, high)


def _read(sentence: str, figure: Figure) -> Quantity:
    hedge: Hedge = "about" if figure.vague else ""
    end = figure.span.end
    ahead = _hedge(sentence, 0, figure.span.start)
    behind = _BEHIND.match(sentence, end)
    for match in (ahead, behind):
        if match and match.lastgroup and not figure.vague:
            hedge = match.lastgroup  # type: ignore[assignment]
    if behind:
        end = behind.end()
    unit = figure.currency
    if figure.share:
        unit = "%"
    elif percent := _OVER_AFTER.match(sentence, end):
        unit, end = "%", percent.end()
    elif money := _MONEY.match(sentence, end):
        unit = money[1].casefold()
    times = 1.0
    if not unit and (measure := _MEASURE.match(sentence, end)):
        unit, times = _MEASURES[measure["unit"].casefold()]
    return Quantity(
        low=figure.low * times,
        high=figure.high * times,
        hedge=hedge,
        unit=unit,
        counted="" if unit else _counted(sentence, end),
        state=_state(sentence, figure.span),
        scope=_scope(sentence),
        grain=figure.grain * times,
    )


def _counted(sentence: str, at: int) -> str:
    """The head of the noun phrase from ``at`` on, singular and by its plainest name; or ""."""
    others = {figure.span.start for figure in figures(sentence)}
    head, begin = "", at
    while match := (_NEXT if head else _NOUN).match(sentence, at):
        written = match[1].removesuffix("'s").removesuffix("’s")
        word = written.casefold()
        if word in _STOP or word.endswith(("ly", "ed")) or match.start(1) in others:
            break
        head, at = written if _is_proper(written) else word, match.end()
        if word.endswith("s") or word in _PLURALS or sentence[match.start()] == "-":
            break  # "captives remain" and "6-week deal" count captives and weeks
    single = _singular(head)
    if single in _TIMES and _THE.match(sentence, begin):
        return ""  # "340 the year before"
    return _SYNONYMS.get(single, single)


def _is_proper(noun: str) -> bool:
    """Whether a counted noun is a proper one: it stands behind a figure, and so starts nothing."""
    return noun[:1].isupper() and not noun.isupper()


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def _state(sentence: str, figure: Span) -> State:
    """What the figure's own clause says became of those counted; "" where it says nothing, or two
    things."""
    behind = _AMONG_THEM.sub(lambda aside: " " * len(aside[0]), sentence[figure.end :])
    sentence = sentence[: figure.end] + behind
    low, high = part_of(sentence, figure, _CLAUSE)
    found = {match.lastgroup for match in _STATE.finditer(sentence, low, high)}
    return found.pop() if len(found) == 1 else ""  # type: ignore[return-value]


def _scope(sentence: str) -> Scope:
    """What the sentence says that its figures are of; "" where it says nothing, or both."""
    found = {match.lastgroup for match in _SCOPE.finditer(sentence)}
    return found.pop() if len(found) == 1 else ""  # type: ignore[return-value]
