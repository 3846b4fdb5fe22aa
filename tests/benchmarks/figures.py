"""What a frame of a figure costs: milliseconds to draw at 44x16, and bytes to send from one to the next.

``PYTHONPATH=src python tests/benchmarks/figures.py``; ``--size 60x24`` and ``--rate 4`` measure others.
Milliseconds are the processor's, so that a busy machine measures the same. Bytes are those of a whole
motion as it goes over the wire, with colours, moves of the cursor and the brackets of a frame: for each
figure the mean of the frames that show anything new.
"""

import argparse
import asyncio
import statistics
import time
from dataclasses import dataclass, field

from rich.color import ColorSystem
from textual.app import App, ComposeResult

from loosen.domain.figure import Figure, changed, draw
from loosen.domain.figure.motion import PREVIEW_HOLD, PREVIEW_REST
from loosen.storage.figures import figure_slugs, load_figure
from loosen.tui.terminal.frame_writer import Pen
from loosen.tui.themes import DARK
from loosen.tui.widgets.figure import Animation, FigureView

AIM, BYTES = 3.0, 400
"""Milliseconds a frame may take, and bytes that a figure's may have in the mean of its motion."""
BRACKETS = len("\x1b[?2026h\x1b[1;1H\x1b[?2026l")
"""What the toolkit writes round a frame."""
EDGE = 104
"""Columns of a terminal in which a session's figure has 44x16 cells."""


@dataclass
class Costs:
    """What was measured."""

    milliseconds: list[tuple[float, str]] = field(default_factory=list)
    first: list[tuple[float, str]] = field(default_factory=list)
    sent: list[tuple[float, str]] = field(default_factory=list)

    def draw(self, figure: Figure, size: tuple[int, int], rate: float) -> None:
        """Draw a figure's preview; its first frame, which fits the view, counts by itself."""
        for number in range(frames_of(figure, rate)):
            start = time.process_time()
            draw(figure, figure.preview(number / rate), figure.camera(), *size)
            taken = (time.process_time() - start) * 1e3
            (self.milliseconds if number else self.first).append((taken, figure.slug))

    def send(self, figure: Figure, view: FigureView, rate: float) -> None:
        """Show it moving on the screen."""
        view.show(figure, figure.preview(0.0))
        sizes = []
        for number in range(1, frames_of(figure, rate)):
            before = view._frame
            view.move(figure, figure.preview(number / rate))
            pen = Pen(ColorSystem.TRUECOLOR, EDGE)
            for y, start, stop in changed(before, view._frame):
                pen.write(start, y, view.render_line(y).crop(start, stop))
            if words := pen.shortest():
                sizes.append(len(words.encode()) + BRACKETS)
        self.sent.append((statistics.mean(sizes), figure.slug))


def frames_of(figure: Figure, rate: float) -> int:
    """Frames of one motion, there and back."""
    whole = PREVIEW_REST + 2 * figure.approach + PREVIEW_HOLD if figure.hold else figure.approach
    return int(whole * rate) + 1


class Alone(App[None]):
    """A figure that fills the screen, in our colours."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        """The figure."""
        yield FigureView(Animation(lambda: 0.0))


async def measure(size: tuple[int, int], rate: float) -> Costs:
    """Every figure."""
    costs = Costs()
    async with Alone().run_test(size=size) as pilot:
        view = pilot.app.query_one(FigureView)
        view.styles.width, view.styles.height = size
        await pilot.pause()
        for slug in sorted(figure_slugs()):
            figure = load_figure(slug)
            costs.draw(figure, size, rate)
            costs.send(figure, view, rate)
    return costs


def row(name: str, found: list[tuple[float, str]], unit: str) -> str:
    """Median, the value that 95 of 100 stay below, and the greatest with its figure."""
    values = [value for value, _ in found]
    middle, high = statistics.median(values), statistics.quantiles(values, n=20)[-1]
    most, slug = max(found)
    return f"{name:<12} median {middle:5.1f}  p95 {high:5.1f}  max {most:5.1f} {unit}  ({slug})"


def main() -> int:
    """Measure every figure, print the table; 1 where one misses an aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="44x16")
    parser.add_argument("--rate", type=float, default=10.0)
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    costs = asyncio.run(measure((width, height), asked.rate))
    print(f"{len(figure_slugs())} figures at {width}x{height}, {asked.rate:g} frames a second")
    print(row("frame", costs.milliseconds, "ms"))
    print(row("first frame", costs.first, "ms"))
    print(row("sent", costs.sent, "bytes"))
    dear = sorted((one for one in costs.sent if one[0] > BYTES), reverse=True)
    print("\n".join(f"  more than {BYTES}: {slug}, {mean:.0f}" for mean, slug in dear))
    slow = statistics.median(value for value, _ in costs.milliseconds) > AIM
    return int(slow or bool(dear))


if __name__ == "__main__":
    raise SystemExit(main())
