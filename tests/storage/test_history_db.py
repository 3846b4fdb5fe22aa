"""The history keeps what it has taken, says in one line what is wrong, and lets others write too."""

import contextlib
import errno
import fcntl
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from kept_sessions import NOON

from loosen.domain.answers import Answers, Feeling, Harder, Morning, Pain, WayOn
from loosen.domain.body import Side
from loosen.domain.history import Ending, RoundRecord, SessionRecord, StepRecord
from loosen.domain.session.events import Outcome
from loosen.storage import history_db, locks, recency
from loosen.storage.history_db import MIGRATIONS, History, HistoryProblem


def record(number: int = 1) -> SessionRecord:
    right = RoundRecord(
        side=Side.RIGHT,
        set_number=1,
        again=False,
        planned=30,
        seconds=30.0,
        outcome=Outcome.COMPLETED,
    )
    left = right.copy_with(side=Side.LEFT, seconds=0.0, outcome=None)
    both = right.copy_with(side=None, again=True)
    return SessionRecord(
        id=UUID(int=number),
        routine="short",
        name="Short “'; DROP TABLE sessions; --",
        started=NOON + timedelta(hours=number),
        ended=NOON + timedelta(hours=number, minutes=9),
        outcome=Ending.STOPPED,
        planned=300,
        active=123.456,
        answers=Answers(
            before=Feeling(stiffness=6),
            after=Feeling(stiffness=4, pain=0),
            morning=Morning.SAME,
            note="Easier than last week",
            harder={0: Harder.LEFT},
            pains=(
                Pain(step=0, exercise="pigeon", side=Side.RIGHT, at=20.5, seconds=12.5),
                Pain(step=1, exercise="squeeze", at=60.0, seconds=2.0, way_on=WayOn.SWAPPED),
            ),
        ),
        changed=NOON + timedelta(days=2),
        steps=(
            StepRecord(
                exercise="pigeon", name="Pigeon", dose="30 s each side", rounds=(right, left)
            ),
            StepRecord(exercise="squeeze", name="Squeeze", dose="30 s", rounds=(both,)),
        ),
    )


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "share" / "history.db", patience=0.05)


def test_what_is_put_counts_whatever_was_there(history: History) -> None:
    history.add(record(1), record(2))
    changed = record(1).copy_with(answers=Answers(note="Another word"))
    history.put(changed, record(3))
    assert history.all() == (changed, record(2), record(3))
    history.add(record(1))
    assert history.all()[0] == changed


def test_what_is_removed_leaves_nothing_behind(history: History) -> None:
    history.remove(UUID(int=1))
    assert not history.path.exists()
    history.add(record(1), record(2))
    history.remove(UUID(int=1))
    history.remove(UUID(int=7))
    assert history.all() == (record(2),)
    with contextlib.closing(sqlite3.connect(history.path)) as connection:
        for table in ("steps", "rounds", "pains"):
            kept = connection.execute(f"SELECT DISTINCT session FROM {table}").fetchall()  # noqa: S608  ours
            assert kept == [(str(UUID(int=2)),)]


def test_what_goes_in_comes_out(history: History) -> None:
    assert history.all() == ()
    assert not history.path.exists()
    for number in (2, 1, 3):
        history.add(record(number))
    assert history.all() == (record(1), record(2), record(3))


def test_a_session_is_kept_once_and_as_it_first_was(history: History) -> None:
    history.add(record())
    history.add(record().copy_with(active=1.0, steps=()))
    assert history.all() == (record(),)


def test_sessions_are_in_the_order_of_their_instants_whatever_the_zone(history: History) -> None:
    utc = record(1).copy_with(started=(NOON + timedelta(hours=2)).astimezone(None))
    history.add(utc)
    history.add(record(4))
    history.add(record(1).copy_with(id=UUID(int=9)))
    assert [one.id.int for one in history.all()] == [9, 1, 4]


def test_it_is_private_and_leaves_no_journal_with_content(history: History) -> None:
    old = os.umask(0)
    try:
        history.add(record())
    finally:
        os.umask(old)
    for path in history.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(history.path.parent.stat().st_mode) == 0o700
    rollback = history.path.with_name("history.db-journal")
    assert not rollback.exists() or rollback.stat().st_size == 0


