"""Our own stories: invented news with questions, written for training (stories/README.md).

An article is its title after "# ", a line "Outlet | date", paragraphs, and questions: "? " asks,
"= " gives the answer or the items of a list ("one | two") as the article has them, with
neighbouring words around "[the answer]" where it stands more than once, and "- kind: words" says
that the article does not answer, why, and which of its words might be taken for an answer.
"""

import datetime
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from corpus.documents import Document, Published, revision_of
from corpus.paragraphs import paragraphs
from corpus.passages import passages
from corpus.prose import find_prose
from corpus.spans import Span, occurrences
from qa.errors import RowError
from qa.excerpts import above
from qa.training.rows import Answer, Row

STORIES = Path(__file__).parent / "stories"
HELD_OUT = 5
"""A story whose number this divides trains no reader: the confidence is fitted on it."""

_MARKED = re.compile(r"\[(.+?)\]")
_UNANSWERED = re.compile(r"- (?P<kind>\w+):\s*(?P<words>.*)")


class Asked(msgspec.Struct, frozen=True):
    """A question to an article. ``items`` are the places of each item of the answer.

    An item stands at one place, or at several where any of them will do. Without items the
    article does not answer: ``kind`` says why, and ``tempting`` (perhaps "") what might mislead.
    """

    question: str
    items: tuple[tuple[Answer, ...], ...] = ()
    kind: str = ""
    tempting: str = ""


class Story(msgspec.Struct, frozen=True):
    """One article of a story (``story`` names the file) with its questions."""

    story: str
    document: Document
    asked: tuple[Asked, ...]


def read_stories(folder: Path = STORIES) -> list[Story]:
    """The articles of all stories of ``folder``, by file and place.

    Raises:
        RowError: at the first line that is none of what the format knows, or whose answer the
            article does not have; or if there are no stories.
    """
    stories = [story for path in sorted(folder.glob("*.txt")) for story in _parsed(path)]
    if not stories:
        raise RowError(folder, 0, "there are no stories here; they come with a checkout")
    return stories


def split(stories: Sequence[Story]) -> tuple[list[Story], list[Story]]:
    """The articles to train on and those held out, whole stories on one side.

    By the number in a story's name, so that a new story moves no other one to the other side.
    """

    def held_out(story: Story) -> bool:
        return int(story.story.rpartition("-")[2]) % HELD_OUT == 0

    return (
        [story for story in stories if not held_out(story)],
        [story for story in stories if held_out(story)],
    )


def rows(stories: Sequence[Story], rng: random.Random) -> Iterator[Row]:
    """Each question with the passages of its article, as the service cuts them.

    A passage without the answer answers nothing; one such passage a question is kept, the one with
    the tempting words if there are any.
    """
    for story in stories:
        text = story.document.text
        spans = [passage.span for passage in passages(story.document)]
        for number, asked in enumerate(story.asked):
            row = Row(
                id=f"{story.document.id}-{number}",
                question=asked.question,
                context="",
                title=story.story,
                above=above(story.document.title),
                is_impossible=True,
            )
            silent = []
            for span in spans:
                context = span.of(text)
                answers, several = _answers(asked, span)
                if not answers:
                    silent.append(msgspec.structs.replace(row, context=context))
                    continue
                yield msgspec.structs.replace(
                    row,
                    context=context,
                    answers=answers,
                    is_impossible=False,
                    n_occurrences=2 if several else 1,
                )
            misleading = [r for r in silent if asked.tempting and asked.tempting in r.context]
            if misleading or silent:
                yield rng.choice(misleading or silent)


def whole(story: Story) -> Iterator[Row]:
    """Each question with its whole article."""
    for number, asked in enumerate(story.asked):
        answers = tuple(place for item in asked.items for place in item)
        yield Row(
            id=f"{story.document.id}-{number}",
            question=asked.question,
            context=story.document.text,
            answers=answers,
            is_impossible=not answers,
            title=story.story,
            n_occurrences=max((len(item) for item in asked.items), default=1),
        )


def _parsed(path: Path) -> Iterator[Story]:
    lines = path.read_text(encoding="utf-8").split("\n")
    heads = [at for at, line in enumerate(lines) if line.startswith("# ")]
    if not heads:
        raise RowError(path, 1, "a story begins with a line '# title'")
    for number, (head, end) in enumerate(zip(heads, [*heads[1:], len(lines)], strict=True), 1):
        first = next((i for i in range(head, end) if lines[i].startswith("? ")), end)
        source, _, date = lines[head + 1].partition("|")
        text = "\n".join(lines[head + 2 : first]).strip()
        title, date = lines[head][2:].strip(), date.strip()
        try:
            published = (
                Published()
                if date == "unknown"
                else Published(datetime.date.fromisoformat(date), "stated", "its second line")
            )
        except ValueError as error:
            raise RowError(path, head + 2, "the second line is 'Outlet | YYYY-MM-DD'") from error
        document = Document(
            id=f"{path.stem}-{number}",
            text=text,
            revision=revision_of(text),
            title=title,
            source=source.strip(),
            published=published,
            prose=find_prose(text, paragraphs(text), title=title).prose,
        )
        asked = tuple(_asked(path, lines, first, end, text))
        yield Story(path.stem, document, asked)


def _asked(path: Path, lines: Sequence[str], first: int, end: int, text: str) -> Iterator[Asked]:
    written = [(at + 1, line) for at, line in enumerate(lines[first:end], first) if line.strip()]
    if len(written) % 2:
        raise RowError(path, written[-1][0], "a question has one line of answer")
    for (number, question), (below, answer) in zip(written[::2], written[1::2], strict=True):
        if not question.startswith("? "):
            raise RowError(path, number, "a question begins with '? '")
        if match := _UNANSWERED.fullmatch(answer.rstrip()):
            if match["words"] not in text:
                raise RowError(path, below, f"the article does not have {match['words']!r}")
            yield Asked(question[2:].strip(), kind=match["kind"], tempting=match["words"])
            continue
        if not answer.startswith("= "):
            raise RowError(path, below, "an answer begins with '= ' or '- kind:'")
        items = [_places(item.strip(), text) for item in answer[2:].split(" | ")]
        if not all(items):
            raise RowError(path, below, f"the article does not have {answer[2:]!r}")
        yield Asked(question[2:].strip(), _together(items))


def _places(item: str, text: str) -> tuple[Answer, ...]:
    """Where ``item`` stands: at its mark if it has one, else wherever its words do."""
    marked = _MARKED.search(item)
    words = item[: marked.start()] + marked[1] + item[marked.end() :] if marked else item
    answer, ahead = (marked[1], marked.start()) if marked else (item, 0)
    return tuple(Answer(answer, at + ahead) for at in occurrences(text, words))


def _together(items: Sequence[tuple[Answer, ...]]) -> tuple[tuple[Answer, ...], ...]:
    """The items of a list each at the place nearest to those that stand at one place only."""
    known = [item[0].start for item in items if len(item) == 1]
    if len(items) == 1 or not known:
        return tuple(items)
    middle = sorted(known)[len(known) // 2]
    return tuple((min(item, key=lambda place: abs(place.start - middle)),) for item in items)


def _answers(asked: Asked, passage: Span) -> tuple[tuple[Answer, ...], bool]:
    """The places of the answer in ``passage``, counted from its start; and whether any will do."""
    answers = tuple(
        msgspec.structs.replace(place, start=place.start - passage.start)
        for item in asked.items
        for place in item
        if passage.contains(place.span)
    )
    return answers, any(len(item) > 1 for item in asked.items)
