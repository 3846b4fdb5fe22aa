"""Each call to the disk fails once, in turn: nothing that was kept is lost, and one line says why."""

import contextlib
import errno
import fcntl
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any  # what SQLite takes as parameters

import pytest
from builders import small_catalogue, timeline
from conftest import FakeClock
from kept_sessions import Home, run

from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.settings import Settings
from loosen.services.library import Library
from loosen.services.recorder import Recorder
from loosen.services.sessions import CannotResume, Sessions
from loosen.storage.history_db import HistoryProblem
from loosen.storage.owner import this_process
from loosen.storage.problems import BadFile
from loosen.storage.recency import CannotTell

DAY = date(2026, 5, 4)
CALLS: tuple[tuple[object, str], ...] = (
    (os, "open"), (os, "write"), (os, "fsync"), (os, "replace"), (os, "rename"), (os, "unlink"),
    (os, "mkdir"), (os, "scandir"), (os, "stat"), (os, "ftruncate"), (os, "pread"),
    (fcntl, "flock"), (fcntl, "lockf"),
)  # fmt: skip
"""What may fail, besides every statement of SQLite. One more is one more entry."""
CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.ESTALE)
TOLD = (OSError, BadFile, HistoryProblem, CannotResume, CannotTell)


class Disk:
    """Counts calls, and lets one of them fail: the one with number ``fails``, from 1."""

    def __init__(self, fails: int, code: int) -> None:
        self.calls, self.fails, self.code = 0, fails, code

    def call(self, *_: object) -> None:
        self.calls += 1
        if self.calls == self.fails:
            raise OSError(self.code, os.strerror(self.code))

    def statement(self) -> None:
        try:
            self.call()
        except OSError as error:
            raise sqlite3.OperationalError("disk I/O error") from error


@contextlib.contextmanager
def failing(disk: Disk) -> Iterator[None]:
    """Let calls of the storage layer go through a disk that fails."""

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
            disk.statement()
            return super().execute(sql, values)

    def wrapped(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            disk.call()
            return real(*args, **kwargs)

        return call

    connect = sqlite3.connect
    with pytest.MonkeyPatch.context() as patch:
        for module, name in CALLS:
            patch.setattr(module, name, wrapped(getattr(module, name)))
        patch.setattr(
            sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "factory": Connection})
        )
        yield


def tell(work: Callable[[], object]) -> None:
    """Do some work; what goes wrong is one line that can be shown."""
    try:
        work()
    except TOLD as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        assert words
        assert "\n" not in words


def fill(home: Home) -> None:
    """Keep settings, memory, a routine and a session."""
    library = Library(home.locations, small_catalogue())
    library.save_settings(Settings(theme="before"), DAY)
    library.remember_finished(routine("kept"))
    library.keep_routine(routine("kept"))
    clock = FakeClock(0.0)
    kept = home.sessions(this_process()).begin(timeline("bridge"), "kept", "Kept")
    kept.note(kept.session.start(clock.now))
    run(kept, clock, 500)
    assert kept.record is not None


def begun(filled: Path, folder: Path) -> tuple[Home, Library, Recorder]:
    """A home in which something is kept already, and a session that is about to run."""
    shutil.copytree(filled, folder)
    home = Home(folder)
    library = Library(home.locations, small_catalogue())
    sessions = Sessions(library, home.today)
    return home, library, sessions.begin(timeline("pigeon"), "short", "Short")


def routine(slug: str) -> Routine:
    exercise: Exercise = small_catalogue()["bridge"]
    step = ExerciseStep(exercise=exercise.slug)
    return Routine(slug=slug, name=slug.title(), summary="S", steps=(step,))


def story(home: Home, library: Library, recorder: Recorder) -> None:
    """What writes and reads in an evening."""
    clock = FakeClock(0.0)
    tell(lambda: library.save_settings(Settings(theme="after"), DAY))
    tell(lambda: library.remember_finished(routine("kept")))
    tell(lambda: library.keep_routine(routine("fresh")))
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 20)
    assert "\n" not in (recorder.problem or "")
    recorder.note(recorder.session.stop(clock.now))
    tell(lambda: home.sessions(this_process()).scan())
    tell(lambda: library.snapshot.problems)


def check(home: Home, recorder: Recorder) -> None:
    """Everything is as it was before, or as it was meant to be."""
    recorder.leave()
    library = Library(home.locations, small_catalogue())
    assert library.settings.theme in ("before", "after")
    assert library.start_problems == ()
    assert library.memory.turns["kept"] in (1, 2)
    assert "kept" in library.routines
    assert library.snapshot.problems == ()
    sessions = home.sessions(this_process())
    waiting = sessions.scan()
    assert waiting.problem is None
    kept = {record.routine for record in sessions.history.all()}
    left = {one.heading.routine for one in (*waiting.left, *waiting.running)}
    assert kept | left == {"kept", "short"}


def test_whatever_fails_once_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loosen.storage.snapshot.shipped_routines", lambda: tmp_path / "nothing")
    monkeypatch.setattr(os, "fsync", lambda _: None)
    chance = random.Random(7)
    filled = tmp_path / "filled"
    fill(Home(filled))
    count = Disk(0, 0)
    home, library, recorder = begun(filled, tmp_path / "0")
    with failing(count):
        story(home, library, recorder)
    check(home, recorder)
    assert count.calls > 100
    for number in range(1, count.calls + 1):
        home, library, recorder = begun(filled, tmp_path / str(number))
        with failing(Disk(number, chance.choice(CODES))):
            story(home, library, recorder)
        try:
            check(home, recorder)
        except AssertionError as error:
            raise AssertionError(f"call {number} of {count.calls}") from error
        shutil.rmtree(home.folder)
