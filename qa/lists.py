"""Several answers in one breath: "France, the United Kingdom and Germany" is three."""

import re

from corpus.spans import Span
from qa.sameness import TITLES

_SEPARATOR = re.compile(r"\s*[,;]\s+and\s+|\s*[,;]\s+|\s+(?:and|&)\s+")
_ITEM = re.compile(r"(?:(?:the|a|an|its|his|her|their)\s+)?[\"“'‘]?(?:[A-Z\u00c0-\u024f\d]|\w+-)")
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
_NEAR = 400
"""Characters before and after an answer in which its enumeration is looked for."""
_WHOLE = re.compile(
    r"\b(?:Trinidad and Tobago|Bosnia and Herzegovina|Antigua and Barbuda|Sao Tome and Principe|"
    r"São Tomé and Príncipe|Saint \w+ and (?:Nevis|the Grenadines|Miquelon)|Tyne and Wear|"
    r"Procter & Gamble|Johnson & Johnson|Marks and Spencer|Turks and Caicos(?: Islands)?)\b"
)


def items(text: str, span: Span) -> list[Span]:
    """The coordinated items of ``span`` of ``text``, in order; the span itself if there is one.

    A cut is made only where every piece looks like a name or a figure of its own. What somebody
    is may be coordinated as well ("Prime Minister and Foreign Minister Al Thani"): a piece that
    ends in a title, or that is only an apposition to the piece before, is not an item.
    """
    quoted = span.of(text)
    whole = [match.span() for match in _WHOLE.finditer(quoted)]
    pieces, start = [], 0
    for match in _SEPARATOR.finditer(quoted):
        if any(low <= match.start() < high for low, high in whole):
            continue
        left = quoted[start : match.start()]
        if not left or _is_title(left) or not _ITEM.match(quoted, match.end()):
            continue
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(quoted)))
    if len(pieces) < 2 or not all(_ITEM.match(quoted, low) for low, _ in pieces):
        return [span]
    return [Span(span.start + low, span.start + high) for low, high in pieces]


def listed(text: str, span: Span) -> list[Span]:
    """All that is named in one breath with ``span`` of ``text``, in order; itself, if nothing is.

    The items of ``span``; or, if they are items of a longer enumeration ("with William Burns, David
    Barnea and Egyptian officials"), they and the other items.
    """
    found = items(text, span)
    low, high = max(0, span.start - _NEAR), min(len(text), span.end + _NEAR)
    for match in _ENUMERATION.finditer(text, low, high):
        whole = Span(*match.span())
        if whole.contains(span) and _AND.search(match[0]):
            around = items(text, whole)
            own = {item: piece for item in around for piece in found if item.contains(piece)}
            if len(around) > len(found) == len(own):
                return [own.get(item, item) for item in around]
    return found


def _is_title(piece: str) -> bool:
    """Whether a piece names an office and nobody: "Qatari Prime Minister"."""
    return piece.split()[-1].casefold() in TITLES
