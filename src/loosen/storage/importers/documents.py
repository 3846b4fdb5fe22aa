"""JSON of other projects as plain data, within limits: one file, or each file of a folder."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from loosen.storage.problems import BadFile, FileProblem, shown_path

LARGEST = 32 * 1024 * 1024
"""Bytes of all files together. Every set known today is well below, all its languages counted."""
MOST_FILES = 5_000
MOST_BRACKETS = 500_000
"""Objects and lists of a file: a crafted one would fill the memory long before it is too large."""


def documents(path: Path, names: Sequence[Sequence[str]] = ()) -> Iterator[object]:
    """The documents of a file, or of the ``.json`` files directly inside a folder, by name.

    Where a folder holds all files of one of ``names``, those alone are read.

    Raises:
        BadFile: when one cannot be read, is too large, or is no JSON: the first that is not right.
    """
    room = LARGEST
    for one in _files(path, names):
        data = _read(one, room)
        room -= len(data)
        yield _parsed(data, shown_path(one))


def _files(path: Path, names: Sequence[Sequence[str]]) -> list[Path]:
    if not path.is_dir():
        return [path]
    for group in names:
        files = [path / name for name in group]
        if group and all(file.is_file() for file in files):
            return files
    found = sorted(file for file in path.glob("*.json") if file.is_file())
    if not found:
        _refuse(path, "holds no .json file")
    if len(found) > MOST_FILES:
        _refuse(path, f"holds more than {MOST_FILES} files")
    return found


def _read(path: Path, room: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(room + 1)
    except OSError as error:
        _refuse(path, f"cannot be read: {error.strerror}")
    if len(data) > room:
        _refuse(path, f"is larger than {LARGEST // 1024 // 1024} MiB, or its folder is")
    return data


def _refuse(path: Path, wrong: str) -> NoReturn:
    raise BadFile([FileProblem(shown_path(path), wrong)])


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"holds {name}, which is no number in JSON")


def _parsed(data: bytes, name: str) -> object:
    line = None
    try:
        text = data.decode("utf-8-sig")
        if text.count("{") + text.count("[") > MOST_BRACKETS:
            raise BadFile([FileProblem(name, f"holds more than {MOST_BRACKETS} lists and objects")])
        return json.loads(text, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        line, wrong = data[: error.start].count(b"\n") + 1, "is not UTF-8 text"
    except json.JSONDecodeError as error:
        line, wrong = error.lineno, f"is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
    except RecursionError:
        wrong = "is nested too deeply"
    except ValueError as error:
        wrong = str(error).partition("; use")[0]
        wrong = wrong if wrong.startswith("holds") else "holds a number that is too long"
    raise BadFile([FileProblem(name, wrong, line=line)])
