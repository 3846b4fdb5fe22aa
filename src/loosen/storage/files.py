"""TOML files and the values they hold: one checked reader, one writer that never leaves half a file."""

import contextlib
import os
import tempfile
import tomllib
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, TypeVar  # TOML, until a model has checked it

import tomli_w
from pydantic import BaseModel, ValidationError

from loosen.domain.text import slug_of
from loosen.storage.problems import BadFile, FileProblem, problems_of, shown_path

LARGEST_FILE = 256 * 1024
LONGEST_LINE = 4_000
"""A longer line is no prose of ours; tomllib takes seconds over a crafted one."""
DEEPEST = 24
"""Tables and lists inside one another."""
LONGEST_INTEGER = 64
"""Bits of a whole number, as TOML has it."""

Value = TypeVar("Value", bound=BaseModel)


def read_text(path: Path, most: int = LARGEST_FILE) -> str:
    """The text of a file of at most so many bytes.

    Raises:
        BadFile: when it cannot be read, is too large, or is no UTF-8 text.
    """
    name = shown_path(path)
    try:
        with path.open("rb") as file:
            return text_within_limits(file, name, most)
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or "its name is not one"
        raise BadFile([FileProblem(name, f"cannot be read: {words}")]) from None


def text_within_limits(file: BinaryIO, name: str, most: int = LARGEST_FILE) -> str:
    """The text that a file or a pipe gives, at most so many bytes; problems call it by ``name``.

    Raises:
        BadFile: when it is too large, or is no UTF-8 text.
        OSError: when it cannot be read.
    """
    return decoded(file.read(most + 1), name, most)


def decoded(data: bytes, name: str, most: int = LARGEST_FILE) -> str:
    """Bytes from outside as text, within limits; problems call them by ``name``.

    Raises:
        BadFile: when they are too many, or no UTF-8 text.
    """
    if len(data) > most:
        raise BadFile([FileProblem(name, f"is larger than {most // 1024} KiB")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadFile([FileProblem(name, "is not UTF-8 text", line=line)]) from None


def parse(text: str, name: str) -> dict[str, Any]:
    """A TOML text as plain data.

    Raises:
        BadFile: with the line where TOML stops making sense.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            problem = FileProblem(name, f"is longer than {LONGEST_LINE} characters", line=number)
            raise BadFile([problem])
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile([_syntax_problem(error, name)]) from None
    except RecursionError:
        raise BadFile([FileProblem(name, "is nested too deeply")]) from None
    _bound(data, name)
    return data


def _bound(data: dict[str, Any], name: str) -> None:
    """Complain of what a crafted file can hold and no reader wants: deep nests and endless numbers."""
    level: list[object] = [data]
    for _ in range(DEEPEST):
        if any(isinstance(one, int) and one.bit_length() > LONGEST_INTEGER for one in level):
            raise BadFile([FileProblem(name, "holds a whole number that is too large")])
        tables = [one.values() for one in level if isinstance(one, dict)]
        level = list(chain(*tables, *(one for one in level if isinstance(one, list))))
        if not level:
            return
    raise BadFile([FileProblem(name, "is nested too deeply")])


def _syntax_problem(error: tomllib.TOMLDecodeError, name: str) -> FileProblem:
    words, _, place = str(error).partition(" (at ")
    digits = "".join(c if c.isdigit() else " " for c in place).split()
    line = int(digits[0]) if digits else None
    return FileProblem(name, f"is not TOML: {words[:1].lower()}{words[1:]}", line=line)


def validate(model: type[Value], data: Mapping[str, Any], name: str, source: str = "") -> Value:
    """Plain data as a value.

    Raises:
        BadFile: with every problem at once.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise BadFile(problems_of(error, model, name, source)) from None


def read_record(model: type[Value], path: Path, *, slug: bool = True) -> Value:
    """The value in a file; its slug is the file's stem.

    Raises:
        BadFile: with every problem at once.
    """
    name = shown_path(path)
    text = read_text(path)
    data = parse(text, name)
    if slug:
        data["slug"] = _slug(path, data)
    return validate(model, data, name, text)


def _slug(path: Path, data: Mapping[str, Any]) -> str:
    name = shown_path(path)
    if "slug" in data:
        raise BadFile([FileProblem(name, "is not a key here: the file's name is the slug", "slug")])
    if path.stem != slug_of(path.stem):
        wrong = "has more than small letters, digits and hyphens in its name"
        raise BadFile([FileProblem(name, wrong, instead=f"“{slug_of(path.stem)}.toml”")])
    return path.stem


def toml_files(folder: Path, most: int = 5_000) -> list[Path]:
    """The TOML files directly inside a folder, by name; links that leave it are passed over."""
    if not folder.is_dir():
        return []
    inside = folder.resolve()
    files = (p for p in sorted(folder.glob("*.toml")) if not p.name.startswith((".", "_")))
    return [p for p in files if p.is_file() and p.resolve().is_relative_to(inside)][:most]


def write_text(path: Path, text: str) -> None:
    """Put a text in place of a file in one step, private to its owner.

    Whatever happens in between, the file holds either the old text or the new one.

    Raises:
        OSError: when the disk is full or not to be written to; the old file is then untouched.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = path.resolve()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def write_new(path: Path, text: str) -> None:
    """Write a text to a file that is not there yet; nothing stays behind where that fails.

    Raises:
        FileExistsError: when there is such a file.
        OSError: when it cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.open("x").close()
    try:
        write_text(path, text)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def write_toml(path: Path, data: Mapping[str, Any]) -> None:
    """Write plain data as readable TOML in one step; see ``write_text``."""
    write_text(path, tomli_w.dumps(data, multiline_strings=False))
