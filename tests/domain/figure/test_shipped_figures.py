"""Every figure we ship, against what a body can do and what people need to see."""

from dataclasses import replace

import pytest

from loosen.domain.figure import Figure, Instant, Limb, Pose, Spot, Station
from loosen.domain.figure.lint import lint
from loosen.domain.figure.skeleton import solve
from loosen.storage.figures import figure_slugs, load_figure

SLUGS = sorted(figure_slugs())


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


def test_poses_are_values() -> None:
    station = load_figure("deep-squat").stations[0]
    assert isinstance(station, Station)
    assert isinstance(station.pose, Pose)
    assert solve(station.pose) == solve(station.pose)
