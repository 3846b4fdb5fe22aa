"""TOML files and the values they hold: one checked reader, and one writer that replaces a file whole.

Only regular files are read and replaced, directly or through a link: a pipe would be waited on for ever,
and a device replaced by a file.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeVar  # TOML, until a model has checked it

from loosen.domain.text import slug_of
from loosen.domain.value import Invalid, Record
from loosen.storage.problems import BadFile, FileProblem, shown_path

LARGEST_FILE = 256 * 1024
LONGEST_LINE = 4_000
"""Longer lines are refused: tomllib takes seconds over a crafted one."""
DEEPEST = 24
"""Tables and lists inside one another."""
LONGEST_INTEGER = 64
"""Bits of a whole number, as TOML has it."""

Value = TypeVar("Value", bound=Record)


HANDED = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
"""Where a shell passes an open file or pipe to a program by name, as in ``<(…)``."""
KINDS = {
    stat.S_IFDIR: "Is a directory",
    stat.S_IFIFO: "it is a pipe and not a file",
    stat.S_IFSOCK: "it is a socket and not a file",
    stat.S_IFCHR: "it is a device and not a file",
    stat.S_IFBLK: "it is a device and not a file",
}


class NotRegular(OSError):
    """A path, or the target of a link, that is no regular file; ``strerror`` names what it is."""

    def __init__(self, path: Path, mode: int) -> None:
        words = KINDS.get(stat.S_IFMT(mode), "it is not a regular file")
        super().__init__(errno.EINVAL, words, str(path))


def is_missing(path: Path) -> bool:
    """Whether nothing is at a path to be read, a link to nothing included.

    False where that cannot be told: reading it then says why.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def read_bytes(path: Path, most: int) -> bytes:
    """The first ``most`` bytes of a regular file, or of one that a shell passes by name.

    Raises:
        NotRegular: when it is something else; it has not been opened then.
        OSError: when it cannot be read.
    """
    flags = os.O_RDONLY | os.O_CLOEXEC
    if not str(path).startswith(HANDED):
        flags |= os.O_NONBLOCK | os.O_NOCTTY
        demand_regular(path)
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123  a descriptor
        if flags & os.O_NONBLOCK:
            _demand_regular(path, os.fstat(file.fileno()).st_mode)  # it may have been swapped
        return file.read(most)


def demand_regular(path: Path) -> None:
    """Check that a path is a regular file, or a link to one.

    Raises:
        NotRegular: when it is something else.
        OSError: when nothing is there, or it cannot be told.
    """
    _demand_regular(path, path.stat().st_mode)


