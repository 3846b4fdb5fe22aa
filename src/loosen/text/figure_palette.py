"""The colours of a figure's inks: for every depth of colour a dark and a light palette.

The ground is the terminal's own, and an edge shows it. With 256 and 16 colours every colour is one of
the terminal's, so that it is sent as a short number and not as a neighbour; a light grey may be a step off.
With all colours a body has those of 256, too, because a number is half as long as three parts; the floor
keeps the hue of the ground that it lies on.
"""

from enum import StrEnum

from loosen.domain.figure import Ink


class Depth(StrEnum):
    """How many colours a terminal shows."""

    ALL = "truecolor"
    EIGHT_BIT = "256"
    SIXTEEN = "16"


Palette = dict[Ink, str]
"""The colour of each ink as ``#rrggbb``; the ground and its edge have none of their own."""

_NAMES = (
    *(Ink.MAT, Ink.LINE, Ink.PANEL, Ink.TRUNK, Ink.REST_FAR, Ink.REST, Ink.HAIR),
    *(Ink.PROP, Ink.FACE, Ink.WORK_FAR, Ink.WORK, Ink.TARGET),
)


def _palette(colours: str) -> Palette:
    return {ink: f"#{colour}" for ink, colour in zip(_NAMES, colours.split(), strict=True)}


PALETTES: dict[tuple[Depth, bool], Palette] = {
    (Depth.ALL, True): _palette(
        "2a3540 444444 323e4a 5f87d7 6c6c6c 8a8a8a 875f00 d78700 ffd7af c6c6c6 eeeeee 00d7af"
    ),
    (Depth.ALL, False): _palette(
        "e3dac9 c6c6c6 d9cfbe 5f87d7 8a8a8a 6c6c6c 5f0000 af5f00 af875f 444444 121212 008787"
    ),
    (Depth.EIGHT_BIT, True): _palette(
        "303030 444444 3a3a3a 5f87d7 6c6c6c 8a8a8a 875f00 d78700 ffd7af c6c6c6 ffffff 00d7af"
    ),
    (Depth.EIGHT_BIT, False): _palette(
        "dadada c6c6c6 d0d0d0 5f87d7 8a8a8a 6c6c6c 5f0000 af5f00 af875f 444444 121212 008787"
    ),
    (Depth.SIXTEEN, True): _palette(
        "0000aa 555555 0000aa 5555ff aaaaaa aaaaaa aa5500 ff55ff ffff55 ffffff ffffff 55ffff"
    ),
    (Depth.SIXTEEN, False): _palette(
        "aaaaaa ffffff aaaaaa 0000aa 555555 555555 aa0000 aa00aa ff5555 000000 000000 00aaaa"
    ),
}
"""By depth of colour, and whether the ground is dark."""
