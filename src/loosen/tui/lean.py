"""Fewer bytes for the same picture: how the toolkit's frames are put into words for the terminal.

The toolkit repaints a changed span from the left edge of its widget, and names every colour anew for
every run of text. Over SSH that is most of what is sent. Here a span begins where it begins, and a
colour is named where it changes. What the terminal shows is the same, cell for cell.
"""

from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

RESET = "\x1b[0m"


class Pen:
    """Writes segments at places, saying no more than the terminal must be told."""

    def __init__(self, colours: ColorSystem) -> None:
        self._colours = colours
        self._said: list[str] = []
        self._place: tuple[int, int] | None = None
        self._ink = ("", "", "")

    def write(self, x: int, y: int, segments: Iterable[Segment]) -> None:
        """Write at a cell, counted from 0."""
        if self._place != (x, y):
            self._said.append(f"\x1b[{y + 1};{x + 1}H")
        for text, style, control in segments:
            if control:
                self._said.append(text)
                continue
            self._colour(style)
            link = style and style._link  # noqa: SLF001  a link has no public reader
            self._said.append(f"\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\" if link else text)
            x += cell_len(text)
        self._place = (x, y)

    def _colour(self, style: Style | None) -> None:
        """Name what differs from what the terminal writes with."""
        ink = self._ink_of(style)
        if ink == self._ink:
            return
        attributes, colour, ground = ink
        before = self._ink
        lost = (before[1] and not colour) or (before[2] and not ground)
        if attributes != before[0] or lost:
            parts = ["0", attributes, colour, ground]
        else:
            parts = [colour if colour != before[1] else "", ground if ground != before[2] else ""]
        self._said.append(f"\x1b[{';'.join(part for part in parts if part)}m")
        self._ink = ink

    def _ink_of(self, style: Style | None) -> tuple[str, str, str]:
        """Attributes, colour and ground of a style, each as the terminal is told."""
        return _ink(style, self._colours) if style else ("", "", "")

    def text(self) -> str:
        """All of it, leaving the terminal's pen as it was found."""
        return "".join(self._said) + (RESET if self._ink != ("", "", "") else "")


@lru_cache(maxsize=1024)
def _ink(style: Style, colours: ColorSystem) -> tuple[str, str, str]:
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
    return pen.text()


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
    ChopsUpdate.render_segments = chops  # type: ignore[assignment]
    LayoutUpdate.render_segments = layout  # type: ignore[assignment]
