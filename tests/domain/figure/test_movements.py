"""Each figure beside what its exercise says, limb by limb: what moves where, what stays, what is used.

``movements.txt`` is the table, and says how it is read.
"""

import tomllib
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from loosen.domain.figure import Figure, Instant, Skeleton
from loosen.domain.figure.measures import bend
from loosen.domain.figure.vectors import Vec, apart, dot
from loosen.storage.figures import load_figure

STAYS = 0.04
"""How far a point that stays may go, and what one that moves has to exceed unless more is said."""

WAYS: dict[str, Vec] = {
    "right": (1.0, 0.0, 0.0),
    "left": (-1.0, 0.0, 0.0),
    "up": (0.0, 1.0, 0.0),
    "down": (0.0, -1.0, 0.0),
    "ahead": (0.0, 0.0, 1.0),
    "back": (0.0, 0.0, -1.0),
}

MOVEMENTS = Path(__file__).with_name("movements.txt")

PROPS = {
    "leg-swing-front-back": {"chair"},
    "leg-circles": {"chair", "ring"},
    "isometric-knees-out": {"belt"},
    "isometric-knees-in": {"ball"},
    "banded-lateral-walk": {"band"},
    "banded-lateral-walk-ankle": {"band"},
    "side-lying-leg-raise-banded": {"band"},
    "pelvic-tilt-pillow": {"pillow"},
    "knee-to-chest-seated": {"chair"},
    "knee-to-chest-single-bed": {"bed"},
    "knee-to-chest-isometric-bed": {"bed"},
}

STRAIGHT = {
    "deep-squat": ("up", "arms"),
    "yoga-squat-roll-up": ("stand", "arms"),
    "leg-swing-front-back": ("front", "right leg"),
    "leg-circles": ("side", "right leg"),
    "side-lying-leg-raise": ("up", "right leg"),
    "single-leg-bridge": ("up", "left leg"),
    "lateral-squat": ("right", "left leg"),
    "pigeon-pose": ("tall", "left leg"),
    "hip-crossover-stretch": ("start", "arms"),
    "donkey-kick": ("down", "arms"),
}
"""What an article wants straight, and in which pose."""


class Movement(NamedTuple):
    """What one line of the table says."""

    slug: str
    start: str
    end: str
    moves: tuple[tuple[str, str, float], ...]
    stays: tuple[str, ...]


def _read(line: str) -> Movement:
    slug, way, moves, stays = (part.strip() for part in line.split(":"))
    start, end = way.split(" > ")
    told = [move.split() for move in moves.split(",")]
    found = tuple((joint, where, float(least)) for joint, where, least in told)
    return Movement(slug, start, end, found, tuple(stays.split()))


TABLE = [
    _read(line)
    for line in MOVEMENTS.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _body(figure: Figure, pose: str) -> Skeleton:
    names = [station.name for station in figure.stations]
    return figure.skeleton(Instant(float(names.index(pose))))


def _exercises() -> dict[str, dict[str, Any]]:
    folder = resources.files("loosen") / "data" / "exercises"
    return {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    }


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.slug}-{row.end}")
def test_it_moves_what_the_article_moves_and_keeps_the_rest(row: Movement) -> None:
    figure = load_figure(row.slug)
    before = _body(figure, row.start).points()
    after = _body(figure, row.end).points()
    for joint, where, least in row.moves:
        way = tuple(b - a for a, b in zip(before[joint], after[joint], strict=True))
        gone = dot((way[0], way[1], way[2]), WAYS[where])
        assert gone >= least, f"{joint} goes {gone:.3f} {where}"
    for joint in row.stays:
        gone = apart(before[joint], after[joint])
        assert gone <= STAYS, f"{joint} goes {gone:.3f}"


def test_every_exercise_has_its_movements_in_the_table() -> None:
    assert {row.slug for row in TABLE} >= set(_exercises())


def _on_the_back(bones: Skeleton) -> bool:
    return bones.front[1] > 0.9 and bones.pelvis[1] < 0.15 and bones.chest[1] < 0.15


def _on_hands(bones: Skeleton) -> bool:
    return bones.chest_front[1] < -0.6 and bones.right_arm.end[1] < 0.06


POSITIONS: dict[str, Callable[[Skeleton], bool]] = {
    "hooklying": lambda b: _on_the_back(b) and max(bend(b.left_leg), bend(b.right_leg)) > 60,
    "supine": _on_the_back,
    "side-lying": lambda b: b.right[1] > 0.9 and b.pelvis[1] < 0.2,
    "standing": lambda b: b.pelvis[1] > 0.7 and b.up[1] > 0.9,
    "quadruped": lambda b: _on_hands(b) and b.left_leg.joint[1] < 0.08,
    "plank": lambda b: _on_hands(b) and bend(b.left_leg) < 15,
    "seated-floor": lambda b: b.pelvis[1] < 0.15 and b.up[1] > 0.6,
    "kneeling": lambda b: b.left_leg.joint[1] < 0.25 and b.up[1] > 0.9 and b.pelvis[1] < 0.3,
    "half-kneeling": lambda b: b.right_leg.joint[1] < 0.08 and b.left_leg.joint[1] > 0.3,
}
"""How a body lies, sits, kneels or stands in the positions of the catalogue."""


@pytest.mark.parametrize(("slug", "table"), sorted(_exercises().items()), ids=lambda v: str(v)[:30])
def test_it_begins_in_the_position_of_its_exercise(slug: str, table: dict[str, Any]) -> None:
    assert POSITIONS[table["position"]](load_figure(slug).skeleton(Instant(0.0)))


@pytest.mark.parametrize(
    "slug",
    [slug for slug, table in sorted(_exercises().items()) if table["position"] == "standing"],
)
def test_who_stands_always_stands_on_a_planted_foot(slug: str) -> None:
    """What is planted may not slide: the lint sees to that."""
    figure = load_figure(slug)
    for moment in figure.samples(100):
        assert figure.planted(moment) & {"right-foot", "left-foot"}


@pytest.mark.parametrize("slug", sorted(PROPS))
def test_it_uses_what_its_exercise_uses(slug: str) -> None:
    assert {prop.kind for prop in load_figure(slug).props} == PROPS[slug]


def test_nothing_else_is_used() -> None:
    assert not {slug for slug in _exercises() if load_figure(slug).props} - set(PROPS)


@pytest.mark.parametrize("slug", sorted(STRAIGHT))
def test_what_is_to_be_straight_is_straight(slug: str) -> None:
    pose, limb = STRAIGHT[slug]
    bones = _body(load_figure(slug), pose)
    limbs = {
        "arms": (bones.right_arm, bones.left_arm),
        "right leg": (bones.right_leg,),
        "left leg": (bones.left_leg,),
    }
    for chain in limbs[limb]:
        assert bend(chain) < 25


def test_arms_overhead_go_straight_up_beside_the_head() -> None:
    for slug, pose in (("deep-squat", "up"), ("yoga-squat-roll-up", "stand")):
        bones = _body(load_figure(slug), pose)
        for arm in (bones.right_arm, bones.left_arm):
            assert arm.end[1] - arm.root[1] > 0.5
            assert arm.end[1] > bones.head[1] + 0.2
