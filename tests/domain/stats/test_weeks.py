"""Weeks go by the dates a person lived by; short weeks are not counted, and break nothing now."""

from datetime import date, datetime, timedelta, timezone

from histories import MONDAY, few, histories, rounds, session, step
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.answers import Answers, Pain
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.stats.weeks import (
    WEEK,
    counts_as_session,
    day_of,
    days_of,
    in_order,
    monday_of,
    weeks_in_a_row,
    weeks_of,
)

TODAY = date(2026, 3, 4)
PINCH = Answers(pains=(Pain(step=0, exercise="bridge", at=5.0, seconds=5.0),))


def hour(text: str, offset: float) -> datetime:
    zone = timezone(timedelta(hours=offset))
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_a_session_over_midnight_belongs_to_the_day_it_began() -> None:
    late = session(at=hour("2026-03-01 23:55", 1))
    assert day_of(late) == date(2026, 3, 1)
    assert late.ended.date() == date(2026, 3, 2)
    week, present = weeks_of([late], TODAY, 2)
    assert (week.sessions, present.sessions) == (1, 0)


def test_the_date_is_the_one_where_the_person_was() -> None:
    tokyo = session(1, at=hour("2026-03-02 06:00", 9))
    hawaii = session(2, at=hour("2026-03-01 11:00", -10))
    assert tokyo.started == hawaii.started
    assert [day_of(one).isoformat() for one in (tokyo, hawaii)] == ["2026-03-02", "2026-03-01"]


def test_a_change_of_clocks_moves_no_session_and_adds_no_second() -> None:
    before = session(1, at=hour("2026-03-29 01:30", 1), active=300)
    after = session(2, at=hour("2026-03-29 03:10", 2), active=300)
    (week,) = weeks_of([before, after], date(2026, 3, 29), 1)
    assert [(day.sessions, day.active) for day in week.days] == [(0, 0)] * 6 + [(2, 600_000)]


def test_a_day_tells_its_time_its_sessions_and_whether_it_hurt() -> None:
    records = [session(1, active=61.5), session(2, active=30, answers=PINCH), session(3, days=2)]
    (week,) = weeks_of(records, TODAY, 1)
    assert [(d.active, d.sessions, d.hurt) for d in week.days[:3]] == [
        (91_500, 2, True), (0, 0, False), (60_000, 1, False),
    ]  # fmt: skip
    assert (week.monday, week.active, week.sessions, week.hurt_days) == (
        date(2026, 3, 2), 151_500, 3, 1,
    )  # fmt: skip


def test_what_counts_is_a_minute_of_work_or_an_end_or_a_pain() -> None:
    short = step("bridge", *rounds(20))
    assert counts_as_session(session(1, short))
    assert not counts_as_session(session(1, short, outcome=Ending.STOPPED))
    assert counts_as_session(session(1, short, outcome=Ending.STOPPED, answers=PINCH))
    assert counts_as_session(session(1, step("bridge", *rounds(30, 30)), outcome=Ending.ABANDONED))


def days(*numbers: int) -> dict[date, int]:
    return days_of(session(n, days=day) for n, day in enumerate(numbers, 1))


def test_the_present_week_breaks_no_row_and_joins_it_once_it_is_there() -> None:
    before = (-14, -13, -7, -6)
    assert weeks_in_a_row(days(*before), TODAY, 2) == 2
    assert weeks_in_a_row(days(*before, 0), TODAY, 2) == 2
    assert weeks_in_a_row(days(*before, 0, 1), TODAY, 2) == 3


def test_a_week_with_fewer_is_where_a_row_begins() -> None:
    assert weeks_in_a_row(days(-21, -20, -14, -7, -6), TODAY, 2) == 1
    assert weeks_in_a_row(days(-21, -20), TODAY, 2) == 0
    assert weeks_in_a_row(days(0, 1, 2), TODAY, 0) == 0


def test_a_week_on_the_border_of_years_is_one_week() -> None:
    assert monday_of(date(2026, 1, 1)) == date(2025, 12, 29)
    assert (
        weeks_in_a_row(
            days_of(
                [
                    session(1, at=hour("2025-12-31 07:00", 0)),
                    session(2, at=hour("2026-01-02 07:00", 0)),
                ]
            ),
            date(2026, 1, 4),
            2,
        )
        == 1
    )


@few
@given(histories(), st.integers(1, 30))
def test_weeks_share_out_their_sessions_and_lose_none(
    records: tuple[SessionRecord, ...], number: int
) -> None:
    last = max(map(day_of, records), default=TODAY)
    weeks = weeks_of(records, last, number)
    assert [week.monday for week in weeks] == [
        monday_of(last) - back * WEEK for back in reversed(range(number))
    ]
    inside = in_order(
        r for r in records if weeks[0].monday <= day_of(r) <= weeks[-1].monday + timedelta(days=6)
    )
    assert tuple(record for week in weeks for record in week.records) == tuple(
        sorted(inside, key=lambda r: (day_of(r), r.started, r.id))
    )
    assert sum(week.active for week in weeks) == sum(round(r.active * 1000) for r in inside)
    assert sum(week.sessions for week in weeks) == sum(map(counts_as_session, inside))


@few
@given(st.data(), histories())
def test_the_order_in_which_sessions_come_changes_nothing(
    data: st.DataObject, records: tuple[SessionRecord, ...]
) -> None:
    mixed = data.draw(st.permutations(records))
    assert in_order(mixed) == in_order(records)
    assert weeks_of(mixed, TODAY, 8) == weeks_of(records, TODAY, 8)
    assert days_of(mixed) == days_of(records)


@few
@given(histories())
def test_the_zone_of_whoever_looks_changes_nothing_but_another_zone_of_the_person_may(
    records: tuple[SessionRecord, ...],
) -> None:
    east = timezone(timedelta(hours=14))
    moved = [r.copy_with(started=r.started.astimezone(east)) for r in records]
    for one, other in zip(records, moved, strict=True):
        assert one.started == other.started
        assert timedelta() <= day_of(other) - day_of(one) <= timedelta(days=2)


def test_monday_is_the_first_day() -> None:
    assert MONDAY.weekday() == 0
    assert {monday_of(MONDAY.date() + timedelta(days=n)) for n in range(7)} == {MONDAY.date()}
