"""Cache of checked values: what TOML files held, as JSON that is decoded at once.

An entry holds as long as its file has the size and the modification time that it had when it was read, and
the program is the same. Nothing depends on it: what is missing, stale, damaged or cannot be written is
read from the file itself, silently.
"""

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from loosen import __version__
from loosen.domain.value import Record, Text, decoder_of, read_form
from loosen.storage import files

Value = TypeVar("Value", bound=Record)

LARGEST = 16 * 1024 * 1024
"""Bytes of a file of the cache."""
SETTLED = 2_000_000_000
"""Nanoseconds for which a file may change again and keep its time, on the coarsest file systems."""


class Entry(msgspec.Struct, array_like=True, frozen=True):
    """A checked value as JSON, with its file's size in bytes and modification time in nanoseconds."""

    size: int
    changed: int
    value: msgspec.Raw


class Content(msgspec.Struct, frozen=True):
    """What a file of the cache holds: the program that wrote it, and entries by path."""

    program: str
    entries: dict[str, Entry]


def _trusted(form: type, plain: object) -> object:
    """Return the value of a form. A text was cleaned before it came into the cache."""
    return plain if form is Text else read_form(form, plain)


class Group:
    """Valid entries of one file of the cache; ``Cache.group`` writes new ones."""

    def __init__(self, entries: Mapping[str, Entry], written: int) -> None:
        self._entries = dict(entries)
        self._written = written
        self._stamps: dict[Path, tuple[int, int]] = {}
        self.used = 0
        """Number of values read from it."""
        self.is_changed = False

    def get(self, record: type[Value], path: Path) -> Value | None:
        """Return the checked value of a file; None where it has to be read."""
        entry = self._entry(path)
        return self._decoded(record, entry.value) if entry else None

    def get_json(self, record: type[Value], path: Path, data: bytes) -> Value | None:
        """Return the value of a file of JSON that was right before; None where it has to be checked.

        Only that it is valid is cached: decoding ``data``, its content, is as fast as decoding a copy.
        """
        return self._decoded(record, data) if self._entry(path) else None

    def _entry(self, path: Path) -> Entry | None:
        try:
            facts = path.stat()
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(facts.st_mode):
            return None
        stamp = self._stamps[path] = facts.st_size, facts.st_mtime_ns
        entry = self._entries.get(str(path))
        holds = entry and (entry.size, entry.changed) == stamp
        return entry if entry and holds and entry.changed + SETTLED <= self._written else None

    def _decoded(self, record: type[Value], data: bytes | msgspec.Raw) -> Value | None:
        try:
            value: Value = decoder_of(record, _trusted).decode(data)
        except (msgspec.DecodeError, ValueError, RecursionError):
            return None
        self.used += 1
        return value

    def put(self, path: Path, value: Record | None) -> None:
        """Add the value of a file that ``get`` was asked for; None for a file of JSON."""
        if path in self._stamps:
            data = value.to_json(defaults=False) if value else b"true"
            self._entries[str(path)] = Entry(*self._stamps[path], msgspec.Raw(data))
            self.is_changed = True

    @property
    def content(self) -> bytes:
        """The file of the cache, without entries of files that are gone."""
        there = {path: one for path, one in self._entries.items() if os.path.exists(path)}  # noqa: PTH110  many
        return msgspec.json.encode(Content(_program(), there))


class Cache:
    """The cache in a folder; None for none. With ``writes`` false it is only read."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.writes = folder is not None
        self.used = 0
        """Number of values read from it in this process."""

    @contextlib.contextmanager
    def group(self, name: str) -> Iterator[Group]:
        """Context of a group's entries; new ones are written at its end."""
        path = self.folder / f"{name}.json" if self.folder else None
        group = _read(path) if path else Group({}, 0)
        yield group
        self.used += group.used
        if path and self.writes and group.is_changed:
            with contextlib.suppress(OSError):
                files.write_text(path, group.content.decode())

    @property
    def size(self) -> int:
        """Size on disk in bytes."""
        return sum(path.stat().st_size for path in self._files())

    def clear(self) -> int:
        """Delete all files of the cache and return their number.

        Raises:
            OSError: when one cannot be deleted.
        """
        found = self._files()
        for path in found:
            path.unlink()
        return len(found)

    def _files(self) -> list[Path]:
        return files.json_files(self.folder) if self.folder else []


def _read(path: Path) -> Group:
    try:
        content = _DECODER.decode(files.read_bytes(path, LARGEST))
        written = path.stat().st_mtime_ns
    except (OSError, ValueError, RecursionError, msgspec.DecodeError):
        return Group({}, 0)
    return Group(content.entries if content.program == _program() else {}, written)


_DECODER = msgspec.json.Decoder(Content)


@cache
def _program() -> str:
    return program_of(Path(files.__file__).parents[1] / "domain")


def program_of(modules: Path) -> str:
    """The version of the program, and when the modules in a folder, which read values, were last changed."""
    changed = 0
    with contextlib.suppress(OSError), os.scandir(modules) as entries:
        # Not of the folder of compiled modules, which is written to whenever one is first loaded.
        times = (entry.stat().st_mtime_ns for entry in entries if entry.name.endswith(".py"))
        changed = max(times, default=0)
    return f"{__version__} {changed}"
