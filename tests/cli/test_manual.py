"""The manual page and the completions are made from the commands, and those that ship are up to date."""

import os
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from cli.conftest import Loosen

from loosen.cli.root import COMMANDS, command_of
from loosen.services.help_pages import help_pages
from loosen.storage.locations import SHIPPED

SHELL = SHIPPED / "shell"
FILES = {
    "loosen.1": ("manual",),
    "loosen.bash": ("completion", "bash"),
    "loosen.zsh": ("completion", "zsh"),
    "loosen.fish": ("completion", "fish"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_ships_is_what_the_commands_print(loosen: Loosen, name: str) -> None:
    text = loosen(*FILES[name]).out
    if os.environ.get("UPDATE_GOLDEN"):
        SHELL.joinpath(name).write_text(text, encoding="utf-8")
    shipped = SHELL.joinpath(name).read_text(encoding="utf-8")
    assert text == shipped, "run UPDATE_GOLDEN=1 pytest tests/cli/test_manual.py"


def test_the_manual_names_every_command_and_every_option(loosen: Loosen) -> None:
    page = loosen("manual").out.replace("\\-", "-")
    for command in map(command_of, COMMANDS):
        assert f".SS loosen {command.name} " in page
        for option in (one for one in command.params if isinstance(one, click.Option)):
            assert all(word in page for word in option.opts)


def test_the_manual_has_every_page_of_help(loosen: Loosen) -> None:
    page = loosen("manual").out.replace("\\-", "-")
    for topic in help_pages():
        assert f".SS {topic.topic}\n" in page
        for part in topic.parts:
            assert part.lines[-1].rstrip() in page.replace("\\e", "\\")


def test_nothing_in_the_manual_is_taken_for_a_request_of_the_typesetter(loosen: Loosen) -> None:
    requests = {".TH", ".SH", ".SS", ".TP", ".PP", ".IP", ".nf", ".fi", ".B"}
    lines = loosen("manual").out.splitlines()
    assert {line.split()[0] for line in lines if line.startswith((".", "'"))} <= requests


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_typesetter_has_nothing_to_complain_of(tmp_path: Path) -> None:
    page = SHELL / "loosen.1"
    command = ["groff", "-man", "-Tutf8", "-P-cbou", "-ww", "-K", "utf8", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "EXIT STATUS" in done.stdout
