"""A desk over two articles, and outcomes to be judged."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qa.answers import Outcome, Question
from qa.desk.cases import Models, Place, Review
from qa.desk.desk import Desk
from qa.desk.judging import NewReview
from tests.qa.fakes import CAIRO, HOTEL, WHO, FakeNewsroom

MODELS = Models("reader (1)", "encoder (2)")
NOON = datetime.datetime(2024, 4, 8, 12, tzinfo=datetime.UTC)


class Room:
    """A newsroom and its desk."""

    def __init__(self, newsroom: FakeNewsroom) -> None:
        self.newsroom = newsroom
        self.store = newsroom.store
        self.desk = Desk(newsroom.store)

    def outcome(self, question: str | Question = WHO) -> Outcome:
        asked = Question(question) if isinstance(question, str) else question
        return self.newsroom.ask(asked)

    def asked(self, question: str | Question = WHO) -> int:
        asked = Question(question) if isinstance(question, str) else question
        return self.desk.log(asked, self.outcome(asked), MODELS)

    def judge(self, case: int, editor: str = "Ada", **fields: Any) -> Review:
        return self.desk.review(NewReview(case=case, editor=editor, **fields))

    def place(self, quote: str, document: str = CAIRO.id) -> Place:
        found = self.store.document(document)
        at = found.text.index(quote)
        return Place(document, found.revision, type(found.prose[0])(at, at + len(quote)))


@contextmanager
def room(data_dir: Path) -> Iterator[Room]:
    with FakeNewsroom(data_dir) as newsroom:
        yield Room(newsroom)


__all__ = ["HOTEL", "MODELS", "WHO", "Room", "room"]
