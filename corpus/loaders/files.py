"""The walk through files and folders, and the loader for each suffix."""

import os
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
        if not path.exists():
            raise PathMissingError(path)
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _walk(path, seen)
        else:
            yield from _file(path, path.parent, seen)


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


def _walk(top: Path, seen: set[tuple[int, int]]) -> Iterator[ArticleFile | Refusal]:
    waiting = deque([top])
    links: deque[Path] = deque()
    while waiting or links:
        path = waiting.popleft() if waiting else links.popleft()
        if path.is_dir():
            if not _is_new(path, seen):
                continue
            try:
                entries = sorted(path.iterdir())
            except OSError as error:
                yield Refusal(str(path), f"the folder cannot be read: {error.strerror}")
                continue
            entries = [entry for entry in entries if not entry.name.startswith(".")]
            links.extend(entry for entry in entries if entry.is_symlink())
            waiting.extendleft(reversed([e for e in entries if not e.is_symlink()]))
        else:
            yield from _file(path, top, seen)


def _file(path: Path, top: Path, seen: set[tuple[int, int]]) -> Iterator[ArticleFile | Refusal]:
    where = os.fsencode(path).decode("utf-8", errors="replace")
    name = path.name.lower()
    suffix = next((s for s in (*ROW_SUFFIXES, *LOADERS) if name.endswith(s)), None)
    if not path.exists():
        yield Refusal(where, "the link leads nowhere")
    elif not path.is_file():
        yield Refusal(where, "it is not a regular file")
    elif suffix is None:
        kinds = ", ".join((*LOADERS, *ROW_SUFFIXES))
        yield Refusal(where, f"unsupported suffix {path.suffix!r}: an article is one of {kinds}")
    elif not _is_new(path, seen):
        yield Refusal(where, "the same file was already read under another name")
    else:
        yield ArticleFile(path, path.relative_to(top).as_posix()[: -len(suffix)])


def _is_new(path: Path, seen: set[tuple[int, int]]) -> bool:
    status = path.stat()
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True
