"""The SQLite file under the store: opening it, its schema, its connections and transactions."""

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from corpus.errors import StoreUnusableError

FILE_NAME = "dateline.sqlite"
SCHEMA_VERSION = 1
_APPLICATION_ID = 0x444C4E45  # "DLNE": tells our file from another program's
_PATIENCE_S = 60.0
"""How long to wait for another process that is writing; a whole ingest is one transaction."""

_SCHEMA = """
CREATE TABLE documents (
    id           TEXT PRIMARY KEY,
    current      TEXT NOT NULL,
    origin       TEXT NOT NULL,
    stated_id    INTEGER NOT NULL CHECK (stated_id IN (0, 1)),
    status       TEXT NOT NULL DEFAULT 'live' CHECK (status IN ('live', 'retracted')),
    reason       TEXT,
    retracted_at TEXT,
    CHECK ((status = 'retracted') = (reason IS NOT NULL AND retracted_at IS NOT NULL)),
    FOREIGN KEY (id, current) REFERENCES revisions (document_id, revision)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE revisions (
    document_id  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    revision     TEXT NOT NULL,
    seq          INTEGER NOT NULL CHECK (seq >= 1),
    stored_at    TEXT NOT NULL,
    text         TEXT NOT NULL,
    title        TEXT NOT NULL,
    source       TEXT NOT NULL,
    author       TEXT NOT NULL,
    url          TEXT NOT NULL,
    published    TEXT,
    basis        TEXT NOT NULL CHECK (basis IN ('stated', 'inferred', 'unknown')),
    date_origin  TEXT NOT NULL,
    prose        TEXT NOT NULL,
    PRIMARY KEY (document_id, revision),
    UNIQUE (document_id, seq)
) STRICT;
CREATE TRIGGER revisions_are_immutable BEFORE UPDATE OF document_id, revision, seq, text
ON revisions BEGIN SELECT RAISE(ABORT, 'the text of a revision never changes'); END;
CREATE TABLE passages (
    document_id  TEXT NOT NULL,
    revision     TEXT NOT NULL,
    start        INTEGER NOT NULL,
    stop         INTEGER NOT NULL CHECK (0 <= start AND start < stop),
    PRIMARY KEY (document_id, start, stop),
    FOREIGN KEY (document_id, revision) REFERENCES revisions (document_id, revision)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
"""

_T = TypeVar("_T")


class Database:
    """Connections to one file, usable from several threads; each is held by one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False

    @classmethod
    def open(cls, data_dir: Path, *, create: bool) -> "Database":
        """Open ``data_dir/dateline.sqlite``; with ``create``, make what is missing of it.

        Raises:
            StoreUnusableError: if there is none to open, or it is foreign, newer or damaged.
        """
        path = data_dir / FILE_NAME
        if not create and not path.is_file():
            raise StoreUnusableError(
                f"there is no store at {path}: load articles with `dateline ingest PATH` first"
            )
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnusableError(
                f"{data_dir} cannot be made: {error.strerror}; name another with --data-dir"
            ) from error
        database = cls(path)
        try:
            with database.connection() as connection:
                database._prepare(connection)
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for one block of work; SQLite's errors become ``StoreUnusableError``."""
        with self._errors():
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = self._connect()
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
            if self._closed:
                connection.close()
            else:
                self._idle.append(connection)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; waits up to a minute for another writer to finish."""
        with self.connection() as connection:
            _patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close every idle connection; one that is in use is closed when it is given back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    def _connect(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreUnusableError(f"the store at {self.path} was closed")
        connection = sqlite3.connect(
            self.path, timeout=1.0, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if self._is_ready(connection):
            return
        _patiently(lambda: connection.execute("PRAGMA journal_mode = WAL"))
        _patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
        try:
            if not self._is_ready(connection):  # another process may have been quicker
                for statement in _statements(_SCHEMA):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _is_ready(self, connection: sqlite3.Connection) -> bool:
        """Whether the file holds our schema; False: it holds nothing yet."""

        def number(pragma: str) -> int:
            return int(_patiently(lambda: connection.execute(f"PRAGMA {pragma}").fetchone()[0]))

        version = number("user_version")
        if number("application_id") == _APPLICATION_ID:
            if version != SCHEMA_VERSION:
                raise StoreUnusableError(
                    f"{self.path} has schema version {version} and this Dateline knows "
                    f"{SCHEMA_VERSION}: use the Dateline that wrote it, or name another --data-dir"
                )
            return True
        if version or number("schema_version"):
            raise StoreUnusableError(
                f"{self.path} is another program's SQLite file: name another --data-dir"
            )
        return False

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.OperationalError as error:
            raise StoreUnusableError(
                f"the store at {self.path} cannot be used ({error}): see that no other program "
                "holds it, and that the disk is writable and not full"
            ) from error
        except sqlite3.DatabaseError as error:
            raise StoreUnusableError(
                f"{self.path} is damaged or no Dateline store ({error}): put it aside and load "
                "the articles again with `dateline ingest PATH`"
            ) from error


def _statements(script: str) -> Iterator[str]:
    """The script's statements; ``executescript`` would commit the open transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _patiently(action: Callable[[], _T]) -> _T:
    """Try again while another process writes, in steps that leave room for Ctrl-C."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return action()
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
