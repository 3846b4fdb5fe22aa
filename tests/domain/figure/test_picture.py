"""A drawing as a picture: every dot of it, in its role's colour, and nothing else."""

import re

import pytest

from loosen.domain.figure import Frame, Role, draw
from loosen.storage.figures import load_figure
from loosen.text.figure_svg import INK, picture, strokes

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
    drawn = picture(frame, "Push & <pull>")
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 12"')
    assert "<title>Push &amp; &lt;pull&gt;</title>" in drawn
    assert strokes(frame) in drawn
    assert drawn.endswith("</svg>\n")
