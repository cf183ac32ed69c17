"""SQuAD 2.0's JSON (Rajpurkar et al., 2018), read as gold questions and written from them.

SQuAD has one context a question. Here a context is an article; the article's id is kept beside
the context, in a field that other programs pass over.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import UNSET, UnsetType

from corpus.documents import Document, revision_of
from eval.errors import BenchmarkError
from eval.gold import Evidence, GoldQuestion

ArticleOf = Callable[[str, str | None], Document]
"""The article with this id, at this revision or the current one."""


class SquadAnswer(msgspec.Struct, frozen=True):
    """``answer_start`` is in code points of the context."""

    text: str
    answer_start: int


class SquadQuestion(msgspec.Struct, frozen=True):
    """``answers`` are wordings and places of one answer; none where it is impossible."""

    id: str
    question: str
    answers: tuple[SquadAnswer, ...] = ()
    is_impossible: bool = False
    plausible_answers: tuple[SquadAnswer, ...] | UnsetType = UNSET


class SquadParagraph(msgspec.Struct, frozen=True):
    """``document`` is Dateline's own: the article that the context is."""

    context: str
    qas: tuple[SquadQuestion, ...]
    document: str | UnsetType = UNSET


class SquadEntry(msgspec.Struct, frozen=True):
    """What SQuAD calls an article: contexts under one title."""

    title: str
    paragraphs: tuple[SquadParagraph, ...]


class Squad(msgspec.Struct, frozen=True):
    """A whole file."""

    data: tuple[SquadEntry, ...]
    version: str = "v2.0"


class SquadArticle(msgspec.Struct, frozen=True):
    """A context, as a row that ``dateline ingest`` takes."""

    id: str
    title: str
    text: str


class Imported(msgspec.Struct, frozen=True):
    """``plausible`` counts the wrong answers to impossible questions, which are not kept."""

    questions: tuple[GoldQuestion, ...]
    articles: tuple[SquadArticle, ...]
    plausible: int


class Exported(msgspec.Struct, frozen=True):
    """``left_out`` counts the questions of which SQuAD cannot hold something, by what it is."""

    squad: Squad
    left_out: dict[str, int]


def read_squad(path: Path) -> Squad:
    """The file at ``path``.

    Raises:
        BenchmarkError: if it cannot be read or is not SQuAD's JSON.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Squad)
    except OSError as error:
        raise BenchmarkError(path, f"it cannot be read ({error.strerror})") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BenchmarkError(path, f"it is not SQuAD's JSON: {error}") from error


def from_squad(squad: Squad, path: Path) -> Imported:
    """The questions, of kind fact or unanswerable, and the articles that their contexts are.

    A context without an id of ours is named by its title and number. The empty context is none.

    Raises:
        BenchmarkError: naming ``path`` and the question, if an answer is not at its place, or a
            question cannot be a gold question; if an id is taken.
    """
    articles: dict[str, SquadArticle] = {}
    questions: dict[str, GoldQuestion] = {}
    plausible = 0
    for entry in squad.data:
        for number, paragraph in enumerate(entry.paragraphs, start=1):
            id = paragraph.document or f"{entry.title}#{number}" if paragraph.context else ""
            article = SquadArticle(id, entry.title, paragraph.context)
            if id and articles.setdefault(id, article) != article:
                raise BenchmarkError(path, f"two contexts would be the article {id!r}")
            for asked in paragraph.qas:
                if asked.id in questions:
                    raise BenchmarkError(path, f"the id {asked.id!r} is taken")
                questions[asked.id] = _gold_of(asked, article, path)
                plausible += len(asked.plausible_answers or ())
    return Imported(tuple(questions.values()), tuple(articles.values()), plausible)


def to_squad(gold: Sequence[GoldQuestion], article_of: ArticleOf) -> Exported:
    """The questions, each under the article of its first evidence, by title.

    Without evidence it is under the article that it is about, or under an empty context.
    """
    left_out = dict.fromkeys(("evidence elsewhere", "wordings not quoted", "lists", "days"), 0)
    asked: dict[str, dict[str, list[SquadQuestion]]] = {}
    contexts: dict[str, str] = {"": ""}
    for question in gold:
        first = question.evidence[0] if question.evidence else None
        title = name = ""
        if first or question.about:
            document = article_of(
                first.document if first else question.about, first.revision if first else None
            )
            title, name = document.title, document.id
            contexts[name] = document.text
        here = [
            one
            for one in question.evidence
            if first and (one.document, one.revision) == (first.document, first.revision)
        ]
        answers = tuple(SquadAnswer(one.quote, one.start) for one in here)
        asked.setdefault(title, {}).setdefault(name, []).append(
            SquadQuestion(question.id, question.question, answers, not question.answerable)
        )
        quoted = {answer.text for answer in answers}
        left_out["evidence elsewhere"] += len(here) < len(question.evidence)
        left_out["wordings not quoted"] += any(set(item) - quoted for item in question.answers)
        left_out["lists"] += len(question.answers) > 1
        left_out["days"] += question.as_of is not None
    entries = tuple(
        SquadEntry(
            title,
            tuple(
                SquadParagraph(contexts[name], tuple(qas), name or UNSET)
                for name, qas in by_name.items()
            ),
        )
        for title, by_name in asked.items()
    )
    return Exported(Squad(entries), {what: count for what, count in left_out.items() if count})


def _gold_of(asked: SquadQuestion, article: SquadArticle, path: Path) -> GoldQuestion:
    if bool(asked.answers) is asked.is_impossible:
        raise BenchmarkError(path, f"{asked.id}: it has answers exactly if it is not impossible")
    for answer in asked.answers:
        start = answer.answer_start
        if start < 0 or not answer.text or not article.text.startswith(answer.text, start):
            raise BenchmarkError(path, f"{asked.id}: {answer.text!r} is not at {start}")
    revision = revision_of(article.text)
    wordings = tuple(dict.fromkeys(answer.text for answer in asked.answers))
    try:
        return GoldQuestion(
            id=asked.id,
            question=asked.question,
            kind="unanswerable" if asked.is_impossible else "fact",
            answers=(wordings,) if wordings else (),
            evidence=tuple(
                Evidence(article.id, revision, a.answer_start, a.answer_start + len(a.text), a.text)
                for a in asked.answers
            ),
            about=article.id if asked.is_impossible else "",
        )
    except ValueError as error:
        raise BenchmarkError(path, f"{asked.id}: {error}") from error
