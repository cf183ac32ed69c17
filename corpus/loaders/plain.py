"""Plain text (``.txt``): what it says of itself stands in its first and last lines."""

import datetime
import re
from pathlib import Path

from corpus.documents import UNDATED, Document, Published
from corpus.loaders.base import make_document
from corpus.loaders.decode import read_text
from corpus.paragraphs import paragraphs
from corpus.prose import find_prose

_HEAD = re.compile(r"\s*date[ \t]+(\d{4}-\d{2}-\d{2})(?:\s+|\Z)")


def load_plain(path: Path, name: str, where: str) -> tuple[Document, bool]:
    """The article of a text file; a text file cannot state an id (see ``Loader``)."""
    return read_plain(read_text(path, where), name, where), False


def read_plain(text: str, name: str, where: str) -> Document:
    """The article that ``text`` is.

    ``date 2024-04-08 `` at its head is the publication date; else a line at the head that is
    nothing but a date is taken for it, as inferred.

    Raises:
        ArticleRefusedError: if there is no article in it.
    """
    start, published = _head(text)
    found = find_prose(text, paragraphs(text, start))
    if published is UNDATED and found.dated is not None:
        published = Published(found.dated, "inferred", "date line")
    return make_document(
        where,
        id=name,
        text=text,
        prose=found.prose,
        title=found.headline,
        source=found.source,
        author=found.author,
        published=published,
    )


def _head(text: str) -> tuple[int, Published]:
    match = _HEAD.match(text)
    if match is None:
        return 0, UNDATED
    try:
        day = datetime.date.fromisoformat(match[1])
    except ValueError:
        return 0, UNDATED
    return match.end(), Published(day, "stated", "file head")
