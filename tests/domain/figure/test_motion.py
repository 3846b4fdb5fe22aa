from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.figure import Figure, Instant
from loosen.domain.figure.motion import BREATH_SECONDS, ease
from loosen.storage.figures import load_figure

SWING = load_figure("leg-swing-side")
SQUAT = load_figure("deep-squat")
HUG = load_figure("knee-to-chest-single")


def test_easing_starts_and_ends_slowly_and_is_even_when_asked() -> None:
    assert [ease(0.0), ease(0.5), ease(1.0)] == pytest.approx([0, 0.5, 1])
    assert ease(0.1) < 0.1
    assert ease(0.9) > 0.9
    assert ease(0.1, even=True) == 0.1


@given(st.floats(0, 1), st.floats(0, 1))
def test_easing_never_goes_back(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert ease(low) <= ease(high)


@given(st.integers(0, 50), st.floats(0, 0.99), st.floats(0.5, 20))
def test_a_repetition_lasts_exactly_one_cycle(turn: int, share: float, cycle: float) -> None:
    first = SQUAT.instant(share * cycle, cycle)
    later = SQUAT.instant((turn + share) * cycle, cycle)
    total = len(SQUAT.stations)
    apart = abs(first.place - later.place) % total
    assert min(apart, total - apart) < 1e-3


def test_a_repetition_starts_at_the_first_pose_and_comes_back() -> None:
    assert SQUAT.instant(0, 5).place == 0.0
    assert SQUAT.instant(4.999, 5).place == pytest.approx(2.0, abs=1e-3)


def test_shares_of_time_are_kept() -> None:
    swing = SWING.instant(0.5, 2.0)
    assert swing.place == pytest.approx(0.5)


@given(st.floats(0, 60), st.floats(1, 60))
def test_a_hold_gets_there_in_a_quarter_of_its_time_and_stays(seconds: float, hold: float) -> None:
    last = len(HUG.stations) - 1
    instant = HUG.instant(seconds, hold)
    assert 0 <= instant.place <= last
    if seconds >= hold / 4:
        assert instant.place == last


def test_a_hold_breathes_once_it_is_there() -> None:
    start = HUG.approach
    assert HUG.instant(start, 30).breath == 0
    assert HUG.instant(start + BREATH_SECONDS / 2, 30).breath == pytest.approx(1)
    assert HUG.instant(start + BREATH_SECONDS, 30).breath == pytest.approx(0)


def test_little_motion_shows_two_key_poses_only() -> None:
    places = {SQUAT.instant(n / 10, 5, stepped=True) for n in range(50)}
    assert places == {Instant(0.0), Instant(1.0)}
    assert HUG.instant(0, 10, stepped=True) == HUG.instant(9, 10, stepped=True) == HUG.still
    assert {SQUAT.preview(n / 10, stepped=True) for n in range(50)} == places


@pytest.mark.parametrize("figure", [SQUAT, HUG], ids=lambda figure: figure.slug)
def test_a_preview_goes_on_without_a_jump(figure: Figure) -> None:
    bodies = [figure.skeleton(figure.preview(n / 50)).points() for n in range(1200)]
    for before, after in pairwise(bodies):
        for name, point in after.items():
            assert sum((a - b) ** 2 for a, b in zip(point, before[name], strict=True)) < 0.01


def test_no_cycle_time_stands_still() -> None:
    assert SQUAT.instant(3.0, 0.0).place == 0.0


def test_words_are_those_of_the_nearest_key_pose() -> None:
    said = [SQUAT.words(Instant(place)) for place in (0.4, 0.6, 1.2, 1.6)]
    up, down = (station.words for station in SQUAT.stations)
    assert said == [up, down, down, up]


def test_samples_cover_the_whole_way() -> None:
    places = [instant.place for instant in HUG.samples(10)]
    assert places[0] == 0.0
    assert places[-1] == len(HUG.stations) - 1
    assert places == sorted(places)
