"""What a person sees over a slow link, against the aims: how old the count is, how soon a key is answered.

``python -m benchmarks.slow_link``, from the top and on Linux; ``--seconds 60`` says how long the count is
watched. It ends with 1 where an aim is missed.
"""

import argparse
import re
import statistics
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.wire import SSH, Case, home_of
from terminal.pty_program import PtyProgram
from terminal.slow_link import SlowLink

LEFT = re.compile(r"(\d+):(\d\d) left of")
SIZE = (100, 30)
PRESSES = 6
APPROACH = 25.0
"""Seconds until the figure moves with the repetitions, on any link."""


@dataclass(frozen=True)
class Aim:
    """A link in bytes a second, and how old the shown second may be on it, in seconds."""

    rate: float
    age: float
    answer: float


AIMS = (Aim(11_000, 2, 1), Aim(2_000, 3, 1.5), Aim(500, 8, 4))


def left(text: str) -> float | None:
    """The seconds left that a screen shows."""
    found = LEFT.search(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def ages(link: SlowLink, seconds: float) -> list[float]:
    """How old the shown second was at each moment, against the freshest one seen."""
    start, seen = link._clock(), []
    while (now := link._clock()) - start < seconds:
        link.step()
        if (shown := left(link.cells.text)) is not None:
            seen.append(shown + now)
    best = min(seen)
    return [one - best for one in seen]


def begin(link: SlowLink) -> None:
    """Start the count, where it waits for its person."""
    stood = left(link.cells.text)
    link.until(lambda text: left(text) != stood, 10)
    if left(link.cells.text) == stood:
        link.press(" ")


def with_words(words: str, text: str) -> bool:
    """Whether a screen shows the words."""
    return words in text


def without(words: str, text: str) -> bool:
    """Whether a screen does not show the words."""
    return words not in text


def answers(link: SlowLink) -> list[float]:
    """Seconds from a key to its answer on the screen: a pause, and going on."""
    taken = []
    for number in range(PRESSES):
        words = "resuming" if number % 2 else "paused"
        link.until(partial(without, words), 10)
        link.press(" ")
        taken.append(link.until(partial(with_words, words), 60))
        link.until(lambda _: False, 5 + 0.37 * number)
    return taken


def held_down(link: SlowLink) -> float:
    """Seconds until all is shown after an arrow was held down in the list for three seconds."""
    for number in range(60):
        link.press("j" if number < 40 else "k")
        link.until(lambda _: False, 0.05)
    start = link._clock()
    link.until(lambda _: False, 0.5)
    while link.waiting and link._clock() - start < 200:
        link.until(lambda _: False, 0.3)
    return link._clock() - start


def measure(aim: Aim, seconds: float) -> bool:
    """One row; whether it holds."""
    with tempfile.TemporaryDirectory() as folder:
        case = Case("slow", ("leg-swing-front-back", "300 reps"), environment=SSH)
        home = home_of(Path(folder), case)
        environment = {**home.environment, **SSH}
        with PtyProgram(home.loosen("run", "long"), environment, SIZE) as program:
            link = SlowLink(program, SIZE, aim.rate)
            first = link.until(lambda text: left(text) is not None)
            begin(link)
            link.until(lambda _: False, APPROACH)
            before = len(link.delivered)
            old = ages(link, seconds)
            sent = (len(link.delivered) - before) / seconds
            keys = answers(link)
        with PtyProgram(home.loosen(), environment, SIZE) as program:
            link = SlowLink(program, SIZE, aim.rate)
            link.until(lambda text: "exercises" in text)
            link.until(lambda _: not link.waiting)
            caught_up = held_down(link)
    held = max(old) <= aim.age and max(keys) <= aim.answer
    print(
        f"{aim.rate:>8,.0f} B/s  first {first:5.1f} s  age {statistics.mean(old):4.1f}, most"
        f" {max(old):4.1f} ≤ {aim.age:g} s  sent {sent:5.0f} B/s  key {statistics.median(keys):4.1f},"
        f" most {max(keys):4.1f} ≤ {aim.answer:g} s  after a held key {caught_up:5.1f} s"
        f"{'' if held else '  missed'}",
        flush=True,
    )
    return held


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=40.0)
    parser.add_argument("--rate", type=float, default=0.0, help="this link only")
    asked = parser.parse_args()
    aims = [aim for aim in AIMS if asked.rate in (0.0, aim.rate)]
    held = [measure(aim, asked.seconds) for aim in aims]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
