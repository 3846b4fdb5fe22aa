"""The installed program, from its first start to its end, as a person sees it."""

import sys
from pathlib import Path

import pytest
from terminal.conftest import RealHome, tool
from terminal.screen import TmuxScreen

pytestmark = pytest.mark.terminal

HOSTILE = """name = "Evil \\u001b]52;c;ZXZpbA==\\u0007 [/] x"
summary = "\\u009b31m \\u001b[2J"
[[steps]]
exercise = "butterfly"
"""


def installed() -> Path:
    """The console script beside the running interpreter."""
    script = Path(sys.executable).with_name("loosen")
    if not script.exists():
        pytest.skip("LOOSEN IS NOT INSTALLED HERE: that its own command starts it stays unproven")
    return script


def on_screen(home: RealHome, *args: str, size: tuple[int, int] = (80, 24)) -> TmuxScreen:
    """The program in a shell that tells the terminal's settings before and after, and the exit code."""
    folder = home.folder
    script = (
        f"cd {folder}; stty -a > before; clear; '{installed()}' {' '.join(args)}; "
        'echo "code $?"; stty -a > after; echo over'
    )
    return TmuxScreen(tool("tmux"), folder, script, home.environment, size)


def test_from_the_first_start_through_a_routine_to_the_end(home: RealHome) -> None:
    home.locations.memory.unlink()
    home.locations.settings.unlink()
    with on_screen(home, "run", "egoscue-flow", "--rehearse", "120") as screen:
        before = screen.modes
        screen.shows("before you begin", "one timer at a time")
        assert screen.modes != before
        screen.press("Enter")
        screen.shows("Which side feels stiffer today?", "space begins")
        screen.press("Escape")
        screen.hides("stiffer")
        screen.shows("33 exercises", "Leg swing, front to back")
        screen.press("j", "j")
        screen.shows("Draw circles with one straight leg")
        screen.press("Enter")
        screen.shows("Standing leg circles", "3 of 33", "Begin")
        screen.press("Escape")
        screen.shows("33 exercises")
        screen.press("2")
        screen.shows("14 routines")
        screen.press("j", "j")  # one's own stands first
        screen.shows("Six quiet exercises")
        screen.press("Enter")
        screen.shows("Which side feels stiffer today?")
        screen.press("r")
        screen.shows("Egoscue flow · ", "left of 10:13")
        screen.shows("Rehearsal, nothing kept.", "✓  Pelvic tilts")
        screen.press("Enter")
        screen.shows("14 routines")
        screen.press("q")
        assert "code 0" in screen.shows("over")
        assert screen.modes == before
    before_it, after = (home.folder.joinpath(name).read_text() for name in ("before", "after"))
    assert after == before_it
    assert "safety_seen = true" in home.locations.memory.read_text()


def test_a_hostile_routine_file_sends_nothing_to_the_terminal(home: RealHome) -> None:
    home.locations.routines.joinpath("aaa.toml").write_text(HOSTILE, encoding="utf-8")
    with on_screen(home, "run", "aaa") as screen:
        screen.shows("Evil ]52;c;ZXZpbA== [/] x", "left of")
        screen.press("q")
        screen.shows("End the session here?")
        screen.press("e")
        screen.shows("Ended here.")
        screen.press("Enter")
        screen.shows("33 exercises")
        screen.press("2")
        screen.shows("15 routines", "Evil ]52")
        screen.press("q")
        assert "code 0" in screen.shows("over")
        written = screen.written
    assert b"\x1b]52" not in written
    assert "\u009b".encode() not in written
