"""Citations: where a quote stands, proved against the stored text, and what became of it since."""

from urllib.parse import quote as percent_encoded

from corpus.documents import Document
from corpus.errors import UnknownDocumentError
from corpus.spans import Span, occurrences
from corpus.store import Store
from qa.answers import Citation, Verified
from qa.errors import CitationError

CONTEXT = 32
"""Characters of prefix and suffix: enough to tell one occurrence of a quote from another."""
_WHOLE = 300
"""Quotes up to this long are a text fragment as they are; of longer ones, both ends are."""


def cite(document: Document, span: Span) -> Citation:
    """The citation of ``span`` of ``document``.

    Raises:
        InvalidSpanError: if the span runs over the end of the text.
    """
    quote = span.of(document.text)
    citation = Citation(
        document_id=document.id,
        revision=document.revision,
        span=span,
        quote=quote,
        prefix=document.text[max(0, span.start - CONTEXT) : span.start],
        suffix=document.text[span.end : span.end + CONTEXT],
        title=document.title,
        source=document.source,
        published=document.published,
        url=document.url,
        text_fragment=text_fragment(quote),
    )
    return proved(citation, document)


def proved(citation: Citation, document: Document) -> Citation:
    """``citation``, if its quote stands at its span of ``document``.

    Raises:
        CitationError: if it does not. Such a citation must not leave the house.
    """
    if (document.id, document.revision) != (citation.document_id, citation.revision):
        raise CitationError(f"{citation.document_id!r} is not the article that is cited")
    if document.text[citation.span.start : citation.span.end] != citation.quote:
        raise CitationError(
            f"{citation.quote!r} does not stand at {citation.span.start}-{citation.span.end} "
            f"of {citation.document_id!r}"
        )
    return citation


def text_fragment(quote: str) -> str:
    """The URL fragment that makes a browser scroll to ``quote`` (WICG text fragments)."""
    words = quote.split()
    if len(quote) <= _WHOLE or len(words) < 12:
        parts = [" ".join(words)]
    else:
        parts = [" ".join(words[:5]), " ".join(words[-5:])]
    # A dash, a comma and an ampersand mean something in a fragment.
    return ":~:text=" + ",".join(percent_encoded(p, safe="").replace("-", "%2D") for p in parts)


def verify(citation: Citation, store: Store) -> Verified:
    """What became of ``citation`` in ``store``; see ``Verified`` for what each standing means."""

    def verdict(standing: str, message: str, now: Span | None = None) -> Verified:
        return Verified(standing, message, citation.document_id, citation.revision, now)  # type: ignore[arg-type]

    state = store.standing(citation.document_id, citation.revision)
    if state == "retracted":
        return verdict("gone", "the article was retracted")
    try:
        current = store.document(citation.document_id)
        cited = store.document(citation.document_id, citation.revision)
    except UnknownDocumentError:
        return verdict("gone", "no such article, or no such revision of it, is stored")
    there = cited.text[citation.span.start : citation.span.end] == citation.quote
    found = citation.span if there else place_of(citation, cited.text)
    if found is None:
        return verdict("gone", "the quote is not in the revision that is cited")
    if state == "superseded":
        now = place_of(citation, current.text)
        where = f"at {now.start}-{now.end}" if now else "nowhere"
        return verdict(
            "superseded", f"the article was corrected; the quote now stands {where}", now
        )
    if there:
        return verdict("valid", "the quote stands at its place", found)
    return verdict("moved", f"the quote stands at {found.start}-{found.end}", found)


def place_of(citation: Citation, text: str) -> Span | None:
    """Where the quote stands in ``text``; of several places the one with the likest surroundings.

    Ties go to the place nearest to the cited one.
    """
    quote, places = citation.quote, []
    for at in occurrences(text, quote):
        before = _common(citation.prefix[::-1], text[max(0, at - CONTEXT) : at][::-1])
        after = _common(citation.suffix, text[at + len(quote) : at + len(quote) + CONTEXT])
        places.append((-(before + after), abs(at - citation.span.start), at))
    if not places:
        return None
    start = min(places)[2]
    return Span(start, start + len(quote))


def _common(one: str, other: str) -> int:
    """How many characters the two have in common from their beginning on."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))
