"""The program on real terminals: what it leaves behind, what it refuses, and what never gets out."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from terminal.conftest import RealHome, in_tmux
from terminal.pty_program import ESCAPES, HANGS, PtyProgram

from loosen.storage.owner import OwnerState, this_process

pytestmark = pytest.mark.terminal

LEFT_ALTERNATE, LEFT_MOUSE = b"\x1b[?1049l", b"\x1b[?1000l"
HOSTILE = "x [/] y \\u001b]52;c;ZXZpbA==\\u0007 [@click=app.quit]q[/] \\u009b31m \\u009d \\u202e z"


def playing(program: PtyProgram, home: RealHome, seconds: float = 0.5) -> int:
    """Wait until a session runs; the process that plays it."""

    def runs() -> bool:
        return bool(home.journals) and home.journals[0].reading.mark.active >= seconds

    program.until(runs, "a running session")
    return home.journals[0].reading.owner.pid


UNTESTED = """
from loosen.tui.terminal import toolkit
toolkit.TESTED = frozenset()
from loosen.__main__ import main
raise SystemExit(main())
"""
"""The program with a toolkit that nobody has tested."""


def test_with_an_untested_toolkit_the_app_starts_and_ends_as_ever(home: RealHome) -> None:
    with PtyProgram([sys.executable, "-c", UNTESTED], home.environment) as program:
        program.shows("exercises")
        program.press("q")
        assert program.ends() == 0
        assert LEFT_ALTERNATE in program.written


def test_sigterm_leaves_a_tidy_terminal_and_its_code(home: RealHome) -> None:
    with home.on_pty("run", "brief") as program:
        os.kill(playing(program, home), signal.SIGTERM)
        assert program.ends() == 143
        tidied = {LEFT_ALTERNATE, LEFT_MOUSE}
        program.until(lambda: all(one in program.written for one in tidied), "tidying up")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, None)])
def test_the_plain_face_gives_the_keyboard_back(
    home: RealHome, number: signal.Signals, code: int | None
) -> None:
    with home.on_pty("run", "brief", "--plain") as program:
        pid = playing(program, home)
        assert not program.echoes
        os.kill(pid, number)
        if code is None:
            program.shows("End here and keep what was done (e)")
            program.press("l")
        assert program.ends() == (code or 0)
        assert program.echoes


def stalls(program: PtyProgram, home: RealHome) -> bool:
    """Read no more: whole screens fill the terminal's buffer, then the app's queue, until it stands."""
    for _ in range(10):
        for columns in range(160, 200):
            program.resize((columns, 50))
            select.select([], [], [], 0.1)
        stood = home.journals[0].reading.mark
        select.select([], [], [], 1.5)
        if home.journals[0].reading.mark == stood:
            return True
    return False


@pytest.mark.parametrize("ignored", [False, True], ids=["hang-up", "hang-up ignored"])
def test_a_link_that_stalls_and_then_drops_leaves_no_orphan(home: RealHome, ignored: bool) -> None:
    with home.on_pty("run", "brief", size=(100, 30), ignore_hang_up=ignored) as program:
        playing(program, home)
        owner = home.journals[0].reading.owner
        assert stalls(program, home), "it does not stall: this proves nothing"
        program.hang_up()
        here = this_process()
        program.until(lambda: owner.state_seen_from(here) is OwnerState.GONE, "the end")
    assert home.journals[0].state is OwnerState.GONE


@pytest.mark.parametrize("words", [(), ("resume",)])
def test_without_a_keyboard_the_app_refuses_in_one_line(
    home: RealHome, words: tuple[str, ...]
) -> None:
    done = subprocess.run(
        home.loosen(*words),
        env=home.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
    )
    assert done.returncode == (1 if words else 2)
    assert done.stderr.count("\n") == 1


def test_a_terminal_that_only_prints_gets_plain_lines(home: RealHome) -> None:
    environment = {**home.environment, "TERM": "dumb"}
    with PtyProgram(home.loosen("run", "brief"), environment) as program:
        program.shows("get ready, 8 s")
        assert b"\x1b" not in program.written
    with PtyProgram(home.loosen(), environment) as program:
        program.shows("“dumb”, which can only print lines")
        assert program.ends() == 2


def test_a_size_in_the_environment_does_not_freeze_the_screen(
    home: RealHome, tmp_path: Path
) -> None:
    old = {"COLUMNS": "40", "LINES": "12"}
    with in_tmux(home, tmp_path, size=(100, 30), environment=old) as inside:
        inside.until("33 exercises")
        lines = inside.screen()
        assert "Quit" in lines[29]
        assert max(map(len, lines)) > 80


def test_no_name_steers_the_terminal_or_crashes_a_screen(home: RealHome) -> None:
    text = f'name = "{HOSTILE}"\nsummary = "{HOSTILE}"\nwhen = "{HOSTILE}"\n'
    text += f'rules = ["{HOSTILE}"]\nours = ["{HOSTILE}"]\n'
    text += f'[[steps]]\nexercise = "butterfly"\nnote = "{HOSTILE}"\nsection = "{HOSTILE}"\n'
    home.locations.routines.joinpath("evil.toml").write_text(text, encoding="utf-8")
    with home.on_pty() as program:
        program.shows("33 exercises")
        program.press("2")
        program.shows("x [/] y")
        program.press("go")  # its page; to begin it here would leave a session behind
        program.settle()
    with home.on_pty("run", "evil", size=(100, 30)) as running:
        playing(running, home)
        running.shows("x [/] y")
        running.press("?")
        running.pump(0.5)
    for written in (program.written, running.written):
        assert b"x [/] y" in written
        assert b"Traceback" not in written
        for never in (b"\x1b]52", b"\xc2\x9b", b"\xc2\x9d", "\u202e".encode()):
            assert never not in written


def test_bytes_that_are_no_text_and_what_terminals_say_change_nothing(home: RealHome) -> None:
    with home.on_pty() as program:
        program.shows("exercises")
        os.write(
            program.outer, b"\xe9\x1b[M \xff\xfe\x1b]11;rgb:q/2/3\x1b\\\x1b[?64;1;2c\x1b[?997;1n"
        )
        program.press("2")
        program.settle()
        program.resize((101, 30))  # what was shown before is written anew, not only what differs
        program.shows("14 routines")
        assert program.process.poll() is None
        assert "Traceback" not in program.text


LARGEST_CHANGE = 2_000
"""Bytes that a pause may send to a terminal of 100 by 30."""


def test_a_pause_paints_a_band_and_not_the_whole_ground(home: RealHome) -> None:
    # A moving figure adds frames for as long as the pause takes to be shown: bytes that are not its own.
    settings = home.locations.settings
    settings.write_text('motion = "off"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    with home.on_pty("run", "brief", size=(100, 30)) as program:
        playing(program, home)
        program.shows("Butterfly")
        for words in ("paused", "resuming", "paused"):
            before = len(program.written)
            program.press(" ")

            def shown(since: int = before, words: str = words) -> bool:
                new = program.written[since:].decode(errors="replace")
                return words in ESCAPES.sub("", new)

            program.until(shown, words)
            assert len(program.written) - before <= LARGEST_CHANGE
