"""What the running program sends, and what it takes of a processor: one table against the budgets.

``python tests/benchmarks/wire.py``, from the top and on Linux; ``--seconds 60`` says how long each
row is watched, ``--only paused`` which rows. It ends with 1 where a budget is missed.

The program runs on a terminal of its own with a home of its own, and is answered as a terminal
answers: where the cursor is, and that frames can be bracketed, which shows where they begin.
"""

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from terminal.conftest import RealHome
from terminal.pty_program import PtyProgram

WHERE_AM_I, AT_HOME = b"\x1b[6n", "\x1b[1;1R"
CAN_BRACKET, CAN = b"\x1b[?2026$p", "\x1b[?2026;2$y"
FRAME = re.compile(rb"\x1b\[\?2026h")
HERE = {"COLORTERM": "truecolor"}
SSH = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
STARTING, APPROACH = 3.5, 10.0
"""Seconds until a screen stands, and until a figure has come to its hold."""
TICKS = os.sysconf("SC_CLK_TCK")
HOLD, SHORT = ("figure-four-supine", "600 s"), ("figure-four-supine", "99 s")
SWING = ("leg-swing-front-back", "300 reps")
BUSIEST = ("runners-lunge-alternating", "300 reps")
"""What is done: a hold in minutes, one in two digits, a figure that moves one limb, and the one that sends
most (``figures.py``)."""
AT_REST = 0.3
"""Hundredths of a processor where nothing moves."""
WIDE, CTRL_P = (120, 36), "\x10"
ROUTINE = 'name = "Long"\nsummary = "One."\n[[steps]]\nexercise = "{}"\ndose = "{}"\n'


@dataclass(frozen=True)
class Case:
    """One row: how the program is started, the keys that lead there, and what it may cost.

    Budgets are bytes a second, bytes a frame, and hundredths of a processor; None for no budget.
    """

    name: str
    does: tuple[str, str] | None = HOLD
    motion: str = "full"
    size: tuple[int, int] = (100, 30)
    environment: Mapping[str, str] = field(default_factory=HERE.copy)
    keys: str = ""
    rate: float | None = None
    frame: float | None = None
    cpu: float | None = None


FULL = (104, 26)
"""The size of a terminal in which a session's figure has 44×16 cells."""

CASES = (
    Case("hold, motion off", motion="off", rate=250, cpu=1.5),
    Case("hold of two digits, motion off", SHORT, "off", rate=250, cpu=1.5),
    Case("hold, at home", cpu=3.0, frame=400),
    Case("hold, over SSH", environment=SSH, rate=1_900, frame=400),
    Case("hold, paused", keys=" ", rate=0, cpu=AT_REST),
    Case("hold, figure hidden", size=(59, 30), rate=250, cpu=1.5),
    Case("figure of 44×16, at home", SWING, size=FULL, frame=400, cpu=3.0),
    Case("figure of 44×16, over SSH", SWING, size=FULL, environment=SSH, rate=1_900, frame=400),
    Case("busiest figure, at home", BUSIEST, size=FULL, frame=400, cpu=3.0),
    Case("busiest figure, over SSH", BUSIEST, size=FULL, environment=SSH, rate=1_900),
    Case("list, no figure", None, rate=0, cpu=AT_REST),
    Case("list, figure moving", None, size=WIDE, frame=400, cpu=3.0),
    Case("exercise, figure moving", None, keys="\r", frame=400, cpu=3.0),
    Case("exercise, figure stopped", None, keys="\r ", rate=0, cpu=AT_REST),
    Case("filters over a figure", None, size=WIDE, keys="f", rate=0, cpu=AT_REST),
    *(
        Case(f"at rest: {name}", does, "off", WIDE, keys=keys, rate=0, cpu=AT_REST)
        for name, does, keys in (
            ("list", None, ""),
            ("search", None, "/"),
            ("search with hits", None, "/hip"),
            ("filters", None, "f"),
            ("exercise", None, "\r"),
            ("routines", None, "2"),
            ("name of a plan", None, "3w"),
            ("routine", None, "2o"),
            ("editor", None, "2e"),
            ("search of the editor", None, "2ea"),
            ("composer with a plan", None, "3"),
            ("progress", None, "4"),
            ("safety", None, "!"),
            ("settings", None, ","),
            ("keys", None, "?"),
            ("palette", None, CTRL_P),
            ("session paused", HOLD, " "),
            ("end of a session", HOLD, "q"),
            ("summary", HOLD, "qe"),
            ("note of a summary", HOLD, "qen"),
        )
    ),
)


