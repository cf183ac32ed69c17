"""Several answers in one breath: "France, the United Kingdom and Germany" is three."""

import re

from corpus.sentences import sentence_of
from corpus.spans import Span
from qa.numerals import figures
from qa.sameness import TITLES

_SEPARATOR = re.compile(r"(?P<and>(?P<comma>\s*[,;])?\s+(?:and|or|&|as\swell\sas)\s+)|\s*[,;]\s+")
_DETERMINER = (
    r"(?:the|an?|its|his|her|their|our|no|two|three|four|five|six|seven|eight|nine|ten)\s+"
)
_DETERMINED = re.compile(rf"{_DETERMINER}|\w+[’']s\s", re.IGNORECASE)
_NAME_AHEAD = re.compile(rf"(?:{_DETERMINER})?[\"“'‘]?(?:[A-Z\u00c0-\u024f\d]|\w+-)")
_IN = re.compile(r"\s(?:of|in|to|for|from|at|on|by|with|against|between|over|under|into)\s")
_ASIDE = re.compile(r"\s*,\s+(?:the|an?|who|whom|whose|which|where)\s")
# How a clause begins, or what is only said of the piece before.
_NO_ITEM = re.compile(
    r"(?:who|which|whose|where|when|while|that|because|but|so|then|not|if|as|he|she|it|they|there|"
    r"was|were|is|are|has|had|have|will|would|more|less|other)\b"
)
_COUNT = re.compile(r"(?:the\s)?\w+(?:\s[a-z]+){1,2}")
_LONGEST = 12
"""Words of an item that is no name."""
# "The Ministry of Trade and Industry", "the Ethics and Anti-Graft Authority" are one.
_OFFICE = (
    r"(?:Academy|Agency|Association|Authority|Bank|Board|Bureau|Chamber|Commission|Committee|"
    r"Council|Department|Directorate|Faculty|Federation|Foundation|Fund|Institute|Minister|"
    r"Ministry|Museum|Office|Organi[sz]ation|School|Secretary|Service|Society|Union)"
)
# Two words for one noun: "Qatari and Egyptian officials", "2 and 3 May".
_SHARED = (
    (re.compile(rf".*\b{_OFFICE} (?:of|for) (?:the )?[A-Z]\w+"), re.compile(r"(?:the )?[A-Z]\w+")),
    (re.compile(r"(?:the )?[A-Z]\w+"), re.compile(rf"(?:[A-Z][\w-]+ ){{1,2}}{_OFFICE}")),
    (
        re.compile(r"(?:the )?(?:[A-Z]\w+(?:i|ese|ian|ean|ish|ch|can)|North|South|East|West)"),
        re.compile(r"[A-Z]\w+ [a-z].*|[A-Z]\w+(?: [A-Z]\w+)* [a-z]+s"),
    ),
    (re.compile(r"\d+"), re.compile(r"\d+ [A-Z]\w+")),
)
# What is capitalised at the start of a sentence, or is a day, and is no name.
_NO_NAME = (
    r"(?:On|In|At|With|By|For|From|To|But|And|As|After|Before|When|While|If|Among|Both"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_CAPITAL = rf"(?:(?:[A-Z]\.)+|(?!{_NO_NAME})[A-Z\u00c0-\u024f\d][\w'’-]*)"
_NAME = (
    rf"(?:(?:the|an?)\s+)?{_CAPITAL}"
    rf"(?:\s+(?:(?:bin|ibn|al|el|de|la|van|von|of|the|for|abu|da|di|du|y)\s+)*{_CAPITAL})*"
)
# Names with commas and "and" between them; the last may be "Egyptian officials".
_ENUMERATION = re.compile(
    rf"{_NAME}(?:(?:\s*,\s+|\s*,?\s+and\s+){_NAME})+(?:\s+[a-z]+(?=\s*[.,;:)]))?"
)
_AND = re.compile(r"\sand\s")
# "…; David Barnea, who heads the Mossad; and Egyptian officials": more is said of each.
_PARTED = re.compile(r";\s+(?:and\s+)?")
_HEAD = re.compile(rf"{_NAME}(?:\s+[a-z]+)?(?=\s*(?:[,(]|[.)]*$))")
_FIRST_HEAD = re.compile(
    rf"(?:^|(?::|\b(?:was|were|are|is|including|included?|includes|with|met|by|between|of)\b)\s+)"
    rf"(?P<name>{_NAME})(?=\s*[,(])"
)
_NEAR = 400
"""Characters before and after an answer in which its enumeration is looked for."""
_WHOLE = re.compile(
    r"\b(?:Trinidad and Tobago|Bosnia and Herzegovina|Antigua and Barbuda|Sao Tome and Principe|"
    r"São Tomé and Príncipe|Saint \w+ and (?:Nevis|the Grenadines|Miquelon)|Tyne and Wear|"
    r"Procter & Gamble|Johnson & Johnson|Marks and Spencer|Turks and Caicos(?: Islands)?|"
    r"(?i:peace and quiet|law and order|research and development|search and rescue|"
    r"trial and error|bed and breakfast|supply and demand|arts and crafts|more or less))\b"
    r"|\([^()]*\)|[“\"][^“”\"]*[”\"]"
)


def items(text: str, span: Span) -> list[Span]:
    """The coordinated items of ``span`` of ``text``, in order; the span itself if there is one.

    What somebody is may be coordinated as well ("Prime Minister and Foreign Minister Al Thani"): a
    piece that ends in a title, or that is only an apposition to the piece before, is not an item.
    What is said of the last item behind a comma is left out ("…, the domestic security service"),
    and a first piece that only counts the others ("two men, the head of the Mossad and …").
    """
    quoted = span.of(text)
    found = _separators(quoted)
    starts = [0, *(match.end() for match in found)]
    aside = _ASIDE.search(quoted, starts[-1])
    ends = [*(match.start() for match in found), aside.start() if aside else len(quoted)]
    pieces = [Span(low, high) for low, high in zip(starts, ends, strict=True)]
    if len(pieces) < 2 or not _are_items([piece.of(quoted) for piece in pieces]):
        return [span]
    first = pieces[0].of(quoted)
    if _COUNT.fullmatch(first) and [f.low for f in figures(first)] == [len(pieces) - 1]:
        pieces = pieces[1:]
    return [piece.shifted(span.start) for piece in pieces]


def _separators(quoted: str) -> list[re.Match[str]]:
    """What parts the items of ``quoted``, if it is a list.

    A comma behind the last conjunction parts nothing ("Boston and Hudson, Massachusetts").
    Beside commas, a conjunction without one parts names only ("the health and numbers of the army,
    the economy, and …"). What follows a name after a comma and begins small is an apposition, if
    the list has a comma before its conjunction.
    """
    whole = [match.span() for match in _WHOLE.finditer(quoted)]
    whole += [(figure.span.start, figure.span.end) for figure in figures(quoted)]
    every = [
        match
        for match in _SEPARATOR.finditer(quoted)
        if match.start() and not any(low <= match.start() < high for low, high in whole)
    ]
    closing = next((match for match in reversed(every) if match["and"]), None)
    if closing is None:
        every = [m for m in every if _NAME_AHEAD.match(quoted, m.end())]
        return every if len(every) > 1 else []
    every = every[: every.index(closing) + 1]
    commas = any(match["comma"] or not match["and"] for match in every)
    found: list[re.Match[str]] = []
    for match in every:
        begin = found[-1].end() if found else 0
        named = _NAME_AHEAD.match(quoted, begin) and _NAME_AHEAD.match(quoted, match.end())
        if match["and"]:
            titled = _is_title(quoted[begin : match.start()])
            parts = match["comma"] or (not titled and (match is closing or named or not commas))
        else:
            parts = named or not (closing["comma"] and _NAME_AHEAD.match(quoted, begin))
        if parts:
            found.append(match)
    return found


def _are_items(pieces: list[str]) -> bool:
    if len(pieces) == 2 and any(
        one.fullmatch(pieces[0]) and other.fullmatch(pieces[1]) for one, other in _SHARED
    ):
        return False
    if all(_NAME_AHEAD.match(piece) for piece in pieces):
        return True
    if any(_NO_ITEM.match(piece) or len(piece.split()) > _LONGEST for piece in pieces):
        return False
    return len(pieces) > 2 or _stand_apart(*pieces)


def _stand_apart(left: str, right: str) -> bool:
    """Whether two pieces that are not both names are two items.

    Not where ``right`` goes with the end of ``left``: in "a trip to Berlin and Rome", it is built
    like "Berlin"; in "the time and place", nothing stands before it.
    """
    one, other = _kind(left), _kind(right)
    if one != other and other in map(_kind, _IN.split(left)[1:]):
        return False
    if other == "bare":
        return one != "determined" and (
            left.endswith("s") or len(left.split()) == len(right.split())
        )
    return True


def _kind(piece: str) -> str:
    if _DETERMINED.match(piece):
        return "determined"
    return "named" if _NAME_AHEAD.match(piece) else "bare"


def listed(text: str, span: Span) -> list[Span]:
    """All that is named in one breath with ``span`` of ``text``, in order; itself, if nothing is.

    The items of ``span``; or, if they are items of a longer enumeration ("with William Burns, David
    Barnea and Egyptian officials"; "Burns, who heads the CIA; Barnea, of the Mossad"), they and the
    other items.
    """
    found = items(text, span)
    parted = _parted(text, span)
    if any(item.overlaps(span) for item in parted):
        return [_within(span, item) if item.overlaps(span) else item for item in parted]
    low, high = max(0, span.start - _NEAR), min(len(text), span.end + _NEAR)
    for match in _ENUMERATION.finditer(text, low, high):
        whole = Span(*match.span())
        if whole.contains(span) and _AND.search(match[0]):
            around = items(text, whole)
            if len(around) > len(found) and any(item.overlaps(span) for item in around):
                return [_within(span, item) if item.overlaps(span) else item for item in around]
    return found


def _parted(text: str, span: Span) -> list[Span]:
    """The names that head the parts of the sentence of ``span``, if semicolons part names in it.

    Every part but the first begins with its name, and more may be said of it behind a comma; before
    the first one the sentence may begin ("Taking part were Burns, who …").
    """
    sentence, at = sentence_of(text, span)
    ends = [*(match.start() for match in _PARTED.finditer(sentence)), len(sentence)]
    starts = [0, *(match.end() for match in _PARTED.finditer(sentence))]
    first = _FIRST_HEAD.search(sentence, 0, ends[0])
    heads = [
        _HEAD.match(sentence[:end], start) for start, end in zip(starts[1:], ends[1:], strict=True)
    ]
    if first is None or not heads or not all(heads):
        return []
    places = (first.span("name"), *(head.span() for head in heads if head))
    return [Span(*place).shifted(span.start - at.start) for place in places]


def _within(span: Span, item: Span) -> Span:
    return Span(max(span.start, item.start), min(span.end, item.end))


def _is_title(piece: str) -> bool:
    """Whether a piece names an office and nobody: "Qatari Prime Minister"."""
    return piece.split()[-1].casefold() in TITLES
