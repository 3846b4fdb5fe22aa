"""Output of the command line: lines, tables, paragraphs and JSON.

Colour and cutting to the width happen on a terminal only. Text is cleaned, so that nothing from a file or
an argument can send escape sequences to the terminal.
"""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from loosen.domain.text import aligned, cells, clean, hanging

if TYPE_CHECKING:
    from pathlib import Path

STYLE = r"\x1b\[[;?0-9]*[a-zA-Z]"
"""Escape sequences of colour and bold, as a pattern."""
NAME = "loosen"
"""The name of the program."""
DONE, FAILURE, USAGE, NO_PLAN = 0, 1, 2, 3
HUNG_UP, INTERRUPTED, TERMINATED = 129, 130, 143
"""Exit codes; the last three are 128 and the number of a signal."""
PAGE = 80
"""Cells of a line of prose, also in a pipe; fewer on a narrower terminal."""


def on_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


def can_ask() -> bool:
    """Whether a person is at the terminal and can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def coloured() -> bool:
    """Whether to use colour and bold: on a terminal that has them, unless NO_COLOR is set."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return on_terminal() and not plain


def redraws() -> bool:
    """Whether printed lines can be overwritten: on a terminal with cursor movement."""
    return on_terminal() and os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")


def columns() -> int | None:
    """The width of the terminal in cells; None in a pipe, where nothing has to fit."""
    if not on_terminal():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def say(line: str = "") -> None:
    """Print a line as it is, without colour and bold where there are none."""
    styled = "\x1b" not in line or coloured()
    _print(sys.stdout, line if styled else re.sub(STYLE, "", line))


def say_all(lines: Iterable[str]) -> None:
    """Print lines in one go; nothing where there are none."""
    if whole := list(lines):
        say("\n".join(whole))


def complain(text: str) -> None:
    """Print a cleaned line about a problem to stderr."""
    _print(sys.stderr, f"loosen: {clean(text)}")


def _print(stream: TextIO, text: str) -> None:
    stream.write(f"{text}\n")
    stream.flush()


def write_and_say(path: "Path", text: str, what: str) -> None:
    """Write a text to a file that is not there yet, and say that ``what`` is written.

    Raises:
        Failure: when there is such a file.
        OSError: when it cannot be written.
    """
    from loosen.storage.files import write_new
    from loosen.storage.problems import Failure, shown_path

    try:
        write_new(path, text)
    except FileExistsError:
        raise Failure(f"{shown_path(path)} is there already") from None
    say(f"{what} {shown_path(path)}")


def say_json(value: object) -> None:
    """Print a value as JSON, in UTF-8 whatever the encoding of the terminal; see ``domain.value.encode``."""
    _write(_as_json(value), b"\n")


def say_json_list(values: Iterable[object]) -> None:
    """Print values as a JSON list, each as soon as it is there: a long list is never there as a text."""
    before = b"[\n  "
    for value in values:
        _write(before, _as_json(value).replace(b"\n", b"\n  "))
        before = b",\n  "
    _write(b"[]\n" if before.startswith(b"[") else b"\n]\n")


def _as_json(value: object) -> bytes:
    import msgspec

    from loosen.domain.value import encode

    return msgspec.json.format(encode(value), indent=2)


def _write(*parts: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.writelines(parts)


def strong(text: str) -> str:
    """Cleaned text in bold."""
    return f"\x1b[1m{clean(text)}\x1b[0m"


def fitted(line: str) -> str:
    """A line cut to the terminal's width, with an ellipsis; uncut in a pipe."""
    most = columns()
    if most is None or cells(line) <= most:
        return line
    kept = line
    while kept and cells(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines with aligned columns, each cut to the terminal; see ``domain.text.aligned``."""
    return [fitted(line) for line in aligned(rows, right)]


def paragraph(text: str, indent: int = 0, mark: str = "") -> str:
    """Cleaned prose wrapped to a page, indented, with a hanging ``mark`` before the first line."""
    return hanging(text, min(columns() or PAGE, PAGE), indent, mark)
