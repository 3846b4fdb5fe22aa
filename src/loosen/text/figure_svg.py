"""Frames of figures as SVG: the dots of braille characters as paths, so that no font is needed.

A run of dots is one dashed line whose dashes have no length and round ends: that keeps a sheet of a
hundred figures small.
"""

from html import escape
from itertools import groupby

from loosen.domain.figure.braille import BLANK, Frame, Role

GROUND = "#14161c"
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


def picture(frame: Frame, title: str) -> str:
    """A frame in braille as an SVG file with a title."""
    wide, high = len(frame.lines[0]) * 2, len(frame.lines) * 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"'
        f' width="{wide * ZOOM}" height="{high * ZOOM}" {DOTS}>\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="{GROUND}"/>\n'
        f'<g transform="translate(.5 .5)">{strokes(frame)}</g>\n</svg>\n'
    )
