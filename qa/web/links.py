"""Addresses: of an article at a quote, of the outlet's own page, and of a question."""

from urllib.parse import quote, urlencode

from qa.answers import Citation, PassageHit


def article_link(item: Citation | PassageHit) -> str:
    """The permanent address of a place: its article, at its revision, with the place marked."""
    place = {"revision": item.revision, "start": item.span.start, "end": item.span.end}
    return f"/articles/{quote(item.document_id, safe='')}?{urlencode(place)}#place"


def is_address(url: str) -> bool:
    """Whether ``url`` may be a link: an article can state any text, ``javascript:`` too."""
    return url.startswith(("http://", "https://"))


def outlet_link(citation: Citation) -> str:
    """The outlet's own address, scrolled to the quote; empty where it has none."""
    if not is_address(citation.url):
        return ""
    fragment = f"#{citation.text_fragment}" if citation.text_fragment else ""
    return citation.url.partition("#")[0] + fragment


def address(citation: Citation) -> str:
    """Where to send somebody for a quote: to the outlet, or to Dateline where it has no address."""
    return outlet_link(citation) or article_link(citation)


def question_link(question: str) -> str:
    """The page that answers ``question``."""
    return "/?" + urlencode({"q": question})
