import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

from loosen.domain.figure import Camera, Figure
from loosen.storage.figure_table import FigureProblem
from loosen.storage.figures import figure_slugs, load, load_figure

BASES = """
[stand]
pelvis = [0, 0.885, 0]
spine = [0, 1, 0]
feet = { at = [0.1, 0.05, 0], pole = [0, 0, 1] }
hands = { at = [0.25, 0.88, 0], pole = [0, 0, -1] }
"""

GOOD = """
view = { yaw = 30, pitch = 10 }
shows = "out"
target = ["both glutes", "low-back"]
path = [{ pose = "in" }, { pose = "out", move = 2, stay = 1, even = true }]

[pose.in]
from = "stand"
words = "Stand"
contacts = ["left-foot"]

[pose.out]
from = "in"
words = "Leg out"
right_foot = { at = [0.5, 0.2, 0], straight = 1 }
"""


def read(text: str, **files: str) -> Figure:
    others: Callable[[str], str] = {"_bases": BASES, **files}.__getitem__
    return load(text, slug="mine", others=others)


def complaint(text: str, **files: str) -> str:
    with pytest.raises(FigureProblem) as caught:
        read(text, **files)
    return str(caught.value)


def test_a_figure_is_read() -> None:
    figure = read(GOOD)
    assert figure.slug == "mine"
    assert figure.view == Camera(30, 10)
    assert figure.target == ("right glutes", "left glutes", "low-back")
    assert figure.shows == 1
    assert not figure.hold
    assert not figure.breathes
    out = figure.stations[1]
    assert (out.move, out.stay, out.even, out.words) == (2, 1, True, "Leg out")
    assert out.contacts == {"left-foot"}


def test_a_pose_inherits_what_it_does_not_say() -> None:
    start, out = read(GOOD).stations
    assert out.pose.left_foot == start.pose.left_foot
    assert out.pose.right_foot.pole == start.pose.right_foot.pole
    assert out.pose.right_foot.spot.point == (0.5, 0.2, 0)


def test_feet_and_hands_are_pairs() -> None:
    pose = read(GOOD).stations[0].pose
    assert pose.left_foot.spot.point == (-0.1, 0.05, 0)
    assert pose.left_hand.spot.point == (-0.25, 0.88, 0)


def test_a_new_place_replaces_the_whole_old_place() -> None:
    on = GOOD + 'right_hand = { on = "left-thigh", share = 0.5 }\n'
    hand = read(on).stations[1].pose.right_hand
    assert (hand.spot.on, hand.spot.share, hand.spot.point) == ("left-thigh", 0.5, (0, 0, 0))


def test_a_mirrored_pose_exchanges_the_sides() -> None:
    text = GOOD.replace('{ pose = "out",', '{ pose = "other" }, { pose = "out",')
    text += 'right = [1, 0.2, 0]\n\n[pose.other]\nmirror_of = "out"\nwords = "Other leg out"\n'
    _, other, out = read(text).stations
    assert other.pose.left_foot.spot.point == (-0.5, 0.2, 0)
    assert other.pose.right_foot.spot.point == (0.1, 0.05, 0)
    assert other.contacts == {"right-foot"}
    assert other.pose.right == pytest.approx((out.pose.right[0], -out.pose.right[1], 0))


def test_a_pose_can_be_shifted_as_a_whole() -> None:
    text = GOOD + "shift = [0.3, 0, 0]\n"
    pose = read(text).stations[1].pose
    assert pose.pelvis == (0.3, 0.885, 0)
    assert pose.left_foot.spot.point == pytest.approx((0.2, 0.05, 0))


def test_a_variant_says_only_what_differs() -> None:
    variant = """
    like = "parent"
    mat = "none"
    hold = true
    [[prop]]
    kind = "bed"
    size = [1, 0.4, 2]
    [every]
    hands = { at = [0.4, 1.2, 0] }
    [pose.out]
    words = "Leg out, higher"
    """
    figure = read(variant, parent=GOOD)
    assert figure.view == Camera(30, 10)
    assert figure.mat == (0, 0, 0, 0)
    assert figure.hold
    assert figure.breathes
    assert [prop.kind for prop in figure.props] == ["bed"]
    assert figure.stations[1].words == "Leg out, higher"
    for station in figure.stations:
        assert station.pose.left_hand.spot.point == (-0.4, 1.2, 0)


def test_bounds_and_a_stride_are_read() -> None:
    text = "stride = 0.3\n" + GOOD + "\n[bounds]\nwaist = 0.06\nright-hip-spread = 45\n"
    figure = read(text)
    assert figure.stride == 0.3
    assert figure.bounds == (("waist", 0.06), ("right-hip-spread", 45))
    assert read(GOOD).bounds == ()


