"""``loosen doctor``: a report on the terminal, the files and the program itself."""

import os
import platform
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import click

from loosen import __version__
from loosen.cli.output import say, say_all, table
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.storage import files
from loosen.storage.cache import Cache
from loosen.storage.history_db import HistoryProblem
from loosen.storage.problems import shown_path
from loosen.text import wording

HELP = """\b
Examples:
  loosen doctor
  loosen doctor > report.txt

It changes nothing and names no exercise, so that a report of a fault can hold all of it. The cache holds
what your files and those that ship say, ready to be used; the program does without it, a little slower.
"""


@click.command("doctor", short_help="Say what the program found.", epilog=HELP)
@click.option(
    "--clear-cache", is_flag=True, help="Take the cache away instead; it is made again when needed."
)
@pass_runtime
def doctor_command(runtime: Runtime, /, *, clear_cache: bool) -> None:
    """Say what the program found of the terminal, its files and itself."""
    cache = runtime.library.cache
    if clear_cache:
        say(f"{_place_of_cache(cache)}; {wording.count_words(cache.clear(), 'file')} taken away")
        return
    cache.writes = False
    say_all(table(list(_facts(runtime))))


def _facts(runtime: Runtime) -> Iterator[tuple[str, str]]:
    yield "loosen", __version__
    yield "Python", platform.python_version()
    yield "SQLite", sqlite3.sqlite_version
    yield "system", f"{platform.system()} {platform.release()}"
    yield from runtime.terminal_facts().items()
    library = runtime.library
    settings = library.settings
    yield "bell", settings.cues.bell
    yield "motion", settings.motion.value
    yield "figures", settings.figures.value
    state = "; ".join(map(str, (*library.settings_problems, *library.unknown_settings))) or "right"
    places = library.locations
    yield "settings", f"{_place(places.settings)}; {state}"
    snapshot = library.snapshot
    routine_problems = sum(len(one.problems) for one in snapshot.checked_routines)
    for name, path, count in (
        ("exercises", places.exercises, len(snapshot.exercise_problems)),
        ("routines", places.routines, routine_problems),
        ("imported", places.imported, len(snapshot.imported.problems)),
    ):
        yield name, f"{_place(path)}; {wording.count_words(count, 'problem')}"
    yield "cache", f"{_place_of_cache(library.cache)}; {_use(library.cache)}"
    yield "history", f"{_place(places.history)}; {_history(runtime)}"
    waiting = runtime.sessions.scan()
    counts = f"{len(waiting.left)} left, {len(waiting.running)} running"
    yield "sessions", f"{_place(places.journals)}; {waiting.problem or counts}"


def _history(runtime: Runtime) -> str:
    try:
        return wording.count_words(runtime.sessions.history.count(), "session")
    except HistoryProblem as problem:
        return str(problem)


def _place_of_cache(cache: Cache) -> str:
    return shown_path(cache.folder) if cache.folder else "no folder for it"


def _use(cache: Cache) -> str:
    """How many values of this report came from the cache, and its size."""
    if not cache.used:
        return "not used: it is missing, stale or cannot be read"
    return f"{wording.count_words(cache.used, 'value')} from it, {cache.size // 1024} KiB"


def _place(path: Path) -> str:
    """A path with its access: private, read-only or readable by others."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        missing = isinstance(error, FileNotFoundError) and not path.is_symlink()
        words = "not there yet" if missing else f"cannot be read: {files.reason(error, path)}"
        return f"{shown_path(path)}: {words}"
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return f"{shown_path(path)}: cannot be read: {files.NotRegular(path, mode).strerror}"
    facts = []
    if not os.access(path, os.W_OK):
        facts.append("read-only")
    if mode & (stat.S_IRGRP | stat.S_IROTH):
        facts.append("others may read it")
    return f"{shown_path(path)}: {', '.join(facts) or 'private'}"
