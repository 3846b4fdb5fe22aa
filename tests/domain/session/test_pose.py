"""Which moment of a figure is shown. March takes turns in repetitions of 2 s; lunge holds."""

import pytest
from builders import SOURCE, exercise, step, timeline
from conftest import FakeClock

from loosen.domain.catalogue import Catalogue
from loosen.domain.figure import Figure, Instant
from loosen.domain.pace import Pace
from loosen.domain.session.engine import Session
from loosen.domain.session.pose import DEFAULT_REPETITION, pose_of
from loosen.domain.timeline import Timeline, unroll
from loosen.storage.figures import load_figure
from loosen.text.session_text import describe

PACE = Pace(get_ready=4, switch_side=3, rest_strength=6, rest_other=2)


def posed(
    figure: Figure, line: Timeline, seconds: float, *, stepped: bool = False
) -> tuple[Instant, bool]:
    """The instant shown ``seconds`` into a timeline, and whether it is mirrored."""
    clock, session = FakeClock(0.0), Session(line)
    session.start(clock.now)
    session.advance(clock.advance(seconds))
    shown = pose_of(figure, session.view(clock.now), stepped=stepped)
    return shown.instant, shown.mirrored


def of_one(dose: str, **changes: object) -> Timeline:
    catalogue = Catalogue([exercise("one", dose=dose, **changes)], [SOURCE])
    return unroll([step("one")], catalogue, PACE)


@pytest.fixture
def circles() -> Figure:
    return load_figure("leg-circles")


@pytest.fixture
def stretch() -> Figure:
    return load_figure("figure-four-supine")


@pytest.fixture
def wipers() -> Figure:
    """Changes sides at every repetition."""
    return load_figure("windshield-wipers-seated")


def test_before_the_work_the_figure_shows_what_comes(stretch: Figure) -> None:
    line = of_one("20 s each side")
    assert posed(stretch, line, 2.5) == (stretch.preview(2.5), False)


def test_by_the_clock_too_the_second_half_goes_the_other_way(circles: Figure) -> None:
    said = [{"source": "clinic", "called": "C", "dose": "5 each way"}]
    line = of_one("24 s moving each side", doses=said, seconds_per_rep=3)
    assert posed(circles, line, 4 + 7) == (circles.instant(7, 3), False)
    assert posed(circles, line, 4 + 13) == (circles.instant(3 - 13 % 3, 3), False)


def test_a_hold_is_held_for_its_own_time(stretch: Figure) -> None:
    line = of_one("20 s each side")
    assert posed(stretch, line, 4 + 6) == (stretch.instant(6, 20), False)


def test_the_left_side_is_seen_mirrored_from_the_switch_on(stretch: Figure) -> None:
    line = of_one("20 s each side")
    assert posed(stretch, line, 4 + 20 + 1) == (stretch.preview(1), True)
    assert posed(stretch, line, 4 + 20 + 3 + 6) == (stretch.instant(6, 20), True)


def test_a_repetition_of_the_figure_lasts_one_of_the_clock(circles: Figure) -> None:
    line = of_one("10 each side", seconds_per_rep=3)
    assert posed(circles, line, 4 + 7) == (circles.instant(7, 3), False)


def test_the_other_way_round_is_played_backwards(circles: Figure) -> None:
    line = of_one("5 each way each side", seconds_per_rep=4)
    assert posed(circles, line, 4 + 19) == (circles.instant(19, 4), False)
    assert posed(circles, line, 4 + 21) == (circles.instant(3, 4), False)


def test_movement_by_the_clock_goes_at_the_pace_of_the_exercise(circles: Figure) -> None:
    paced = of_one("30 s moving each side", seconds_per_rep=3)
    assert posed(circles, paced, 4 + 7) == (circles.instant(7, 3), False)
    unpaced = of_one("30 s moving each side")
    assert posed(circles, unpaced, 4 + 7)[0] == circles.instant(7, DEFAULT_REPETITION)


def test_breaths_that_are_the_clock_move_the_chest() -> None:
    """It rises all the while the count says “in” and falls while it says “out”, in each breath."""
    rest, line = load_figure("childs-pose"), of_one("4 breaths", sides="none")
    clock, session = FakeClock(0.0), Session(line)
    session.start(clock.now)
    session.advance(clock.advance(4.0))
    before = 0.0
    for number in range(1, 48):
        session.advance(clock.advance(0.5))
        view = session.view(clock.now)
        breath = pose_of(rest, view).instant.breath
        said = describe(session, clock.now).phase.rpartition(" · ")[2]
        # The half of a breath is its highest: the step that ends there has risen.
        assert said == ("in" if view.beat_part < 0.5 else "out")
        assert (breath > before) == (number % 12 in range(1, 7)), number
        before = breath
    assert posed(rest, line, 4 + 15, stepped=True)[0].breath == 0.0


def test_who_takes_turns_is_mirrored_every_second_time(wipers: Figure) -> None:
    assert wipers.alternating
    line = timeline("march", pace=PACE)
    assert [posed(wipers, line, 4 + 1 + 2 * n)[1] for n in range(4)] == [False, True, False, True]


def test_little_motion_shows_key_poses_only(stretch: Figure) -> None:
    line = of_one("20 s each side")
    assert posed(stretch, line, 4 + 6, stepped=True)[0] == stretch.instant(6, 20, stepped=True)
    assert posed(stretch, line, 2.5, stepped=True)[0] == stretch.preview(2.5, stepped=True)
