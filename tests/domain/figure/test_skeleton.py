from dataclasses import replace

import pytest
from domain.figure.strategies import directions, points, poses
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.figure import Limb, Pose, Spot
from loosen.domain.figure.skeleton import (
    FOREARM,
    HIP,
    LUMBAR,
    SHANK,
    SHOULDER,
    THIGH,
    THORAX,
    UPPER_ARM,
    bone_of,
    solve,
    stretch,
)
from loosen.domain.figure.vectors import Vec, apart, dot, mix, reach, size, square_to, sub, unit

AHEAD: Vec = (0.0, 0.0, 1.0)


def limb(*point: float, on: str = "", share: float = 0.0) -> Limb:
    x, y, z = point
    return Limb(Spot((x, y, z), on, share), AHEAD)


STANDING = Pose(
    pelvis=(0.0, 0.885, 0.0),
    spine=(0.0, 1.0, 0.0),
    right=(1.0, 0.0, 0.0),
    shoulders=(1.0, 0.0, 0.0),
    bow=0.0,
    head=None,
    face=None,
    right_foot=limb(0.1, 0.05, 0.0),
    left_foot=limb(-0.1, 0.05, 0.0),
    right_hand=limb(0.25, 0.88, 0.0),
    left_hand=limb(-0.25, 0.88, 0.0),
)


def test_a_right_angle_is_reached_as_in_the_schoolbook() -> None:
    joint, end = reach((0, 0, 0), (0.5, 0, 0), 0.3, 0.4, (0, 1, 0))
    assert joint == pytest.approx((0.18, 0.24, 0))
    assert end == pytest.approx((0.5, 0, 0))


def test_a_target_too_far_is_approached_with_a_straight_limb() -> None:
    joint, end = reach((0, 0, 0), (0, -9, 0), 0.3, 0.4, (0, 0, 1))
    assert joint == pytest.approx((0, -0.3, 0))
    assert end == pytest.approx((0, -0.7, 0))


def test_a_target_too_near_is_kept_off() -> None:
    _, end = reach((0, 0, 0), (0.01, 0, 0), 0.5, 0.2, (0, 1, 0))
    assert end == pytest.approx((0.3, 0, 0))


@given(points, points, directions, st.floats(0.1, 1.0), st.floats(0.1, 1.0))
def test_both_bones_always_have_their_length(
    root: Vec, target: Vec, pole: Vec, first: float, second: float
) -> None:
    joint, end = reach(root, target, first, second, pole)
    assert apart(root, joint) == pytest.approx(first, abs=1e-6)
    assert apart(joint, end) == pytest.approx(second, abs=1e-6)


@given(points, points, directions)
def test_the_joint_is_on_the_side_of_the_pole(root: Vec, target: Vec, pole: Vec) -> None:
    joint, end = reach(root, target, 0.42, 0.42, pole)
    axis = unit(sub(end, root))
    assert dot(sub(joint, root), square_to(pole, axis)) >= -1e-6


@given(poses, poses, st.floats(0, 1))
def test_limbs_keep_their_length_between_any_two_poses(a: Pose, b: Pose, weight: float) -> None:
    bones = solve(a, b, weight)
    for leg in (bones.right_leg, bones.left_leg):
        assert apart(leg.root, leg.joint) == pytest.approx(THIGH, abs=1e-5)
        assert apart(leg.joint, leg.end) == pytest.approx(SHANK, abs=1e-5)
        assert apart(leg.root, bones.pelvis) == pytest.approx(HIP, abs=1e-5)
    for arm in (bones.right_arm, bones.left_arm):
        assert apart(arm.root, arm.joint) == pytest.approx(UPPER_ARM, abs=1e-5)
        assert apart(arm.joint, arm.end) == pytest.approx(FOREARM, abs=1e-5)
        assert apart(arm.root, bones.chest) == pytest.approx(SHOULDER, abs=1e-5)
    assert apart(bones.pelvis, bones.waist) == pytest.approx(LUMBAR, abs=1e-5)
    assert apart(bones.waist, bones.chest) == pytest.approx(THORAX, abs=1e-5)


@given(poses)
def test_a_mix_at_either_end_is_the_pose_itself(a: Pose) -> None:
    other = replace(a, pelvis=(0.0, 0.0, 0.0))
    for name, point in solve(a).points().items():
        assert solve(a, other, 0.0).points()[name] == pytest.approx(point, abs=1e-5)
        assert solve(other, a, 1.0).points()[name] == pytest.approx(point, abs=1e-5)


@given(st.floats(0, 1))
def test_a_foot_both_poses_plant_stays_where_it_is(weight: float) -> None:
    squat = replace(STANDING, pelvis=(0.0, 0.4, -0.2))
    foot = solve(STANDING, squat, weight).right_leg.end
    assert foot == pytest.approx((0.1, 0.05, 0.0), abs=1e-6)


