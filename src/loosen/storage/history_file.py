"""Export and import of a history as text: a header line, then one line of JSON per session; or as CSV.

Each line is JSON, so that whatever is wrong has a line number. What a file brings is checked like any
other text from outside, and held to what the history can keep.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import NoReturn

from loosen.domain.history import SessionRecord
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem

FORMAT, VERSION = "loosen-history", 1
LARGEST = 64 * 1024 * 1024
"""Bytes of a file."""
MOST_SESSIONS = 100_000
LONGEST_LINE = 1_000_000
MOST_STEPS, MOST_ROUNDS, MOST_PAINS = 500, 200, 500
LARGEST_NUMBER = 10_000_000
"""Of seconds, and of anything else."""
CSV_COLUMNS = (
    "session", "started", "ended", "routine", "session_outcome", "planned", "active", "step",
    "exercise", "dose", "side", "set", "again", "round_planned", "round_seconds", "round_outcome",
)  # fmt: skip
"""The columns of the export for spreadsheets."""


def history_text(records: Iterable[SessionRecord]) -> str:
    """Sessions as the text of a file."""
    first = json.dumps({"format": FORMAT, "version": VERSION})
    lines = (json.dumps(r.to_plain(), ensure_ascii=False) for r in records)
    return "\n".join([first, *lines]) + "\n"


def history_csv(records: Iterable[SessionRecord]) -> str:
    """Sessions as CSV for spreadsheets: a line of headings, then one for each set on a side."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(csv_rows(records))
    return text.getvalue()


def csv_rows(records: Iterable[SessionRecord]) -> Iterator[tuple[object, ...]]:
    """Yield one flat row per set of each session, for spreadsheets; None becomes an empty text."""
    for record in records:
        session = (
            record.id, record.started.isoformat(), record.ended.isoformat(), record.routine,
            record.outcome.value, record.planned, record.active,
        )  # fmt: skip
        for number, step in enumerate(record.steps, 1):
            for done in step.rounds:
                side = done.side.value if done.side else ""
                outcome = done.outcome.value if done.outcome else ""
                yield (
                    *session, number, step.exercise, step.dose, side, done.set_number,
                    int(done.again), done.planned, done.seconds, outcome,
                )  # fmt: skip


def read_history(data: bytes, name: str) -> tuple[SessionRecord, ...]:
    """The sessions of a file, in its order; ``name`` is what the file is called in problems.

    Raises:
        BadFile: with the first thing that is wrong; nothing of such a file is to be taken.
    """
    if len(data) > LARGEST:
        _wrong(name, f"is larger than {LARGEST // 1024 // 1024} MiB")
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        _wrong(name, "is not UTF-8 text", data[: error.start].count(b"\n") + 1)
    _check_first(lines[0], name)
    numbered = [(n, line) for n, line in enumerate(lines[1:], 2) if line.strip()]
    if len(numbered) > MOST_SESSIONS:
        _wrong(name, f"has more than {MOST_SESSIONS} sessions")
    return tuple(_session(line, name, number) for number, line in numbered)


def _wrong(name: str, wrong: str, line: int | None = None, key: str | None = None) -> NoReturn:
    raise BadFile([FileProblem(name, wrong, key, line=line)])


def _check_first(line: str, name: str) -> None:
    first = _plain(line, name, 1) if line.strip() else None
    if not isinstance(first, dict) or first.get("format") != FORMAT:
        wrong = "is no history of loosen’s; “loosen export --history” writes one"
        _wrong(name, wrong, 1)
    version = first.get("version")
    if isinstance(version, int) and version > VERSION:
        _wrong(name, f"was written by a newer loosen, in version {version}", 1)
    if version != VERSION:
        _wrong(name, f"has no version that is known; it is {VERSION}", 1)


def _plain(line: str, name: str, number: int) -> object:
    if len(line) > LONGEST_LINE:
        _wrong(name, f"is longer than {LONGEST_LINE} characters", number)
    try:
        return json.loads(line, parse_constant=_no_number)
    except RecursionError:
        _wrong(name, "is nested too deeply", number)
    except ValueError:
        _wrong(name, "is not JSON", number)


def _no_number(_word: str) -> NoReturn:
    raise ValueError


def _session(line: str, name: str, number: int) -> SessionRecord:
    plain = _plain(line, name, number)
    try:
        record = files.validate(SessionRecord, plain, name)
    except BadFile as bad:
        raise BadFile([bad.problems[0]._replace(line=number)]) from None
    for key, wrong in _implausible(record):
        _wrong(name, wrong, number, key)
    return record


def _implausible(record: SessionRecord) -> Iterator[tuple[str, str]]:
    """Values that the types allow, but the history cannot keep or no session can have."""
    yield from _too_many("steps", len(record.steps), MOST_STEPS)
    yield from _too_many("answers.pains", len(record.answers.pains), MOST_PAINS)
    for number, step in enumerate(record.steps, 1):
        yield from _too_many(f"steps[{number}].rounds", len(step.rounds), MOST_ROUNDS)
    if any(number not in range(len(record.steps)) for number in record.answers.harder):
        yield "answers.harder", "has a number that no step has"
    for key, value in _numbers(record):
        if not 0 <= value <= LARGEST_NUMBER:
            yield key, f"{value:.4g} cannot be; it is from 0 to {LARGEST_NUMBER}"


def _too_many(key: str, there: int, most: int) -> Iterator[tuple[str, str]]:
    if there > most:
        yield key, f"has more than {most}"


def _numbers(record: SessionRecord) -> Iterator[tuple[str, float]]:
    yield "planned", record.planned
    yield "active", record.active
    for number, step in enumerate(record.steps, 1):
        for count, one in enumerate(step.rounds, 1):
            yield f"steps[{number}].rounds[{count}].set_number", one.set_number
            yield f"steps[{number}].rounds[{count}].planned", one.planned
            yield f"steps[{number}].rounds[{count}].seconds", one.seconds
    for number, pain in enumerate(record.answers.pains, 1):
        yield f"answers.pains[{number}].step", pain.step
        yield f"answers.pains[{number}].at", pain.at
        yield f"answers.pains[{number}].seconds", pain.seconds
