"""Each palette's inks stand out from the grounds they lie on, and from one another."""

import math
from itertools import combinations, product

import pytest
from textual.theme import Theme

from loosen.domain.figure import Ink
from loosen.text.figure_palette import PALETTES, Depth, Palette
from loosen.tui.themes import THEMES

GROUNDS = {True: "#171c22", False: "#f6f1e7"}
SIXTEEN_GROUNDS = {True: "#000000", False: "#ffffff"}
FLOOR = (Ink.MAT, Ink.LINE, Ink.PANEL)
BODY = tuple(ink for ink in Ink if ink not in (Ink.GROUND, Ink.EDGE, *FLOOR))
WORK, REST = (Ink.WORK, Ink.WORK_FAR), (Ink.REST, Ink.REST_FAR)

GRAPHICAL = 2.8
"""WCAG 2.2 asks 3 of what a picture is understood by; the cyan of sixteen colours on white has 2.9."""
APART = 0.07
"""The least distance in OKLab of two inks that lie side by side; 0.02 is just seen."""
FAR_APART = 0.13
"""The distance at which two inks of like brightness are told apart by their hue alone."""
NEAR_AND_FAR = (set(REST), set(WORK))

each = pytest.mark.parametrize(("depth", "dark"), sorted(PALETTES), ids=str)


def linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
    )


def distance(one: str, other: str) -> float:
    pairs = zip(oklab(one), oklab(other), strict=True)
    return math.hypot(*(a - b for a, b in pairs))


def ground(depth: Depth, *, dark: bool) -> str:
    return (SIXTEEN_GROUNDS if depth is Depth.SIXTEEN else GROUNDS)[dark]


def palette(depth: Depth, *, dark: bool) -> Palette:
    return PALETTES[depth, dark]


def test_there_is_a_palette_for_every_depth_dark_and_light() -> None:
    assert set(PALETTES) == set(product(Depth, (True, False)))


@each
def test_every_ink_but_the_ground_and_its_edge_has_a_colour(depth: Depth, dark: bool) -> None:
    assert set(palette(depth, dark=dark)) == {*BODY, *FLOOR}


@each
def test_every_ink_of_a_body_stands_out_from_the_ground(depth: Depth, dark: bool) -> None:
    colours = palette(depth, dark=dark)
    found = {ink: contrast(colours[ink], ground(depth, dark=dark)) for ink in BODY}
    assert {ink: ratio for ink, ratio in found.items() if ratio < GRAPHICAL} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_so_it_does_from_every_ground_that_a_session_has(theme: Theme) -> None:
    colours = palette(Depth.ALL, dark=theme.dark)
    grounds = {name: c for name, c in theme.variables.items() if name.startswith("ground-")}
    assert grounds
    grounds["background"] = str(theme.background)
    for (name, under), ink in product(grounds.items(), BODY):
        assert contrast(colours[ink], under) >= GRAPHICAL, (name, ink)
        assert contrast(colours[Ink.MAT], under) >= 1.1, name


@each
def test_every_ink_of_a_body_stands_out_from_mat_wall_and_bed(depth: Depth, dark: bool) -> None:
    colours = palette(depth, dark=dark)
    for ink, under in product(BODY, (Ink.MAT, Ink.PANEL)):
        apart = contrast(colours[ink], colours[under])
        assert apart >= 1.7 or distance(colours[ink], colours[under]) >= FAR_APART, (ink, under)


@each
def test_the_mat_is_seen_and_stays_behind(depth: Depth, dark: bool) -> None:
    mat = contrast(palette(depth, dark=dark)[Ink.MAT], ground(depth, dark=dark))
    assert 1.2 <= mat <= 2.4


@each
def test_inks_that_lie_side_by_side_are_told_apart(depth: Depth, dark: bool) -> None:
    colours = palette(depth, dark=dark)
    for one, other in combinations(BODY, 2):
        if {one, other} not in NEAR_AND_FAR:
            assert distance(colours[one], colours[other]) >= APART, (one, other)


@each
def test_a_limb_in_work_differs_in_brightness_alone_from_one_at_rest(
    depth: Depth, dark: bool
) -> None:
    colours = palette(depth, dark=dark)
    between = {pair: contrast(*(colours[ink] for ink in pair)) for pair in product(WORK, REST)}
    assert min(between.values()) >= 1.7
    assert between[Ink.WORK, Ink.REST] >= 2


@each
def test_near_is_not_fainter_than_far(depth: Depth, dark: bool) -> None:
    colours = palette(depth, dark=dark)
    for near, far in (WORK, REST):
        stands = [contrast(colours[ink], ground(depth, dark=dark)) for ink in (near, far)]
        assert stands[0] >= stands[1]


@each
def test_a_face_differs_from_the_hair_in_brightness(depth: Depth, dark: bool) -> None:
    colours = palette(depth, dark=dark)
    assert contrast(colours[Ink.FACE], colours[Ink.HAIR]) >= 2


EIGHT_BIT = {
    f"#{r:02x}{g:02x}{b:02x}" for r, g, b in product((0, 95, 135, 175, 215, 255), repeat=3)
}
GREYS = {f"#{level:02x}{level:02x}{level:02x}" for level in range(8, 239, 10)}
SIXTEEN = {
    f"#{r:02x}{g:02x}{b:02x}" for low in (0, 85) for r, g, b in product((low, low + 170), repeat=3)
} | {"#aa5500"}


@pytest.mark.parametrize("dark", [True, False])
def test_a_terminal_of_few_colours_has_every_one_of_them_itself(dark: bool) -> None:
    assert set(palette(Depth.EIGHT_BIT, dark=dark).values()) <= EIGHT_BIT | GREYS
    assert set(palette(Depth.SIXTEEN, dark=dark).values()) <= SIXTEEN
