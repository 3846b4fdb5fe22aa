"""Every figure we ship, against what a body can do and what people need to see."""

import tomllib
from dataclasses import replace
from importlib import resources

import pytest

from loosen.domain.figure import Camera, Figure, Instant, Limb, Pose, Prop, Spot, Station
from loosen.domain.figure.lint import lint
from loosen.domain.figure.skeleton import solve
from loosen.storage.figures import figure_slugs, load_figure

SLUGS = sorted(figure_slugs())

FIRST_HALF = {
    "deep-squat": ("in", "up", "down"),
    "donkey-kick": ("out", "down", "up"),
    "fire-hydrant": ("out", "down", "out"),
    "glute-bridge": ("out", "down", "up"),
    "knee-drop-single": ("out", "start", "in"),
    "knees-in-out": ("out", "apart", "together"),
    "lateral-squat": ("in", "wide", "right"),
    "leg-swing-front-back": ("in", "front", "back"),
    "pelvic-tilt": ("out", "arch", "flat"),
    "reverse-tabletop": ("out", "sit", "table"),
    "runners-lunge-alternating": ("out", "plank", "sink"),
    "side-lying-leg-raise": ("out", "down", "up"),
    "single-leg-bridge": ("out", "down", "up"),
}
"""The breath of the first half of a beat, and from where to where the figure goes with it."""

LATE = 0.15
"""How far a figure may be short of a pose, or past it, at the half of its beat: shares of the way."""


def _breaths() -> dict[str, str]:
    """Which breath goes with a repetition, for each exercise that says one."""
    folder = resources.files("loosen") / "data" / "exercises"
    tables = {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    }
    return {slug: table["breath"] for slug, table in tables.items() if "breath" in table}


def test_each_exercise_with_a_breath_says_what_is_done_with_it() -> None:
    assert {slug: breath.split("-")[0] for slug, breath in _breaths().items()} == {
        slug: first for slug, (first, _, _) in FIRST_HALF.items()
    }


@pytest.mark.parametrize("slug", sorted(FIRST_HALF))
def test_the_first_breath_goes_with_the_first_leg_of_the_way(slug: str) -> None:
    figure, (_, start, goal) = load_figure(slug), FIRST_HALF[slug]
    names = [station.name for station in figure.stations]
    half = float(names.index(goal))
    assert names[0] == start
    places = [figure.instant(n / 100, 1.0).place for n in range(100)]
    assert max(places[:50]) == pytest.approx(half, abs=LATE)
    assert min(places[51:]) >= half - LATE
    assert places == sorted(places)


@pytest.mark.parametrize("slug", sorted(FIRST_HALF))
def test_with_little_motion_each_breath_shows_the_pose_it_goes_to(slug: str) -> None:
    figure, (_, start, goal) = load_figure(slug), FIRST_HALF[slug]
    shown = [
        figure.stations[int(figure.instant(share, 1.0, stepped=True).place)].name
        for share in (0.0, 0.49, 0.5, 0.99)
    ]
    assert shown == [goal, goal, start, start]


@pytest.mark.parametrize("slug", SLUGS)
def test_little_motion_is_still_a_motion(slug: str) -> None:
    """Two poses that differ, of which one says most."""
    figure = load_figure(slug)
    shown = {figure.preview(seconds, stepped=True) for seconds in (0.0, 2.0)}
    assert len({figure.skeleton(instant) for instant in shown}) == 2
    assert figure.still in shown


@pytest.mark.parametrize("slug", SLUGS)
def test_a_body_can_do_it(slug: str) -> None:
    assert lint(load_figure(slug)) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_figure_says_what_it_shows(slug: str) -> None:
    figure = load_figure(slug)
    assert figure.target
    for station in figure.stations:
        assert station.words[0].isupper()
        assert len(station.words) <= 72


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if load_figure(slug).alternating])
def test_one_that_takes_turns_starts_in_a_pose_that_is_its_own_mirror_image(slug: str) -> None:
    start = load_figure(slug).skeleton(Instant(0.0)).points()
    for name, (x, y, z) in start.items():
        twin = name.replace("right", "LEFT").replace("left", "right").replace("LEFT", "left")
        assert start[twin] == pytest.approx((-x, y, z), abs=1e-6)