def _demand_regular(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NotRegular(path, mode)


def read_text(path: Path, most: int = LARGEST_FILE) -> str:
    """The text of a regular file of at most so many bytes; see ``read_bytes``.

    Raises:
        BadFile: when it cannot be read, is too large, or is no UTF-8 text.
    """
    name = shown_path(path)
    try:
        data = read_bytes(path, most + 1)
    except (OSError, ValueError) as error:
        raise BadFile([FileProblem(name, f"cannot be read: {reason(error, path)}")]) from None
    return decoded(data, name, most)


def reason(error: OSError | ValueError, path: Path) -> str:
    """Why a path cannot be read, in a few words."""
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return "it is a link to nothing"
    return getattr(error, "strerror", None) or "its name is not one"


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
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile([_syntax_problem(error, name)]) from None
    except RecursionError:
        raise BadFile([FileProblem(name, "is nested too deeply")]) from None
    _bound(data, name)
    return data


def _bound(data: dict[str, Any], name: str) -> None:
    """Raise BadFile for deep nesting and huge integers, as in a crafted file."""
    level: list[object] = [data]
    for _ in range(DEEPEST):
        if any(isinstance(one, int) and one.bit_length() > LONGEST_INTEGER for one in level):
            raise BadFile([FileProblem(name, "holds a whole number that is too large")])
        tables = [one.values() for one in level if isinstance(one, dict)]
        level = list(chain(*tables, *(one for one in level if isinstance(one, list))))
        if not level:
            return
    raise BadFile([FileProblem(name, "is nested too deeply")])


def _syntax_problem(error: ValueError, name: str) -> FileProblem:
    words, _, place = str(error).partition(" (at ")
    digits = "".join(c if c.isdigit() else " " for c in place).split()
    line = int(digits[0]) if digits else None
    return FileProblem(name, f"is not TOML: {words[:1].lower()}{words[1:]}", line=line)


def validate(record: type[Value], data: object, name: str, source: str = "") -> Value:
    """Plain data as a value.

    Raises:
        BadFile: with every problem at once.
    """
    try:
        return record.from_plain(data)
    except Invalid:
        from loosen.storage import schema

    try:
        return schema.read(record, data, name, source)
    except schema.Faults as faults:
        raise BadFile(faults.problems) from None


class Known(Protocol):
    """Store of checked values of unchanged files; ``cache.Group`` is one."""

    def get(self, record: type[Value], path: Path) -> Value | None:
        """Return the value of a file; None where it has to be read."""
        ...

    def put(self, path: Path, value: Record | None) -> None:
        """Add the value of a file that ``get`` was asked for."""
        ...


def read_record(
    record: type[Value], path: Path, *, slug: bool = True, known: Known | None = None
) -> Value:
    """Read the value in a file, or take the ``known`` one; its slug is the file's stem.

    Raises:
        BadFile: with every problem at once.
    """
    if known and (value := known.get(record, path)):
        return value
    value = _read_record(record, path, slug=slug)
    if known:
        known.put(path, value)
    return value


def _read_record(record: type[Value], path: Path, *, slug: bool) -> Value:
    name = shown_path(path)
    text = read_text(path)
    data = parse(text, name)
    if slug:
        data["slug"] = _slug(path, data)
    return validate(record, data, name, text)


def _slug(path: Path, data: Mapping[str, Any]) -> str:
    name = shown_path(path)
    if "slug" in data:
        raise BadFile([FileProblem(name, "is not a key here: the file's name is the slug", "slug")])
    if path.stem != slug_of(path.stem):
        wrong = "has more than small letters, digits and hyphens in its name"
        raise BadFile([FileProblem(name, wrong, instead=f"“{slug_of(path.stem)}.toml”")])
    return path.stem


def toml_files(folder: Path, most: int = 5_000) -> list[Path]:
    """The TOML files directly inside a folder, by name; empty where it cannot be read.

    A link to a file is a file. A link to nothing and a pipe are among them, so that reading them says
    what is wrong; folders are not.
    """
    return _named(folder, ".toml", most, lambda entry: not _is_folder(entry))


def json_files(folder: Path, most: int = 5_000) -> list[Path]:
    """Paths with the suffix of JSON files directly inside a folder, by name; see ``toml_files``."""
    return _named(folder, ".json", most, lambda _entry: True)


def _named(
    folder: Path, suffix: str, most: int, fits: Callable[["os.DirEntry[str]"], bool]
) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [one.name for one in entries if one.name.endswith(suffix) and fits(one)]
    except (OSError, ValueError):
        return []
    return [folder / name for name in sorted(names) if not name.startswith((".", "_"))][:most]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a loop of links: reading it says so


def folder_problem(folder: Path) -> FileProblem | None:
    """Why the files in a folder cannot be listed; None where they can, and where it is not there."""
    try:
        os.scandir(folder).close()
    except FileNotFoundError as error:
        if not folder.is_symlink():
            return None
        words = reason(error, folder)
    except OSError as error:
        words = reason(error, folder)
    else:
        return None
    return FileProblem(shown_path(folder), f"cannot be read: {words}")


def write_text(path: Path, text: str) -> None:
    """Replace a file by a text in one step, private to its owner.

    Whatever happens in between, the file holds either the old text or the new one. A link stays a link:
    the file it points to is replaced.

    Raises:
        NotRegular: when the path, or what it links to, is no regular file; nothing is written then.
        OSError: when the disk is full or not to be written to; the old file is then untouched.
    """
    import tempfile

    target = _replaceable(path)
    if target == path:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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


def _replaceable(path: Path) -> Path:
    """The regular file that a write to a path replaces, or the path of one that can be made.

    Raises:
        NotRegular: when something else is there.
        OSError: when that cannot be told, as with links that go in a circle.
    """
    with contextlib.suppress(FileNotFoundError):
        demand_regular(path)
    return Path(os.path.realpath(path)) if path.is_symlink() else path


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


def toml_text(data: Mapping[str, Any]) -> str:
    """Plain data as readable TOML."""
    import tomli_w

    return tomli_w.dumps(data)


def write_toml(path: Path, data: Mapping[str, Any]) -> None:
    """Write plain data as readable TOML in one step; see ``write_text``."""
    write_text(path, toml_text(data))