def test_a_mat_may_be_four_numbers() -> None:
    assert read("mat = [-1, 1, -2, 2]\n" + GOOD).mat == (-1, 1, -2, 2)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("view = {", "view = [", "mine.toml: the file: is not TOML"),
        ("yaw = 30", 'yaw = "left"', "mine.toml: view.yaw: should be a number, -180 or more"),
        ("yaw = 30", "yaw = 30, roll = 2", "view.roll: is not a word of figures; here they are pi"),
        ("view = { yaw = 30, pitch = 10 }", "", "mine.toml: view: is missing"),
        ("view = { yaw = 30, pitch = 10 }", "view = 3", "mine.toml: view: should be a table"),
        ("view", 'hold = "yes"\nview', "mine.toml: hold: should be true or false"),
        ("view", "colour = 1\nview", "mine.toml: colour: is not a word of figures"),
        ("view", 'mat = "soft"\nview', "mat: should be one of long, square"),
        ("view", "mat = [1, 2]\nview", "mat: should be 4 numbers in brackets"),
        ("view", "seconds = 0\nview", "seconds: should be a number, 0.5 or more"),
        ("view", "prop = [{ kind = 'sofa' }]\nview", "prop.1.kind: should be one of ball, band"),
        ("view", "prop = 3\nview", "prop: should be a list of tables"),
        ('shows = "out"', 'shows = "up"', "shows: should name a pose of the path"),
        ('shows = "out"', "", "shows: should be text in quotes"),
        ("both glutes", "both ears", "target: 'both ears' is not a region"),
        ('["both glutes", "low-back"]', "[1]", "target: should be a list of texts"),
        (', { pose = "out", move = 2, stay = 1, even = true }', "", "path: needs two key poses"),
        ('{ pose = "in" }', '{ pose = "up" }', "pose.up: is not among the poses"),
        ('words = "Stand"', "", "pose.in.words: is missing"),
        ('from = "stand"', 'from = "out"', "pose.in.from: comes from itself"),
        ('from = "stand"', "from = 3", "pose.in.from: should be the name of a pose"),
        ('from = "stand"', "", "is missing"),
        ('from = "in"', 'from = "in"\nhead = [1, 2]', "pose.out.head: should be 3 numbers"),
        ("view", "bounds = 3\nview", "mine.toml: bounds: should be a table"),
        (
            "view",
            "bounds = { ear = 1 }\nview",
            "bounds.ear: should be one of chest, head, left-elbow",
        ),
        ("view", "bounds = { head = 'far' }\nview", "bounds.head: should be a number"),
        ("view", "stride = -1\nview", "mine.toml: stride: should be a number, from 0 to 1"),
        ("straight = 1", "bent = 1", "pose.out.right_foot.bent: is not a word of figures"),
        ("straight = 1", 'on = "left-ear"', "right_foot.on: should be one of chest, head"),
        ("right_foot = {", "right_foot = 3 #", "pose.out.right_foot: should be a table"),
    ],
)
def test_what_is_not_understood_is_named_with_file_and_key(old: str, new: str, said: str) -> None:
    assert old in GOOD
    assert said in complaint(GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("spine = [0, 1, 0]", "pose.in.spine: is missing"),
        ("hands = { at = [0.25, 0.88, 0], pole = [0, 0, -1] }", "right_hand: is missing"),
        ("at = [0.25, 0.88, 0], ", "right_hand.at: is missing"),
        (", pole = [0, 0, -1]", "right_hand.pole: is missing"),
    ],
)
def test_a_pose_must_be_whole(base: str, said: str) -> None:
    assert base in BASES
    assert said in complaint(GOOD, _bases=BASES.replace(base, ""))


def test_a_pose_is_a_table() -> None:
    text = GOOD[: GOOD.index("[pose.in]")] + "[pose]\nin = 3\nout = 4\n"
    assert "pose.in: should be a table" in complaint(text)


def test_shipped_figures_are_found_and_kept() -> None:
    assert {"glute-bridge", "knee-to-chest-single-bed"} <= figure_slugs()
    assert not any(slug.startswith("_") for slug in figure_slugs())
    assert load_figure("glute-bridge") is load_figure("glute-bridge")


def test_an_exercise_without_a_figure_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_figure("juggling")


def _exercises() -> list[tuple[str, dict[str, Any]]]:
    """Each exercise and variant we ship, with the exercise's table."""
    folder = resources.files("loosen") / "data" / "exercises"
    found = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        variants = [variant["slug"] for variant in table.get("variants", [])]
        found += [(slug, table) for slug in (file.name.removesuffix(".toml"), *variants)]
    return found


@pytest.mark.parametrize(("slug", "table"), _exercises(), ids=lambda value: str(value)[:40])
def test_a_figure_agrees_with_its_exercise(slug: str, table: dict[str, Any]) -> None:
    figure = load_figure(slug)
    assert {name.split()[-1] for name in figure.target} == set(table["areas"]["primary"])
    if not figure.hold:
        assert figure.approach == table["seconds_per_rep"]
    if figure.alternating:
        assert table["sides"] == "alternating"


def test_no_figure_is_without_an_exercise() -> None:
    assert {slug for slug, _ in _exercises()} == figure_slugs()