def test_there_is_one_for_each_exercise() -> None:
    assert len(SLUGS) >= 33 + 14


def _broken(**change: object) -> Figure:
    figure = load_figure("deep-squat")
    first, second = figure.stations
    pose = replace(second.pose, **change)  # type: ignore[arg-type]  # fields by name
    return replace(figure, stations=(first, replace(second, pose=pose)))


def _limb(x: float, y: float, z: float, pole: tuple[float, float, float]) -> Limb:
    return Limb(Spot((x, y, z)), pole)


AHEAD = (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"right_foot": _limb(0.1, -0.1, 0, AHEAD)}, "right-foot is 0.100 below the floor"),
        ({"right_foot": _limb(0.1, 0.05, 2.0, AHEAD)}, "down: right_foot is out of reach by"),
        ({"pelvis": (2.5, 0.25, 0.0)}, "pelvis is outside the box"),
        ({"pelvis": (0.0, 0.08, 0.0)}, "right knee at"),
        ({"spine": (0.0, -0.3, 1.0)}, "right hip at"),
        (
            {"right_foot": Limb(Spot((0.15, 0.05, 0)), AHEAD, toes=(0.0, 0.0, -1.0))},
            "points away from where the knee",
        ),
        ({"right_foot": _limb(0.3, 0.05, 0, AHEAD)}, "right-foot slides by"),
        ({"right_foot": _limb(-0.35, 0.3, 0, (-1.0, 0.2, 0.0))}, "right thigh crosses too far"),
        ({"left_hand": _limb(-0.17, 0.65, 0.0, AHEAD)}, "left elbow"),
        (
            {"left_hand": Limb(Spot((-0.17, -0.25, -0.2), "chest"), AHEAD)},
            "left elbow bends backwards",
        ),
    ],
)
def test_the_lint_names_what_is_wrong(change: dict[str, object], complaint: str) -> None:
    found = lint(_broken(**change))
    assert any(complaint in line for line in found), "\n".join(found[:20])
    assert all(line.startswith("deep-squat: ") for line in found)


def test_the_lint_sees_a_jump() -> None:
    figure = load_figure("deep-squat")
    hurried = [replace(station, move=0.01, stay=5.0) for station in figure.stations]
    found = lint(replace(figure, stations=tuple(hurried)))
    assert any("jumps by" in line for line in found)


def test_the_lint_wants_contacts_that_exist() -> None:
    figure = load_figure("deep-squat")
    wings = [replace(station, contacts=frozenset({"wing"})) for station in figure.stations]
    found = lint(replace(figure, stations=tuple(wings)))
    assert any("no point 'wing'" in line for line in found)


def _at(slug: str, pose: str, **change: object) -> Figure:
    """A figure with something else in one of its poses."""
    figure = load_figure(slug)
    stations = tuple(
        replace(station, pose=replace(station.pose, **change))  # type: ignore[arg-type]  # by name
        if station.name == pose
        else station
        for station in figure.stations
    )
    return replace(figure, stations=stations)


def _leg(slug: str, pose: str, **change: object) -> Limb:
    """The right leg of a figure's pose, with something else about it."""
    station = next(one for one in load_figure(slug).stations if one.name == pose)
    return replace(station.pose.right_foot, **change)  # type: ignore[arg-type]  # fields by name


def _foot_on_thigh(share: float, off: float) -> Limb:
    return _leg("assisted-hip-lift", "cross", spot=Spot((0.02, 0.0, off), "left-thigh", share))


