"""Rows of the history to and from SessionRecord; the transaction is the caller's."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any  # a column, whose type only the whole session shows
from uuid import UUID

from loosen.domain.history import RoundRecord, SessionRecord, StepRecord
from loosen.domain.value import convert

SESSION_KEYS = (
    "id", "routine", "name", "started", "ended", "outcome", "planned", "active", "changed",
)  # fmt: skip
STEP_KEYS = ("exercise", "name", "dose")
ROUND_KEYS = ("side", "set_number", "again", "planned", "seconds", "outcome")
PAIN_KEYS = ("step", "exercise", "side", "at", "seconds", "way_on")
FEELING_KEYS = ("stiffness", "pain")
MOMENTS = ("before", "after")
ANSWER_KEYS = ("morning", "note")


def has_record(connection: sqlite3.Connection, session: UUID) -> bool:
    """Whether a session is there."""
    known = "SELECT 1 FROM sessions WHERE id = ?"
    return connection.execute(known, (str(session),)).fetchone() is not None


def delete_record(connection: sqlite3.Connection, session: UUID) -> None:
    """Delete a session with all its rows."""
    connection.execute("DELETE FROM sessions WHERE id = ?", (str(session),))


def insert_record(connection: sqlite3.Connection, record: SessionRecord) -> None:
    """Insert a session that is not there."""
    values = record.to_plain()
    answers, own = values["answers"], {"session": values["id"]}
    feelings = {
        f"{key}_{moment}": (answers[moment] or {}).get(key)
        for moment in MOMENTS
        for key in FEELING_KEYS
    }
    told = _only(answers, ANSWER_KEYS)
    _insert(connection, "sessions", _only(values, SESSION_KEYS) | feelings | told)
    for number, step in enumerate(values["steps"], 1):
        harder = record.answers.harder.get(number - 1)
        row = own | {"number": number, "harder": harder} | _only(step, STEP_KEYS)
        _insert(connection, "steps", row)
        for count, one in enumerate(step["rounds"], 1):
            row = own | {"step": number, "number": count} | _only(one, ROUND_KEYS)
            _insert(connection, "rounds", row)
    for number, pain in enumerate(answers["pains"], 1):
        _insert(connection, "pains", own | {"number": number} | _only(pain, PAIN_KEYS))


def _only(values: Mapping[str, object], keys: tuple[str, ...]) -> dict[str, object]:
    return {key: values[key] for key in keys}


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    into = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608  names of this module
    connection.execute(into, tuple(row.values()))


SESSION_COLUMNS = (
    *SESSION_KEYS, *ANSWER_KEYS,
    *(f"{key}_{moment}" for moment in MOMENTS for key in FEELING_KEYS),
)  # fmt: skip
LATEST = "(SELECT id FROM sessions ORDER BY julianday(started) DESC, id DESC LIMIT ?)"
SINCE = "(SELECT id FROM sessions WHERE julianday(started) >= julianday(?))"
_COLUMNS = {
    "sessions": SESSION_COLUMNS,
    "steps": ("session", "number", "harder", *STEP_KEYS),
    "rounds": ("session", "step", "number", *ROUND_KEYS),
    "pains": ("session", "number", *PAIN_KEYS),
}
Row = tuple[Any, ...]


def read_records(
    connection: sqlite3.Connection, which: str = "", *values: object
) -> tuple[SessionRecord, ...]:
    """Sessions, the earliest first: all, or those of which a query, ``which``, gives the ids.

    Raises:
        Invalid: when a row makes no sense.
    """

    def rows(table: str) -> sqlite3.Cursor:
        return connection.execute(_query(table, which), values)

    # Read side by side, so that no more than one session is there as rows.
    steps, rounds, pains = (_by_session(rows(table)) for table in ("steps", "rounds", "pains"))
    records = (
        _record(row, steps(row[0]), rounds(row[0]), pains(row[0])) for row in rows("sessions")
    )
    return tuple(sorted(records, key=lambda record: (record.started, record.id)))


def count_records(connection: sqlite3.Connection) -> int:
    """The number of sessions."""
    return int(connection.execute("SELECT count(*) FROM sessions").fetchone()[0])


_BY_DAY = """
SELECT substr(started, 1, 10) AS day, sum(
    outcome = 'finished'
    OR EXISTS (SELECT 1 FROM pains WHERE session = id)
    OR ifnull((SELECT sum(seconds) FROM rounds WHERE session = id), 0) >= ?
) FROM sessions GROUP BY day
"""


def count_by_day(connection: sqlite3.Connection) -> dict[date, int]:
    """How many sessions count, by each local date on which one began; ``stats.weeks.counts_as_session``.

    Raises:
        Invalid: when a row makes no sense.
    """
    from loosen.domain.stats.weeks import LEAST_SECONDS

    days = connection.execute(_BY_DAY, (LEAST_SECONDS,)).fetchall()
    found: dict[date, int] = convert(dict(days), dict[date, int])
    return found


def _query(table: str, which: str) -> str:
    columns = _COLUMNS[table]
    where = f" WHERE {columns[0]} IN {which}" if which else ""
    order = [column for column in columns if column in ("id", "session", "step", "number")]
    return f"SELECT {', '.join(columns)} FROM {table}{where} ORDER BY {', '.join(order)}"  # noqa: S608  names of this module


def _by_session(rows: Iterator[Row]) -> Callable[[str], list[Row]]:
    """Return what gives the rows of a session, asked for in their order."""
    groups = groupby(rows, itemgetter(0))
    session, group = next(groups, (None, ()))

    def of(wanted: str) -> list[Row]:
        nonlocal session, group
        while session is not None and session < wanted:
            session, group = next(groups, (None, ()))
        return list(group) if session == wanted else []

    return of


def _record(row: Row, steps: list[Row], rounds: list[Row], pains: list[Row]) -> SessionRecord:
    whole = dict(zip(SESSION_COLUMNS, row, strict=True))
    done: dict[int, list[RoundRecord]] = {}
    for _, step, _, *values in rounds:
        done.setdefault(step, []).append(_round(*values))
    answers = {key: whole.pop(key) for key in ANSWER_KEYS} | {
        moment: _feeling(*(whole.pop(f"{key}_{moment}") for key in FEELING_KEYS))
        for moment in MOMENTS
    }
    answers["harder"] = {number - 1: harder for _, number, harder, *_ in steps if harder}
    answers["pains"] = [dict(zip(PAIN_KEYS, pain[2:], strict=True)) for pain in pains]
    own = [_step(tuple(done.get(number, ())), *values) for _, number, _, *values in steps]
    return SessionRecord.from_plain({**whole, "steps": own, "answers": answers})


# A long history has few different rounds and steps: most of them are there once, and read once.
@lru_cache(4_096)
def _round(*values: object) -> RoundRecord:
    plain = dict(zip(ROUND_KEYS, values, strict=True))
    return RoundRecord.from_plain({**plain, "again": plain["again"] == 1})


@lru_cache(4_096)
def _step(rounds: tuple[RoundRecord, ...], *values: object) -> StepRecord:
    return StepRecord.from_plain({**dict(zip(STEP_KEYS, values, strict=True)), "rounds": rounds})


def _feeling(*said: object) -> dict[str, object] | None:
    return None if said == (None,) * len(said) else dict(zip(FEELING_KEYS, said, strict=True))
