"""What a menu offers of an exercise, and that its seconds are the timeline's."""

from itertools import pairwise
from typing import Any

import pytest
from builders import exercise
from random_briefs import some_catalogue

from loosen.domain.body import Side
from loosen.domain.composer.menu import MOST_CHOICES, by_length, menu_in, menu_of
from loosen.domain.pace import Pace
from loosen.domain.timeline import unroll

PACE = Pace()


def doses(dose: str, **changes: Any) -> list[str]:
    made = exercise("one", dose=dose, seconds_per_rep=4, **changes)
    return [str(option.dose) for option in menu_of(made, PACE)]


def source(dose: str) -> dict[str, Any]:
    return {"source": "clinic", "called": "One", "dose": dose}


def test_a_wide_range_has_a_middle() -> None:
    assert doses("30-60 s each side") == ["30 s each side", "45 s each side", "60 s each side"]


def test_a_hold_may_be_repeated_up_to_a_minute_a_side() -> None:
    assert doses("30 s each side") == ["30 s each side", "2 x 30 s each side"]
    assert doses("45 s each side") == ["45 s each side"]


def test_what_a_source_gives_widens_the_menu() -> None:
    assert doses("30 s", sides="none", doses=[source("30-60 s")])[-1] == "60 s"


def test_a_source_that_counts_otherwise_adds_nothing() -> None:
    given = {"kind": "mobility", "level": "moderate", "doses": [source("30 s each side")]}
    assert doses("10 each side", **given) == ["10 each side"]


def test_strength_may_have_fewer_sets_than_its_source() -> None:
    found = doses("10-12 reps x 3", kind="strength", sides="none")
    assert found == ["10 reps", "10 reps x 2", "12 reps x 2", "10 reps x 3", "12 reps x 3"]


def test_short_holds_come_in_bouts_as_the_source_gives_them() -> None:
    assert doses("3-5 x 10 s each side, alternating") == [
        "3 x 10 s each side, alternating",
        "4 x 10 s each side, alternating",
    ]


def test_gentle_movement_may_be_done_twice_and_harder_movement_keeps_its_one_set() -> None:
    assert doses("10 reps", kind="mobility", sides="none") == ["10 reps", "10 reps x 2"]
    assert doses("10 reps", kind="mobility", sides="none", level="moderate") == ["10 reps"]
    assert doses("7-8 breaths", kind="relaxation", sides="none") == ["7 breaths"]


@pytest.mark.parametrize(("ratio", "worth"), [(1, 1), (1.5, 1.25), (2, 1.45), (3, 1.45)])
def test_length_is_worth_less_the_longer_it_gets(ratio: float, worth: float) -> None:
    assert by_length(ratio) == pytest.approx(worth)


def test_the_stiffer_side_gets_its_rounds_only_where_an_article_asks() -> None:
    ruled = exercise("ruled", stiffer_side={"rounds": "2-3", "source": "clinic"})
    ours = exercise("ours", stiffer_side={"rounds": "2", "source": "loosen"})
    assert [o.stiffer_rounds for o in menu_of(ruled, PACE, Side.LEFT)] == [2, 3]
    assert [o.stiffer_rounds for o in menu_of(ruled, PACE)] == [None, None]
    assert {o.stiffer_rounds for o in menu_of(ours, PACE, Side.LEFT)} == {None}
    assert menu_of(ruled, PACE, Side.LEFT)[0].seconds > menu_of(ruled, PACE)[0].seconds


@pytest.mark.parametrize("stiffer", [None, Side.LEFT])
def test_seconds_are_the_timelines_and_longer_gives_more(stiffer: Side | None) -> None:
    catalogue = some_catalogue(80, 3)
    for one in catalogue.exercises:
        menu = menu_of(one, PACE, stiffer)
        assert 1 <= len(menu) <= MOST_CHOICES
        for shorter, longer in pairwise(menu):
            assert shorter.seconds < longer.seconds
            assert shorter.units < longer.units
        for option in menu:
            steps = [option.step(one.slug)]
            assert unroll(steps, catalogue, PACE, stiffer).seconds == option.seconds


def test_a_menu_is_worked_out_once_for_a_catalogue_a_pace_and_a_stiffer_side() -> None:
    ours, again = some_catalogue(20, 3), some_catalogue(20, 3)
    assert ours != again
    for one in ours.exercises:
        for pace, stiffer in ((PACE, None), (PACE, Side.LEFT), (Pace(switch_side=9), Side.LEFT)):
            menu = menu_in(ours, one.slug, pace, stiffer)
            assert menu is menu_in(ours, one.slug, pace, stiffer)
            assert menu is not menu_in(again, one.slug, pace, stiffer)
            assert menu == menu_of(one, pace, stiffer)
