"""Rows of the history to and from SessionRecord; the transaction is the caller's."""

import sqlite3
from collections.abc import Mapping
from uuid import UUID

from loosen.domain.history import SessionRecord

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
    """Whether a session is kept."""
    known = "SELECT 1 FROM sessions WHERE id = ?"
    return connection.execute(known, (str(session),)).fetchone() is not None


def delete_record(connection: sqlite3.Connection, session: UUID) -> None:
    """Forget a session, and with it all that belongs to it."""
    connection.execute("DELETE FROM sessions WHERE id = ?", (str(session),))


def insert_record(connection: sqlite3.Connection, record: SessionRecord) -> None:
    """Write a session that is not there."""
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


Groups = dict[tuple[object, ...], list[sqlite3.Row]]


def read_records(connection: sqlite3.Connection) -> tuple[SessionRecord, ...]:
    """Every session, the earliest first.

    Raises:
        Invalid: when a row makes no sense.
    """
    sessions = connection.execute("SELECT * FROM sessions ORDER BY julianday(started), id")
    records = sessions.fetchall()
    steps = connection.execute("SELECT * FROM steps ORDER BY session, number").fetchall()
    rounds = connection.execute("SELECT * FROM rounds ORDER BY session, step, number").fetchall()
    pains = connection.execute("SELECT * FROM pains ORDER BY session, number").fetchall()
    steps_of = _grouped(steps, ("session",))
    rounds_of = _grouped(rounds, ("session", "step"))
    pains_of = _grouped(pains, ("session",))
    return tuple(
        _record(row, steps_of.get((row["id"],), []), rounds_of, pains_of.get((row["id"],), []))
        for row in records
    )


def _grouped(rows: list[sqlite3.Row], keys: tuple[str, ...]) -> Groups:
    groups: Groups = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    return groups


def _record(
    row: sqlite3.Row, steps: list[sqlite3.Row], rounds_of: Groups, pains: list[sqlite3.Row]
) -> SessionRecord:
    whole = _picked(row, SESSION_KEYS) | {
        "steps": [
            _picked(step, STEP_KEYS)
            | {
                "rounds": [
                    _picked(one, ROUND_KEYS) | {"again": bool(one["again"])}
                    for one in rounds_of.get((row["id"], step["number"]), [])
                ]
            }
            for step in steps
        ],
        "answers": _picked(row, ANSWER_KEYS)
        | {moment: _feeling(row, moment) for moment in MOMENTS}
        | {
            "harder": {step["number"] - 1: step["harder"] for step in steps if step["harder"]},
            "pains": [_picked(pain, PAIN_KEYS) for pain in pains],
        },
    }
    return SessionRecord.from_plain(whole)


def _picked(row: sqlite3.Row, keys: tuple[str, ...]) -> dict[str, object]:
    return {key: row[key] for key in keys}


def _feeling(row: sqlite3.Row, moment: str) -> dict[str, object] | None:
    said = {key: row[f"{key}_{moment}"] for key in FEELING_KEYS}
    return said if any(value is not None for value in said.values()) else None
