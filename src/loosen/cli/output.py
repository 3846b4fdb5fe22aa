"""Plain text, well set: columns, paragraphs, JSON. Colour and fitting to the width only on a terminal.

Text is cleaned as it is set, so that nothing from a file or an argument can steer the terminal.
"""

import json
import os
import shutil
import sys
from collections.abc import Sequence

import click

from loosen.domain.text import aligned, cells, clean, hanging

PAGE = 80
"""Columns of a page of prose, also in a pipe; a narrower terminal gets narrower pages."""


def on_terminal() -> bool:
    """Whether a person is looking at what is written."""
    return sys.stdout.isatty()


def coloured() -> bool:
    """Whether emphasis may be drawn: on a terminal that can, unless NO_COLOR is set."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return on_terminal() and not plain


def redraws() -> bool:
    """Whether lines that stand can be written over: on a terminal that can do more than print."""
    return on_terminal() and os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")


def columns() -> int | None:
    """Columns of the terminal; None in a pipe, where nothing has to fit."""
    return shutil.get_terminal_size().columns if on_terminal() else None


def say(line: str = "") -> None:
    """Write a line that is already set."""
    click.echo(line, color=coloured())


def complain(text: str) -> None:
    """Write one line about what went wrong, for people, beside the output."""
    click.echo(f"loosen: {clean(text)}", err=True)


def say_json(value: object) -> None:
    """Write a value as JSON, in UTF-8 whatever the terminal speaks."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode())


def strong(text: str) -> str:
    """Text with emphasis."""
    return click.style(clean(text), bold=True)


def fitted(line: str) -> str:
    """A line cut to the terminal's width; whole in a pipe."""
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
    """Prose within the page; ``mark`` stands before the first line and the others hang under it."""
    return hanging(text, min(columns() or PAGE, PAGE), indent, mark)
