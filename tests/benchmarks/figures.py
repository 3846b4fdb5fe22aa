"""What a frame of a figure costs: milliseconds to draw at 44x16, and bytes that change from one to the next.

``PYTHONPATH=src python tests/benchmarks/figures.py``; ``--size 60x24`` and ``--rate 4`` measure others.
Milliseconds are the processor's, so that a busy machine measures the same. A changed byte is one of a
sign in a span that is painted anew, without colours and moves of the cursor.
"""

import argparse
import statistics
import time
from dataclasses import dataclass, field

from loosen.domain.figure import Figure, Frame, changed, draw
from loosen.domain.figure.braille import BLANK
from loosen.storage.figures import figure_slugs, load_figure

AIM = 3.0
"""Milliseconds a frame may take."""


@dataclass
class Costs:
    """What was measured."""

    milliseconds: list[tuple[float, str]] = field(default_factory=list)
    first: list[tuple[float, str]] = field(default_factory=list)
    sent: list[tuple[float, str]] = field(default_factory=list)

    def measure(self, figure: Figure, size: tuple[int, int], rate: float, frames: int) -> None:
        """Draw a figure's preview; its first frame, which fits the view, counts by itself."""
        before: Frame | None = None
        for number in range(frames):
            start = time.process_time()
            frame = draw(figure, figure.preview(number / rate), figure.camera(), *size)
            taken = (time.process_time() - start) * 1e3
            (self.milliseconds if before else self.first).append((taken, figure.slug))
            if before:
                self.sent.append((float(sent(before, frame)), figure.slug))
            before = frame


def sent(before: Frame, after: Frame) -> int:
    """The bytes of the signs that are painted anew; an empty cell is sent as a space."""
    spans = (after.lines[y][start:stop] for y, start, stop in changed(before, after))
    return sum(len(signs.replace(BLANK, " ").encode()) for signs in spans)


def row(name: str, found: list[tuple[float, str]], unit: str) -> str:
    """Median, the value that 95 of 100 stay below, and the greatest with its figure."""
    values = [value for value, _ in found]
    middle, high = statistics.median(values), statistics.quantiles(values, n=20)[-1]
    most, slug = max(found)
    return f"{name:<12} median {middle:5.1f}  p95 {high:5.1f}  max {most:5.1f} {unit}  ({slug})"


def main() -> int:
    """Measure every figure, print the table; 1 where a common frame takes longer than the aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="44x16")
    parser.add_argument("--rate", type=float, default=10.0)
    parser.add_argument("--frames", type=int, default=80, help="of each figure")
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    costs = Costs()
    for slug in sorted(figure_slugs()):
        costs.measure(load_figure(slug), (width, height), asked.rate, asked.frames)
    print(f"{len(figure_slugs())} figures at {width}x{height}, {asked.rate:g} frames a second")
    print(row("frame", costs.milliseconds, "ms"))
    print(row("first frame", costs.first, "ms"))
    print(row("changed", costs.sent, "bytes"))
    return int(statistics.median(value for value, _ in costs.milliseconds) > AIM)


if __name__ == "__main__":
    raise SystemExit(main())
