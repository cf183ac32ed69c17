"""JSON Lines (``.jsonl``, ``.jsonl.gz``): one article a line."""

import contextlib
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from corpus.documents import UNDATED, Document, Published
from corpus.errors import ArticleRefusedError
from corpus.loaders.base import (
    LONGEST_ARTICLE,
    Draft,
    Refusal,
    make_document,
    stated_date,
)
from corpus.paragraphs import paragraphs
from corpus.prose import find_prose

_LONGEST_LINE = 6 * LONGEST_ARTICLE + 100_000  # every character as \uXXXX, and the metadata


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One article as JSON. ``date`` is another name for ``published``, an ISO date or datetime."""

    id: str
    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    url: str | None = None
    published: str | None = None
    date: str | None = None


_decoder = msgspec.json.Decoder(Row)


def read_row(row: Row, where: str) -> Document:
    """The article that ``row`` is.

    Raises:
        ArticleRefusedError: if there is none in it.
    """
    if row.published is not None and row.date is not None:
        raise ArticleRefusedError(where, "it has both `published` and `date`, which mean the same")
    day = row.published if row.published is not None else row.date
    published = UNDATED if day is None else stated_date(day, where, "row")
    found = find_prose(row.text, paragraphs(row.text), title=row.title)
    if day is None and found.dated is not None:
        published = Published(found.dated, "inferred", "date line")
    return make_document(
        where,
        id=row.id,
        text=row.text,
        prose=found.prose,
        title=row.title or found.headline,
        source=row.source or found.source,
        author=row.author or found.author,
        url=row.url or "",
        published=published,
    )


def load_jsonl(path: Path, where: str) -> Iterator[Draft | Refusal]:
    """Every row of the file as a draft or a refusal named ``file:line``; blank lines are none."""
    origin = str(path.resolve())
    try:
        with _opened(path) as file:
            for number, line in _lines(file):
                if line.strip():
                    yield _draft(line, f"{where}:{number}", origin)
    except (OSError, EOFError, zlib.error) as error:
        yield Refusal(where, f"it cannot be read to its end: {error}")


def count_rows(path: Path) -> int:
    """How many rows the file has, for a progress bar; 1 where it cannot be read."""
    try:
        with _opened(path) as file:
            return sum(1 for _, line in _lines(file) if line.strip())
    except (OSError, EOFError, zlib.error):
        return 1


def _draft(line: bytes, where: str, origin: str) -> Draft | Refusal:
    if len(line) > _LONGEST_LINE:
        return Refusal(where, f"the row has more than {_LONGEST_LINE:,} bytes")
    try:
        row = _decoder.decode(line)
        return Draft(where, read_row(row, where), origin, stated_id=True)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return Refusal(where, f"the row is not an article: {error}")
    except ArticleRefusedError as error:
        return Refusal(error.where, error.reason)


def _opened(path: Path) -> contextlib.AbstractContextManager[BinaryIO]:
    if path.suffix.lower() == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; of one that is too long only the beginning is held in memory."""
    number = 0
    while line := file.readline(_LONGEST_LINE + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        rest = line
        while not rest.endswith(b"\n") and len(rest) > _LONGEST_LINE:
            rest = file.readline(_LONGEST_LINE + 1)
        yield number, line
