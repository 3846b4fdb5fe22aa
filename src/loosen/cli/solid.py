"""Solid figures as lines for a terminal: quadrant blocks in the colours that it has."""

from functools import lru_cache

import click

from loosen.domain.figure import Ink, Mosaic
from loosen.text.figure_blocks import runs
from loosen.text.figure_palette import PALETTES, Depth, Palette

DEPTHS = {"all": Depth.ALL, "256": Depth.EIGHT_BIT}
"""Depths of colour as a terminal's facts name them; any other has sixteen colours."""

NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
SIXTEEN = (
    *("000000", "aa0000", "00aa00", "aa5500", "0000aa", "aa00aa", "00aaaa", "aaaaaa"),
    *("555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff"),
)
"""Assumed values of a terminal's sixteen colours."""
STEPS = (0, 95, 135, 175, 215, 255)
"""The levels of the cube in 256 colours."""

Colour = tuple[int, int, int] | int | str | None


def solid_lines(mosaic: Mosaic, colours: str, *, dark: bool) -> list[str]:
    """A mosaic's lines, in as many ``colours`` as a terminal says it has, on its own ground."""
    depth = DEPTHS.get(colours, Depth.SIXTEEN)
    palette = PALETTES[depth, dark]
    return [
        "".join(
            click.style(
                run.text,
                fg=_colour(palette, run.front, depth),
                bg=_colour(palette, run.back, depth),
            )
            for run in runs(line)
        )
        for line in mosaic.lines
    ]


def _colour(palette: Palette, ink: Ink | None, depth: Depth) -> Colour:
    name = None if ink is None else palette.get(ink)
    return named(name, depth) if name else None


@lru_cache(maxsize=256)
def named(colour: str, depth: Depth) -> Colour:
    """A palette's colour as it is sent in this depth: its parts, its number, or its name."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if depth is Depth.ALL:
        return red, green, blue
    if depth is Depth.EIGHT_BIT:
        return _number(red, green, blue)
    number = SIXTEEN.index(colour[1:])
    return NAMES[number] if number < len(NAMES) else f"bright_{NAMES[number - len(NAMES)]}"


def _number(red: int, green: int, blue: int) -> int:
    if red == green == blue and red not in STEPS:
        return 232 + (red - 8) // 10
    return 16 + 36 * STEPS.index(red) + 6 * STEPS.index(green) + STEPS.index(blue)
