"""``loosen config`` and ``doctor``: what holds, and what the program found."""

import os
import platform
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import click

from loosen import __version__
from loosen.cli.context import Program, pass_program
from loosen.cli.output import say, table
from loosen.storage.history_db import HistoryProblem
from loosen.storage.problems import BadFile, shown_path
from loosen.storage.settings_file import settings_text
from loosen.text import wording

CONFIG_HELP = """\b
Examples:
  loosen config
  loosen check ~/.config/loosen/config.toml

What it prints below the first line can be the file itself.
"""
DOCTOR_HELP = """\b
Examples:
  loosen doctor
  loosen doctor > report.txt

It changes nothing and names no exercise, so that a report of a fault can hold all of it.
"""


@click.command("config", short_help="Show the settings.", epilog=CONFIG_HELP)
@pass_program
def config_command(program: Program, /) -> None:
    """Show where the settings are and what holds, defaults included."""
    path = program.library.locations.settings
    whence = "" if path.exists() else " (not there yet: these are the defaults)"
    text = settings_text(program.library.settings)
    say(f"# {shown_path(path)}{whence}")
    click.echo(text, nl=False)


@click.command("doctor", short_help="Say what the program found.", epilog=DOCTOR_HELP)
@pass_program
def doctor_command(program: Program, /) -> None:
    """Say what the program found of the terminal, its files and itself."""
    for line in table(list(_found(program))):
        say(line)


def _found(program: Program) -> Iterator[tuple[str, str]]:
    yield "loosen", __version__
    yield "Python", platform.python_version()
    yield "SQLite", sqlite3.sqlite_version
    yield "system", f"{platform.system()} {platform.release()}"
    yield from program.terminal().items()
    try:
        settings = program.library.settings
        yield "bell", settings.cues.bell
        yield "motion", settings.motion.value
        own = "right"
    except BadFile as error:
        own = "; ".join(map(str, error.problems))
    places = program.library.locations
    yield "settings", f"{_place(places.settings)}; {own}"
    shelf = program.library.shelf
    of_routines = sum(len(one.problems) for one in shelf.checked_routines)
    for name, path, wrong in (
        ("exercises", places.exercises, len(shelf.exercise_problems)),
        ("routines", places.routines, of_routines),
        ("imported", places.imported, len(shelf.imported.problems)),
    ):
        yield name, f"{_place(path)}; {wording.count_words(wrong, 'problem')}"
    yield "history", f"{_place(places.history)}; {_history(program)}"
    waiting = program.sessions.look()
    stand = f"{len(waiting.left)} left, {len(waiting.running)} running"
    yield "sessions", f"{_place(places.journals)}; {waiting.problem or stand}"


def _history(program: Program) -> str:
    try:
        return wording.count_words(len(program.sessions.history.all()), "session")
    except HistoryProblem as problem:
        return str(problem)


def _place(path: Path) -> str:
    """A path, with what is worth knowing about who may read and write it."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return f"{shown_path(path)}: not there yet"
    facts = []
    if not os.access(path, os.W_OK):
        facts.append("read-only")
    if mode & (stat.S_IRGRP | stat.S_IROTH):
        facts.append("others may read it")
    return f"{shown_path(path)}: {', '.join(facts) or 'private'}"
