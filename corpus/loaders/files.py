"""The walk through files and folders, and the loader for each suffix."""

import os
import stat
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from corpus.errors import ArticleRefusedError, PathMissingError
from corpus.loaders.base import Draft, Loader, Refusal
from corpus.loaders.html import load_html
from corpus.loaders.jsonl import count_rows, load_jsonl
from corpus.loaders.markdown import load_markdown
from corpus.loaders.plain import load_plain

LOADERS: dict[str, Loader] = {
    ".txt": load_plain,
    ".md": load_markdown,
    ".html": load_html,
    ".htm": load_html,
}
ROW_SUFFIXES = (".jsonl", ".jsonl.gz")


class ArticleFile(msgspec.Struct, frozen=True):
    """A file to load, and the id of its article where that states none."""

    path: Path
    name: str


def find_files(paths: Sequence[Path]) -> Iterator[ArticleFile | Refusal]:
    """Every file that ``paths`` name or hold, in the order of ``paths``, then of the names.

    Hidden files and folders are left out of a folder. Links are followed after everything else,
    so that what can be reached without one goes by its own name; what was reached before is not
    read again.

    Raises:
        PathMissingError: if one of ``paths`` does not exist, before anything is read.
    """
    for path in paths:
        try:
            path.stat()
        except (OSError, ValueError) as error:
            raise PathMissingError(path) from error
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _walk(path, path if path.is_dir() else path.parent, seen)


def load(file: ArticleFile) -> Iterator[Draft | Refusal]:
    """The articles of a file, each as a draft or a refusal."""
    where = os.fsencode(file.path).decode("utf-8", errors="replace")
    if file.path.name.lower().endswith(ROW_SUFFIXES):
        yield from load_jsonl(file.path, where)
        return
    try:
        loader = LOADERS[file.path.suffix.lower()]
        document, stated = loader(file.path, file.name, where)
        yield Draft(where, document, str(file.path.resolve()), stated)
    except ArticleRefusedError as error:
        yield Refusal(error.where, error.reason)


def count_articles(file: ArticleFile) -> int:
    """How many articles the file promises."""
    is_rows = file.path.name.lower().endswith(ROW_SUFFIXES)
    return count_rows(file.path) if is_rows else 1


def _walk(start: Path, top: Path, seen: set[tuple[int, int]]) -> Iterator[ArticleFile | Refusal]:
    """``start`` and what is below it; ids are relative to ``top``."""
    waiting, links = deque([start]), deque[Path]()
    while waiting or links:
        path = waiting.popleft() if waiting else links.popleft()
        where = os.fsencode(path).decode("utf-8", errors="replace")
        try:
            status = path.stat()
            key = (status.st_dev, status.st_ino)
            if stat.S_ISDIR(status.st_mode):
                if key not in seen:
                    entries = [e for e in sorted(path.iterdir()) if not e.name.startswith(".")]
                    links.extend(entry for entry in entries if entry.is_symlink())
                    waiting.extendleft(e for e in reversed(entries) if not e.is_symlink())
            else:
                yield _file(path, top, where, status, is_new=key not in seen)
            seen.add(key)
        except FileNotFoundError:
            yield Refusal(where, "it is a link that leads nowhere, or is gone")
        except OSError as error:
            yield Refusal(where, f"it cannot be read: {error.strerror}")


def _file(
    path: Path, top: Path, where: str, status: os.stat_result, *, is_new: bool
) -> ArticleFile | Refusal:
    name = path.name.lower()
    suffix = next((s for s in (*ROW_SUFFIXES, *LOADERS) if name.endswith(s)), None)
    if not stat.S_ISREG(status.st_mode):
        return Refusal(where, "it is not a regular file")
    if suffix is None:
        kinds = ", ".join((*LOADERS, *ROW_SUFFIXES))
        return Refusal(where, f"unsupported suffix {path.suffix!r}: an article is one of {kinds}")
    if not is_new:
        return Refusal(where, "the same file was already read under another name")
    return ArticleFile(path, path.relative_to(top).as_posix()[: -len(suffix)])
