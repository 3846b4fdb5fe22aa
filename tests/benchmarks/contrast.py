"""How well figures are told apart from across a room: solid ones against dots, as a blurred eye sees them.

``PYTHONPATH=src:tests python -m benchmarks.contrast``. Every figure's still picture at 44x16 is made of
light, dot by dot: a quadrant fills its dots, and a font's braille dot covers a fifth of its own. The light
is blurred as an eye of half the usual sharpness (2 minutes of arc, 20/40) blurs it from three metres, and
the measure is the root mean square of what differs between two exercises' pictures, in the mean of all
pairs.
"""

import math
from collections.abc import Callable
from itertools import combinations
from statistics import mean

from loosen.domain.figure import Figure, Ink, Role, draw, mosaic, paint
from loosen.domain.figure.braille import BLANK
from loosen.storage.figures import figure_slugs, load_figure
from loosen.text.figure_palette import PALETTES, Depth

AIM = 3.0
"""How many times as much solid figures differ as dots."""
WIDTH, HEIGHT = 44, 16
WIDE, HIGH = WIDTH * 2, HEIGHT * 4
COVERED = 0.2
"""The part of a cell that eight braille dots of a common font cover."""
ROOM, DOT, SHARPNESS = 3_000.0, 1.0, 2.0
"""Millimetres to the screen and from one dot to the next, and minutes of arc that are just told apart."""
BLUR = ROOM * math.tan(math.radians(SHARPNESS / 60)) / DOT
"""In dots: the spread of a point."""

GROUND = "#171c22"
DOT_COLOURS = {
    Role.FLOOR: "#34404c",
    Role.PROP: "#e0b35c",
    Role.FAR: "#9aa6b2",
    Role.NEAR: "#ece5d8",
    Role.BODY: "#8fb8de",
    Role.TARGET: "#5ec4b6",
}
"""Dots in the colours of the dark theme."""
PLACES = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))

Light = list[list[float]]


def light_of(colour: str) -> float:
    """The luminance of a colour, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else math.pow((p + 0.055) / 1.055, 2.4) for p in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def solid(figure: Figure) -> Light:
    """The light of a solid figure, by dots."""
    palette = PALETTES[Depth.ALL, True]
    shines = {ink: light_of(palette.get(ink, GROUND)) for ink in Ink}
    cells = mosaic(paint(figure, figure.still, figure.camera(), WIDTH, HEIGHT)).lines
    return [
        [shines[ink] for cell in line for ink in cell.quadrants()[half : half + 2]]
        for line in cells
        for half in (0, 0, 2, 2)
    ]


def dots(figure: Figure) -> Light:
    """The light of a figure in braille, by dots."""
    dark = light_of(GROUND)
    frame = draw(figure, figure.still, figure.camera(), WIDTH, HEIGHT)
    shines = {role: dark + COVERED * (light_of(c) - dark) for role, c in DOT_COLOURS.items()}
    return [
        [
            shines[role] if ord(sign) - ord(BLANK) & bit else dark
            for sign, role in zip(line, roles, strict=True)
            for bit in bits
        ]
        for line, roles in zip(frame.lines, frame.roles, strict=True)
        for bits in PLACES
    ]


def blurred(light: Light) -> Light:
    """The picture as the eye has it."""
    reach = math.ceil(3 * BLUR)
    weights = [math.exp(-((n / BLUR) ** 2) / 2) for n in range(-reach, reach + 1)]
    whole = sum(weights)
    shares = [weight / whole for weight in weights]

    def along(row: list[float]) -> list[float]:
        padded = [row[0]] * reach + row + [row[-1]] * reach
        return [
            sum(a * b for a, b in zip(shares, padded[x : x + len(shares)], strict=True))
            for x in range(len(row))
        ]

    across = [along(row) for row in light]
    down = [along(list(column)) for column in zip(*across, strict=True)]
    return [list(row) for row in zip(*down, strict=True)]


def apart(pictures: list[Light]) -> float:
    """How much two pictures differ, in the mean of all pairs."""
    flat = [[dot for row in picture for dot in row] for picture in pictures]
    return mean(math.dist(a, b) / math.sqrt(len(a)) for a, b in combinations(flat, 2))


def measure(drawn: Callable[[Figure], Light], figures: list[Figure]) -> float:
    """The measure of one way to draw."""
    return apart([blurred(drawn(figure)) for figure in figures])


def main() -> int:
    """Print the measure of both; 1 where solid ones do not differ enough more."""
    figures = [load_figure(slug) for slug in sorted(figure_slugs())]
    faint, strong = measure(dots, figures), measure(solid, figures)
    print(f"{len(figures)} figures at {WIDTH}x{HEIGHT}, blurred by {BLUR:.2f} dots")
    print(f"contrast     dots {faint:.4f}  solid {strong:.4f}  {strong / faint:.2f} times")
    return int(strong < AIM * faint)


if __name__ == "__main__":
    raise SystemExit(main())
