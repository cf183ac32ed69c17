"""Articles that arrive as the bytes of a named file."""

import tempfile
from pathlib import Path

import msgspec

from corpus.errors import ArticleRefusedError
from corpus.ingest import IngestReport, store_all
from corpus.loaders.base import Draft, Refusal
from corpus.loaders.files import ArticleFile, find_files, load
from corpus.store import Store

LONGEST_NAME = 200
"""Bytes of a file's name in UTF-8."""
_ORIGIN = "upload:"
"""How the origin begins of what was uploaded: the same name again is a correction of it."""


def ingest_upload(
    store: Store, name: str, content: bytes, *, replace: bool = False
) -> IngestReport:
    """Store the articles of a file called ``name``, as ``corpus.ingest.ingest`` does.

    Raises:
        ArticleRefusedError: if ``name`` is not a file's name.
        StoreUnusableError: if the store cannot be written.
    """
    if not _is_name(name):
        raise ArticleRefusedError(
            name[:80], f"a file has a name of 1 to {LONGEST_NAME} bytes without / and line breaks"
        )
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        items = [item for file in find_files([path]) for item in _loaded(file)]
    return store_all(store, [_named(item, name, folder) for item in items], replace=replace)


def _loaded(file: ArticleFile | Refusal) -> list[Draft | Refusal]:
    return [file] if isinstance(file, Refusal) else list(load(file))


def _named(item: Draft | Refusal, name: str, folder: str) -> Draft | Refusal:
    """``item`` without the folder that it was read in."""
    where = item.where.replace(f"{folder}/", "")
    if isinstance(item, Refusal):
        return Refusal(where, item.reason)
    return msgspec.structs.replace(item, where=where, origin=f"{_ORIGIN}{name}")


def _is_name(name: str) -> bool:
    try:
        length = len(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False
    printable = all(ord(c) >= 32 and ord(c) != 127 for c in name)
    return 1 <= length <= LONGEST_NAME and printable and "/" not in name and name not in (".", "..")
