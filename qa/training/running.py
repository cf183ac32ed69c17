"""Running stories: invented news of several days and outlets, with questions over all of it.

In ``qa/training/running`` a file is one story. An article is a line "@ name | title | outlet |
date" and paragraphs; after the articles come questions. "? " asks; "asof: " says on which day,
"conflict: yes" or "no" whether what the articles give contradicts itself; each "= " is a value that
they give at some time: its wordings, parted by " | ", then "; docs=" the articles that have it,
"; from=" and "; to=" the days on which it was in force (either open), "; status=" how it is put.
"- kind: words" in the place of values says that no article answers, why, and what might mislead.

They train no reader: the confidence is fitted on them, and rules may be chosen by looking at them.
"""

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import get_args

import msgspec

from corpus.loaders.jsonl import Row as Article
from qa.answers import Status
from qa.errors import RowError

RUNNING = Path(__file__).parent / "running"


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """What the articles named in ``documents`` give, in one of ``wordings``, and when it held."""

    wordings: tuple[str, ...]
    documents: tuple[str, ...]
    first: datetime.date | None = None
    last: datetime.date | None = None
    status: Status | None = None


class RunningQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question over all articles. Without ``values``, none answers it.

    ``conflict``: whether the values contradict each other; None where that is not judged.
    """

    question: str
    as_of: datetime.date | None = None
    conflict: bool | None = None
    values: tuple[Value, ...] = ()


class RunningStory(msgspec.Struct, frozen=True):
    """One story: its name, its articles and its questions."""

    name: str
    articles: tuple[Article, ...]
    questions: tuple[RunningQuestion, ...]


def read_running(folder: Path = RUNNING) -> list[RunningStory]:
    """The stories of ``folder``, by name.

    Raises:
        RowError: at the first line that is none of what the format knows, or a value that one of
            its articles does not have; or if there are no stories.
    """
    stories = [_parsed(path) for path in sorted(folder.glob("*.txt"))]
    if not stories:
        raise RowError(folder, 0, "there are no stories here; they come with a checkout")
    return stories


def _parsed(path: Path) -> RunningStory:
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [at for at, line in enumerate(lines) if line.startswith(("@ ", "? "))]
    articles: dict[str, Article] = {}
    questions = []
    for head, end in pairwise([*heads, len(lines)]):
        if lines[head].startswith("@ "):
            article = _article(path, head, lines[head:end])
            articles[article.id] = article
        else:
            questions.append(_question(path, head, lines[head:end], articles))
    if not articles or not questions:
        raise RowError(path, 1, "a story has articles ('@ ') and then questions ('? ')")
    return RunningStory(path.stem, tuple(articles.values()), tuple(questions))


def _article(path: Path, at: int, lines: Sequence[str]) -> Article:
    parts = [part.strip() for part in lines[0][2:].split("|")]
    try:
        name, title, source, day = parts
        date = datetime.date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise RowError(path, at + 1, "an article is '@ name | title | outlet | date'") from error
    text = "\n".join(lines[1:]).strip()
    return Article(id=f"{path.stem}/{name}", text=text, title=title, source=source, date=date)


def _question(
    path: Path, at: int, lines: Sequence[str], articles: dict[str, Article]
) -> RunningQuestion:
    asked = RunningQuestion(question=lines[0][2:].strip())
    values = []
    for number, line in enumerate(lines[1:], at + 2):
        field, _, said = line.partition(" ")
        try:
            match field:
                case "asof:":
                    day = datetime.date.fromisoformat(said.strip())
                    asked = msgspec.structs.replace(asked, as_of=day)
                case "conflict:":
                    conflict = {"yes": True, "no": False}[said]
                    asked = msgspec.structs.replace(asked, conflict=conflict)
                case "=":
                    values.append(_value(path.stem, said, articles))
                case "" | "-":
                    pass
                case _:
                    raise ValueError("it begins with none of '@', '?', 'asof:', 'conflict:', '='")
        except (ValueError, KeyError) as error:
            raise RowError(path, number, str(error)) from error
    return msgspec.structs.replace(asked, values=tuple(values))


def _value(story: str, said: str, articles: dict[str, Article]) -> Value:
    head, *rest = (part.strip() for part in said.split(";"))
    fields = dict(_pairs(rest))
    value = Value(
        wordings=tuple(wording.strip() for wording in head.split("|")),
        documents=tuple(f"{story}/{name.strip()}" for name in fields.pop("docs", "").split(",")),
        first=_day(fields.pop("from", "")),
        last=_day(fields.pop("to", "")),
        status=fields.pop("status", None),  # type: ignore[arg-type]
    )
    if fields or value.status not in (None, *get_args(Status)):
        raise ValueError(f"a value has no such field: {', '.join(fields) or value.status}")
    for document in value.documents:
        if document not in articles:
            raise ValueError(f"there is no article {document!r}")
        if not any(wording in articles[document].text for wording in value.wordings):
            raise ValueError(f"{document!r} has none of {', '.join(value.wordings)!r}")
    return value


def _pairs(parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    for part in parts:
        name, _, said = part.partition("=")
        yield name.strip(), said.strip()


def _day(said: str) -> datetime.date | None:
    return datetime.date.fromisoformat(said) if said else None
