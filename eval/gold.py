"""Gold questions: what should be answered, in which words, and where it stands."""

import datetime
from pathlib import Path
from typing import Literal

import msgspec

from corpus.spans import Span
from eval.dated_gold import Dated
from eval.errors import GoldError
from qa.answers import MAX_QUESTION

SAMPLE_GOLD = Path(__file__).parent / "gold_sets" / "sample.jsonl"
"""The gold set over the articles that come with Dateline."""
DATED_GOLD = SAMPLE_GOLD.with_name("dated.jsonl")
"""Questions over the same articles whose answers change, contradict each other or are denied."""

Kind = Literal[
    "fact",
    "figure",
    "list",
    "date",
    "description",
    "attribution",
    "dated",
    "conflict",
    "unanswerable",
]


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where an answer stands: code points of the revision's text, which ``quote`` equals there.

    Anchored to an article, never to a passage, so that no other way of cutting passages changes
    a gold set.
    """

    document: str
    revision: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if len(self.span) != len(self.quote):
            raise ValueError(f"the quote has {len(self.quote)} characters, its span {self.span}")

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class GoldQuestion(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A question with its right answers. ``answers`` are items, each a choice of wordings.

    One item: any of its wordings is right. Several (a list, a conflict): all of them are wanted.
    None exactly when no article answers. ``as_of``: the day on which it is asked. ``about``: the
    article that a question without evidence was written about, if one was. ``dated``: what holds
    when, and what else of the answers is judged.
    """

    id: str
    question: str
    kind: Kind
    answers: tuple[tuple[str, ...], ...]
    evidence: tuple[Evidence, ...]
    as_of: datetime.date | None = None
    author: str = ""
    note: str = ""
    about: str = ""
    dated: Dated | None = None

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise ValueError("the id is blank")
        if not self.question.strip() or len(self.question) > MAX_QUESTION:
            raise ValueError(f"a question has 1 to {MAX_QUESTION} characters")
        if bool(self.answers) is (self.kind == "unanswerable"):
            raise ValueError("there are answers exactly when the kind is not 'unanswerable'")
        if self.evidence and not self.answers:
            raise ValueError("there is evidence, but nothing that it is evidence of")
        if self.evidence and self.about:
            raise ValueError(
                "what the question is about is said twice, the second time by evidence"
            )
        if not all(item and all(map(str.strip, item)) for item in self.answers):
            raise ValueError("an item of the answers has no wording, or a blank one")

    @property
    def answerable(self) -> bool:
        return bool(self.answers)


def read_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """The questions of a JSON Lines file, in its order.

    Raises:
        GoldError: if the file cannot be read or is empty, or at the first line that is not a gold
            question or repeats an id.
    """
    questions: dict[str, GoldQuestion] = {}
    for number, line in enumerate(gold_lines(path), start=1):
        try:
            question = msgspec.json.decode(line, type=GoldQuestion)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise GoldError(path, number, str(error)) from error
        if question.id in questions:
            raise GoldError(path, number, f"the id {question.id!r} is taken")
        questions[question.id] = question
    return tuple(questions.values())


def gold_lines(path: Path) -> list[bytes]:
    """The lines of a JSON Lines file, without what ends them.

    Raises:
        GoldError: if the file cannot be read or is empty.
    """
    try:
        lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
    except OSError as error:
        raise GoldError(path, 0, f"it cannot be read ({error.strerror})") from error
    if lines == [b""]:
        raise GoldError(path, 0, "it holds no question")
    return lines


def gold_line(question: GoldQuestion) -> bytes:
    """``question`` as a line of a gold set, without what ends it."""
    return msgspec.json.format(msgspec.json.encode(question), indent=0)


def is_sample(path: Path) -> bool:
    """Whether ``path`` is a gold set over the articles that come with Dateline, or a copy of one.

    Raises:
        GoldError: if the file cannot be read.
    """
    if not path.exists():
        return False
    try:
        return any(
            path.samefile(gold) or path.read_bytes() == gold.read_bytes()
            for gold in (SAMPLE_GOLD, DATED_GOLD)
        )
    except OSError as error:
        raise GoldError(path, 0, f"it cannot be read ({error.strerror})") from error
