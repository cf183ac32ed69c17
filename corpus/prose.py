"""What of an article is prose, and what its headline, by-line, captions and credits are.

The rules look at one paragraph at a time, and at where it stands. They are meant to be explained
to an editor in a sentence each; where they are in doubt, a paragraph stays prose.
"""

import datetime
import re
from collections.abc import Sequence

import msgspec

from corpus.spans import Span

_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|dpa|DPA|UPI|PTI|ANSA|EFE|TASS|Xinhua|Anadolu|Kyodo|PA|WAFA"
    r"|Getty Images|Associated Press|Agence France-Presse)"
)
_OUTLET = re.compile(
    rf"\b(?:{_AGENCY}|Guardian|Times|Post|News|Press|Herald|Tribune|Telegraph|Jazeera|Arabiya|BBC"
    r"|CNN|NPR|Bloomberg|Independent|Journal|Observer|Gazette|Chronicle|Ledger|Agency|agencies"
    r"|Radio|TV|Television|Magazine|Mail|Express|Daily|Weekly|Wire|Courier|Monitor)\b"
)
_AND_AGENCIES = re.compile(r"\s*(?:\+|&|,|/|and|with)\s*(?:news\s+)?agencies\s*\Z")

ENDS_SENTENCE = re.compile(r"[.!?…؟。！？][\"'”’»)\]]*\Z")
_LEDE_IN = re.compile(  # "CAIRO, Feb. 13 (AP) — ", before the first sentence
    rf"(?:[A-Z][\w.'’ -]{{1,40}}(?:,\s[\w.'’ ]{{1,30}}){{0,2}}\s+)?\((?P<name>{_AGENCY})\)"
    r"\s*[—–-]{1,2}\s*(?=\S)"
)
_SIGN_OFF = (  # " – Guardian" after the last full stop; " (AFP)" or ". AFP" after any last sentence
    re.compile(r"(?<=[.!?])\s+[—–-]{1,2}\s*(?P<name>[A-Z][\w.&+'’ ]{1,60})\Z"),
    re.compile(r"(?<=[.!?…][\"'”’])\s+[—–-]{1,2}\s*(?P<name>[A-Z][\w.&+'’ ]{1,60})\Z"),
    re.compile(rf"(?<=[.!?…”\"’'])\s*\(?(?P<name>{_AGENCY}(?:/{_AGENCY})*)\)?\.?\Z"),
)
_SOURCE = re.compile(r"(?:Additional )?[Ss]ources?\s*[:•]\s*(?P<name>[^.!?]{2,80})\Z")
_BY_LINE = re.compile(r"[Bb][Yy]:?\s+(?P<name>[A-Z][^.!?\d]{2,78})\Z")
_DATE_LINE = re.compile(
    r"(?:Published|Updated|Posted)?:?\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"(?:(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2}),?|(?P<day2>\d{1,2})\s+"
    r"(?P<month2>[A-Z][a-z]{2,8})\.?,?)\s+(?P<year>\d{4})\s*\Z"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_CREDITED = (  # a paragraph that ends so is a caption
    re.compile(
        r"(?:\A|[.!?)\]”\"’'|(]\s*|\s[/–—-]\s)(?:File )?(?:Photo(?:graph)?s?|Pictures?|Images?|"
        r"Illustration|Video|Credit)(?: by| credit| courtesy)?\s*:\s*[^.!?]{2,80}\.?\Z"
    ),
    re.compile(
        rf"\([^()]*\b(?:{_AGENCY}|Archives?|Getty|Photos?|Images?|File|Courtesy|Shutterstock"
        r"|Flickr|Wikimedia|Handout|Screengrab)\b[^()]*\)\.?\Z"
    ),
    re.compile(rf"[.!?]\s*{_AGENCY}(?:\s?/\s?[\w ]{{2,40}})*\Z"),
)
_PULL_QUOTE_CREDIT = re.compile(r"[—–]\s?\w")

LONGEST_HEADLINE = 140
LONGEST_CAPTION = 600
LONGEST_SUB_HEADING = 80


class Found(msgspec.Struct, frozen=True):
    """The prose of a text, and what its other paragraphs say; ``""`` and None: they do not."""

    prose: tuple[Span, ...]
    headline: str = ""
    author: str = ""
    source: str = ""
    dated: datetime.date | None = None


def find_prose(
    text: str, paragraphs: Sequence[Span], *, title: str = "", marked_up: bool = False
) -> Found:
    """Sort ``paragraphs`` (in order, not overlapping) into prose and the rest.

    ``title`` is the title where it is already known: a paragraph that repeats it is not prose.
    ``marked_up`` says that headings were marked as such and are not among the paragraphs, so
    that a short paragraph without a full stop is not taken for one.
    """
    kept: list[Span] = []
    headline = author = source = ""
    dated: datetime.date | None = None
    quotes = [span.of(text) for span in paragraphs]
    head = True  # until the first paragraph that ends like a sentence
    for at, (span, quote) in enumerate(zip(paragraphs, quotes, strict=True)):
        last = at == len(quotes) - 1
        if (named := _SOURCE.match(quote)) and at >= len(quotes) - 2 and at > 0:
            source = source or _outlet(named["name"])
        elif _is_caption(quote, last=last) or (head and title and quote.split() == title.split()):
            continue
        elif head and not last and (by := _BY_LINE.match(quote)):
            author = author or by["name"]
        elif head and not last and (day := _date_of(quote)):
            dated = dated or day
        elif head and not (last or marked_up or title or headline) and _is_headline(quote):
            headline = quote
        elif not (last or marked_up) and _is_sub_heading(quotes, at):
            continue
        else:
            kept.append(span)
            head = head and not ENDS_SENTENCE.search(quote)
    if kept:
        kept[0], wire = _without_lede_in(text, kept[0])
        kept[-1], signed = _without_sign_off(text, kept[-1])
        source = source or wire or signed
    return Found(tuple(kept), " ".join(headline.split()), author, source, dated)


def _is_caption(quote: str, *, last: bool) -> bool:
    """Whether the paragraph ends in a picture's credit, or is a pull quote's.

    The last paragraph needs a credit that says so ("Photograph: …"): an agency's name alone
    signs the whole article there.
    """
    if len(quote) > LONGEST_CAPTION:
        return False
    if _PULL_QUOTE_CREDIT.match(quote) and not ENDS_SENTENCE.search(quote):
        return True
    return any(credit.search(quote) for credit in (_CREDITED[:1] if last else _CREDITED))


def _is_headline(quote: str) -> bool:
    """A short first paragraph without a final full stop (a question may be a headline)."""
    return len(quote) <= LONGEST_HEADLINE and quote[-1] not in ".!…,;:" and _opens_large(quote)


def _is_sub_heading(quotes: Sequence[str], at: int) -> bool:
    """A few words without a full stop, alone between two paragraphs that are sentences."""
    quote = quotes[at]
    return (
        len(quote) <= LONGEST_SUB_HEADING
        and len(quote.split()) <= 12
        and not ENDS_SENTENCE.search(quote)
        and not any(c.isdigit() or c in ":;,…" for c in quote)
        and _opens_large(quote)
        and len(quotes[at + 1]) > len(quote)
        and ENDS_SENTENCE.search(quotes[at + 1]) is not None
    )


def _opens_large(quote: str) -> bool:
    """The first character is not a bullet, and the first letter is not a small one."""
    opening = quote.lstrip("\"'“‘«([")
    return bool(opening) and opening[0].isalnum() and not opening[0].islower()


def _date_of(quote: str) -> datetime.date | None:
    if len(quote) > 60 or not (match := _DATE_LINE.match(quote)):
        return None
    month = (match["month"] or match["month2"])[:3].lower()
    try:
        day = int(match["day"] or match["day2"])
        return datetime.date(int(match["year"]), _MONTHS.index(month) + 1, day)
    except ValueError:
        return None


def _without_lede_in(text: str, span: Span) -> tuple[Span, str]:
    match = _LEDE_IN.match(text[span.start : min(span.end, span.start + 160)])
    if match is None or span.start + match.end() >= span.end:
        return span, ""
    return Span(span.start + match.end(), span.end), match["name"]


def _without_sign_off(text: str, span: Span) -> tuple[Span, str]:
    start = max(span.start, span.end - 120)
    tail = text[start : span.end]
    for pattern in _SIGN_OFF:
        match = pattern.search(tail)
        if match and start + match.start() > span.start:
            attribution = tail[: match.start()].endswith(("”", '"', "’", "'"))
            outlet = _outlet(match["name"])
            if outlet or not attribution:
                return Span(span.start, start + match.start()), outlet
    return span, ""


def _outlet(name: str) -> str:
    """``name`` where it is an outlet's, without "+ agencies"; else ``""``."""
    name = " ".join(name.split())
    return _AND_AGENCIES.sub("", name) if _OUTLET.search(name) else ""
