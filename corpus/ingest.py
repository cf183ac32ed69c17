"""From paths to the store, in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, starmap
from pathlib import Path

import msgspec

from corpus.errors import ArticleRefusedError
from corpus.loaders.base import Draft, Refusal
from corpus.loaders.files import ArticleFile, count_articles, find_files, load
from corpus.loaders.jsonl import Row, read_row
from corpus.store import Store

Progress = Callable[[int, int, str], None]
"""Called with how many articles are done, how many there are, and the file at work."""


class IngestReport(msgspec.Struct, frozen=True):
    """The ids that were added, changed or left as they are, and what was refused and why."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


def ingest(
    store: Store,
    paths: Sequence[Path],
    *,
    replace: bool = False,
    progress: Progress | None = None,
) -> IngestReport:
    """Store the articles of files and folders; whatever ends this early leaves the old state.

    ``replace``: an article takes the place of one with its id, wherever that came from.

    Raises:
        PathMissingError: if a path does not exist; nothing is stored then.
        StoreUnusableError: if the store cannot be written.
    """
    found = list(find_files(paths))
    refused = [item for item in found if isinstance(item, Refusal)]
    files = [item for item in found if isinstance(item, ArticleFile)]
    return store_all(store, chain(refused, _articles(files, progress)), replace=replace)


def ingest_rows(store: Store, rows: Sequence[Row], *, replace: bool = False) -> IngestReport:
    """Store articles that are rows already, as ``ingest`` does; a refusal names its place.

    Raises:
        StoreUnusableError: if the store cannot be written.
    """
    return store_all(store, starmap(_draft_of, enumerate(rows, start=1)), replace=replace)


def store_all(
    store: Store, items: Iterable[Draft | Refusal], *, replace: bool = False
) -> IngestReport:
    """Put drafts into the store in one transaction; refusals are handed through."""
    refused: list[Refusal] = []
    report: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    taken: dict[str, str] = {}
    with store.transaction() as writer:
        for item in items:
            if isinstance(item, Refusal):
                refused.append(item)
                continue
            name = item.document.id
            if name in taken:
                refused.append(Refusal(item.where, f"its id {name!r} is {taken[name]}'s already"))
                continue
            try:
                change = writer.put(item.document, item.origin, item.stated_id, replace)
            except ArticleRefusedError as error:
                refused.append(Refusal(item.where, error.reason))
                continue
            taken[name] = item.where
            report[change].append(name)
    lists = {change: tuple(names) for change, names in report.items()}
    return IngestReport(**lists, refused=tuple(refused))


def _draft_of(number: int, row: Row) -> Draft | Refusal:
    where = f"article {number}"
    try:
        return Draft(where, read_row(row, where), stated_id=True)
    except ArticleRefusedError as error:
        return Refusal(error.where, error.reason)


def _articles(files: Sequence[ArticleFile], progress: Progress | None) -> Iterator[Draft | Refusal]:
    """The articles of the files, one at a time; told to ``progress`` when each is dealt with."""
    if progress is None:
        for file in files:
            yield from load(file)
        return
    total = sum(map(count_articles, files))
    done = 0
    for file in files:
        progress(done, total, file.name)
        for item in load(file):
            yield item
            done += 1
            progress(min(done, total), total, file.name)
