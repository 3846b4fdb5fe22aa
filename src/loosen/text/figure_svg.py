"""Drawings as pictures: the inks of a picture, or the dots of a frame, as SVG that needs no font.

Inks are silhouettes, one path of rectangles for each. A run of dots is one dashed line whose dashes have
no length and round ends: that keeps a picture of a hundred drawings small.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from loosen.domain.figure import Ink, Picture
from loosen.domain.figure.braille import BLANK, Frame, Role
from loosen.text.figure_palette import PALETTES, Depth

GROUND = "#14161c"
GROUNDS = {True: "#171c22", False: "#f6f1e7"}
"""Ground colour of solid figures, by whether the theme is dark."""
INK = {
    Role.FLOOR: "#5b6270",
    Role.PROP: "#c79a45",
    Role.FAR: "#5f7fb0",
    Role.NEAR: "#e8e6e1",
    Role.BODY: "#a9bcd3",
    Role.TARGET: "#ff6a5e",
}
PLACES = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille character's dots, row by row."""

DOTS = 'fill="none" stroke-width=".86" stroke-linecap="round" stroke-dasharray="0 1"'
"""Attributes of the root element that the paths of ``strokes`` need."""

ZOOM = 6
"""Pixels from one dot to the next."""


def strokes(frame: Frame) -> str:
    """The dots of a frame in braille as SVG paths, one for each role."""
    paths: dict[Role, list[str]] = {}
    for y, line in enumerate(frame.lines):
        for row, bits in enumerate(PLACES):
            dots = [
                frame.roles[y][x] if ord(sign) - ord(BLANK) & bit else None
                for x, sign in enumerate(line)
                for bit in bits
            ]
            column = 0
            for role, run in groupby(dots):
                length = len(list(run))
                if role is not None:
                    start = f"M{column} {y * 4 + row}"
                    paths.setdefault(role, []).append(f"{start}h{length - 1 or '.01'}")
                column += length
    return "".join(
        f'<path stroke="{INK[role]}" d="{"".join(parts)}"/>' for role, parts in paths.items()
    )


def silhouettes(picture: Picture, *, dark: bool) -> str:
    """The inks of a picture, as one path for each that has a colour; an edge shows the ground."""
    paths: dict[Ink, list[str]] = {}
    for ink, x, y, wide, high in _rectangles(picture):
        paths.setdefault(ink, []).append(f"M{x} {y}h{wide}v{high}h-{wide}z")
    palette = PALETTES[Depth.ALL, dark]
    return "".join(
        f'<path fill="{palette[ink]}" d="{"".join(paths[ink])}"/>' for ink in sorted(paths)
    )


def _rectangles(picture: Picture) -> Iterator[tuple[Ink, int, int, int, int]]:
    """Runs of an ink that lie under one another, as one: the ink, column, row, width and height."""
    above: dict[tuple[Ink, int, int], int] = {}
    for y, row in enumerate((*picture.rows, b"")):
        here = dict.fromkeys(_spans(row), y)
        for span, top in above.items():
            if span in here:
                here[span] = top
            else:
                ink, x, wide = span
                yield ink, x, top, wide, y - top
        above = here


def _spans(row: bytes) -> Iterator[tuple[Ink, int, int]]:
    """The runs of a row that show something: the ink, column and width."""
    x = 0
    for byte, run in groupby(row):
        wide = len(list(run))
        if byte not in (Ink.GROUND, Ink.EDGE):
            yield Ink(byte), x, wide
        x += wide


def solid(picture: Picture, title: str, *, dark: bool) -> str:
    """One picture in inks as a whole SVG file."""
    wide, high = len(picture.rows[0]), len(picture.rows)
    drawn = f'<g shape-rendering="crispEdges">{silhouettes(picture, dark=dark)}</g>'
    return _file((wide, high), GROUNDS[dark], title, drawn)


def dotted(frame: Frame, title: str) -> str:
    """One drawing in braille as a whole SVG file."""
    size = len(frame.lines[0]) * 2, len(frame.lines) * 4
    drawn = f'<g {DOTS} transform="translate(.5 .5)">{strokes(frame)}</g>'
    return _file(size, GROUND, title, drawn)


def _file(size: tuple[int, int], ground: str, title: str, drawn: str) -> str:
    wide, high = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"'
        f' width="{wide * ZOOM}" height="{high * ZOOM}">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="{ground}"/>\n'
        f"{drawn}\n</svg>\n"
    )
