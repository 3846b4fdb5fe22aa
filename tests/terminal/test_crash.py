"""A fault that ends the app: the terminal is as before, one line says it, and the report tells no values."""

import stat
import sys

import pytest
from terminal.conftest import RealHome
from terminal.pty_program import ESCAPES, PtyProgram

pytestmark = pytest.mark.terminal

FAULTY = """
import sys
from loosen.tui.screens.session import SessionScreen
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.terminal.input_reader import InputReader
from loosen.__main__ import main

def fault(*_):
    private = "what nobody " + "is to read"
    raise KeyError(len(private))

class Said(Exception):
    def __rich__(self):
        return "what nobody " + "is to read"

def says(*_):
    raise Said("in rich words")

place = {PLACE}
setattr(*place)
sys.argv[1:] = {ARGS}
raise SystemExit(main())
"""
PLACES = {
    "a key": ('(CatalogueScreen, "action_filters", fault)', [], "f", "KeyError"),
    "a fault that can be drawn": ('(CatalogueScreen, "action_filters", says)', [], "f", "Said"),
    "the reader": ('(InputReader, "_of", fault)', [], "f", "KeyError"),
    "the start": ('(CatalogueScreen, "on_mount", fault)', [], "", "KeyError"),
    "a session": ('(SessionScreen, "action_pause", fault)', ["run", "brief"], " ", "KeyError"),
}


def faulty(home: RealHome, place: str, args: list[str]) -> PtyProgram:
    """The program with a fault in a place."""
    code = FAULTY.replace("{PLACE}", place).replace("{ARGS}", repr(args))
    return PtyProgram([sys.executable, "-c", code], home.environment, (100, 30))


@pytest.mark.parametrize(("place", "args", "key", "name"), PLACES.values(), ids=PLACES)
def test_a_fault_says_one_line_exits_1_and_leaves_a_private_report(
    home: RealHome, place: str, args: list[str], key: str, name: str
) -> None:
    with faulty(home, place, args) as program:
        if args:
            program.shows("Short")
            program.until(lambda: bool(home.journals), "a session")
        elif key:
            program.shows("33 exercises")
        program.press(key)
        assert program.ends() == 1
        program.pump(0.3)
        program.pump(0.3)
        _, _, after = program.written.decode().rpartition("\x1b[?1004l")
        (line,) = ESCAPES.sub("", after).replace("\r\n", "\n").strip().splitlines()
        assert line.startswith(f"loosen: a fault has ended the app ({name}); the report is in ")
        assert line.endswith(
            "“loosen resume” goes on with it." if args else "“loosen” opens it again."
        )
        assert program.echoes
        assert "\x1b[?1049l" in program.written.decode()
        assert "nobody is to read" not in program.text
    report = home.locations.state / "crash.txt"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    told = report.read_text(encoding="utf-8")
    assert f"{name}: " in told
    assert "in fault" in told or "in says" in told
    assert "nobody is to read" not in told


def test_after_a_fault_in_a_session_it_goes_on_where_it_stood(home: RealHome) -> None:
    place, args, key, _ = PLACES["a session"]
    with faulty(home, place, args) as program:
        program.until(
            lambda: bool(home.journals) and home.journals[0].reading.mark.active > 0.5, "a session"
        )
        program.press(key)
        assert program.ends() == 1
    assert home.journals
    assert home.history == ()
    with home.on_pty("resume") as program:
        program.shows("Short")
        program.shows("Butterfly")


def test_after_a_fault_in_the_demo_the_report_is_where_the_line_says_and_no_session_is_promised(
    home: RealHome,
) -> None:
    place, _, key, _ = PLACES["a session"]
    with faulty(home, place, ["demo"]) as program:
        program.shows("33 exercises")
        program.settle()
        for step in ("2", "\r", key):  # the first step of the demo waits for this key
            program.press(step)
            program.settle()
        program.press(key)
        assert program.ends() == 1
        program.pump(0.3)
        assert "“loosen” opens it again." in program.text
    assert "KeyError: " in home.locations.state.joinpath("crash.txt").read_text(encoding="utf-8")
    assert home.journals == ()


def test_where_no_report_can_be_written_the_line_says_so(home: RealHome) -> None:
    home.locations.state.joinpath("crash.txt").mkdir()
    place, args, key, _ = PLACES["a key"]
    with faulty(home, place, args) as program:
        program.shows("33 exercises")
        program.press(key)
        assert program.ends() == 1
        program.pump(0.3)
        assert "no report could be written: " in program.text
