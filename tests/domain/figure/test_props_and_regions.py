import pytest

from loosen.domain.figure import Prop, Role
from loosen.domain.figure.props import KINDS, boundary_points, strokes
from loosen.domain.figure.regions import REGIONS, regions
from loosen.domain.figure.vectors import apart, mix
from loosen.storage.figures import load_figure

FIGURE = load_figure("leg-swing-side")
BONES = FIGURE.skeleton(FIGURE.still)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_prop_has_shapes_in_its_own_role(kind: str) -> None:
    prop = Prop(kind, at=(0.5, 0.5, 0.0), size=(0.4, 0.4, 0.3))
    shapes = strokes(prop, BONES)
    assert shapes
    assert {shape.role for shape in shapes} == {Role.PROP}


def test_a_wall_stands_where_it_is_put() -> None:
    wall = Prop("wall", at=(0.0, 1.0, 0.5), size=(1.0, 2.0, 0.0))
    heights = {round(shape.a[1], 6) for shape in strokes(wall, BONES)}
    assert heights == {0.0, 2.0}
    assert {y for _, y, _ in boundary_points(wall)} == {0.0, 2.0}


def test_a_chair_stands_on_the_floor_and_a_bed_lies_under_the_body() -> None:
    chair = Prop("chair", at=(0.0, 0.45, 0.0), size=(0.4, 0.5, 0.4))
    assert min(y for _, y, _ in boundary_points(chair)) == 0.0
    bed = Prop("bed", size=(0.9, 0.4, 2.0))
    assert max(y for _, y, _ in boundary_points(bed)) == 0.0


@pytest.mark.parametrize(("on", "share"), [("thighs", 0.8), ("ankles", 0.9)])
def test_a_band_goes_from_leg_to_leg(on: str, share: float) -> None:
    band = Prop("band", on=on)
    (loop,) = strokes(band, BONES)
    leg = BONES.right_leg
    bone = (leg.root, leg.joint) if on == "thighs" else (leg.joint, leg.end)
    assert apart(loop.a, mix(*bone, share)) < 0.06
    assert boundary_points(band) == []


def test_a_ball_is_held_between_the_knees() -> None:
    (ball,) = strokes(Prop("ball", on="knees", size=(0.2, 0.2, 0.2)), BONES)
    knees = apart(ball.a, BONES.right_leg.joint), apart(ball.a, BONES.left_leg.joint)
    assert knees[0] == pytest.approx(knees[1], abs=0.02)


@pytest.mark.parametrize("name", sorted(REGIONS))
def test_every_region_lies_on_the_body(name: str) -> None:
    (shape,) = regions(BONES, (name,))
    assert shape.role is Role.TARGET
    nearest = min(apart(mix(shape.a, shape.b, 0.5), point) for point in BONES.points().values())
    assert nearest < 0.3


def test_sided_regions_lie_on_their_side() -> None:
    for area in ("outer-hip", "inner-thigh", "quads"):
        right, left = regions(BONES, (f"right {area}", f"left {area}"))
        assert apart(right.a, BONES.right_leg.root) < apart(right.a, BONES.left_leg.root)
        assert apart(left.a, BONES.left_leg.root) < apart(left.a, BONES.right_leg.root)
