"""How soon a key in the composer's screen is answered, while nothing is composed and while something is.

``PYTHONPATH=src:tests python -m benchmarks.composer.keys``, from the top and on Linux, on a terminal of
120×36. A key is answered when the first whole frame that it brings is on the terminal. Every second key
turns the minutes, so that composing begins; the one after it moves the cursor while that goes on. A plan
stands with the last byte of the answer to a turn that nothing follows. It prints medians, the 95th of 100
and the greatest, in milliseconds; the aim is 50 for every key, and for nineteen of twenty plans.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.beginning import first_frame, home_in, silence, started
from terminal.pty_program import PtyProgram

SIZE = (120, 36)
UP, DOWN, RIGHT, LEFT = (f"\x1b[{letter}" for letter in "ABCD")
AIM = 50.0
PLAN = "a turn, its plan"
WHILE_COMPOSING = 0.03
"""Seconds after a turn of the minutes at which the next key comes: it is being composed."""


def answered(program: PtyProgram, key: str) -> float:
    """Milliseconds from a key to the end of its first frame."""
    return 1_000 * first_frame(program, key)


def stands(program: PtyProgram, key: str) -> float:
    """Milliseconds from a key to the last byte of what it brings."""
    pressed = time.perf_counter()
    program.press(key)
    return 1_000 * (silence(program, 0.6) - pressed)


def drain(program: PtyProgram, seconds: float) -> None:
    """Read what comes in so many seconds."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        program.pump(left)


def measure(program: PtyProgram, turns: int) -> dict[str, list[float]]:
    """The times of keys that turn the minutes, of keys meanwhile, and of keys when all is quiet."""
    found: dict[str, list[float]] = {
        name: [] for name in ("a turn", "a step, composing", "a step, at rest", PLAN)
    }
    for n in range(turns):
        found["a turn"].append(answered(program, LEFT if n % 4 < 2 else RIGHT))
        drain(program, WHILE_COMPOSING)
        found["a step, composing"].append(answered(program, DOWN))
        silence(program, 0.6)
        found["a step, at rest"].append(answered(program, UP))
        silence(program, 0.2)
        found[PLAN].append(stands(program, LEFT if n % 4 < 2 else RIGHT))
    return found


def main() -> int:
    """Print the table; 1 where a key took longer than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--turns", type=int, default=60)
    turns = parser.parse_args().turns
    with tempfile.TemporaryDirectory() as folder:
        home = home_in(Path(folder))
        with PtyProgram(home.loosen(), home.environment, SIZE) as program:
            started(program, "Leg swing")
            silence(program)
            program.press("3")
            silence(program, 1.5)
            found = measure(program, turns)
    print(f"{'':20}{'median':>9}{'p95':>9}{'max':>9}  ms")
    for name, times in found.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{name:20}{statistics.median(times):9.1f}{p95:9.1f}{max(times):9.1f}")
    plans = statistics.quantiles(found.pop(PLAN), n=20)[-1]
    return int(max(plans, *map(max, found.values())) > AIM)


if __name__ == "__main__":
    sys.exit(main())
