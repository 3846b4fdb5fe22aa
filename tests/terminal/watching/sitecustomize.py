"""Python loads this before the program: it notes each place that is written to, and what is started.

It hears the interpreter's own audit events, so nothing that is done through Python passes it by. What a
library does in C does (SQLite's files beside a database) and so does what another program does.
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

OPEN = Path("/proc/self/fd")
NOTES = "WHERE_WRITES_ARE_NOTED"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
PLACES: dict[str, Sequence[tuple[int, int | None]]] = {
    "os.chmod": [(0, 2)],
    "os.chown": [(0, 3)],
    "os.link": [(1, 3)],
    "os.mkdir": [(0, 2)],
    "os.remove": [(0, 1)],
    "os.rename": [(0, 2), (1, 3)],
    "os.rmdir": [(0, 1)],
    "os.setxattr": [(0, None)],
    "os.symlink": [(1, 2)],
    "os.truncate": [(0, None)],
    "os.utime": [(0, 3)],
    "sqlite3.connect": [(0, None)],
    "subprocess.Popen": [(0, None)],
    "os.posix_spawn": [(0, None)],
    "os.exec": [(0, None)],
    "os.system": [(0, None)],
}
"""Of each event, the arguments that are places, each with the one that is the folder it starts from."""


def place(path: Any, folder: Any) -> str:
    """A path in full, from an event's path and the descriptor of its folder, or from a descriptor alone."""
    if isinstance(path, int):
        return str(OPEN.joinpath(str(path)).readlink())
    inside = isinstance(folder, int) and folder >= 0
    start = OPEN.joinpath(str(folder)).readlink() if inside else Path.cwd()
    return os.path.normpath(start / os.fsdecode(path))


def places(event: str, args: tuple[Any, ...]) -> list[str]:
    """The places that an event is about to write to, or the program it is about to start."""
    if event == "open":
        path, _mode, flags = args
        reads = isinstance(path, int) or not isinstance(flags, int) or not flags & WRITING
        return [] if reads else [place(path, None)]
    if event == "sqlite3.connect" and str(args[0]).endswith("?mode=ro"):
        return []
    found = PLACES.get(event, ())
    return [place(args[at], None if folder is None else args[folder]) for at, folder in found]


def begin(notes: str) -> None:
    """Note from here on, a line for each place, in a file."""
    descriptor = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" or event in PLACES:
            for found in places(event, args):
                os.write(descriptor, f"{json.dumps([event, found])}\n".encode())

    sys.addaudithook(hear)


if NOTES in os.environ:
    begin(os.environ[NOTES])
