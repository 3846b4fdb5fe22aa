"""A drawing as a picture: every dot of it, in the colour of its role or ink, and nothing else."""

import re

import pytest

from loosen.domain.figure import Frame, Ink, Picture, Role, draw, paint
from loosen.storage.figures import load_figure
from loosen.text.figure_palette import PALETTES, Depth
from loosen.text.figure_svg import INK, dotted, silhouettes, solid, strokes

PATH = re.compile(r'<path stroke="(#\w+)" d="([^"]*)"/>')
RUN = re.compile(r"M(\d+) (\d+)h([\d.]+)")


def dots_of(drawn: str) -> dict[tuple[int, int], str]:
    """The dots that paths draw, with their colours."""
    return {
        (int(x) + step, int(y)): ink
        for ink, path in PATH.findall(drawn)
        for x, y, length in RUN.findall(path)
        for step in range(int(float(length)) + 1)
    }


def test_a_run_of_dots_is_one_stroke_and_a_dot_alone_a_short_one() -> None:
    frame = Frame(("⠉⠉⠀⠂",), ((Role.NEAR, Role.NEAR, Role.NONE, Role.FLOOR),))
    near, floor = INK[Role.NEAR], INK[Role.FLOOR]
    assert strokes(frame) == (
        f'<path stroke="{near}" d="M0 0h3"/><path stroke="{floor}" d="M6 1h.01"/>'
    )


def test_neighbours_of_two_roles_are_two_strokes() -> None:
    frame = Frame(("⠉⠉",), ((Role.NEAR, Role.TARGET),))
    assert set(dots_of(strokes(frame)).values()) == {INK[Role.NEAR], INK[Role.TARGET]}
    assert strokes(frame).count("h1") == 2


@pytest.mark.parametrize("slug", ["glute-bridge", "leg-circles", "isometric-knees-in"])
def test_a_picture_has_the_dots_of_the_drawing_in_their_colours(slug: str) -> None:
    figure = load_figure(slug)
    frame = draw(figure, figure.still, figure.camera(), 44, 16)
    places = (0, 1, 2, 6), (3, 4, 5, 7)
    wanted = {
        (x * 2 + column, y * 4 + row): INK[frame.roles[y][x]]
        for y, line in enumerate(frame.lines)
        for x, sign in enumerate(line)
        for column, bits in enumerate(places)
        for row, bit in enumerate(bits)
        if ord(sign) - 0x2800 >> bit & 1
    }
    assert dots_of(strokes(frame)) == wanted


def test_a_picture_is_a_file_of_its_own_with_its_name() -> None:
    frame = Frame(("⠉⠀",) * 3, ((Role.NEAR, Role.NONE),) * 3)
    drawn = dotted(frame, "Push & <pull>")
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 12"')
    assert "<title>Push &amp; &lt;pull&gt;</title>" in drawn
    assert strokes(frame) in drawn
    assert drawn.endswith("</svg>\n")


FILLED = re.compile(r'<path fill="(#\w+)" d="([^"]*)"/>')
RECTANGLE = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z")


def inks_of(drawn: str) -> dict[tuple[int, int], str]:
    """The dots that rectangles cover, with their colours; none is covered twice."""
    found: dict[tuple[int, int], str] = {}
    for colour, path in FILLED.findall(drawn):
        for x, y, wide, high, back in RECTANGLE.findall(path):
            assert wide == back
            for row in range(int(high)):
                for column in range(int(wide)):
                    place = int(x) + column, int(y) + row
                    assert place not in found
                    found[place] = colour
    return found


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("slug", ["figure-four-supine", "leg-circles", "banded-lateral-walk"])
def test_silhouettes_have_the_inks_of_the_picture(slug: str, dark: bool) -> None:
    figure = load_figure(slug)
    picture = paint(figure, figure.still, figure.camera(), 44, 16)
    palette = PALETTES[Depth.ALL, dark]
    wanted = {
        (x, y): palette[Ink(ink)]
        for y, row in enumerate(picture.rows)
        for x, ink in enumerate(row)
        if ink not in (Ink.GROUND, Ink.EDGE)
    }
    assert inks_of(silhouettes(picture, dark=dark)) == wanted


def test_runs_under_one_another_are_one_rectangle() -> None:
    rows = (bytes([Ink.GROUND, Ink.WORK, Ink.WORK]),) * 4
    work = PALETTES[Depth.ALL, True][Ink.WORK]
    drawn = silhouettes(Picture(rows), dark=True)
    assert drawn == f'<path fill="{work}" d="M1 0h2v4h-2z"/>'


def test_a_solid_picture_is_a_file_of_its_own_with_its_name_and_ground() -> None:
    picture = Picture((bytes([Ink.TRUNK] * 4),) * 8)
    drawn = solid(picture, "Push & <pull>", dark=False)
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 8"')
    assert "<title>Push &amp; &lt;pull&gt;</title>" in drawn
    assert 'fill="#f6f1e7"/>' in drawn
    assert silhouettes(picture, dark=False) in drawn
