"""Read-only access to past sessions, for what is due: fast, and never waits long.

A shell prompt and the painting of a screen wait for it: the file is opened for reading only, none is created,
nothing is migrated, and another process that writes is not waited for long.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from loosen.domain.past_sessions import EARLIEST, HALF, RECENT, SKIMMED, PastSession, is_enough
from loosen.storage import files
from loosen.storage.locks import has_locks, is_busy, unlocked_address
from loosen.storage.problems import shown_path

PATIENCE = 0.2
"""Seconds to wait for another process that writes."""
FINISHED = "finished"
OLD = f"""
julianday(started) BETWEEN julianday('{EARLIEST.isoformat()}') AND julianday(:recent)
"""
OLD_AND_ENOUGH = f"""
{OLD} AND (1.0 * active / planned >= {HALF} OR outcome = '{FINISHED}' AND 1.0 * active / planned > {SKIMMED})
"""
SESSIONS = f"""
SELECT id, routine, started, ended, outcome, planned, active FROM sessions
WHERE ifnull(julianday(started) > julianday(:recent), TRUE) OR id IN (
    SELECT id FROM (SELECT id, max(julianday(started)) FROM sessions WHERE {OLD} GROUP BY routine)
    UNION SELECT id FROM (
        SELECT id, max(julianday(ended)) FROM sessions WHERE {OLD_AND_ENOUGH} GROUP BY routine)
    UNION SELECT id FROM (
        SELECT id, max(substr(started, 1, 10)) FROM sessions WHERE {OLD_AND_ENOUGH} GROUP BY routine)
)
"""  # noqa: S608  numbers and words of the program
WORKED = """
SELECT DISTINCT steps.session, steps.exercise FROM sessions
CROSS JOIN steps ON steps.session = sessions.id
CROSS JOIN rounds ON rounds.session = steps.session AND rounds.step = steps.number
WHERE julianday(sessions.started) > julianday(:recent) AND rounds.seconds > 0
"""
"""CROSS JOIN fixes the order of the loops: recent sessions first, then only their rounds."""


class CannotTell(Exception):
    """The history cannot be read at present; the sentence says why, in one line.

    ``busy`` is whether another process is writing to it, so that it can be read in a moment.
    """

    def __init__(self, words: str, *, busy: bool) -> None:
        super().__init__(words)
        self.busy = busy


def read_past_sessions(
    path: Path, now: datetime, patience: float = PATIENCE
) -> tuple[PastSession, ...]:
    """Read the sessions of a history that what is due depends on; none if there is no history.

    They are all recent ones, with their exercises, and of the earlier ones the last of each routine: the
    last begun, the last ended of those that count, and one of the last day of these. Sessions dated before
    this program existed, by a clock that was not set, are left out.

    Raises:
        CannotTell: when it cannot be read.
    """
    if files.is_missing(path):
        return ()
    try:
        files.demand_regular(path)
        return _read_past_sessions(path, now, patience)
    except sqlite3.Error as error:
        words = "another process is writing to it" if is_busy(error) else "cannot be read"
        raise CannotTell(f"{shown_path(path)}: {words}", busy=is_busy(error)) from None
    except OSError as error:
        words = f"cannot be read: {files.reason(error, path)}"
        raise CannotTell(f"{shown_path(path)}: {words}", busy=False) from None
    except (ValueError, TypeError):
        raise CannotTell(f"{shown_path(path)}: is damaged", busy=False) from None


def _read_past_sessions(path: Path, now: datetime, patience: float) -> tuple[PastSession, ...]:
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        return _read_from(address, now, patience)
    except sqlite3.OperationalError as error:
        if not is_busy(error) or has_locks(path.parent):
            raise
    return _read_from(unlocked_address(path), now, patience)


def _read_from(address: str, now: datetime, patience: float) -> tuple[PastSession, ...]:
    with _opened(address, patience) as connection:
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            return ()  # made a moment ago, with nothing in it yet
        recent = {"recent": (now - RECENT).isoformat()}
        sessions = connection.execute(SESSIONS, recent).fetchall()
        worked: dict[str, set[str]] = {}
        for session, exercise in connection.execute(WORKED, recent):
            worked.setdefault(session, set()).add(exercise)
    done = (_past_session(row, frozenset(worked.get(row[0], ()))) for row in sessions)
    return tuple(one for one in done if one.started >= EARLIEST)


@contextlib.contextmanager
def _opened(address: str, patience: float) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    with contextlib.closing(connection):
        connection.execute("BEGIN")
        yield connection


def _past_session(
    row: tuple[str, str, str, str, str, float, float], worked: frozenset[str]
) -> PastSession:
    _, routine, started, ended, outcome, planned, active = row
    enough = is_enough(finished=outcome == FINISHED, planned=planned, active=active)
    return PastSession(routine, _instant(started), _instant(ended), enough, worked)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant without its zone")
    return instant