def test_a_standing_body_faces_ahead_with_its_right_at_x() -> None:
    bones = solve(STANDING)
    assert bones.front == pytest.approx(AHEAD)
    assert bones.right_leg.root[0] > 0 > bones.left_leg.root[0]
    assert bones.face == pytest.approx(AHEAD)


def test_a_bow_puts_the_waist_behind() -> None:
    bones = solve(replace(STANDING, bow=0.1))
    assert bones.waist[2] == pytest.approx(-0.1)
    assert bones.chest[2] == pytest.approx(0.0)


def test_a_hand_holds_a_thigh_wherever_it_goes() -> None:
    hugging = replace(
        STANDING,
        pelvis=(0.0, 0.1, 0.0),
        spine=(0.0, 0.0, -1.0),
        right_foot=Limb(Spot((0.1, 0.3, 0.13)), (0.0, 0.8, -1.0)),
        right_hand=limb(0, 0, 0, on="right-thigh", share=0.9),
    )
    bones = solve(hugging)
    leg = bones.right_leg
    wanted = [a + (b - a) * 0.9 for a, b in zip(leg.root, leg.joint, strict=True)]
    assert bones.right_arm.end == pytest.approx(wanted)


@pytest.mark.parametrize("lying", [False, True])
def test_a_foot_rests_on_the_front_of_the_other_thigh_from_either_side(lying: bool) -> None:
    """An offset on a bone goes along the bone's own axes, however the bone lies in space."""
    pose = replace(STANDING, pelvis=(0.0, 0.1, 0.0), spine=(0.0, 0.0, -1.0)) if lying else STANDING
    bent = Limb(Spot((-0.1, 0.05, 0.4)), (0.0, 1.0, 0.0)) if lying else pose.left_foot
    other = replace(bent, spot=Spot((0.1, *bent.spot.point[1:])))
    foot = limb(0.01, 0.02, 0.06, on="left-thigh", share=0.6)
    twin = limb(-0.01, 0.02, 0.06, on="right-thigh", share=0.6)
    right = solve(replace(pose, left_foot=bent, right_foot=foot))
    left = solve(replace(pose, right_foot=other, left_foot=twin))
    x, y, z = right.right_leg.end
    assert left.left_leg.end == pytest.approx((-x, y, z))
    thigh = bone_of(right.left_leg, "thigh")
    off = sub(right.right_leg.end, mix(thigh.start, thigh.end, 0.6))
    assert dot(off, thigh.front) == pytest.approx(0.06)
    assert dot(off, thigh.up) == pytest.approx(0.02)
    assert dot(thigh.front, (0.0, 0.0, -1.0) if lying else (0.0, 0.0, 1.0)) > 0.5


def test_a_bone_has_its_own_right_up_and_front() -> None:
    leg = solve(STANDING).right_leg
    for name, up, front in (
        ("thigh", (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
        ("shank", (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
        ("foot", (0.0, 0.0, -1.0), (0.0, 1.0, 0.0)),
    ):
        bone = bone_of(leg, name)
        assert dot(bone.up, up) > 0.95
        assert dot(bone.front, front) > 0.95
        assert bone.right == pytest.approx((1.0, 0.0, 0.0), abs=0.1)


@pytest.mark.parametrize("part", ["chest", "pelvis", "head"])
def test_a_spot_on_the_trunk_goes_with_it(part: str) -> None:
    upright = solve(replace(STANDING, right_hand=limb(0.2, 0, 0.1, on=part)))
    lower = replace(STANDING, pelvis=(0.0, 0.785, 0.0), right_hand=limb(0.2, 0, 0.1, on=part))
    fall = sub(upright.right_arm.end, solve(lower).right_arm.end)
    assert fall == pytest.approx((0.0, 0.1, 0.0))


def test_a_straight_limb_points_at_its_spot() -> None:
    leg = solve(
        replace(STANDING, right_foot=Limb(Spot((0.1, 0.5, 0.5)), AHEAD, straight=1.0))
    ).right_leg
    assert apart(leg.root, leg.end) == pytest.approx(THIGH + SHANK)


def test_stretch_says_by_how_much_a_target_is_out_of_reach() -> None:
    far = stretch(replace(STANDING, right_hand=limb(0.17, 0.385, 0.0)))
    assert far["right_hand"] == pytest.approx(1.0 - UPPER_ARM - FOREARM, abs=1e-6)
    assert far["right_foot"] < 0


def test_vectors_without_direction_have_a_default() -> None:
    assert unit((0, 0, 0), AHEAD) == AHEAD
    for axis in (AHEAD, (0.0, 1.0, 0.0)):
        found = square_to(axis, axis)
        assert dot(found, axis) == pytest.approx(0)
        assert size(found) == pytest.approx(1)
