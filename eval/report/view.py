"""What a report shows of a question: texts in place of spans."""

from collections.abc import Callable

import msgspec

from corpus.documents import Document
from corpus.errors import UnknownDocumentError
from eval.report.verdicts import Verdict, verdict_of, why
from eval.rows import GivenCitation, Row, SeenPassage
from qa.web.words import published_words

AROUND = 160
"""Characters shown on either side of a quote."""

ArticleOf = Callable[[str, str | None], Document]
"""The article with this id at this revision; raises ``UnknownDocumentError`` if there is none."""


class Quote(msgspec.Struct, frozen=True):
    """A citation in its surroundings; only ``quote`` is marked. ``source`` says where it is."""

    before: str
    quote: str
    after: str
    source: str
    exact: bool
    supports: bool


class ShownPassage(msgspec.Struct, frozen=True):
    """A passage that was read. ``ranks`` is a phrase."""

    text: str
    source: str
    ranks: str
    relevant: bool


class ShownQuestion(msgspec.Struct, frozen=True):
    """A row with all that a person needs to judge it. ``quotes`` are those of each answer."""

    row: Row
    verdict: Verdict
    why: tuple[str, ...]
    quotes: tuple[tuple[Quote, ...], ...]
    passages: tuple[ShownPassage, ...]


def shown(row: Row, article_of: ArticleOf) -> ShownQuestion:
    """``row`` with the texts that it points to."""
    return ShownQuestion(
        row=row,
        verdict=verdict_of(row),
        why=tuple(why(row)),
        quotes=tuple(
            tuple(_quote(citation, article_of) for citation in answer.citations)
            for answer in row.answers
        ),
        passages=tuple(
            _passage(rank, seen, article_of) for rank, seen in enumerate(row.passages, start=1)
        ),
    )


def _quote(citation: GivenCitation, article_of: ArticleOf) -> Quote:
    """The quote as it was given; where it is not at its place, there is nothing around it."""
    place = f"{citation.document} {citation.start}–{citation.end}"
    try:
        document = article_of(citation.document, citation.revision)
    except UnknownDocumentError:
        source = f"{place}, which is not stored"
        return Quote("", citation.quote, "", source, citation.exact, citation.supports)
    before, after = _around(document.text, citation) if citation.exact else ("", "")
    return Quote(
        before=before,
        quote=citation.quote,
        after=after,
        source=f"{_named(document)}, {place}",
        exact=citation.exact,
        supports=citation.supports,
    )


def _around(text: str, citation: GivenCitation) -> tuple[str, str]:
    """What stands before and after the citation, with an ellipsis where it is cut."""
    first, last = max(0, citation.start - AROUND), citation.end + AROUND
    before, after = text[first : citation.start], text[citation.end : last]
    return "…" * (first > 0) + before, after + "…" * (last < len(text))


def _passage(rank: int, seen: SeenPassage, article_of: ArticleOf) -> ShownPassage:
    place = f"{seen.document} {seen.start}–{seen.end}"
    lexical, dense = seen.lexical_rank or "–", seen.dense_rank or "–"
    ranks = f"{rank} (lexical {lexical}, dense {dense})"
    try:
        document = article_of(seen.document, seen.revision)
    except UnknownDocumentError:
        return ShownPassage("", f"{place}, which is not stored", ranks, seen.relevant)
    text = document.text[seen.start : seen.end]
    return ShownPassage(text, f"{_named(document)}, {place}", ranks, seen.relevant)


def _named(document: Document) -> str:
    parts = (document.source, document.title, published_words(document.published))
    return ", ".join(part for part in parts if part)
