"""What is wrong with a gold set, question by question."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from corpus.errors import UnknownDocumentError
from corpus.store import Store
from eval.answers import normalise
from eval.errors import GoldMismatchError
from eval.gold import Evidence, GoldQuestion

What = Literal[
    "no-question",
    "taken-id",
    "asked-twice",
    "leak",
    "no-evidence",
    "gone",
    "not-there",
    "moved",
    "superseded",
    "retracted",
]
Numbered = tuple[int, GoldQuestion]
"""A line's number, from 1, and the question in it."""


class Finding(msgspec.Struct, frozen=True):
    """What is wrong with a line; ``question`` is its id, "" where it has none.

    ``no-question``: the line breaks a rule of ``GoldQuestion``. ``taken-id``, ``asked-twice``:
    an earlier line has the id, or asks the same on the same day. ``leak``: the question says its
    answer. ``moved``, ``not-there``: the article has the quote elsewhere, or nowhere. ``gone``:
    the article is not stored. ``superseded``, ``retracted``: it no longer answers with this text.
    """

    line: int
    question: str
    what: What
    message: str


def lint(lines: Sequence[bytes], store: Store) -> list[Finding]:
    """All that is wrong with the lines of a gold set, in their order."""
    questions: list[Numbered] = []
    findings: list[Finding] = []
    for number, line in enumerate(lines, start=1):
        try:
            questions.append((number, msgspec.json.decode(line, type=GoldQuestion)))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            findings.append(Finding(number, _id_in(line), "no-question", str(error)))
    findings += [*_repeated(questions), *_leaking(questions), *misfits(questions, store)]
    return sorted(findings, key=lambda finding: finding.line)


def misfits(questions: Iterable[Numbered], store: Store) -> Iterator[Finding]:
    """What the stored articles do not bear out."""
    for line, question in questions:
        if question.answerable and not question.evidence:
            message = "it has answers and no evidence"
            yield Finding(line, question.id, "no-evidence", message)
        if question.about and not _stored(question.about, store):
            message = f"{question.about!r}, which it is about, is not stored"
            yield Finding(line, question.id, "gone", message)
        for anchor in question.evidence:
            for what, message in _wrong_with(anchor, store):
                yield Finding(line, question.id, what, message)


def refuse_misfits(gold: Sequence[GoldQuestion], store: Store) -> None:
    """Raise if the stored articles do not bear out the gold set.

    Raises:
        GoldMismatchError: with how many questions are affected, and the first.
    """
    if found := list(misfits(enumerate(gold, start=1), store)):
        questions = len({finding.line for finding in found})
        raise GoldMismatchError(
            f"{questions} of {len(gold)} gold questions do not fit the stored articles; the first"
            f" is {found[0].question}: {found[0].message}"
        )


def _repeated(questions: Iterable[Numbered]) -> Iterator[Finding]:
    ids: dict[str, int] = {}
    asked: dict[tuple[str, object], int] = {}
    for line, question in questions:
        first = ids.setdefault(question.id, line)
        if first != line:
            message = f"line {first} has the same id"
            yield Finding(line, question.id, "taken-id", message)
        first = asked.setdefault((normalise(question.question), question.as_of), line)
        if first != line:
            yield Finding(line, question.id, "asked-twice", f"line {first} asks the same")


def _leaking(questions: Iterable[Numbered]) -> Iterator[Finding]:
    for line, question in questions:
        asked = f" {normalise(question.question)} "
        for wording in (wording for item in question.answers for wording in item):
            if f" {normalise(wording)} " in asked:
                message = f"the question says its answer, {wording!r}"
                yield Finding(line, question.id, "leak", message)


def _wrong_with(anchor: Evidence, store: Store) -> Iterator[tuple[What, str]]:
    where = f"{anchor.document!r} at revision {anchor.revision[:12]}"
    try:
        text = store.document(anchor.document, anchor.revision).text
    except UnknownDocumentError:
        yield "gone", f"{where} is not stored"
        return
    found = text[anchor.start : anchor.end]
    if found != anchor.quote and (elsewhere := text.find(anchor.quote)) >= 0:
        yield "moved", f"{where} has {anchor.quote!r} at {elsewhere}, not at {anchor.start}"
    elif found != anchor.quote:
        yield "not-there", f"{where} has {found!r} at {anchor.start}, not {anchor.quote!r}"
    standing = store.standing(anchor.document, anchor.revision)
    if standing == "superseded" or standing == "retracted":
        yield standing, f"{where} is {standing}"


def _stored(document: str, store: Store) -> bool:
    try:
        store.document(document)
    except UnknownDocumentError:
        return False
    return True


class _Named(msgspec.Struct):
    id: str = ""


def _id_in(line: bytes) -> str:
    """The id of a line that is no gold question, as far as it can be told."""
    try:
        return msgspec.json.decode(line, type=_Named).id
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
