"""The journal of a running session: a file that is appended as things happen.

No orderly end is needed. A write that fails keeps its bytes in memory, and the next one goes on from where
the disk stopped taking them, so that the session runs on and no line is torn.

The process that writes a journal holds a lock on it (flock(2)) until it is closed or the process ends. The
lock says whether a session is running, across containers too, where process numbers say nothing; file systems
without locks leave the process number.
"""

import contextlib
import fcntl
import os
import time
from pathlib import Path

from loosen.domain.value import Value
from loosen.storage import files
from loosen.storage.journal_text import FirstLine, JournalLine, JournalReading, read, text_of
from loosen.storage.owner import Owner, OwnerState
from loosen.storage.problems import shown_path

LARGEST_JOURNAL = 32 * 1024 * 1024
LOCK_WAIT = 0.02
"""Seconds between two tries for a lock: another process may hold it briefly to test it."""
SUFFIX, UNREADABLE, UNNAMED = ".jsonl", ".unreadable", ".new"


class Taken(Exception):
    """Raised where another process was quicker: the journal has an owner again, or is gone."""


class Journal:
    """A journal being written. ``problem`` is why lines are only in memory at present, None without one."""

    def __init__(self, path: Path, descriptor: int | None = None) -> None:
        self.path = path
        self.problem: str | None = None
        self._descriptor = descriptor
        self._named = descriptor is not None
        self._waiting = b""

    @property
    def _unnamed(self) -> Path:
        return self.path.with_name(f".{self.path.name}{UNNAMED}")

    def append(
        self, value: FirstLine | JournalLine, *, sync: bool = False, new_line: bool = False
    ) -> None:
        """Add a line; with ``sync`` it is on the medium when this returns. Never raises OSError.

        ``new_line`` ends a line before it that was cut.
        """
        self._waiting += b"\n" * new_line + text_of(value)
        try:
            self._write(sync=sync)
        except OSError as error:
            self.problem = f"the session cannot be kept on disk: {error.strerror}"
        else:
            self.problem = None

    def _write(self, *, sync: bool) -> None:
        if self._descriptor is None:
            self._descriptor = self._create()
        while self._waiting:
            written = os.write(self._descriptor, self._waiting)
            self._waiting = self._waiting[written:]
        if sync:
            os.fsync(self._descriptor)
        if not self._named:
            # Seen by others only from here on: nobody meets half a heading.
            self._unnamed.rename(self.path)
            self._named = True
            _sync_folder(self.path.parent)

    def _create(self) -> int:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        descriptor = os.open(self._unnamed, flags, 0o600)
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return descriptor

    def remove(self) -> None:
        """Delete the file."""
        self.close()
        for path in (self.path, self._unnamed):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


def _sync_folder(folder: Path) -> None:
    """Sync a folder, so that a new name in it survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class FoundJournal(Value):
    """Journal found on disk, with the state of the process that wrote it."""

    path: Path
    reading: JournalReading
    state: OwnerState


class FoundJournals(Value):
    """The journals in a folder, the latest first, and why one of them cannot be read."""

    found: tuple[FoundJournal, ...] = ()
    problem: str | None = None


def reopen(folder: Path, here: Owner) -> FoundJournals:
    """Read the journals in a folder, with their states as seen from process ``here``.

    One that cannot be parsed at all is renamed, so that it is met once. A file that a process left before it
    could name it is named if it has a heading, else deleted.

    Raises:
        OSError: when the folder is there and cannot be read.
    """
    found, problem = [], None
    for name in _names(folder, f"{SUFFIX}{UNNAMED}", hidden=True):
        with contextlib.suppress(OSError):  # its process is still writing it
            _sweep(folder / name)
    for name in _names(folder, SUFFIX, hidden=False):
        path = folder / name
        try:
            reading = _reading(path)
        except OSError as error:
            problem = f"{shown_path(path)}: cannot be read: {files.reason(error, path)}"
            continue
        if reading is None:
            with contextlib.suppress(OSError):
                path.rename(path.with_suffix(UNREADABLE))
        else:
            found.append(FoundJournal(path, reading, _state(path, reading, here)))
    latest_first = sorted(found, key=lambda one: one.reading.last, reverse=True)
    return FoundJournals(tuple(latest_first), problem)


def _names(folder: Path, end: str, *, hidden: bool) -> list[str]:
    """The names in a folder with this end, those with a dot in front or the others; none without it."""
    if files.is_missing(folder):
        return []
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries)
    return [name for name in names if name.startswith(".") is hidden and name.endswith(end)]


def _sweep(path: Path) -> None:
    """Give an unnamed journal its name, or delete one without a heading.

    Raises:
        OSError: when a process still writes it, and where files cannot be locked.
    """
    if not path.is_file():
        return
    with path.open("rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _reading(path) is None:
            path.unlink()
        else:
            path.rename(path.with_name(path.name.removeprefix(".").removesuffix(UNNAMED)))


def _reading(path: Path) -> JournalReading | None:
    return read(files.read_bytes(path, LARGEST_JOURNAL))


def _state(path: Path, reading: JournalReading, here: Owner) -> OwnerState:
    return OwnerState.RUNNING if _is_locked(path) else _unlocked_state(reading, here)


def _unlocked_state(reading: JournalReading, here: Owner) -> OwnerState:
    return OwnerState.GONE if reading.left else reading.owner.state_seen_from(here)


def _is_locked(path: Path) -> bool:
    """Whether a process writes a journal; False where that cannot be told."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def take_over(found: FoundJournal, here: Owner, line: JournalLine) -> Journal:
    """Reopen an abandoned journal for writing, beginning with a ``line`` that names the new owner.

    If it can only be read, what follows stays in memory.

    Raises:
        Taken: when another process did so first.
        OSError: when it cannot even be read.
    """
    descriptor = _open_again(found.path)
    journal = Journal(found.path, descriptor)
    try:
        _lock(descriptor)
        reading = _still_left(found, here)
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, reading.sound)
        journal.append(line, new_line=not _ends_a_line(descriptor, reading.sound), sync=True)
    except BaseException:
        journal.close()
        raise
    return journal


def _still_left(found: FoundJournal, here: Owner) -> JournalReading:
    reading = _reading(found.path)
    if reading is None or reading.owner != found.reading.owner:
        raise Taken
    if _unlocked_state(reading, here) is OwnerState.RUNNING:
        raise Taken
    return reading


def _open_again(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
    except FileNotFoundError:
        raise Taken from None
    except OSError:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)


def _ends_a_line(descriptor: int, size: int) -> bool:
    return os.pread(descriptor, 1, size - 1) == b"\n"


def _lock(descriptor: int) -> None:
    """Lock a journal until its descriptor is closed, where the file system has locks.

    Raises:
        Taken: when another process holds it for longer than a test of the lock takes.
    """
    for wait in (LOCK_WAIT, LOCK_WAIT, 0.0):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(wait)
        except OSError:
            return
        else:
            return
    raise Taken
