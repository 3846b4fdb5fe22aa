"""Values turned by controls: what each says, what a turn does, and where it stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.body import Caution, Equipment, Side
from loosen.domain.dose import Span
from loosen.domain.exercise import StifferSide
from loosen.domain.settings import MotionLevel, Settings
from loosen.text.controls import (
    ChoiceRow,
    Control,
    ControlText,
    Flag,
    Number,
    Tick,
    neighbour,
    with_fields,
)
from loosen.text.settings_form import settings_form

THEMES = ("loosen-dark", "loosen-light")
ALL: list[Control[Settings]] = [one for _, group in settings_form(THEMES) for one in group]


def test_a_tick_is_a_sign_and_goes_both_ways() -> None:
    tick = Tick[Settings]("avoid", "knee", "knee")
    assert tick.describe(Settings()) == ControlText("· ", "knee")
    with_knee = tick.turn(Settings(), up=True)
    assert with_knee.avoid == (Caution.KNEE,)
    assert tick.describe(with_knee) == ControlText("✓ ", "knee", active=True)
    assert tick.turn(with_knee, up=True) == with_knee
    assert tick.turn(with_knee, up=False) == Settings()


def test_a_tick_leaves_the_others_in_their_order() -> None:
    chair = Tick[Settings]("equipment", "chair", "chair")
    mat, support, _, pillow = Settings().equipment
    without = chair.turn(Settings(), up=False)
    assert without.equipment == (mat, support, pillow)
    assert chair.turn(without, up=True).equipment == (mat, support, pillow, Equipment.CHAIR)


def test_a_flag_reaches_inside() -> None:
    flag = Flag[Settings]("pace.slow_transitions", "more time")
    slow = flag.turn(Settings(), up=True)
    assert slow.pace.slow_transitions
    assert flag.describe(slow) == ControlText("✓ ", "more time", active=True)
    assert flag.describe(flag.turn(slow, up=False)) == ControlText("· ", "more time")


def test_a_row_asks_where_it_is_off_its_first_value() -> None:
    row = ChoiceRow[Settings, MotionLevel](
        "motion", "figures", tuple(MotionLevel), {MotionLevel.OFF: "still"}
    )
    assert row.describe(Settings()) == ControlText("", "figures", "full")
    assert row.turn(Settings(), up=False) == Settings()
    still = row.turn(row.turn(Settings(), up=True), up=True)
    assert row.describe(still) == ControlText("", "figures", "still", active=True)


def test_a_row_of_ranges_says_them_as_printed() -> None:
    rounds = ChoiceRow[StifferSide, Span]("rounds", "rounds", (Span(1, 1), Span(2, 3)), {})
    held = StifferSide(rounds=Span(2, 3), source="clinic")
    assert rounds.describe(held) == ControlText("", "rounds", "2–3", active=True)


def test_a_number_stays_within_its_ends() -> None:
    number = Number[Settings]("pace.rest_strength", "rest", 5, 40, 5, " s")
    assert number.describe(Settings()) == ControlText("", "rest", "30 s", active=True)
    settings = Settings()
    for _ in range(4):
        settings = number.turn(settings, up=True)
    assert settings.pace.rest_strength == 40
    for _ in range(9):
        settings = number.turn(settings, up=False)
    assert settings.pace.rest_strength == 5


def test_beside_a_value_that_stands_nowhere_is_the_first() -> None:
    assert neighbour((1, 2, 3), 7, up=True) == 1
    assert neighbour((1, 2, 3), 3, up=True) == 3
    assert neighbour((1, 2, 3), 3, up=False) == 2


def test_a_change_is_checked_like_any_other_value() -> None:
    assert with_fields(Settings(), stiffer_side="left").stiffer_side is Side.LEFT
    with pytest.raises(ValueError, match="get_ready"):
        with_fields(Settings(), **{"pace.get_ready": 1})


def test_every_setting_a_person_turns_has_its_control() -> None:
    words = [control.describe(Settings()).label for control in ALL]
    assert len(set(words)) == len(words)
    assert {item.label for item in Equipment} <= set(words)
    assert {caution.label for caution in Caution} <= set(words)


@given(turns=st.lists(st.tuples(st.integers(0, len(ALL) - 1), st.booleans()), max_size=40))
def test_no_turn_leads_out_of_what_settings_can_be(turns: list[tuple[int, bool]]) -> None:
    settings = Settings()
    for place, up in turns:
        settings = ALL[place].turn(settings, up=up)
        assert ALL[place].describe(settings).label
    assert Settings.from_plain(settings.to_plain()) == settings
