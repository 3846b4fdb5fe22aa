"""Values turned by controls: what each says, what a turn does, and where it stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.body import Caution, Equipment, Side
from loosen.domain.dose import Span
from loosen.domain.exercise import StifferSide
from loosen.domain.settings import Motion, Settings
from loosen.text.controls import (
    ChoiceRow,
    Control,
    ControlText,
    Flag,
    Number,
    Tick,
    changed,
    neighbour,
)
from loosen.text.settings_controls import controls_of

THEMES = ("loosen-dark", "loosen-light")
ALL: list[Control[Settings]] = [one for _, group in controls_of(THEMES) for one in group]


def test_a_tick_is_a_sign_and_goes_both_ways() -> None:
    tick = Tick[Settings]("avoid", "knee", "knee")
    assert tick.shown(Settings()) == ControlText("· ", "knee")
    with_knee = tick.turned(Settings(), up=True)
    assert with_knee.avoid == (Caution.KNEE,)
    assert tick.shown(with_knee) == ControlText("✓ ", "knee", asks=True)
    assert tick.turned(with_knee, up=True) == with_knee
    assert tick.turned(with_knee, up=False) == Settings()


def test_a_tick_leaves_the_others_in_their_order() -> None:
    chair = Tick[Settings]("equipment", "chair", "chair")
    mat, support, _, pillow = Settings().equipment
    without = chair.turned(Settings(), up=False)
    assert without.equipment == (mat, support, pillow)
    assert chair.turned(without, up=True).equipment == (mat, support, pillow, Equipment.CHAIR)


def test_a_flag_reaches_inside() -> None:
    flag = Flag[Settings]("pace.slow_transitions", "more time")
    slow = flag.turned(Settings(), up=True)
    assert slow.pace.slow_transitions
    assert flag.shown(slow) == ControlText("✓ ", "more time", asks=True)
    assert flag.shown(flag.turned(slow, up=False)) == ControlText("· ", "more time")


def test_a_row_asks_where_it_is_off_its_first_value() -> None:
    row = ChoiceRow[Settings, Motion]("motion", "figures", tuple(Motion), {Motion.OFF: "still"})
    assert row.shown(Settings()) == ControlText("", "figures", "full")
    assert row.turned(Settings(), up=False) == Settings()
    still = row.turned(row.turned(Settings(), up=True), up=True)
    assert row.shown(still) == ControlText("", "figures", "still", asks=True)


def test_a_row_of_ranges_says_them_as_printed() -> None:
    rounds = ChoiceRow[StifferSide, Span]("rounds", "rounds", (Span(1, 1), Span(2, 3)), {})
    held = StifferSide(rounds=Span(2, 3), source="clinic")
    assert rounds.shown(held) == ControlText("", "rounds", "2–3", asks=True)


def test_a_number_stays_within_its_ends() -> None:
    number = Number[Settings]("pace.rest_strength", "rest", 5, 40, 5, " s")
    assert number.shown(Settings()) == ControlText("", "rest", "30 s", asks=True)
    settings = Settings()
    for _ in range(4):
        settings = number.turned(settings, up=True)
    assert settings.pace.rest_strength == 40
    for _ in range(9):
        settings = number.turned(settings, up=False)
    assert settings.pace.rest_strength == 5


def test_beside_a_value_that_stands_nowhere_is_the_first() -> None:
    assert neighbour((1, 2, 3), 7, up=True) == 1
    assert neighbour((1, 2, 3), 3, up=True) == 3
    assert neighbour((1, 2, 3), 3, up=False) == 2


def test_a_change_is_checked_like_any_other_value() -> None:
    assert changed(Settings(), stiffer_side="left").stiffer_side is Side.LEFT
    with pytest.raises(ValueError, match="get_ready"):
        changed(Settings(), **{"pace.get_ready": 1})


def test_every_setting_a_person_turns_has_its_control() -> None:
    words = [control.shown(Settings()).words for control in ALL]
    assert len(set(words)) == len(words)
    assert {item.label for item in Equipment} <= set(words)
    assert {caution.label for caution in Caution} <= set(words)


@given(turns=st.lists(st.tuples(st.integers(0, len(ALL) - 1), st.booleans()), max_size=40))
def test_no_turn_leads_out_of_what_settings_can_be(turns: list[tuple[int, bool]]) -> None:
    settings = Settings()
    for place, up in turns:
        settings = ALL[place].turned(settings, up=up)
        assert ALL[place].shown(settings).words
    assert Settings.model_validate(settings.model_dump()) == settings
