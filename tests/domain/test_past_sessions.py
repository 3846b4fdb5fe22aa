"""When an exercise was last worked at, by the person's own calendar."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.past_sessions import (
    PastSession,
    days_since,
    is_enough,
    last_done,
    latest_routines,
    up_to_now,
)

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TOKYO, BERLIN, CALIFORNIA = (timezone(timedelta(hours=hours)) for hours in (9, 2, -7))


def done(started: datetime, *exercises: str, minutes: int = 10) -> PastSession:
    return PastSession(
        "short", started, started + timedelta(minutes=minutes), True, frozenset(exercises)
    )


def test_days_are_those_of_the_calendar_not_of_hours() -> None:
    before_midnight = done(datetime(2026, 5, 3, 23, 50, tzinfo=BERLIN), "bridge")
    assert days_since([before_midnight], datetime(2026, 5, 4, 0, 10, tzinfo=BERLIN)) == {
        "bridge": 1
    }
    assert days_since([before_midnight], datetime(2026, 5, 3, 23, 59, tzinfo=BERLIN)) == {
        "bridge": 0
    }


def test_the_latest_time_counts_whatever_the_order() -> None:
    now = datetime(2026, 5, 4, 12, tzinfo=BERLIN)
    both = [done(now - timedelta(days=days), "bridge", "clam") for days in (1, 5)]
    one = done(now - timedelta(hours=2), "clam")
    assert (
        days_since([*both, one], now) == days_since([one, *both], now) == {"bridge": 1, "clam": 0}
    )


def test_a_session_keeps_the_date_it_had_where_it_was_done() -> None:
    evening = done(datetime(2026, 5, 3, 21, tzinfo=CALIFORNIA), "bridge")
    # In Berlin it was already the fourth; the person did it on the third.
    assert days_since([evening], datetime(2026, 5, 4, 12, tzinfo=BERLIN)) == {"bridge": 1}


def test_a_journey_to_yesterday_leaves_it_today() -> None:
    morning = done(datetime(2026, 5, 4, 7, tzinfo=TOKYO), "bridge")
    assert days_since([morning], datetime(2026, 5, 3, 16, tzinfo=CALIFORNIA)) == {"bridge": 0}


def test_what_a_wrong_clock_put_into_the_future_is_left_out() -> None:
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert up_to_now([done(now + timedelta(days=900), "bridge")], now) == ()
    assert days_since([done(now + timedelta(days=900), "bridge")], now) == {}


def test_a_session_counts_when_half_done_or_finished_and_not_only_leafed_through() -> None:
    assert is_enough(finished=True, planned=600, active=100)
    assert is_enough(finished=False, planned=600, active=300)
    assert not is_enough(finished=False, planned=600, active=299)
    assert not is_enough(finished=True, planned=600, active=60)
    assert not is_enough(finished=True, planned=0, active=0)


@given(st.lists(st.integers(-100, 9_000), max_size=8))
def test_no_day_is_ever_ahead(hours_ago: list[int]) -> None:
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    before = [done(now - timedelta(hours=hours), "bridge") for hours in hours_ago]
    assert all(days >= 0 for days in days_since(before, now).values())


def test_a_routine_was_last_done_on_the_day_of_its_latest_session_that_counts() -> None:
    sessions = [
        PastSession("a", NOW - timedelta(days=5), NOW - timedelta(days=5), enough=True),
        PastSession("a", NOW - timedelta(days=3), NOW - timedelta(days=3), enough=True),
        PastSession("a", NOW - timedelta(days=1), NOW - timedelta(days=1), enough=False),
        PastSession("b", NOW - timedelta(days=9), NOW - timedelta(days=9), enough=True),
        PastSession("b", NOW + timedelta(days=9), NOW + timedelta(days=9), enough=True),
    ]
    days = {"a": NOW.date() - timedelta(days=3), "b": NOW.date() - timedelta(days=9)}
    assert last_done(sessions, NOW) == days
    assert latest_routines(sessions, NOW) == ("a", "b")
    assert latest_routines(reversed(sessions), NOW) == ("a", "b")
    assert last_done([], NOW) == {}
