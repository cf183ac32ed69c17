"""Documents: one immutable revision of one article, and what is known of its date."""

import datetime
import hashlib
from typing import Literal

import msgspec

from corpus.errors import InvalidDocumentError
from corpus.spans import Span

LONGEST_FIELD = 2_000
"""Characters that a title, source, author or url may have."""

Basis = Literal["stated", "inferred", "unknown"]


class Published(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A publication date and how it is known.

    ``stated``: the article, its metadata or its editor says it. ``inferred``: it was worked out
    (from a URL path, from other articles). ``unknown``: there is no date, and no filter may act
    as if there were. ``origin`` names where a date was found, e.g. ``"front matter"``.
    """

    date: datetime.date | None = None
    basis: Basis = "unknown"
    origin: str = ""

    def __post_init__(self) -> None:
        if (self.date is None) != (self.basis == "unknown"):
            raise InvalidDocumentError(
                f"a publication date is either known or unknown, not {self.date} and {self.basis}"
            )


UNDATED = Published()


def revision_of(text: str) -> str:
    """The revision that names ``text``: the sha256 of its UTF-8 form, in hexadecimal.

    Raises:
        InvalidDocumentError: if the text holds lone surrogates, which no encoding can store.
    """
    try:
        return hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise InvalidDocumentError(
            f"the text holds a lone surrogate at character {error.start}"
        ) from error


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One revision of one article. ``id`` survives corrections; ``revision`` is the text's sha256.

    ``text`` is the original, to the character; every span of the project points into it.
    ``prose`` are the parts of it that are read and may be quoted as answers, in order, not
    overlapping: what is left without date heads, captions, credits, front matter and markup.
    """

    id: str
    text: str
    revision: str
    title: str
    source: str = ""
    author: str = ""
    url: str = ""
    published: Published = UNDATED
    prose: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not self.id or len(self.id) > 512 or any(ord(c) < 32 for c in self.id):
            raise InvalidDocumentError("a document's id has 1 to 512 printable characters")
        for name in ("id", "title", "source", "author", "url"):
            value = getattr(self, name)
            if len(value) > LONGEST_FIELD:
                raise InvalidDocumentError(f"the {name} has more than {LONGEST_FIELD} characters")
            if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
                raise InvalidDocumentError(f"the {name} holds a lone surrogate")
        if self.revision != revision_of(self.text):
            raise InvalidDocumentError(f"the revision of {self.id!r} is not the sha256 of its text")
        end = 0
        for span in self.prose:
            if span.start < end or span.end > len(self.text):
                raise InvalidDocumentError(f"the prose of {self.id!r} is not in order in its text")
            end = span.end


class Passage(msgspec.Struct, frozen=True, order=True):
    """Consecutive whole sentences of one revision: the unit of retrieval and reading."""

    document_id: str
    revision: str
    span: Span

    @property
    def id(self) -> str:
        """A name that is unique and stable: document, revision and place."""
        return f"{self.document_id}@{self.revision[:12]}:{self.span.start}-{self.span.end}"
