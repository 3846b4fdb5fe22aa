"""Asking a person at the terminal: on stderr, since what a command makes goes to stdout."""

import contextlib
import sys
from collections.abc import Callable, Iterator

import click

from loosen.domain.text import clean

Ask = Callable[[str], str | None]
"""Asks a question and returns the typed line, or None at the end of input."""


@contextlib.contextmanager
def terminal(*, piped: bool) -> Iterator[Ask | None]:
    """Context of a function that asks at the terminal; None where nobody can be asked.

    ``piped`` is whether stdin holds the input itself.
    """
    if not sys.stderr.isatty() or not (piped or sys.stdin.isatty()):
        yield None
        return
    if sys.stdin.isatty():
        yield _asker(sys.stdin.readline)
        return
    try:
        # Closed below, and a device is no path.
        keyboard = open("/dev/tty", encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115  as said
    except OSError:
        yield None
        return
    with keyboard:
        yield _asker(keyboard.readline)


def _asker(readline: Callable[[], str]) -> Ask:
    def ask(question: str) -> str | None:
        click.echo(question, err=True, nl=False)
        typed = readline()
        if not typed:
            click.echo(err=True)
            return None
        return clean(typed)

    return ask
