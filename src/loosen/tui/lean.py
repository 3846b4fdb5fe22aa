"""Fewer bytes for the same picture: how the toolkit's frames are put into words for the terminal.

The toolkit repaints a changed span from the left edge of its widget, and names every colour anew for
every run of text. Over SSH that is most of what is sent. Here a span begins where it begins, spans of a
colour may follow one another, and a colour is named where it changes. What the terminal shows of the
changed spans is the same, cell for cell.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

Ink = tuple[str, str, str]
"""Attributes, colour and ground, each as the terminal is told."""
NO_INK: Ink = ("", "", "")


class Run(NamedTuple):
    """A text at a cell, and how many cells it takes; a control has no ink, and nobody knows."""

    x: int
    y: int
    text: str
    cells: int
    ink: Ink | None


class Pen:
    """Takes segments at places, and says no more of them than the terminal must be told."""

    def __init__(self, colours: ColorSystem) -> None:
        self._colours = colours
        self._runs: list[Run] = []

    def write(self, x: int, y: int, segments: Iterable[Segment]) -> None:
        """Write at a cell, counted from 0. No cell may be written twice."""
        for text, style, control in segments:
            if control:
                self._runs.append(Run(x, y, text, 0, None))
                continue
            link = style and style._link  # noqa: SLF001  a link has no public reader
            words = f"\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\" if link else text
            ink = _ink(style, self._colours) if style else NO_INK
            cells = cell_len(text)
            self._runs.append(Run(x, y, words, cells, ink))
            x += cells

    def text(self) -> str:
        """All of it in the order it was written, leaving the terminal's pen as it was found."""
        return _said(self._runs)

    def shortest(self) -> str:
        """All of it, place by place or colour by colour, whichever takes fewer words."""
        if any(run.ink is None for run in self._runs):
            return self.text()
        by_colour = sorted(self._runs, key=lambda run: run.ink or NO_INK)
        return min(self.text(), _said(by_colour), key=len)


def _said(runs: Iterable[Run]) -> str:
    said: list[str] = []
    place: tuple[int, int] | None = None
    ink = NO_INK
    for run in runs:
        said.append(_move(place, run))
        if run.ink is None:
            said.append(run.text)
            place = None  # it may have moved
            continue
        said += (_change(ink, run.ink), run.text)
        place, ink = (run.x + run.cells, run.y), run.ink
    return "".join(said) + _change(ink, NO_INK)


def _move(place: tuple[int, int] | None, run: Run) -> str:
    """From where the terminal stands to where a text begins: along the line if it lies ahead."""
    if place is None or place[1] != run.y or place[0] > run.x:
        return f"\x1b[{run.y + 1};{run.x + 1}H"
    ahead = run.x - place[0]
    return f"\x1b[{ahead if ahead > 1 else ''}C" if ahead else ""


def _change(before: Ink, ink: Ink) -> str:
    """Name what differs from what the terminal writes with; what it must lose takes a reset."""
    if ink == before:
        return ""
    attributes, colour, ground = before
    other = bool(attributes) and ink[0] != attributes
    if other or (colour and not ink[1]) or (ground and not ink[2]):
        parts = ["0", *ink]
    else:
        parts = [now for had, now in zip(before, ink, strict=True) if now != had]
    return f"\x1b[{';'.join(part for part in parts if part)}m"


@lru_cache(maxsize=1024)
def _ink(style: Style, colours: ColorSystem) -> Ink:
    whole = Strip.render_ansi(style, colours)
    colour = Strip.render_ansi(Style.from_color(style.color), colours)
    ground = Strip.render_ansi(Style.from_color(None, style.bgcolor), colours)
    both = ";".join(part for part in (colour, ground) if part)
    return whole.removesuffix(both).rstrip(";"), colour, ground


def _colours(console: Console) -> ColorSystem:
    return console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001  as the toolkit reads it


def chops(update: ChopsUpdate, console: Console) -> str:
    """Changed spans, each from where it begins."""
    pen = Pen(_colours(console))
    for y, start, stop in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x >= stop or end <= start:
                continue
            left, right = max(x, start), min(end, stop)
            pen.write(left, y, strip.crop(left - x, right - x))
    return pen.shortest()


def layout(update: LayoutUpdate, console: Console) -> str:
    """A whole region."""
    pen = Pen(_colours(console))
    for y, strips in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in strips:
            pen.write(x, y, strip)
            x += strip.cell_length
    return pen.text()


def write_less() -> None:
    """Have the toolkit's frames written this way, in this process.

    The toolkit offers no place to put a writer of one's own, so its two methods are exchanged.
    """
    ChopsUpdate.render_segments = chops  # type: ignore[assignment]  # a function for a method
    LayoutUpdate.render_segments = layout  # type: ignore[assignment]  # the same
