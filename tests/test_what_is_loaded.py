"""Each command and the first screen load what they need: packages that each must do without, by name."""

import subprocess
import sys
from pathlib import Path

import pytest

TOOLKIT = ("textual", "rich")
CHECKER = ("pydantic", "pydantic_core", "loosen.storage.schema")
FACTS = ("importlib.metadata", "email", "zipfile")
VALUES = ("msgspec", "loosen.domain.value", "loosen.services", "loosen.storage.snapshot")
DISK = ("sqlite3", "tomllib", "tomli_w", "platformdirs")
WORK = (
    "loosen.domain.composer",
    "loosen.domain.editing",
    "loosen.domain.figure",
    "loosen.domain.sheets",
    "loosen.domain.stats",
    "loosen.storage.importers",
)
SLOW = (
    "dataclasses",
    "difflib",
    "fractions",
    "numbers",
    "pathlib",
    "shutil",
    "tempfile",
    "textwrap",
)
READING = (
    "tomllib",
    "tomli_w",
    "tempfile",
    "shutil",
    "difflib",
    "fractions",
    "loosen.domain.durations",
)
"""What files are read, checked and written with, which is needed when one has changed."""
PLAYING = ("loosen.domain.session", "loosen.services.sessions", "loosen.storage.history_db")
NOT_ASKED_FOR = (
    "loosen.tui.screens.session",
    "loosen.tui.screens.compose",
    "loosen.tui.screens.editor",
    "loosen.tui.screens.exercise",
    "loosen.tui.screens.help",
    "loosen.tui.screens.progress",
    "loosen.tui.screens.routines",
    "loosen.tui.screens.settings",
    "loosen.domain.session.engine",
    "loosen.services.sessions",
    "loosen.storage.journal",
    "loosen.tui.widgets.figure",
    "loosen.tui.dialogs.care",
    "loosen.tui.dialogs.choice",
    "loosen.tui.dialogs.filters",
    "loosen.tui.dialogs.keys",
    "loosen.tui.dialogs.past",
    "loosen.tui.dialogs.questions",
    "loosen.tui.dialogs.signs",
)


UNSCHEDULED = (
    "click",
    "sqlite3",
    "loosen.cli.root",
    "loosen.domain.dose",
    "loosen.domain.exercise",
    "loosen.domain.routine",
    "loosen.storage.snapshot",
    "loosen.text",
)
"""What a prompt does without where no routine is scheduled."""
CATALOGUE = ("loosen.domain.catalogue", "loosen.domain.search", "loosen.storage.snapshot")
BUT_NAMES = tuple(name for name in SLOW if name != "difflib")


COMMAND = """
import sys
from loosen.__main__ import main
sys.argv = ["loosen", *sys.argv[1:]]
code = main()
print("\\nloaded", *sys.modules)
"""
FIRST_SCREEN = """
import asyncio, sys
from pathlib import Path
from loosen.services.library import Library
from loosen.storage.locations import of_this_user
from loosen.__main__ import now
library = Library(of_this_user())
library.remember_safety_seen()
from loosen.tui.app import LoosenApp

async def first_screen():
    app = LoosenApp(library, lambda: 0.0, now)
    async with app.run_test(size=(100, 24)):
        print("\\nloaded", *sys.modules)

asyncio.run(first_screen())
"""


def loaded(code: str, *args: str) -> set[str]:
    """Every module that a program has loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, check=False
    )
    (line,) = [one for one in done.stdout.splitlines() if one.startswith("loaded ")]
    return set(line.split()[1:])


@pytest.mark.parametrize(
    ("args", "without"),
    [
        (["--version"], (*TOOLKIT, *CHECKER, *FACTS, *VALUES, *DISK, *SLOW, "click", "loosen.cli")),
        (["lsit"], (*TOOLKIT, *CHECKER, *FACTS, *VALUES, *DISK, *WORK, *PLAYING, *BUT_NAMES)),
        (["--wrong"], (*TOOLKIT, *CHECKER, *FACTS, *VALUES, *DISK, *WORK, *PLAYING, *BUT_NAMES)),
        (["help", "doses"], (*TOOLKIT, *CHECKER, *FACTS, "msgspec", *DISK, *WORK, *PLAYING)),
        (["due"], (*TOOLKIT, *CHECKER, *FACTS, *WORK, *PLAYING, *UNSCHEDULED)),
        (["list"], (*TOOLKIT, *CHECKER, *FACTS, *WORK, *PLAYING)),
        (["show", "childs-pose"], (*TOOLKIT, *CHECKER, *FACTS, *PLAYING)),
        (["routines"], (*TOOLKIT, *CHECKER, *FACTS, "loosen.domain.composer")),
        (["list", "--json"], (*TOOLKIT, *CHECKER, *FACTS, *WORK, *PLAYING)),
        (["config"], (*TOOLKIT, *CHECKER, *FACTS, *WORK)),
        (["history"], (*TOOLKIT, *CHECKER, *FACTS, "loosen.domain.composer")),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_a_command_loads_none_of(args: list[str], without: tuple[str, ...]) -> None:
    found = loaded(COMMAND, *args)
    assert "loosen.__main__" in found
    assert sorted(found & set(without)) == []


@pytest.mark.parametrize(
    "args",
    [["list"], ["list", "--json"], ["due"], ["show", "childs-pose"]],
    ids=" ".join,
)
def test_what_was_checked_once_is_not_read_again(args: list[str]) -> None:
    assert loaded(COMMAND, "routines") >= {"tomllib", "tempfile"}
    assert sorted(loaded(COMMAND, *args) & {*CHECKER, *READING}) == []


def test_a_prompt_says_minutes_without_the_catalogue(tmp_path: Path) -> None:
    settings = tmp_path / "config" / "loosen" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[routines]\nkeep_up = ["first-four-minutes"]\n', encoding="utf-8")
    found = loaded(COMMAND, "due", "--all", "--format", "{minutes}")
    assert "loosen.domain.timeline" in found
    assert sorted(found & {*CHECKER, *CATALOGUE}) == []


def test_the_first_screen_loads_none_of_what_nobody_has_asked_for() -> None:
    found = loaded(FIRST_SCREEN)
    assert "loosen.tui.screens.catalogue" in found
    assert sorted(found & {*CHECKER, *FACTS, *WORK, *NOT_ASKED_FOR}) == []


def test_a_file_with_a_problem_is_what_loads_the_checker(tmp_path: Path) -> None:
    settings = tmp_path / "config" / "loosen" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('motion = "off"\n', encoding="utf-8")
    assert not loaded(COMMAND, "list") & set(CHECKER)
    settings.write_text('motion = "of"\n', encoding="utf-8")
    assert loaded(COMMAND, "list") >= set(CHECKER)
