"""The history database: SQLite, migrations, atomic transactions.

A rollback journal and not WAL, since home folders live on network file systems; a connection for each
operation, so that no lock is held across a link that stalls.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from loosen.domain.history import MergeResult, SessionRecord, merge
from loosen.domain.text import clean
from loosen.domain.value import Invalid
from loosen.storage import files
from loosen.storage.history_rows import (
    LATEST,
    SINCE,
    count_by_day,
    count_records,
    delete_record,
    has_record,
    insert_record,
    read_records,
)
from loosen.storage.locations import SHIPPED
from loosen.storage.locks import NO_LOCKS, has_locks, is_busy, unlocked_address
from loosen.storage.problems import Failure, shown_path

MIGRATIONS = SHIPPED / "migrations"
PATIENCE = 15.0
"""Seconds to wait for another process that writes."""
A_DAY = 24 * 60 * 60.0
FIRST_PATIENCE = 0.3
"""Seconds after which to test whether the file system has locks at all."""
SETTINGS = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)

Answer = TypeVar("Answer")


class HistoryProblem(Failure):
    """The history cannot be read or written at present."""


class History:
    """The sessions of a person. ``patience`` is how long to wait for another writer, in seconds."""

    def __init__(
        self, path: Path, migrations: Path = MIGRATIONS, patience: float = PATIENCE
    ) -> None:
        self.path = path
        self._migrations = migrations
        self._patience = patience

    def add(self, *records: SessionRecord) -> None:
        """Add sessions; one that is there already stays as it is.

        Raises:
            HistoryProblem: when they cannot be written; nothing has changed then.
        """
        self._in_words(lambda wait: self._change(wait, add=records))

    def put(self, *records: SessionRecord) -> None:
        """Add sessions, or replace those that are there.

        Raises:
            HistoryProblem: when they cannot be written; nothing has changed then.
        """
        self._in_words(lambda wait: self._change(wait, put=records))

    def merge(self, records: Iterable[SessionRecord]) -> MergeResult:
        """Merge another history, all of it or nothing, and return what was added and replaced.

        Raises:
            HistoryProblem: when it cannot be written; nothing has changed then.
        """
        kept = tuple(records)
        return self._in_words(lambda wait: self._merge(wait, kept))

    def remove(self, session: UUID) -> None:
        """Delete a session, if it is there.

        Raises:
            HistoryProblem: when it cannot be done; nothing has changed then.
        """
        if not files.is_missing(self.path):
            self._in_words(lambda wait: self._change(wait, remove=(session,)))

    def all(self) -> tuple[SessionRecord, ...]:
        """Every session, the earliest first; none where there is no history yet.

        Raises:
            HistoryProblem: when it cannot be read.
        """
        return self._read(read_records, ())

    def latest(self, number: int) -> tuple[SessionRecord, ...]:
        """The latest sessions, at most so many, the earliest of them first; see ``all``."""
        return self._read(lambda connection: read_records(connection, LATEST, number), ())

    def since(self, instant: datetime) -> tuple[SessionRecord, ...]:
        """The sessions that began at an instant or later, the earliest first; see ``all``."""
        when = instant.isoformat()
        return self._read(lambda connection: read_records(connection, SINCE, when), ())

    def days(self) -> dict[date, int]:
        """How many sessions count, by each day on which one began; see ``all`` and ``stats.weeks``."""
        return self._read(count_by_day, {})

    def count(self) -> int:
        """The number of sessions; see ``all``."""
        return self._read(count_records, 0)

    def _read(self, read: Callable[[sqlite3.Connection], Answer], nothing: Answer) -> Answer:
        def locked(wait: float) -> Answer:
            with self._open(wait) as connection:
                connection.execute("BEGIN")
                return read(connection)

        def unlocked() -> Answer:
            address = unlocked_address(self.path)
            connection = sqlite3.connect(address, uri=True, isolation_level=None)
            with contextlib.closing(connection):
                return read(connection)

        return nothing if files.is_missing(self.path) else self._in_words(locked, unlocked)

    def _merge(self, wait: float, records: Iterable[SessionRecord]) -> MergeResult:
        with self._open(wait) as connection:
            with _writing(connection):
                merged = merge(read_records(connection), records)
                for record in merged.updated:
                    delete_record(connection, record.id)
                for record in merged.changes:
                    insert_record(connection, record)
            self._keep_copy(connection)
            return merged

    def _change(
        self,
        wait: float,
        *,
        add: tuple[SessionRecord, ...] = (),
        put: tuple[SessionRecord, ...] = (),
        remove: tuple[UUID, ...] = (),
    ) -> None:
        with self._open(wait) as connection:
            with _writing(connection):
                for session in (*remove, *(record.id for record in put)):
                    delete_record(connection, session)
                for record in (*add, *put):
                    if not has_record(connection, record.id):
                        insert_record(connection, record)
            self._keep_copy(connection, forget=bool(remove))

    def _in_words(
        self, work: Callable[[float], Answer], unlocked: Callable[[], Answer] | None = None
    ) -> Answer:
        """Return the result of ``work``, which takes the seconds to wait; errors become a HistoryProblem.

        ``unlocked`` does the same without locks, where the file system has none.
        """
        name = shown_path(self.path)
        try:
            return self._patiently(work, unlocked)
        except sqlite3.DatabaseError as error:
            raise HistoryProblem(f"{name}: {self._sentence(error)}") from None
        except (Invalid, UnicodeDecodeError):
            raise HistoryProblem(f"{name}: {self._damaged}") from None
        except OSError as error:
            words = files.reason(error, self.path)
            raise HistoryProblem(f"{name}: cannot be opened: {words}") from None

    def _patiently(
        self, work: Callable[[float], Answer], unlocked: Callable[[], Answer] | None
    ) -> Answer:
        """Wait briefly for another writer, and long only where the file system has locks."""
        first = min(FIRST_PATIENCE, self._patience)
        try:
            return work(first)
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
        if has_locks(self.path.parent):
            return work(self._patience - first)
        if unlocked is None:
            raise HistoryProblem(f"{shown_path(self.path)}: {NO_LOCKS}")
        return unlocked()

    @property
    def copy(self) -> Path:
        """Path of the last good copy, at most a day older than the history."""
        return self.path.with_name(f"{self.path.name}.good")

    def _sentence(self, error: sqlite3.DatabaseError) -> str:
        words = _sentence(error)
        return self._damaged if words == DAMAGED else words

    @property
    def _damaged(self) -> str:
        if not self.copy.is_file():
            return DAMAGED
        return f"is damaged; move it away and rename {self.copy.name} to {self.path.name}: the last good copy"

    def _keep_copy(self, connection: sqlite3.Connection, *, forget: bool = False) -> None:
        """Copy an undamaged history beside itself if the copy there is a day old. Never raises.

        With ``forget`` it is always copied, so that what was deleted is in no copy.
        """
        with contextlib.suppress(sqlite3.Error, OSError):
            if not (forget or self._is_copy_old()) or not _is_whole(connection):
                return
            import tempfile

            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
            os.close(handle)
            try:
                with contextlib.closing(sqlite3.connect(name)) as target:
                    connection.backup(target)
                Path(name).replace(self.copy)
            finally:
                Path(name).unlink(missing_ok=True)

    def _is_copy_old(self) -> bool:
        if files.is_missing(self.copy):
            return True
        files.demand_regular(self.copy)
        apart = self.path.stat().st_mtime - self.copy.stat().st_mtime
        return abs(apart) >= A_DAY

    @contextlib.contextmanager
    def _open(self, wait: float) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made before SQLite would make it, to be private from its first byte on.
        if files.is_missing(self.path):
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        files.demand_regular(self.path)
        connection = sqlite3.connect(self.path, timeout=wait, isolation_level=None)
        with contextlib.closing(connection):
            for setting in SETTINGS:
                connection.execute(setting)
            self._migrate(connection)
            yield connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        scripts = sorted(self._migrations.glob("*.sql"))
        if _version(connection) > len(scripts):
            raise HistoryProblem(f"{shown_path(self.path)}: {NEWER}")
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
        """Copy the file, inside a transaction that locks it."""
        copy = self.path.with_name(f"{self.path.name}.version-{version}")
        import shutil

        shutil.copyfile(self.path, copy)
        copy.chmod(0o600)


NEWER = "was written by a newer loosen: update this one; what is not in it yet is kept beside"
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


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Whether a database is undamaged and its rows can be read."""
    try:
        read_records(connection)
    except Invalid:
        return False
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextlib.contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Context of a transaction that holds the write lock from its start."""
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
