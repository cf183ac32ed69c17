"""The SQLite file under the store: opening it, its connections and transactions."""

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from corpus.errors import StoreUnusableError
from corpus.schema import MIGRATIONS, SCHEMA_VERSION

FILE_NAME = "dateline.sqlite"
_APPLICATION_ID = 0x444C4E45  # "DLNE": tells our file from another program's
_PATIENCE_S = 60.0
"""How long to wait for another process that is writing; a whole ingest is one transaction."""

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
        # SQLite's own lower() knows ASCII only.
        connection.create_function("casefold", 1, str.casefold, deterministic=True)
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Bring the file's schema to our version, in one transaction: all of it, or nothing."""
        if self._version(connection) == SCHEMA_VERSION:
            return
        _patiently(lambda: connection.execute("PRAGMA journal_mode = WAL"))
        _patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
        try:
            # Asked again: another process may have been quicker.
            for migration in MIGRATIONS[self._version(connection) :]:
                for statement in _statements(migration):
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _version(self, connection: sqlite3.Connection) -> int:
        """The version of our schema in the file; 0: it holds nothing yet.

        Raises:
            StoreUnusableError: if it is newer than we know, or another program's.
        """

        def number(pragma: str) -> int:
            return int(_patiently(lambda: connection.execute(f"PRAGMA {pragma}").fetchone()[0]))

        version = number("user_version")
        if number("application_id") == _APPLICATION_ID:
            if not 1 <= version <= SCHEMA_VERSION:
                raise StoreUnusableError(
                    f"{self.path} has schema version {version} and this Dateline knows "
                    f"{SCHEMA_VERSION}: use the Dateline that wrote it, or name another --data-dir"
                )
            return version
        if version or number("schema_version"):
            raise StoreUnusableError(
                f"{self.path} is another program's SQLite file: name another --data-dir"
            )
        return 0

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.OperationalError as error:
            raise StoreUnusableError(
                f"the store at {self.path} cannot be used ({error}): see that no other program "
                "holds it, that you may write to it, and that the disk is not full"
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
