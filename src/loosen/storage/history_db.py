"""The history's file: SQLite, its migrations, and transactions that either happen or do not.

A rollback journal and not WAL, since home folders live on network file systems; a connection for each
operation, so that no lock is held across a link that stalls.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from pydantic import ValidationError

from loosen.domain.history import MergeResult, SessionRecord, merge
from loosen.domain.text import clean
from loosen.storage.history_rows import (
    delete_record,
    has_record,
    insert_record,
    read_records,
)
from loosen.storage.locations import SHIPPED
from loosen.storage.problems import shown_path

MIGRATIONS = SHIPPED / "migrations"
PATIENCE = 15.0
"""Seconds to wait for another process that writes."""
SETTINGS = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)

Answer = TypeVar("Answer")


class HistoryProblem(Exception):
    """The history cannot be read or written at present; the sentence says why, in one line."""


class History:
    """The sessions of a person. ``patience`` is how long to wait for another writer, in seconds."""

    def __init__(
        self, path: Path, migrations: Path = MIGRATIONS, patience: float = PATIENCE
    ) -> None:
        self.path = path
        self._migrations = migrations
        self._patience = patience

    def add(self, *records: SessionRecord) -> None:
        """Keep sessions; one that is there already stays as it is.

        Raises:
            HistoryProblem: when they cannot be kept; nothing has changed then.
        """
        self._told(lambda: self._change(add=records))

    def put(self, *records: SessionRecord) -> None:
        """Keep sessions as they are here, whatever was kept of them before.

        Raises:
            HistoryProblem: when they cannot be kept; nothing has changed then.
        """
        self._told(lambda: self._change(put=records))

    def merge(self, records: Iterable[SessionRecord]) -> MergeResult:
        """Take in another history: all of it that is news, or nothing; what was news comes back.

        Raises:
            HistoryProblem: when it cannot be kept; nothing has changed then.
        """
        return self._told(lambda: self._merge(records))

    def remove(self, session: UUID) -> None:
        """Forget a session; one that is not there is no harm.

        Raises:
            HistoryProblem: when it cannot be done; nothing has changed then.
        """
        if self.path.exists():
            self._told(lambda: self._change(remove=(session,)))

    def all(self) -> tuple[SessionRecord, ...]:
        """Every session, the earliest first; none where there is no history yet.

        Raises:
            HistoryProblem: when it cannot be read.
        """
        return self._told(self._all) if self.path.exists() else ()

    def _all(self) -> tuple[SessionRecord, ...]:
        with self._open() as connection:
            connection.execute("BEGIN")
            return read_records(connection)

    def _merge(self, records: Iterable[SessionRecord]) -> MergeResult:
        with self._open() as connection, _writing(connection):
            merged = merge(read_records(connection), records)
            for record in merged.updated:
                delete_record(connection, record.id)
            for record in merged.changes:
                insert_record(connection, record)
            return merged

    def _change(
        self,
        *,
        add: tuple[SessionRecord, ...] = (),
        put: tuple[SessionRecord, ...] = (),
        remove: tuple[UUID, ...] = (),
    ) -> None:
        with self._open() as connection, _writing(connection):
            for session in (*remove, *(record.id for record in put)):
                delete_record(connection, session)
            for record in (*add, *put):
                if not has_record(connection, record.id):
                    insert_record(connection, record)

    def _told(self, work: Callable[[], Answer]) -> Answer:
        name = shown_path(self.path)
        try:
            return work()
        except sqlite3.DatabaseError as error:
            raise HistoryProblem(f"{name}: {_sentence(error)}") from None
        except (ValidationError, UnicodeDecodeError):
            raise HistoryProblem(f"{name}: {DAMAGED}") from None
        except OSError as error:
            raise HistoryProblem(f"{name}: cannot be opened: {error.strerror}") from None

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made before SQLite would make it, to be private from its first byte on.
        if not self.path.exists():
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        connection = sqlite3.connect(self.path, timeout=self._patience, isolation_level=None)
        with contextlib.closing(connection):
            connection.row_factory = sqlite3.Row
            for setting in SETTINGS:
                connection.execute(setting)
            self._migrate(connection)
            yield connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        scripts = sorted(self._migrations.glob("*.sql"))
        if _version(connection) > len(scripts):
            raise HistoryProblem(f"{shown_path(self.path)}: was written by a newer loosen")
        if _version(connection) == len(scripts):
            return
        with _writing(connection):
            # Asked again inside: another process may have been quicker.
            version = _version(connection)
            if 0 < version < len(scripts):
                self._back_up(version)
            for number, script in enumerate(scripts[version:], version + 1):
                for statement in _statements(script.read_text()):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")

    def _back_up(self, version: int) -> None:
        """Copy the file while no one else can write it."""
        copy = self.path.with_name(f"{self.path.name}.version-{version}")
        shutil.copyfile(self.path, copy)
        copy.chmod(0o600)


DAMAGED = "is damaged; move it away to begin a new history, what is not in it yet is kept beside"


def _sentence(error: sqlite3.DatabaseError) -> str:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return DAMAGED
        case sqlite3.SQLITE_READONLY:
            return "is read-only"
        case sqlite3.SQLITE_FULL:
            return "the disk is full"
        case sqlite3.SQLITE_BUSY:
            return "another process is writing to it"
        case _:
            return f"cannot be used: {clean(str(error), 200)}"


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextlib.contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that has the right to write from its first moment: all of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have rolled it back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; ``executescript`` would commit the transaction it stands in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
