"""What was done, read from the history without changing it: quick, and patient for a moment only.

A prompt asks this before every command that is typed, and the app while a screen is painted: so the file
is opened for reading alone, no file is made, nothing is migrated, and another process that writes is
not waited for long.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from loosen.domain.past_sessions import RECENT, PastSession, is_enough
from loosen.storage.problems import shown_path

PATIENCE = 0.2
"""Seconds to wait for another process that writes."""
FINISHED = "finished"
SESSIONS = "SELECT id, routine, started, ended, outcome, planned, active FROM sessions"
WORKED = """
SELECT DISTINCT steps.session, steps.exercise FROM sessions
CROSS JOIN steps ON steps.session = sessions.id
CROSS JOIN rounds ON rounds.session = steps.session AND rounds.step = steps.number
WHERE julianday(sessions.started) > julianday(?) AND rounds.seconds > 0
"""
"""CROSS keeps the order: the sessions of late first, then their rounds, and not all rounds there are."""


class CannotTell(Exception):
    """The history cannot be read at present; the sentence says why, in one line.

    ``busy`` is whether another process is writing to it, so that it can be read in a moment.
    """

    def __init__(self, words: str, *, busy: bool) -> None:
        super().__init__(words)
        self.busy = busy


def read_done(path: Path, now: datetime, patience: float = PATIENCE) -> tuple[PastSession, ...]:
    """Every session of a history, those of late with their exercises; none where there is no history.

    Raises:
        CannotTell: when it cannot be read.
    """
    if not path.exists():
        return ()
    try:
        with _opened(path, patience) as connection:
            if not connection.execute("PRAGMA user_version").fetchone()[0]:
                return ()  # made a moment ago, with nothing in it yet
            sessions = connection.execute(SESSIONS).fetchall()
            worked: dict[str, set[str]] = {}
            for session, exercise in connection.execute(WORKED, ((now - RECENT).isoformat(),)):
                worked.setdefault(session, set()).add(exercise)
        return tuple(_done(row, frozenset(worked.get(row[0], ()))) for row in sessions)
    except sqlite3.Error as error:
        busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
        words = "another process is writing to it" if busy else "cannot be read"
        raise CannotTell(f"{shown_path(path)}: {words}", busy=busy) from None
    except (ValueError, TypeError):
        raise CannotTell(f"{shown_path(path)}: is damaged", busy=False) from None


@contextlib.contextmanager
def _opened(path: Path, patience: float) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    with contextlib.closing(connection):
        connection.execute("BEGIN")
        yield connection


def _done(row: tuple[str, str, str, str, str, float, float], worked: frozenset[str]) -> PastSession:
    _, routine, started, ended, outcome, planned, active = row
    enough = is_enough(finished=outcome == FINISHED, planned=planned, active=active)
    return PastSession(routine, _instant(started), _instant(ended), enough, worked)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant without its zone")
    return instant
