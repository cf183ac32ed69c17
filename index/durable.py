"""Files that are there, whole, after the power fails."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def sha256_of(path: Path) -> str:
    """The sha256 of the file at ``path``, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Wait until the file, or the folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, content: str) -> None:
    """Give ``path`` new ``content``: whoever reads it finds the old or the new, never a part."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(content, encoding="utf-8")
    sync(new)
    new.replace(path)
    sync(path.parent)


@contextmanager
def exclusively(path: Path) -> Iterator[None]:
    """Wait for the lock that is the file ``path``, and hold it. A process that dies lets it go."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