@dataclass(frozen=True)
class Cost:
    """What was seen of a program in some seconds."""

    seconds: float
    sent: int
    frames: int
    cpu: float

    @property
    def rate(self) -> float:
        """Bytes a second."""
        return self.sent / self.seconds

    @property
    def frame(self) -> float:
        """Bytes a frame."""
        return self.sent / self.frames if self.frames else 0.0


def processor(pid: int) -> float:
    """Seconds of a processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def watch(program: PtyProgram, seconds: float) -> Cost:
    """Answer the program for so long, and count."""
    start, used, before = time.monotonic(), processor(program.process.pid), len(program.written)
    while (left := start + seconds - time.monotonic()) > 0:
        already = len(program.written)
        program.pump(left)
        asked = program.written[already:]
        program.press(AT_HOME * asked.count(WHERE_AM_I) + CAN * asked.count(CAN_BRACKET))
    sent = program.written[before:]
    cpu = processor(program.process.pid) - used
    return Cost(time.monotonic() - start, len(sent), len(FRAME.findall(sent)), 100 * cpu / seconds)


def until_still(program: PtyProgram) -> None:
    """Wait until a second has passed without a byte, if there ever is one: a busy machine is slow."""
    for _ in range(10):
        if not watch(program, 1.0).sent:
            return


def home_of(folder: Path, case: Case) -> RealHome:
    """A home with the safety page seen, the motion wished for, and a routine of one step."""
    home = RealHome(folder)
    places = home.locations
    for place in (places.routines, places.config, places.state):
        place.mkdir(parents=True)
    text = f'motion = "{case.motion}"\n[pace]\nfirst_step_waits = 0\n[questions]\nbefore_and_after = false\n'
    places.settings.write_text(text, encoding="utf-8")
    places.memory.write_text("safety_seen = true\n", encoding="utf-8")
    if case.does:
        routine = ROUTINE.format(*case.does)
        places.routines.joinpath("long.toml").write_text(routine, encoding="utf-8")
    return home


def measure(case: Case, seconds: float) -> Cost:
    """One row."""
    with tempfile.TemporaryDirectory() as folder:
        home = home_of(Path(folder), case)
        command = home.loosen(*(("run", "long") if case.does else ()))
        with PtyProgram(command, {**home.environment, **case.environment}, case.size) as program:
            watch(program, STARTING)
            if case.does:
                program.press("d")  # ready
                watch(program, APPROACH)
            for key in case.keys:
                program.press(key)
                watch(program, 1.5)
            if case.rate == 0:
                until_still(program)
            return watch(program, seconds)


def shown(value: float, budget: float | None) -> tuple[str, bool]:
    """A cell of the table, and whether it is within its budget."""
    if budget is None:
        return f"{value:.1f}", True
    return f"{value:.1f} ≤ {budget:g}", value <= budget


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--only", default="", help="rows whose name holds this")
    asked = parser.parse_args()
    kept = True
    print(f"{'':32}{'B/s':>16}{'frames/s':>10}{'B/frame':>14}{'CPU %':>12}")
    for case in (case for case in CASES if asked.only in case.name):
        cost = measure(case, asked.seconds)
        rate, frame, cpu = (
            shown(cost.rate, case.rate),
            shown(cost.frame, case.frame),
            shown(cost.cpu, case.cpu),
        )
        fits = rate[1] and frame[1] and cpu[1]
        kept &= fits
        frames = cost.frames / cost.seconds
        print(
            f"{case.name:32}{rate[0]:>16}{frames:>10.1f}{frame[0]:>14}{cpu[0]:>12}"
            f"{'' if fits else '  missed'}",
            flush=True,
        )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
