"""Figures in inks: what is bright, where a face is seen, what props are, and how a box is filled."""

from dataclasses import replace

import pytest

from loosen.domain.figure import Camera, Figure, Ink, Picture, mosaic, paint
from loosen.domain.figure.painting import working_legs
from loosen.domain.figure.props import Prop
from loosen.storage.figures import figure_slugs, load_figure

FRONT, SIDE, BEHIND = Camera(0, 10), Camera(90, 10), Camera(180, 10)
ROUND = [Camera(yaw, 15) for yaw in range(0, 360, 45)]
BODY = frozenset(Ink) - {Ink.GROUND, Ink.MAT, Ink.LINE, Ink.PANEL, Ink.EDGE}


def painted(figure: Figure, camera: Camera | None = None, *, mirrored: bool = False) -> Picture:
    eye = camera or figure.camera(mirrored=mirrored)
    return paint(figure, figure.still, eye, 44, 16, mirrored=mirrored)


def count(picture: Picture, ink: Ink) -> int:
    return sum(row.count(ink) for row in picture.rows)


@pytest.mark.parametrize("slug", sorted(figure_slugs()))
def test_every_figure_has_a_head_a_trunk_a_leg_in_work_and_a_target(slug: str) -> None:
    figure = load_figure(slug)
    picture = painted(figure)
    assert count(picture, Ink.TRUNK) > 20
    assert count(picture, Ink.HAIR) + count(picture, Ink.FACE) >= 10
    assert count(picture, Ink.WORK) > 25
    shown = [cell for line in mosaic(picture).lines for cell in line]
    assert sum(Ink.TARGET in cell.quadrants() for cell in shown) >= 3


@pytest.mark.parametrize("camera", ROUND, ids=str)
def test_the_leg_in_work_is_the_bright_one_from_every_side(camera: Camera) -> None:
    figure = replace(load_figure("leg-swing-front-back"), props=())
    picture = painted(figure, camera)
    bright = count(picture, Ink.WORK) + count(picture, Ink.WORK_FAR)
    assert bright > 12
    assert count(picture, Ink.REST) + count(picture, Ink.REST_FAR) > 30
    assert working_legs(figure) == {"right leg"}


def test_of_two_legs_in_work_the_far_one_is_told_from_the_near_one() -> None:
    bridge = load_figure("glute-bridge")
    assert working_legs(bridge) == {"left leg", "right leg"}
    assert count(painted(bridge), Ink.WORK_FAR) > 5
    assert count(painted(load_figure("butterfly"), FRONT), Ink.WORK_FAR) == 0


def test_a_face_is_seen_from_the_front_and_hair_from_behind() -> None:
    figure = load_figure("leg-swing-side")
    front, side, behind = (painted(figure, camera) for camera in (FRONT, SIDE, BEHIND))
    assert count(behind, Ink.FACE) == 0
    assert count(front, Ink.FACE) > 0.6 * count(front, Ink.HAIR)
    faces = [x for row in side.rows for x, ink in enumerate(row) if ink == Ink.FACE]
    hair = [x for row in side.rows for x, ink in enumerate(row) if ink == Ink.HAIR]
    # From its right side a standing body looks to the picture's right.
    assert sum(faces) / len(faces) > sum(hair) / len(hair) + 1


@pytest.mark.parametrize("slug", ["leg-swing-side", "knee-drop-single", "side-lying-leg-raise"])
def test_the_other_side_is_the_mirror_image_dot_for_dot(slug: str) -> None:
    figure = load_figure(slug)
    right, left = painted(figure, FRONT), painted(figure, FRONT, mirrored=True)
    assert left.rows == tuple(row[::-1] for row in right.rows)
    assert left != right


@pytest.mark.parametrize("slug", sorted(figure_slugs()))
@pytest.mark.parametrize("size", [(44, 16), (30, 12), (100, 40)], ids=str)
def test_the_whole_motion_fills_the_box(slug: str, size: tuple[int, int]) -> None:
    figure = load_figure(slug)
    width, height = size
    columns, rows = set[int](), set[int]()
    for instant in figure.samples(24):
        picture = paint(figure, instant, figure.camera(), width, height)
        for y, row in enumerate(picture.rows):
            found = [x for x, ink in enumerate(row) if ink in BODY]
            if found:
                rows.add(y)
                columns.update((found[0], found[-1]))
    wide = (max(columns) - min(columns) + 1) / (width * 2)
    high = (max(rows) - min(rows) + 1) / (height * 4)
    assert max(wide, high) >= 0.9


@pytest.mark.parametrize(
    ("kind", "at", "size", "on"),
    [
        ("chair", (0.5, 0.44, 0.0), (0.42, 0.5, 0.44), ""),
        ("ball", (0.0, 0.0, 0.0), (0.25, 0.25, 0.25), "knees"),
        ("pillow", (0.4, 0.1, 0.0), (0.4, 0.15, 0.2), ""),
        ("band", (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), "thighs"),
        ("belt", (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), "thighs"),
        ("wall", (0.0, 0.8, -0.4), (1.2, 1.6, 0.0), ""),
        ("bed", (0.0, 0.4, 0.0), (1.0, 0.4, 2.0), ""),
    ],
)
def test_a_prop_has_an_ink_of_its_own(
    kind: str,
    at: tuple[float, float, float],
    size: tuple[float, float, float],
    on: str,
) -> None:
    bare = replace(load_figure("leg-swing-side"), props=())
    with_prop = replace(bare, props=(Prop(kind, at, size, on),))
    assert count(painted(bare, Camera(30, 15)), Ink.PROP) == 0
    assert count(painted(with_prop, Camera(30, 15)), Ink.PROP) >= 6


def test_a_wall_is_filled_behind_the_body_and_not_before_it() -> None:
    bare = load_figure("leg-swing-side")
    walled = replace(bare, props=(Prop("wall", (0.0, 0.8, -0.4), (1.2, 1.6, 0.0)),))
    assert count(painted(walled, FRONT), Ink.PANEL) > 200
    assert count(painted(walled, BEHIND), Ink.PANEL) == 0


def test_limbs_that_cross_are_parted_by_an_edge() -> None:
    assert count(painted(load_figure("figure-four-supine")), Ink.EDGE) > 10


def test_the_mat_is_filled_and_a_travelling_figure_has_lines_on_it() -> None:
    assert count(painted(load_figure("glute-bridge")), Ink.MAT) > 100
    assert count(painted(load_figure("banded-lateral-walk")), Ink.LINE) > 3
