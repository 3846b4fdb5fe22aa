"""The running session on the disk, appended as it happens: whatever ends the process, this is left.

Nothing here waits for a goodbye. A write that fails keeps its bytes in memory, and the next one tries
again from where the disk stopped taking them, so the session goes on and the file has no torn line.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loosen.domain.value import Record
from loosen.storage.journal_text import JournalLine, JournalReading, read, text_of
from loosen.storage.owner import Owner, OwnerState

LARGEST_JOURNAL = 32 * 1024 * 1024
SUFFIX, UNREADABLE, UNNAMED = ".jsonl", ".unreadable", ".new"


class Taken(Exception):
    """Another process was quicker: the journal has an owner again, or is gone."""


class Journal:
    """A journal being written. ``problem`` says why it is only in memory at present."""

    def __init__(self, path: Path, descriptor: int | None = None) -> None:
        self.path = path
        self.problem: str | None = None
        self._descriptor = descriptor
        self._named = descriptor is not None
        self._waiting = b""

    @property
    def _unnamed(self) -> Path:
        return self.path.with_name(f".{self.path.name}{UNNAMED}")

    def append(self, value: Record, *, sync: bool = False, new_line: bool = False) -> None:
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
            _let_go(self._descriptor)
            _sync_folder(self.path.parent)

    def _create(self) -> int:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        descriptor = os.open(self._unnamed, flags, 0o600)
        # Held as long as it has no name, so that another process does not take it for a leftover.
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        return descriptor

    def remove(self) -> None:
        """Take the file away: it is in the history now, or not wanted."""
        self.close()
        for path in (self.path, self._unnamed):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


def _sync_folder(folder: Path) -> None:
    """Let a new name in a folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@dataclass(frozen=True)
class FoundJournal:
    """A journal that was found, and what has become of the process that wrote it."""

    path: Path
    reading: JournalReading
    standing: OwnerState


def reopen(folder: Path, here: Owner) -> tuple[FoundJournal, ...]:
    """The journals in a folder, as process ``here`` sees them, the latest first.

    One that makes no sense at all is put aside under another name, so that it is met once. What a
    process has left before it could name it is named, where it has a heading, and else swept away.

    Raises:
        OSError: when the folder is there and cannot be read.
    """
    found = []
    for path in folder.glob(f".*{SUFFIX}{UNNAMED}") if folder.is_dir() else ():
        with contextlib.suppress(OSError):  # its process is still writing it
            _sweep(path)
    for path in folder.glob(f"*{SUFFIX}") if folder.is_dir() else ():
        if path.name.startswith("."):
            continue
        reading = _reading(path)
        if reading is None:
            with contextlib.suppress(OSError):
                path.rename(path.with_suffix(UNREADABLE))
        else:
            found.append(FoundJournal(path, reading, _standing(reading, here)))
    return tuple(sorted(found, key=lambda one: one.reading.last, reverse=True))


def _sweep(path: Path) -> None:
    """Name a journal that has none yet, or take it away where nobody could read it.

    Raises:
        OSError: when a process still writes it, and where files cannot be held.
    """
    with path.open("rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _reading(path) is None:
            path.unlink()
        else:
            path.rename(path.with_name(path.name.removeprefix(".").removesuffix(UNNAMED)))


def _reading(path: Path) -> JournalReading | None:
    with path.open("rb") as file:
        return read(file.read(LARGEST_JOURNAL))


def _standing(reading: JournalReading, here: Owner) -> OwnerState:
    return OwnerState.GONE if reading.left else reading.owner.standing(here)


def take_over(found: FoundJournal, here: Owner, line: JournalLine) -> Journal:
    """Go on writing a journal that was left, beginning with a ``line`` that names the new owner.

    Where it can only be read, what follows stays in memory.

    Raises:
        Taken: when another process did so first.
        OSError: when it cannot even be read.
    """
    descriptor = _open_again(found.path)
    journal = Journal(found.path, descriptor)
    try:
        with _locked(descriptor):
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
    if _standing(reading, here) is OwnerState.RUNNING:
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


@contextlib.contextmanager
def _locked(descriptor: int) -> Iterator[None]:
    """Hold a file alone, where the file system can; two people rarely press the key at once."""
    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        _let_go(descriptor)


def _let_go(descriptor: int) -> None:
    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_UN)
