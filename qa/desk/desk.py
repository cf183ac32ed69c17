"""The desk: cases, reports and reviews in the store's file."""

import hashlib
import sqlite3
from collections.abc import Iterator

import msgspec

from corpus.store import Store
from corpus.writer import storable
from qa.answers import Citation, Outcome, Question, answers_of
from qa.desk.agreement import disagreed
from qa.desk.cases import Came, Case, Impression, Models, Review
from qa.desk.judging import NewReview, judged
from qa.desk.queue import Queue, WantedCases, selection
from qa.desk.rows import CASE, LINE, REPORT, REVIEW, case_of, line_of, report_of, review_of
from qa.errors import NotYoursError, UnknownCaseError, UnknownReviewError

_IN_FORCE = (
    "id IN (SELECT max(id) FROM reviews WHERE withdrawn_at IS NULL"
    " GROUP BY case_id, answer, editor)"
)
"""Of an editor's reviews of one item, the last that was not taken back."""


class Desk:
    """Cases over one store. A case is a question, its filters and one outcome of it.

    The same question with the same outcome again is the same case. A review never changes: a
    newer one by the same editor over the same answer takes its place, and when that is taken back
    the older one is in force again. Every method raises ``StoreUnusableError`` as the store does.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._database = store.database

    def log(self, question: Question, outcome: Outcome, models: Models) -> int:
        """Keep a question that was asked; returns the case's id."""
        with self._database.transaction() as connection:
            case = self._case(connection, question, outcome, models, "asked")
            connection.execute("UPDATE cases SET asked = asked + 1 WHERE id = ?", (case,))
        return case

    def report(
        self,
        question: Question,
        outcome: Outcome,
        models: Models,
        verdict: Impression,
        note: str = "",
        citations: tuple[Citation, ...] = (),
        generation: str = "",
    ) -> int:
        """Keep what a reader says of an outcome; returns the case's id."""
        with self._database.transaction() as connection:
            case = self._case(connection, question, outcome, models, "reported")
            connection.execute("UPDATE cases SET reports = reports + 1 WHERE id = ?", (case,))
            connection.execute(
                "INSERT INTO reports (case_id, verdict, note, citations, generation, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (case, verdict, note, _json(citations), generation, self._now()),
            )
        return case

    def queue(self, wanted: WantedCases) -> Queue:
        """The cases that are ``wanted``, of one state of the desk."""
        if not storable(wanted.words):
            return Queue(0, ())
        where, order, values = selection(wanted)
        page = f"SELECT {LINE} FROM cases WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
        with self._database.connection() as connection:
            connection.execute("BEGIN")
            count = f"SELECT count(*) FROM cases WHERE {where}"
            total = connection.execute(count, values).fetchone()[0]
            rows = connection.execute(page, (*values, wanted.limit, wanted.offset)).fetchall()
            connection.execute("COMMIT")
        return Queue(total, tuple(map(line_of, rows)))

    def case(self, case: int) -> Case:
        """One case with its reports and the reviews in force.

        Raises:
            UnknownCaseError: if there is none.
        """
        with self._database.connection() as connection:
            connection.execute("BEGIN")
            found = self._read(connection, case)
            connection.execute("COMMIT")
        if found is None:
            raise UnknownCaseError(case)
        return found

    def cases(self) -> Iterator[Case]:
        """The cases that somebody judged, by id."""
        with self._database.connection() as connection:
            ids = connection.execute("SELECT id FROM cases WHERE editors > 0 ORDER BY id")
            numbers = [number for (number,) in ids.fetchall()]
        for number in numbers:
            yield self.case(number)

    def reviews(
        self, *, case: int | None = None, editor: str | None = None, history: bool = False
    ) -> list[Review]:
        """The reviews in force, oldest first; with ``history``, those before them too."""
        conditions = ["1" if history else _IN_FORCE]
        values: list[int | str] = []
        if case is not None:
            conditions.append("case_id = ?")
            values.append(case)
        if editor is not None:
            if not storable(editor):
                return []
            conditions.append("editor = ?")
            values.append(editor)
        query = f"SELECT {REVIEW} FROM reviews WHERE {' AND '.join(conditions)} ORDER BY id"
        with self._database.connection() as connection:
            return list(map(review_of, connection.execute(query, values)))

    def review(self, new: NewReview) -> Review:
        """Store a verdict; it takes the place of the editor's former one over the same item.

        Raises:
            UnknownCaseError: if there is no such case.
            BadRequestError: if the verdict does not fit what it is given to.
        """
        citations = judged(new, self.case(new.case).outcome, self._store)
        with self._database.transaction() as connection:
            row = connection.execute(
                "INSERT INTO reviews (case_id, answer, verdict, editor, note, citations, at)"
                f" VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING {REVIEW}",
                (
                    *(new.case, new.answer, new.verdict, new.editor, new.note),
                    *(_json(citations), self._now()),
                ),
            ).fetchone()
            self._settle(connection, new.case)
        return review_of(row)

    def withdraw(self, review: int, editor: str = "") -> None:
        """Take a verdict back; the same editor's former one is in force again, if there is one.

        ``editor``: whose it must be; "" is anybody's.

        Raises:
            UnknownReviewError: if there is none, or it was taken back before.
            NotYoursError: if it is another editor's.
        """
        query = "SELECT case_id, editor FROM reviews WHERE id = ? AND withdrawn_at IS NULL"
        with self._database.transaction() as connection:
            found = connection.execute(query, (review,)).fetchone()
            if found is None:
                raise UnknownReviewError(review)
            if editor and found[1] != editor:
                raise NotYoursError(found[1])
            connection.execute(
                "UPDATE reviews SET withdrawn_at = ? WHERE id = ?", (self._now(), review)
            )
            self._settle(connection, found[0])

    def _case(
        self,
        connection: sqlite3.Connection,
        question: Question,
        outcome: Outcome,
        models: Models,
        came: Came,
    ) -> int:
        answers, now = answers_of(outcome), self._now()
        query = (
            "INSERT INTO cases (digest, words, question, outcome, kind, confidence, answers,"
            " models, came, at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (digest) DO UPDATE SET last_at = excluded.last_at RETURNING id"
        )
        values = (
            _digest(question, outcome, models),
            question.question,
            _json(question),
            _json(outcome),
            "answered" if answers else "abstained",
            max((answer.confidence for answer in answers), default=None),
            len(answers),
            _json(models),
            *(came, now, now),
        )
        return int(connection.execute(query, values).fetchone()[0])

    def _read(self, connection: sqlite3.Connection, case: int) -> Case | None:
        row = connection.execute(f"SELECT {CASE} FROM cases WHERE id = ?", (case,)).fetchone()
        if row is None:
            return None
        of_case = "FROM reports WHERE case_id = ? ORDER BY id"
        reports = connection.execute(f"SELECT {REPORT} {of_case}", (case,)).fetchall()
        return case_of(row, tuple(map(report_of, reports)), self._in_force(connection, case))

    def _in_force(self, connection: sqlite3.Connection, case: int) -> list[Review]:
        query = f"SELECT {REVIEW} FROM reviews WHERE {_IN_FORCE} AND case_id = ? ORDER BY id"
        return list(map(review_of, connection.execute(query, (case,))))

    def _settle(self, connection: sqlite3.Connection, case: int) -> None:
        """Write down how many judged the case and whether they differ, for the queue."""
        reviews = self._in_force(connection, case)
        editors = len({review.editor for review in reviews})
        connection.execute(
            "UPDATE cases SET editors = ?, disagreed = ? WHERE id = ?",
            (editors, disagreed(reviews), case),
        )

    def _now(self) -> str:
        return self._store.now().isoformat()


def _digest(question: Question, outcome: Outcome, models: Models) -> str:
    """The same for the same case; how long the outcome took is not part of it."""
    asked = msgspec.structs.astuple(question)  # every field, said or not
    timeless = msgspec.structs.replace(outcome, timings_ms={})
    return hashlib.sha256(msgspec.json.encode((asked, timeless, models))).hexdigest()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
