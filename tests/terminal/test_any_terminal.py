"""The program on terminals of many kinds, each walked through as a person would. ROWS is what was tried."""

import os
import re
import select
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter

import pytest
from terminal.conftest import RealHome
from terminal.pty_program import HANGS, PtyProgram

COLOUR = re.compile(rb"[34]8;5;(\d+)")
GREYS = {0, 7, 8, 15, 16, 59, 102, 145, 188, 231, *range(232, 256)}
"""Of 256 colours, those without a hue."""
TRUE_COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;2;")
AHEAD = 30_000
"""The most bytes that may be on their way when a key is pressed: a quarter of a minute of the slow link."""
PLAIN = {"LANG": "C", "LC_ALL": "C"}


@dataclass(frozen=True)
class Row:
    """A terminal: its size, and what its environment says of it."""

    name: str
    size: tuple[int, int] = (80, 24)
    environment: Mapping[str, str] = field(default_factory=dict)


ROWS = (
    Row("xterm, 256 colours"),
    Row("xterm, 16 colours", environment={"TERM": "xterm"}),
    Row("true colour", environment={"COLORTERM": "truecolor"}),
    Row("the least", size=(40, 12)),
    Row("very large", size=(250, 70)),
    Row("screen", environment={"TERM": "screen", "STY": "1.pts-0.here"}),
    Row("tmux", environment={"TERM": "tmux-256color", "TMUX": "/run/tmux,1,0"}),
    Row("the Linux console", environment={"TERM": "linux"}),
    Row("vt100", environment={"TERM": "vt100", **PLAIN}),
    Row("no UTF-8", environment=PLAIN),
    Row("no colour", environment={"NO_COLOR": "1"}),
    Row("over SSH", environment={"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}),
)


def press(program: PtyProgram, keys: str) -> None:
    """Press a key that changes the screen, and wait until it has changed."""
    before = len(program.written)
    program.press(keys)
    program.until(lambda: len(program.written) > before, f"an answer to {keys!r}")
    program.settle()


def walk(program: PtyProgram) -> None:
    """The list, a page, the composer, the routines, a session, and out again."""
    program.shows("Leg swing")
    program.settle()
    # No Escape: with a digit after it, both read at once, it would be another key.
    for key in ("j", "\r", "q", "3", "2", "G", "\r", "d"):
        press(program, key)
    program.press("q")
    program.shows("End the session here?")
    press(program, "e")
    press(program, "\r")
    program.press("q")
    assert program.ends() == 0


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_it_can_be_walked_through(home: RealHome, row: Row) -> None:
    home.locations.settings.write_text(
        'motion = "off"\n' + home.locations.settings.read_text(encoding="utf-8"), encoding="utf-8"
    )
    with PtyProgram(home.loosen(), {**home.environment, **row.environment}, row.size) as program:
        walk(program)
    assert b"Traceback" not in program.written
    if row.environment.get("LC_ALL") == "C":
        assert program.written.isascii()
    if "NO_COLOR" in row.environment:
        assert {int(number) for number in COLOUR.findall(program.written)} <= GREYS
    assert bool(TRUE_COLOUR.search(program.written)) == ("COLORTERM" in row.environment)


def more_than(program: PtyProgram, before: int) -> bool:
    """Whether it has written on since then."""
    return len(program.written) > before


def test_it_follows_every_size_while_it_runs(home: RealHome) -> None:
    with home.on_pty("run", "brief", size=(120, 36)) as program:
        program.shows("get ready")
        for size in ((40, 12), (250, 70), (41, 12), (80, 24), (20, 5), (100, 30)):
            before = len(program.written)
            program.resize(size)
            program.until(partial(more_than, program, before), f"a frame at {size}")
            program.settle()
        assert program.process.poll() is None


def test_on_a_link_of_two_kilobytes_a_second_the_keys_still_come_through(home: RealHome) -> None:
    with home.on_pty("run", "brief", size=(100, 30)) as program:
        program.shows("get ready")
        read, start = len(program.written), perf_counter()
        program.press(" ")
        while b"paused" not in program.written[read:]:
            assert len(program.written) - read < AHEAD, program.text[-500:]
            assert perf_counter() - start < HANGS, program.text[-500:]
            select.select([], [], [], 0.1)
            trickle(program, 200)


def trickle(program: PtyProgram, most: int) -> None:
    """Read no more than so many bytes."""
    if select.select([program.outer], [], [], 0)[0]:
        program.written += os.read(program.outer, most)
