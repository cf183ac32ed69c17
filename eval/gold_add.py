"""Writing gold questions: a quote becomes an anchor, a question a line of a gold set."""

from collections.abc import Sequence
from pathlib import Path

from corpus.documents import Document
from corpus.errors import UnknownDocumentError
from corpus.spans import occurrences
from corpus.store import Store
from eval.errors import AnchorError, GoldError
from eval.gold import Evidence, GoldQuestion, Kind, gold_line, gold_lines
from eval.gold_lint import lint
from index.durable import replace_file

OF_SEVERAL: tuple[Kind, ...] = ("list", "conflict")
"""Kinds in which every quote is an item of its own, unless the answers are said."""
_AROUND = 25
_SHOWN = 5


def anchor(store: Store, document_id: str, quote: str, occurrence: int | None = None) -> Evidence:
    """Where ``quote`` stands in the current revision of an article.

    ``occurrence`` counts from 1, overlapping places too, and is needed where there are several.

    Raises:
        AnchorError: if the article or the occurrence does not exist, or is not the only one.
    """
    try:
        document = store.document(document_id)
    except UnknownDocumentError as error:
        raise AnchorError(f"{document_id!r} is not stored") from error
    starts = occurrences(document.text, quote)
    if not starts:
        raise AnchorError(f"{quote!r} does not stand in {document_id!r}")
    if occurrence is None and len(starts) > 1:
        shown = "; ".join(_places(document, quote, starts[:_SHOWN]))
        raise AnchorError(
            f"{quote!r} stands {len(starts)} times in {document_id!r}; say which with --occurrence:"
            f" {shown}{'; …' if len(starts) > _SHOWN else ''}"
        )
    if not 1 <= (which := occurrence or 1) <= len(starts):
        raise AnchorError(
            f"{quote!r} stands {len(starts)} times in {document_id!r}, so there is no occurrence"
            f" {which}"
        )
    start = starts[which - 1]
    return Evidence(document.id, document.revision, start, start + len(quote), quote)


def answers_of(kind: Kind, quotes: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The answers that the quotes are: one item each where several are asked for, else wordings."""
    distinct = tuple(dict.fromkeys(quotes))
    if kind in OF_SEVERAL:
        return tuple((quote,) for quote in distinct)
    return (distinct,) if distinct else ()


def add(path: Path, question: GoldQuestion, store: Store) -> int:
    """Append ``question`` to the gold set at ``path``, which is made if it is missing.

    The file is replaced as a whole: it has the old lines or the old and the new one. Returns the
    line's number.

    Raises:
        GoldError: if the lint finds something wrong with the new line.
    """
    lines = [*(gold_lines(path) if path.exists() else ()), gold_line(question)]
    for finding in lint(lines, store):
        if finding.line == len(lines):
            raise GoldError(path, finding.line, f"not added: {finding.what}: {finding.message}")
    try:
        replace_file(path, b"".join(line + b"\n" for line in lines).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise GoldError(path, 0, "it is not UTF-8") from error
    return len(lines)


def _places(document: Document, quote: str, starts: Sequence[int]) -> list[str]:
    """The quote in its surroundings, numbered, each on one line."""
    found = []
    for number, start in enumerate(starts, start=1):
        around = document.text[max(0, start - _AROUND) : start + len(quote) + _AROUND]
        found.append(f"{number}: “…{' '.join(around.split())}…”")
    return found
