"""What a frame of a figure costs: milliseconds to draw at 44x16, and bytes to send from one to the next.

``PYTHONPATH=src:tests python -m benchmarks.figures``; ``--size 60x24`` and ``--rate 4`` measure others.
Milliseconds are the processor's, so that a busy machine measures the same. Bytes are those of a whole
motion as it goes over the wire, with colours, moves of the cursor and the brackets of a frame: for each
figure the mean of the frames that show anything new, and over SSH the bytes of a second.
"""

import argparse
import asyncio
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from unittest.mock import patch

from rich.color import ColorSystem
from rich.console import Console
from textual.app import App, ComposeResult

from loosen.domain.figure import LOOKS, Figure, draw, mosaic, paint
from loosen.domain.figure.motion import PREVIEW_HOLD, PREVIEW_REST
from loosen.domain.settings import FigureStyle
from loosen.storage.figures import figure_slugs, load_figure
from loosen.tui.terminal.frame_writer import Pen, Screenful
from loosen.tui.themes import DARK
from loosen.tui.widgets.animation import Animation
from loosen.tui.widgets.figure import FigureView, differing

AIM = 3.0
"""Milliseconds a frame may take."""
BRACKETS = len("\x1b[?2026h\x1b[H\x1b[?2026l")
"""What is written round a frame."""
EDGE = 104
"""Columns of a terminal in which a session's figure has 44x16 cells."""
OVER_SSH = 4.0
"""Frames a second of a sparing view that moves neither fast nor hardly."""

Size = tuple[int, int]
Found = list[tuple[float, str]]


@dataclass(frozen=True)
class Way:
    """How figures are sent: drawn with what, in how many colours, and the bytes a frame may have."""

    name: str
    style: FigureStyle
    colours: ColorSystem
    system: str
    aim: float


WAYS = (
    Way("dots, all colours", FigureStyle.DOTS, ColorSystem.TRUECOLOR, "truecolor", 400),
    Way("solid, all colours", FigureStyle.SOLID, ColorSystem.TRUECOLOR, "truecolor", 400),
    Way("solid, 256", FigureStyle.SOLID, ColorSystem.EIGHT_BIT, "256", 400),
    Way("solid, 16", FigureStyle.SOLID, ColorSystem.STANDARD, "standard", 300),
)
SECOND = 1_900.0
"""Bytes a second over SSH."""


def draw_dots(figure: Figure, seconds: float, size: Size) -> None:
    """A frame of dots."""
    draw(figure, figure.preview(seconds), figure.camera(), *size)


def draw_solid(figure: Figure, seconds: float, size: Size) -> None:
    """A frame of inks, in cells."""
    mosaic(paint(figure, figure.preview(seconds), figure.camera(), *size))


@dataclass
class Costs:
    """What was measured."""

    milliseconds: Found = field(default_factory=list)
    first: Found = field(default_factory=list)

    def draw(
        self,
        drawn: Callable[[Figure, float, Size], None],
        figure: Figure,
        size: Size,
        rate: float,
    ) -> None:
        """Draw a figure's preview; its first frame, which fits the view, counts by itself."""
        for number in range(frames_of(figure, rate)):
            start = time.process_time()
            drawn(figure, number / rate, size)
            taken = (time.process_time() - start) * 1e3
            (self.milliseconds if number else self.first).append((taken, figure.slug))


def sent(figure: Figure, view: FigureView, way: Way, rate: float) -> list[int]:
    """The bytes of each frame while it moves on the screen, asked for one so often in a second."""
    view.show(figure, figure.preview(0.0))
    sizes, shown = [], Screenful()
    whole = Pen(way.colours, EDGE, shown)
    for y in range(view.size.height):
        whole.write(0, y, view.render_line(y))
    for number in range(1, frames_of(figure, rate)):
        Clock.now = number / rate
        before = view._frame
        view.move(figure, figure.preview(number / rate))
        pen = Pen(way.colours, EDGE, shown)
        for y, start, stop in differing(before, view._frame):
            pen.write(start, y, view.render_line(y).crop(start, stop))
        if words := pen.shortest():
            sizes.append(len(words.encode()) + BRACKETS)
    return sizes


def frames_of(figure: Figure, rate: float) -> int:
    """Frames of one motion, there and back."""
    whole = PREVIEW_REST + 2 * figure.approach + PREVIEW_HOLD if figure.hold else figure.approach
    return int(whole * rate) + 1


class Clock:
    """The time of what is shown."""

    now = 0.0


class Alone(App[None]):
    """A figure that fills the screen, in our colours."""

    def __init__(self, animation: Animation) -> None:
        super().__init__()
        self._animation = animation
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        """The figure."""
        yield FigureView(self._animation)


async def measured(way: Way, size: Size, rate: float, *, sparing: bool) -> Found:
    """Of every figure, bytes of a frame in the mean, or of a second where the view is sparing."""
    found = []
    animation = Animation(lambda: Clock.now, OVER_SSH, style=way.style, sparing=sparing)
    async with Alone(animation).run_test(size=size) as pilot:
        view = pilot.app.query_one(FigureView)
        view.styles.width, view.styles.height = size
        await pilot.pause()
        with patch.object(Console, "color_system", way.system):
            for slug in sorted(figure_slugs()):
                figure = load_figure(slug)
                Clock.now = 0.0
                sizes = sent(figure, view, way, LOOKS if sparing else rate)
                found.append((sum(sizes) / Clock.now if sparing else statistics.mean(sizes), slug))
    return found


def row(name: str, found: Found, unit: str) -> str:
    """Median, the value that 95 of 100 stay below, and the greatest with its figure."""
    values = [value for value, _ in found]
    middle, high = statistics.median(values), statistics.quantiles(values, n=20)[-1]
    most, slug = max(found)
    return f"{name:<28} median {middle:6.1f}  p95 {high:6.1f}  max {most:6.1f} {unit}  ({slug})"


def main() -> int:
    """Measure every figure, print the table; 1 where one misses an aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="44x16")
    parser.add_argument("--rate", type=float, default=10.0)
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    size, missed = (width, height), False
    print(f"{len(figure_slugs())} figures at {width}x{height}, {asked.rate:g} frames a second")
    for name, drawn in (("dots", draw_dots), ("solid", draw_solid)):
        costs = Costs()
        for slug in sorted(figure_slugs()):
            costs.draw(drawn, load_figure(slug), size, asked.rate)
        print(row(f"frame, {name}", costs.milliseconds, "ms"))
        print(row(f"first frame, {name}", costs.first, "ms"))
        missed |= statistics.median(value for value, _ in costs.milliseconds) > AIM
    for way in WAYS:
        for sparing, unit, aim in ((False, "B/frame", way.aim), (True, "B/s over SSH", SECOND)):
            found = asyncio.run(measured(way, size, asked.rate, sparing=sparing))
            print(row(way.name, found, unit))
            dear = sorted((one for one in found if one[0] > aim), reverse=True)
            print(
                "".join(f"  more than {aim:g}: {slug}, {mean:.0f}\n" for mean, slug in dear), end=""
            )
            missed |= bool(dear)
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
