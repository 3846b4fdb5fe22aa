"""What a shell and a terminal see of the habits: Ctrl+Z and back, and a text in the clipboard."""

import base64
import re
import subprocess

import pytest
from terminal.conftest import RealHome, tool
from terminal.pty_program import PtyProgram
from terminal.screen import TmuxScreen

pytestmark = pytest.mark.terminal

CLIPBOARD = re.compile(rb"\x1b\]52;c;([^\x07]*)\x07")
OF_A_SHELL = "0 0 1 0 0"
"""Its own screen, no mouse, and a cursor to be seen."""
PARTS = re.compile(rb"\x1bP(.*?)\x1b\\", re.DOTALL)


def in_a_shell(home: RealHome, *args: str) -> TmuxScreen:
    """The program as a job of a shell that can stop it and go on with it."""
    words = " ".join(home.loosen(*args))
    return TmuxScreen(tool("tmux"), home.folder, f"PS1='shell> '; {words}", home.environment)


@pytest.mark.parametrize(
    "walk",
    [
        {},
        {"f": "Show exercises"},
        {"2": "routines", "n": "No step yet", "a": "Add an exercise"},
    ],
    ids=["a screen", "a dialog", "a line to type on"],
)
def test_ctrl_z_gives_the_shell_its_terminal_and_fg_brings_the_screen_back(
    home: RealHome, walk: dict[str, str]
) -> None:
    with in_a_shell(home) as screen:
        shows = "33 exercises"
        screen.shows(shows)
        for key, shows in walk.items():
            screen.press(key)
            screen.shows(shows)
        assert screen.modes != OF_A_SHELL
        screen.press("C-z")
        screen.shows("Stopped")
        assert screen.modes == OF_A_SHELL
        screen.press("fg", "Enter")
        screen.shows(shows)
        assert screen.modes != OF_A_SHELL


def test_a_session_stands_still_while_the_shell_has_the_terminal(home: RealHome) -> None:
    with in_a_shell(home, "run", "brief") as screen:
        screen.until(lambda text: bool(home.journals) and "Butterfly" in text, "a session")
        screen.press("C-z")
        screen.shows("Stopped")
        assert screen.modes == OF_A_SHELL
        stood = home.journals[0].reading.mark
        screen.press("sleep 3; fg", "Enter")
        screen.shows("Butterfly", "paused")
        assert home.journals[0].reading.mark == stood
        screen.press("Space")
        screen.hides("paused")
        screen.press("q")
        screen.shows("End the session here?")
        screen.press("e")
        screen.shows("Ended here")
        screen.press("c")
        screen.shows("Copied: Short,")


def printed(home: RealHome, *words: str) -> str:
    """What a command of the plain face prints."""
    command = home.loosen(*words)
    return subprocess.run(
        command, env=home.environment, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"TERM": "screen-256color", "TMUX": "/run/tmux,1,0"},
        {"TERM": "screen", "STY": "1.pts-0"},
    ],
    ids=["straight", "tmux", "screen"],
)
def test_an_exercise_is_copied_as_the_plain_face_prints_it(
    home: RealHome, environment: dict[str, str]
) -> None:
    still = 'motion = "off"\n' + home.locations.settings.read_text(encoding="utf-8")
    home.locations.settings.write_text(still, encoding="utf-8")
    wanted = printed(home, "show", "leg-swing-front-back")
    with PtyProgram(home.loosen(), {**home.environment, **environment}) as program:
        program.shows("Leg swing")
        program.settle()
        program.press("\r")
        program.shows("1 of 33")
        program.settle()
        program.press("c")
        program.shows("if your terminal takes")
    written = program.written
    if "STY" in environment:
        written = b"".join(PARTS.findall(written))
    (coded, *again) = CLIPBOARD.findall(written)
    assert base64.b64decode(coded).decode() == wanted
    assert bool(again) == ("TMUX" in environment)
