"""Markdown (``.md``) with YAML front matter."""

import re
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.documents import Document
from corpus.loaders.base import make_document
from corpus.loaders.decode import read_text
from corpus.loaders.front_matter import read_front_matter
from corpus.paragraphs import trimmed
from corpus.prose import find_prose
from corpus.spans import Span

_parser = MarkdownIt("commonmark").enable("table")
_LINE_END = re.compile(r"\r\n|\n|\r")  # as markdown-it counts lines
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?")
# A tag that only formats the words it stands among; any other makes its paragraph no prose.
_FORMATTING = re.compile(
    r"</?(?:a|abbr|b|br|cite|em|i|mark|q|s|small|span|strong|sub|sup|time|u)\b[^>]*>\Z", re.I
)


def load_markdown(path: Path, name: str, where: str) -> tuple[Document, bool]:
    """The article of a Markdown file (see ``Loader``)."""
    return read_markdown(read_text(path, where), name, where)


def read_markdown(text: str, name: str, where: str) -> tuple[Document, bool]:
    """The article that ``text`` is, and whether its front matter states its id.

    Prose are whole lines of paragraphs, list items and quotations, with their list and quotation
    marks; headings, code, tables, images and HTML are not.

    Raises:
        ArticleRefusedError: if there is no article in it, or its front matter is refused.
    """
    front = read_front_matter(text, where)
    heading, paragraphs = _blocks(text, front.end)
    title = front.title or heading
    found = find_prose(text, paragraphs, title=title, marked_up=True)
    document = make_document(
        where,
        id=front.id or name,
        text=text,
        prose=found.prose,
        title=title,
        source=front.source or found.source,
        author=front.author or found.author,
        url=front.url,
        published=front.published,
    )
    return document, bool(front.id)


def _blocks(text: str, start: int) -> tuple[str, list[Span]]:
    """The first heading of the first level, and where the paragraphs are."""
    body = text[start:]
    starts = [0, *(match.end() for match in _LINE_END.finditer(body)), len(body)]
    tokens = _parser.parse(body)
    heading = ""
    found: list[Span] = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1" and not heading:
            heading = "".join(t.content for t in inline.children or () if t.type != "html_inline")
        if opening.type == "paragraph_open" and opening.map:
            first, last = opening.map
            span = trimmed(text, start + starts[first], start + starts[min(last, len(starts) - 1)])
            if span is not None:
                found.extend(_prose_of(text, span, inline.children or []))
    return heading, found


def _prose_of(text: str, span: Span, children: list[Token]) -> list[Span]:
    if any(t.type == "html_inline" and not _FORMATTING.match(t.content) for t in children):
        return []
    if all(t.type == "image" or not t.content.strip() for t in children):
        return []
    if all(t.type != "image" for t in children):
        return [span]
    cuts = [m.span() for m in _IMAGE.finditer(text, span.start, span.end)]
    ends = zip(
        [span.start, *(end for _, end in cuts)], [*(s for s, _ in cuts), span.end], strict=True
    )
    return [piece for left, right in ends if (piece := trimmed(text, left, right))]
