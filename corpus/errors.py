"""The errors of ``corpus``, named by consequence.

CorpusError
├── InvalidSpanError            (also ValueError)
├── InvalidDocumentError        (also ValueError)
├── ArticleRefusedError         a file or row that is not taken in, with the reason
├── PathMissingError            a path that was named and does not exist (also LookupError)
├── UnknownDocumentError        (also LookupError)
└── StoreUnusableError          the SQLite file is foreign, damaged or locked
"""

from pathlib import Path


class CorpusError(Exception):
    """Base of every error that ``corpus`` raises on purpose."""


class InvalidSpanError(CorpusError, ValueError):
    """A span that is empty, reversed or negative."""

    def __init__(self, start: int, end: int) -> None:
        super().__init__(f"a span needs 0 <= start < end, not [{start}, {end})")
        self.start = start
        self.end = end


class InvalidDocumentError(CorpusError, ValueError):
    """Metadata or text that no document can have."""


class ArticleRefusedError(CorpusError):
    """An article that was not taken in; ``where`` names the file (and row), ``reason`` says why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class PathMissingError(CorpusError, LookupError):
    """A file or folder that was asked for by name does not exist: bad input, nothing was done."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} does not exist")
        self.path = path


class UnknownDocumentError(CorpusError, LookupError):
    """No document (or no such revision of it) is stored under this id."""

    def __init__(self, document_id: str, revision: str | None = None) -> None:
        what = f"document {document_id!r}" + (f" at revision {revision!r}" if revision else "")
        super().__init__(f"{what} is not in the store")
        self.document_id = document_id
        self.revision = revision


class StoreUnusableError(CorpusError):
    """The store's file cannot be used; the message says what to do."""
