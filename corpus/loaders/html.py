"""Web pages (``.html``, ``.htm``): the main text and what the page's metadata says."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from htmldate import find_date
from trafilatura import bare_extraction
from trafilatura import load_html as parse_html

from corpus.documents import UNDATED, Document, Published
from corpus.errors import ArticleRefusedError
from corpus.loaders.base import make_document, stated_date, tidy
from corpus.loaders.decode import read_text
from corpus.prose import find_prose
from corpus.spans import Span

_LONGEST_PAGE = 20_000_000
_MOST_TAGS = 50_000  # extraction is quadratic in badly nested tags: a page has a few thousand

_PARAGRAPHS = ("p", "quote", "item", "div")
_HEADINGS = ("head",)
_LEFT_OUT = ("table", "graphic", "code", "comments")
_STATING = re.compile(r"publi[sc]|date|issued|created", re.IGNORECASE)
_CHANGING = re.compile(r"modif|updat|expir|copyright", re.IGNORECASE)


def load_html(path: Path, name: str, where: str) -> tuple[Document, bool]:
    """The article of a saved web page, which cannot state an id (see ``Loader``)."""
    page = read_text(path, where, html=True, longest=_LONGEST_PAGE)
    return read_html(page, name, where), False


def read_html(page: str, name: str, where: str) -> Document:
    """The article that ``page`` is: its main paragraphs, joined by blank lines.

    Headings are part of the text and not of the prose. Title, outlet, author, address and date
    are the page's metadata; a date that stands only in the address or among the words of the
    page is inferred.

    Raises:
        ArticleRefusedError: if the page has no main text.
    """
    if page.count("<") > _MOST_TAGS:
        raise ArticleRefusedError(where, f"the page has more than {_MOST_TAGS:,} tags")
    try:
        article: Any = bare_extraction(
            page,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise ArticleRefusedError(where, f"the page cannot be read: {error}") from error
    blocks = [] if article is None else list(_blocks(article.body))
    text = "\n\n".join(block for block, _ in blocks)
    paragraphs = []
    start = 0
    for block, is_paragraph in blocks:
        if is_paragraph:
            paragraphs.append(Span(start, start + len(block)))
        start += len(block) + 2
    if article is None or not paragraphs:
        raise ArticleRefusedError(where, "the page has no main text")
    title = tidy(article.title or "")
    found = find_prose(text, paragraphs, title=title, marked_up=True)
    url = article.url if re.match(r"https?://[^\s<>\"]+\Z", article.url or "") else ""
    return make_document(
        where,
        id=name,
        text=text,
        prose=found.prose,
        title=title,
        source=article.sitename or found.source,
        author=article.author or found.author,
        url=url,
        published=_published(page, article.date, url, where),
    )


def _blocks(body: Any) -> Iterator[tuple[str, bool]]:
    """The blocks of trafilatura's tree, in order, and whether each is a paragraph of text."""

    def flush(words: list[str], tag: str) -> Iterator[tuple[str, bool]]:
        block = "\n".join(" ".join(line.split()) for line in "".join(words).split("\n")).strip()
        block = re.sub(r"\n{2,}", "\n", block)
        words.clear()
        if block and tag in (*_PARAGRAPHS, *_HEADINGS):
            yield block, tag in _PARAGRAPHS

    def walk(element: Any, tag: str, words: list[str]) -> Iterator[tuple[str, bool]]:
        words.append((element.text or "").replace("\n", " "))
        for child in element:
            if child.tag == "lb":
                words.append("\n")
            elif child.tag in (*_PARAGRAPHS, *_HEADINGS, "list"):
                yield from flush(words, tag)
                yield from walk(child, child.tag, words)
                yield from flush(words, child.tag)
            elif child.tag not in _LEFT_OUT:
                yield from walk(child, tag, words)
            words.append((child.tail or "").replace("\n", " "))

    words: list[str] = []
    yield from walk(body, "body", words)


def _published(page: str, guess: str | None, url: str, where: str) -> Published:
    stated = find_date(_metadata(page), original_date=True, extensive_search=False, url="")
    if stated:
        return stated_date(stated, where, "page metadata")
    if not guess:
        return UNDATED
    day = stated_date(guess, where, "").date
    year, month, _ = guess.split("-")
    address = re.search(rf"{year}[/_-]?0?{int(month)}(?!\d{{3}})", url) is not None
    return Published(day, "inferred", "page address" if address else "page text")


def _metadata(page: str) -> str:
    """A page of nothing but the metadata that may state when the article was published."""
    tree: Any = parse_html(page)
    kept: list[str] = []
    for element in () if tree is None else tree.iter("meta", "script"):
        names = " ".join(element.get(key, "") for key in ("name", "property", "itemprop"))
        if element.tag == "script" and "ld+json" in element.get("type", "").lower():
            kept.append(f'<script type="application/ld+json">{element.text or ""}</script>')
        elif element.tag == "meta" and _STATING.search(names) and not _CHANGING.search(names):
            attributes = (f'{key}="{escape(value)}"' for key, value in element.attrib.items())
            kept.append(f"<meta {' '.join(attributes)}>")
    return f"<html><head>{''.join(kept)}</head><body><p></p></body></html>"
