"""Things that may stand where a file of a person's own is looked for, each made by a line of a table.

A new kind is one more line in ``ODD``; every place that is tested with one is tested with all.
"""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    one = socket.socket(socket.AF_UNIX)
    here = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)  # a socket's address has room for a hundred bytes only
    try:
        one.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)
        one.close()


def _device(path: Path) -> None:
    try:
        os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    except OSError:
        pytest.skip("nodes cannot be made here")


def _folder(path: Path) -> None:
    path.mkdir()


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


def _linked(make: Callable[[Path], None]) -> Callable[[Path], None]:
    def through(path: Path) -> None:
        elsewhere = path.parent.parent / "elsewhere"
        elsewhere.mkdir(exist_ok=True)
        make(elsewhere / path.name)
        path.symlink_to(elsewhere / path.name)

    return through


ODD: dict[str, Callable[[Path], None]] = {
    "a pipe": _pipe,
    "a socket": _socket,
    "a device": _device,
    "a folder": _folder,
    "links in a circle": _circle,
    "a link to a pipe": _linked(_pipe),
    "a link to a socket": _linked(_socket),
    "a link to a device": _linked(_device),
    "a link to a folder": _linked(_folder),
}


def identity(path: Path) -> tuple[int, int, int]:
    """What tells whether a path, or what it links to, is still the thing it was."""
    facts = path.lstat()
    if path.is_symlink():
        try:
            facts = path.stat()
        except OSError:
            return facts.st_ino, facts.st_mode, 0
    return facts.st_ino, facts.st_mode, facts.st_rdev


def tree(folder: Path) -> list[str]:
    """The names of everything below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture(params=list(ODD))
def odd(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Makes each thing of the table in turn at a path."""
    make = ODD[request.param]

    def at(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path)

    return at
