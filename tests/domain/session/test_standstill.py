import pytest

from loosen.domain.session.events import Paused, PauseReason, Resumed
from loosen.domain.session.standstill import LONG, Standstill


def test_a_pause_is_long_after_five_minutes() -> None:
    still = Standstill(0.0)
    still.handle((Paused(3.0, PauseReason.KEY),), 10.0)
    assert not still.is_long(10.0 + LONG - 0.1)
    assert still.is_long(10.0 + LONG)


def test_a_gap_in_the_clock_counts_from_when_it_was_last_asked() -> None:
    still = Standstill(0.0)
    still.handle((), 20.0)
    still.handle((Paused(20.0, PauseReason.CLOCK_GAP),), 20.0 + LONG)
    assert still.is_long(20.0 + LONG)


@pytest.mark.parametrize("still", [Standstill.resumed(0.0), Standstill(0.0)])
def test_taken_up_from_an_earlier_process_it_is_long_at_once(still: Standstill) -> None:
    still.handle((Paused(3.0, PauseReason.RESUMED),), 1.0)
    assert still.is_long(1.0)


def test_going_on_ends_it() -> None:
    still = Standstill.resumed(0.0)
    still.handle((Resumed(3.0),), 5.0)
    assert not still.is_long(9_999.0)