@pytest.mark.parametrize(
    "damage", [b"no database at all " * 300, b"SQLite format 3\0" + b"x" * 900]
)
def test_a_damaged_file_gets_one_line_and_is_left_as_it_is(history: History, damage: bytes) -> None:
    history.path.parent.mkdir()
    history.path.write_bytes(damage)
    for ask in (history.all, lambda: history.add(record())):
        with pytest.raises(
            HistoryProblem, match=r"^[^\n]*history\.db: is damaged; move it away"
        ) as e:
            ask()
        assert "\n" not in str(e.value)
    assert history.path.read_bytes() == damage


def test_a_row_that_makes_no_sense_is_damage_too(history: History) -> None:
    history.add(record())
    with sqlite3.connect(history.path) as connection:
        connection.execute("UPDATE sessions SET outcome = 'won'")
    connection.close()
    with pytest.raises(HistoryProblem, match="is damaged"):
        history.all()


def test_a_history_that_cannot_be_written_can_still_be_read(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.add(record())
    # As another user's file would be; the tests may run as root, whom permissions do not stop.
    monkeypatch.setattr(history_db, "SETTINGS", (*history_db.SETTINGS, "PRAGMA query_only = ON"))
    assert history.all() == (record(),)
    with pytest.raises(HistoryProblem, match=r"history\.db: is read-only$"):
        history.add(record(2))


def test_a_folder_that_cannot_be_made_gets_one_line(tmp_path: Path) -> None:
    (tmp_path / "share").write_text("a file where the folder should be")
    with pytest.raises(HistoryProblem, match="cannot be opened: "):
        History(tmp_path / "share" / "history.db").add(record())


def fill(history: History) -> None:
    for number in range(2, 500):
        history.add(record(number))


def test_a_full_disk_gets_one_line_and_loses_nothing(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.add(record())
    pages = "PRAGMA max_page_count = 1"
    monkeypatch.setattr(history_db, "SETTINGS", (*history_db.SETTINGS, pages))
    with pytest.raises(HistoryProblem, match="the disk is full"):
        fill(history)
    monkeypatch.undo()
    assert record() in history.all()


def test_while_another_process_writes_it_waits_and_then_says_so(history: History) -> None:
    history.add(record())
    other = sqlite3.connect(history.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(HistoryProblem, match="another process is writing to it"):
        history.add(record(2))
    assert history.all() == (record(),)
    other.execute("ROLLBACK")
    other.close()
    history.add(record(2))
    assert len(history.all()) == 2


WRITER = """
import sys
from pathlib import Path
from loosen.domain.history import SessionRecord
from loosen.storage.history_db import History

for line in sys.stdin:
    History(Path(sys.argv[1])).add(SessionRecord.from_json(line))
"""


def test_two_processes_at_once_lose_nothing(history: History) -> None:
    # Both find no file, so both would be the first to make it.
    command = [sys.executable, "-c", WRITER, str(history.path)]
    writers = [subprocess.Popen(command, stdin=subprocess.PIPE, text=True) for _ in range(2)]
    for first, writer in zip((1, 101), writers, strict=True):
        assert writer.stdin
        records = (record(number) for number in range(first, first + 20))
        writer.stdin.write("".join(f"{one.to_json().decode()}\n" for one in records))
        writer.stdin.close()
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(history.all()) == 40


def with_one_more(folder: Path, script: str) -> Path:
    """The migrations that ship, and another one."""
    folder.mkdir()
    for shipped in MIGRATIONS.glob("*.sql"):
        (folder / shipped.name).write_text(shipped.read_text())
    (folder / "9999-more.sql").write_text(script)
    return folder


def test_an_older_history_is_copied_beside_and_then_brought_up(
    history: History, tmp_path: Path
) -> None:
    history.add(record())
    version = len(list(MIGRATIONS.glob("*.sql")))
    script = "ALTER TABLE sessions ADD COLUMN more TEXT;\nCREATE TABLE t (a TEXT) STRICT;"
    newer = History(history.path, with_one_more(tmp_path / "migrations", script))
    assert newer.all() == (record(),)
    copy = history.path.with_name(f"history.db.version-{version}")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert History(copy).all() == (record(),)
    with pytest.raises(HistoryProblem, match="was written by a newer loosen"):
        history.all()


def test_a_history_from_before_there_were_answers_keeps_all_it_holds(history: History) -> None:
    history.path.parent.mkdir()
    first = min(MIGRATIONS.glob("*.sql"))
    row = (str(UUID(int=1)), "short", "Short", *[NOON.isoformat()] * 2, "finished", 60, 60.0)
    with contextlib.closing(sqlite3.connect(history.path)) as old:
        old.executescript(first.read_text())
        old.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        old.execute("PRAGMA user_version = 1")
        old.commit()
    (kept,) = history.all()
    assert (kept.id, kept.started, kept.answers) == (UUID(int=1), NOON, Answers())


def test_a_migration_that_fails_changes_nothing(history: History, tmp_path: Path) -> None:
    history.add(record())
    script = "CREATE TABLE t (a TEXT) STRICT;\nCREATE TABLE t (a TEXT);"
    with pytest.raises(HistoryProblem, match="cannot be used"):
        History(history.path, with_one_more(tmp_path / "migrations", script)).all()
    assert history.all() == (record(),)


@pytest.fixture
def without_locks(history: History, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A history that SQLite finds busy because nothing can be locked where it is."""
    history.add(record())
    monkeypatch.setattr(history_db, "has_locks", lambda _folder: False)
    monkeypatch.setattr(recency, "has_locks", lambda _folder: False)
    other = sqlite3.connect(history.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.close()


@pytest.mark.usefixtures("without_locks")
def test_where_nothing_can_be_locked_it_is_read_and_not_written(history: History) -> None:
    patient = History(history.path, patience=36_000.0)  # it would wait for hours
    assert patient.all() == (record(),)
    assert len(recency.read_past_sessions(history.path, record().ended)) == 1
    for work in (
        lambda: patient.add(record(2)),
        lambda: patient.put(record(2)),
        lambda: patient.merge([record(2)]),
        lambda: patient.remove(record().id),
    ):
        with pytest.raises(
            HistoryProblem, match=r"its file system has no locks, so it is only read$"
        ):
            work()
    assert patient.all() == (record(),)


@pytest.mark.parametrize(
    ("code", "has"),
    [
        (errno.ENOLCK, False),
        (errno.EOPNOTSUPP, False),
        (errno.ENOSYS, False),
        (errno.EINVAL, False),
        (errno.EAGAIN, True),
        (errno.EIO, True),
    ],
)
def test_a_file_system_says_whether_it_has_locks(
    code: int, has: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert locks.has_locks(tmp_path)
    assert locks.has_locks(tmp_path / "none")

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "lockf", refuse)
    assert locks.has_locks(tmp_path) is has
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_history_names_its_last_good_copy_which_is_whole(history: History) -> None:
    history.add(record())
    assert stat.S_IMODE(history.copy.stat().st_mode) == 0o600
    history.path.write_bytes(b"damaged" * 1000)
    with pytest.raises(HistoryProblem, match=r"is damaged; .*: the last good copy$") as told:
        history.all()
    assert "rename history.db.good to history.db" in str(told.value)
    with pytest.raises(HistoryProblem):
        history.add(record(2))
    history.copy.rename(history.path)
    assert history.all() == (record(),)


def test_a_copy_is_made_once_a_day_and_never_of_damage(history: History) -> None:
    history.add(record())
    first = history.copy.stat().st_ino
    history.add(record(2))
    assert history.copy.stat().st_ino == first
    yesterday = history.path.stat().st_mtime - history_db.A_DAY
    os.utime(history.copy, (yesterday, yesterday))
    with sqlite3.connect(history.path) as connection:
        connection.execute("UPDATE sessions SET outcome = 'won' WHERE id = ?", (str(record().id),))
    connection.close()
    history.add(record(3))
    assert History(history.copy).all() == (record(),)
    with sqlite3.connect(history.path) as connection:
        kept = record().outcome.value
        connection.execute("UPDATE sessions SET outcome = ?", (kept,))
    connection.close()
    history.add(record(4))
    assert len(History(history.copy).all()) == 4


def test_what_is_deleted_is_in_no_copy(history: History) -> None:
    history.add(record(), record(2))
    history.remove(record().id)
    assert History(history.copy).all() == (record(2),)


def test_a_copy_that_cannot_be_made_costs_nothing(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    history.add(record())
    assert history.all() == (record(),)
    assert not history.copy.exists()
