"""What every loader makes: drafts of articles, or refusals that say why there is none."""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from corpus.documents import Document, Published, revision_of
from corpus.errors import ArticleRefusedError, InvalidDocumentError
from corpus.sentences import sentences
from corpus.spans import Span

LONGEST_ARTICLE = 2_000_000
"""Characters; an article that is longer is refused."""

_TITLE_LENGTH = 80


class Draft(msgspec.Struct, frozen=True):
    """An article as it was read, before the store has seen it.

    ``where`` names the file (and row) for a message; ``origin`` is the file's real path, which
    tells a correction from an unrelated article; ``stated_id``: the article itself gives its id.
    """

    where: str
    document: Document
    origin: str = ""
    stated_id: bool = False


class Refusal(msgspec.Struct, frozen=True):
    """A file or row that was not taken in: where it is, and the reason."""

    where: str
    reason: str


class Loader(Protocol):
    """Reads the one article of one file.

    ``name`` is the id where the article states none. The second value says whether it did.

    Raises:
        ArticleRefusedError: with ``where`` as its place, if there is no article to take in.
    """

    def __call__(self, path: Path, name: str, where: str) -> tuple[Document, bool]: ...


def make_document(
    where: str,
    *,
    id: str,
    text: str,
    prose: Sequence[Span],
    title: str = "",
    source: str = "",
    author: str = "",
    url: str = "",
    published: Published,
) -> Document:
    """A document with tidied metadata; without a title it is named by its first words.

    Raises:
        ArticleRefusedError: if it is empty, has no prose, is too long or breaks a rule of
            ``Document``.
    """
    if not text.strip():
        raise ArticleRefusedError(where, "it is empty")
    if len(text) > LONGEST_ARTICLE:
        raise ArticleRefusedError(
            where, f"it has {len(text):,} characters, more than {LONGEST_ARTICLE:,}"
        )
    if not any(map(str.isalnum, (c for span in prose for c in span.of(text)))):
        raise ArticleRefusedError(where, "it holds no prose")
    if url and not re.match(r"https?://[^\s<>\"]+\Z", url):
        raise ArticleRefusedError(where, f"its url {url[:80]!r} is not an http(s) address")
    try:
        return Document(
            id=id,
            text=text,
            revision=revision_of(text),
            title=tidy(title) or first_words(text, prose),
            source=tidy(source),
            author=tidy(author),
            url=url,
            published=published,
            prose=tuple(prose),
        )
    except InvalidDocumentError as error:
        raise ArticleRefusedError(where, str(error)) from error


def tidy(value: str) -> str:
    """``value`` on one line, without control characters, which a terminal would obey."""
    return " ".join("".join(c if c.isprintable() or c == "\u200d" else " " for c in value).split())


def first_words(text: str, prose: Sequence[Span]) -> str:
    """The first sentence, or as many of its first words as fit ``_TITLE_LENGTH``, and "…"."""
    first = tidy(sentences(text, tuple(prose[:1]))[0].of(text))
    if len(first) <= _TITLE_LENGTH:
        return first.removesuffix(".")
    cut = first[: _TITLE_LENGTH + 1].rpartition(" ")[0] or first[:_TITLE_LENGTH]
    return cut.rstrip(" ,;:–—-") + "…"


def stated_date(value: str, where: str, origin: str) -> Published:
    """The date that ``value``, an ISO 8601 date or datetime, states in its own time zone.

    Raises:
        ArticleRefusedError: if it is neither.
    """
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        try:
            day = datetime.datetime.fromisoformat(value).date()
        except ValueError:
            raise ArticleRefusedError(
                where, f"its publication date {value[:40]!r} is not a date like 2024-04-08"
            ) from None
    return Published(day, "stated", origin)