@pytest.mark.parametrize(
    ("figure", "complaint"),
    [
        (
            _at(
                "knee-drop-single",
                "in",
                right_foot=_leg("knee-drop-single", "in", pole=(-1, 0.1, 0)),
            ),
            "right hip is turned in by",
        ),
        (
            _at(
                "assisted-hip-lift",
                "press",
                right_foot=_leg("assisted-hip-lift", "press", pole=(1, 0, 0.55)),
            ),
            "right hip is turned out by",
        ),
        (
            _at("assisted-hip-lift", "cross", right_foot=_foot_on_thigh(0.9, 0.075)),
            "cross: right_foot lies 0.90 of the way down the thigh",
        ),
        (
            _at("assisted-hip-lift", "cross", right_foot=_foot_on_thigh(0.6, 0.2)),
            "cross: right_foot lies 0.201 off the thigh",
        ),
        (
            _at("assisted-hip-lift", "cross", right_foot=_foot_on_thigh(0.6, 0.02)),
            "too deep into left leg thigh",
        ),
        (
            replace(load_figure("fire-hydrant"), view=Camera(90, 5)),
            "of the way of the right-",
        ),
        (
            _at(
                "isometric-knees-out",
                "push",
                right_foot=_leg("isometric-knees-out", "push", pole=(0.28, 1, 0)),
            ),
            "the belt stretches by",
        ),
        (
            _at(
                "side-lying-leg-raise",
                "up",
                right_foot=_leg("side-lying-leg-raise", "up", spot=Spot((0.5, 0.82, 0.0))),
            ),
            "right-hip-spread comes to",
        ),
        (_at("pelvic-tilt", "arch", bow=-0.125), "waist comes to 0.1"),
        (_at("pelvic-tilt", "flat", head=(0.0, 0.4, -1.0)), "head comes to"),
        (
            _at("hip-flexor-lunge-kneeling", "forward", pelvis=(0.0, 0.43, 0.2)),
            "left-knee-past-toes comes to 0.0",
        ),
        (
            replace(
                load_figure("leg-swing-side"),
                props=(Prop("chair", at=(0.4, 0.45, 0.0), size=(0.4, 0.47, 0.4)),),
            ),
            "too deep into chair",
        ),
        (replace(load_figure("banded-lateral-walk"), stride=0.1), "right-foot slides by"),
        (
            replace(
                load_figure("isometric-knees-in"),
                props=(Prop("ball", on="knees", size=(0.3, 0.3, 0.3)),),
            ),
            "too deep into ball",
        ),
        (
            _at(
                "deep-squat",
                "up",
                right_hand=Limb(Spot((-0.12, 0.0, 0.0), "head"), (1.0, 0.0, 0.3)),
            ),
            "too deep into head",
        ),
        (
            _at(
                "deep-squat",
                "up",
                right_hand=Limb(Spot((0.0, 0.1, 0.0), "pelvis"), (1.0, 0.0, 0.3)),
            ),
            "too deep into trunk",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value.slug,
)
def test_the_lint_sees_what_would_be_imitated_wrongly(figure: Figure, complaint: str) -> None:
    found = lint(figure)
    assert any(complaint in line for line in found), "\n".join(found[:20])
    assert all(line.startswith(f"{figure.slug}: ") for line in found)


def test_a_bound_of_its_own_lets_a_hip_turn_further() -> None:
    crossed = load_figure("hip-crossover-stretch")
    assert any("is turned out by" in line for line in lint(replace(crossed, bounds=())))


def test_a_walk_travels_on_planted_feet() -> None:
    """One foot of the two stays on its place of the floor at every instant, and the body goes on."""
    walk = load_figure("banded-lateral-walk")
    here, there = walk.skeleton(Instant(0.0)), walk.skeleton(Instant(len(walk.stations) - 1.0))
    assert there.pelvis[0] - here.pelvis[0] == pytest.approx(walk.stride)
    for moment in walk.samples(100):
        assert walk.planted(moment) & {"right-foot", "left-foot"}
    back = Instant(len(walk.stations) - 0.5)
    assert walk.floor(back)[0] == pytest.approx(-walk.stride / 2)
    assert walk.floor(Instant(1.5)) == (0.0, 0.0, 0.0)


def test_poses_are_values() -> None:
    station = load_figure("deep-squat").stations[0]
    assert isinstance(station, Station)
    assert isinstance(station.pose, Pose)
    assert solve(station.pose) == solve(station.pose)
