"""How soon the list answers a search and a walk down it, with 33 exercises and with 2,000.

``python tests/benchmarks/browsing.py``, from the top and on Linux: each row beside a bare app that does
the least of the same with as many rows, an input that fills a ``DataTable`` with those a text stands in.
Both run on a terminal of 120×36, where the list has its preview with a figure beside it, in turns. A step is
timed to the end of its first frame, in which the cursor moves, and to the last byte of its answer, which has
the figure; a key of a search to the last byte. It prints medians and ratios; ``--runs 5`` says how often.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.beginning import first_frame, home_in, in_turns, line, silence, started
from terminal.conftest import RealHome
from terminal.pty_program import PtyProgram

from loosen.domain.catalogue import Catalogue
from loosen.storage.snapshot import shipped_catalogue

SIZE = (120, 36)
QUIET = 0.45
"""Seconds of silence after which a long list has answered: it echoes the letter well before, and the
cursor blinks after half a second."""
DOWN = ("\x1b[B",) * 30
TYPED = ("h", "i", "p", "\x7f", "\x7f", "\x7f")
OURS = """
import sys, time
from datetime import UTC, datetime
sys.path.insert(0, %r)
from benchmarks.browsing import many
from loosen.services.library import Library
from loosen.storage.locations import of_this_user
from loosen.tui.terminal.preflight import prepare
terminal = prepare()
from loosen.tui.app import LoosenApp
library = Library(of_this_user(), many(%d))
LoosenApp(library, time.monotonic, lambda: datetime.now(UTC), terminal).run()
"""
BARE = """
import sys
sys.path.insert(0, %r)
from benchmarks.browsing import many
from textual.app import App
from textual.widgets import DataTable, Input
ROWS = [(e.name, "hips", e.position.label, str(e.default.dose)) for e in many(%d).exercises]
class Bare(App):
    def compose(self):
        yield Input()
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("name", "areas", "position", "dose")
        table.add_rows(ROWS)
        table.focus()
    def on_input_changed(self, event):
        table = self.query_one(DataTable)
        table.clear()
        table.add_rows(row for row in ROWS if event.value in row[0].casefold())
    def key_slash(self):
        self.query_one(Input).focus()
Bare().run()
"""


def many(number: int) -> Catalogue:
    """So many exercises: the shipped ones again and again, each time under another name."""
    shipped = shipped_catalogue().exercises
    made = []
    for n in range(number):
        one, again = shipped[n % len(shipped)], n // len(shipped)
        name = {"slug": f"{one.slug}-{again}", "name": f"{one.name} {again}", "variants": ()}
        made.append(one.copy_with(**name) if again else one)
    return Catalogue(made)


def answered(program: PtyProgram, keys: Sequence[str], quiet: float) -> tuple[float, float]:
    """Milliseconds from a key to the first frame and to the last byte it brings: medians over these."""
    first: list[float] = []
    last: list[float] = []
    for key in keys:
        pressed = time.perf_counter()
        first.append(first_frame(program, key))
        last.append(max(silence(program, quiet) - pressed, first[-1]))
    return 1_000 * float(statistics.median(first)), 1_000 * float(statistics.median(last))


def browsed(home: RealHome, code: str) -> tuple[float, float, float]:
    """Milliseconds for a step down, for all that it brings, and for a key of a search."""
    with PtyProgram([sys.executable, "-c", code], home.environment, SIZE) as program:
        started(program, "Leg swing")
        silence(program)
        cursor, whole = answered(program, DOWN, QUIET / 2)
        program.press("/")
        silence(program)
        return cursor, whole, answered(program, TYPED, QUIET)[1]


def compare(home: RealHome, number: int, runs: int) -> None:
    """Both rows for so many exercises."""
    codes = (code % (str(Path(__file__).parents[1]), number) for code in (OURS, BARE))
    ours, bare = in_turns(runs, *(lambda code=code: browsed(home, code) for code in codes))
    for n, name in enumerate(("a step down", "a step with its figure", "a key of a search")):
        mine, least = (float(statistics.median(x[n] for x in some)) for some in (ours, bare))
        line(f"{name}, {number:,} exercises", mine, least, "ms", 2)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    print(f"{'':44}{'ours':>12}{'bare':>13}{'ratio':>8} aim")
    with tempfile.TemporaryDirectory() as folder:
        home = home_in(Path(folder))
        for number in (33, 2_000):
            compare(home, number, asked.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
