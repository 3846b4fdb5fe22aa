"""How soon the program is there, what memory it takes, and how soon a key is on the screen.

``python -m benchmarks beginning``, on Linux: each row beside the least that could
do the same, in turns in one run, so that a busy machine is as unkind to both. It prints medians and
ratios, and ends with 1 where a ratio misses its aim; ``--runs 15`` says how often.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[1]))

from histories import session, step
from terminal.conftest import RealHome
from terminal.pty_program import PtyProgram

from loosen.storage import imported
from loosen.storage.history_db import History
from loosen.storage.imported import ImportedSet
from loosen.storage.snapshot import shipped_catalogue

SIZE = (100, 30)
FRAME_END = b"\x1b[?2026l"
QUIET = 0.12
"""Seconds of silence after which an answer to a key is all there."""
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
DOWN, UP = "\x1b[B", "\x1b[A"
BARE = """
from textual.app import App
from textual.widgets import DataTable
class Bare(App):
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("exercise", "areas", "dose")
        table.add_rows((f"row {n}", "hip", "30 s") for n in range(%d))
Bare().run()
"""


Value = TypeVar("Value")


@dataclass(frozen=True)
class Contestant:
    """A program: its command, and a text by which it is known to be there."""

    command: Sequence[str]
    sign: str


@dataclass(frozen=True)
class Seen:
    """What was seen of a program: seconds, seconds, MB and bytes."""

    there: float
    key: float
    memory: float
    sent: float


def started(program: PtyProgram, sign: str) -> float:
    """Seconds until a whole frame with the sign is on the terminal."""
    start = time.perf_counter()
    answered = 0
    while not (sign.encode() in program.written and program.written.endswith(FRAME_END)):
        if time.perf_counter() - start > 30:
            raise SystemExit(f"“{sign}” never came:\n{program.text[-800:]}")
        program.pump(0.5)
        asked = program.written.count(b"\x1b[?2026$p")
        program.press("\x1b[?2026;2$y" * (asked - answered))
        answered = asked
    return time.perf_counter() - start


def first_frame(program: PtyProgram, key: str) -> float:
    """Seconds from a key to the end of the first frame that it brings."""
    before, pressed = len(program.written), time.perf_counter()
    program.press(key)
    while FRAME_END not in program.written[before:]:
        if time.perf_counter() - pressed > 10:
            raise SystemExit(f"{key!r} was never answered")
        program.pump(1)
    return time.perf_counter() - pressed


def silence(program: PtyProgram, quiet: float = QUIET) -> float:
    """Read until nothing comes for so many seconds; when the last of it came."""
    last = time.perf_counter()
    while time.perf_counter() - last < quiet:
        before = len(program.written)
        program.pump(quiet)
        if len(program.written) > before:
            last = time.perf_counter()
            program.press("\x1b[1;1R" * program.written[before:].count(b"\x1b[6n"))
    return last


def watched(home: RealHome, contestant: Contestant, presses: int) -> Seen:
    """Start it, press keys, and look at its memory."""
    with PtyProgram(contestant.command, home.environment, SIZE) as program:
        there = started(program, contestant.sign)
        silence(program)
        times, before = [], len(program.written)
        for n in range(presses):
            pressed = time.perf_counter()
            program.press(UP if n % 4 == 3 else DOWN)
            times.append(silence(program) - pressed)
        sent = (len(program.written) - before) / presses if presses else 0.0
        status = Path(f"/proc/{program.process.pid}/status").read_text(encoding="utf-8")
        peak = PEAK.search(status)
        key = statistics.median(times) if times else 0.0
        return Seen(there, key, int(peak[1]) / 1024 if peak else 0.0, sent)


def home_in(folder: Path) -> RealHome:
    """A home in which nothing is asked and nothing moves by itself."""
    home = RealHome(folder)
    places = home.locations
    for place in (places.config, places.state):
        place.mkdir(parents=True)
    pace = "[pace]\nfirst_step_waits = 0\n"
    questions = "[questions]\nbefore_and_after = false\nnext_morning = false\n"
    settings = f'motion = "off"\n{pace}{questions}'
    places.settings.write_text(settings, encoding="utf-8")
    places.memory.write_text("safety_seen = true\n", encoding="utf-8")
    return home


def ended(home: RealHome, command: Sequence[str]) -> float:
    """Seconds until a command has ended."""
    start = time.perf_counter()
    subprocess.run(command, env=home.environment, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def in_turns(runs: int, *works: Callable[[], Value]) -> list[list[Value]]:
    """What each work answers, one after the other and again, the first round not counted."""
    rounds = [[work() for work in works] for _ in range(runs + 1)]
    return [list(answers) for answers in zip(*rounds[1:], strict=True)]


def line(name: str, ours: float, bare: float, unit: str, aim: float | None) -> bool:
    """Print a row; whether it is within its aim."""
    ratio = ours / bare if bare else 0.0
    wanted = "" if aim is None else f"≤ {aim:g}"
    kept = aim is None or ratio <= aim
    print(
        f"{name:44}{ours:9.1f} {unit:3}{bare:9.1f} {unit:3}{ratio:7.2f} {wanted:7}"
        f"{'' if kept else 'missed'}",
        flush=True,
    )
    return kept


def compare_screens(home: RealHome, runs: int) -> bool:
    """The list and a session against a bare table."""
    python = sys.executable
    bare = Contestant([python, "-c", BARE % 33], "row 9")
    many = Contestant([python, "-c", BARE % 2_000], "row 9")
    listed = Contestant(home.loosen(), "Leg swing")
    session = Contestant(home.loosen("run", "desk-break"), "Leg swing")
    seen = in_turns(
        runs,
        lambda: watched(home, bare, 16),
        lambda: watched(home, listed, 16),
        lambda: watched(home, session, 0),
        lambda: watched(home, many, 16),
    )
    table, ours, running, large = seen

    def of(some: list[Seen], figure: str) -> float:
        return statistics.median(float(getattr(one, figure)) for one in some)

    first, key = 1_000 * of(table, "there"), 1_000 * of(table, "key")
    memory, sent = of(table, "memory"), of(table, "sent")
    kept = [
        line("loosen: first frame", 1_000 * of(ours, "there"), first, "ms", 1.3),
        line("loosen run: first frame", 1_000 * of(running, "there"), first, "ms", 1.3),
        line("the list: peak memory", of(ours, "memory"), memory, "MB", 1.35),
        line("a session: peak memory", of(running, "memory"), memory, "MB", 1.35),
        line("the list: key to screen", 1_000 * of(ours, "key"), key, "ms", 2),
        line("the list: bytes a key", of(ours, "sent"), sent, "B", None),
        line("bare table of 2,000: key to screen", 1_000 * of(large, "key"), key, "ms", None),
    ]
    return all(kept)


def compare_commands(home: RealHome, runs: int, after: str = "") -> bool:
    """Commands that end by themselves against a Python that loads what they stand on."""

    def python(modules: str) -> list[str]:
        return [sys.executable, "-c", f"import {modules}"]

    rows = (
        ("--version", python("click"), 1.2),
        ("due", python("click, sqlite3"), 1.5),
        ("list --json", python("click, sqlite3"), 2.0),
        ("history --last 10", python("click, sqlite3"), None),
        ("report", python("click, sqlite3"), None),
        ("history --json", python("click, sqlite3"), None),
    )
    kept = True
    for args, bare, aim in rows:
        both = in_turns(
            runs, partial(ended, home, bare), partial(ended, home, home.loosen(*args.split()))
        )
        least, ours = (1_000 * statistics.median(some) for some in both)
        kept &= line(f"loosen {args}{after}", ours, least, "ms", aim)
    return kept


def import_many(home: RealHome, number: int = 2_000) -> None:
    """Put a set of exercises of another project into a home."""
    one = shipped_catalogue().exercises[0].to_plain(defaults=False)
    fields = {
        key: one[key] for key in ("name", "kind", "steps", "areas", "family", "summary", "default")
    }
    unknown = dict.fromkeys(("position", "sides", "surfaces", "level", "cautions"))
    address = "https://example.org"
    exercises = [
        {
            **fields,
            **unknown,
            "slug": f"many.{n}",
            "origin": "imported",
            "attribution": {
                "source": "many", "id": str(n), "licence": "CC0", "licence_address": address,
                "address": address,
            },
        }
        for n in range(number)
    ]  # fmt: skip
    source = {"slug": "many", "code": "M", "title": "Many", "publisher": "Somebody"}
    whole = {"format": 1, "source": source, "exercises": exercises}
    imported.save(home.locations, ImportedSet.from_plain(whole))


def live_long(home: RealHome, number: int = 11_000) -> None:
    """Put ten years of sessions into a home's history, and schedule their routine."""
    steps = [step(exercise.slug) for exercise in shipped_catalogue().exercises[:8]]
    first = session(1, *steps, at=datetime.now(UTC).replace(microsecond=0)).copy_with(
        routine="desk-break"
    )
    history = History(home.locations.history)
    history.add(
        *(
            first.copy_with(
                id=UUID(int=n + 1),
                started=first.started - timedelta(hours=8 * n),
                ended=first.ended - timedelta(hours=8 * n),
            )
            for n in range(number)
        )
    )
    settings = home.locations.settings
    kept = '[routines]\nkeep_up = ["desk-break", "hip-strength"]\n'
    settings.write_text(f"{settings.read_text(encoding='utf-8')}{kept}", encoding="utf-8")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    print(f"{'':44}{'ours':>12}{'bare':>13}{'ratio':>8} aim")
    with tempfile.TemporaryDirectory() as folder:
        home = home_in(Path(folder))
        kept = compare_screens(home, asked.runs)
        kept &= compare_commands(home, asked.runs)
        import_many(home)
        kept &= compare_commands(home, asked.runs, ", 2,000 exercises")
        imported.remove(home.locations, "many")
        live_long(home)
        kept &= compare_commands(home, asked.runs, ", ten years")
        return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
