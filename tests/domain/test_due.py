"""What is due: weeks, days, parts of days, strength, midnights, journeys and changes of the clocks."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from builders import routine
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.body import Area
from loosen.domain.due import DueReason, DueState, due_states, may_wait_for_strength
from loosen.domain.past_sessions import PastSession
from loosen.domain.routine import Routine
from loosen.text.due import done_count_words, due_words, last_done_words, short_due_words

SUMMER = timezone(timedelta(hours=2))
MONDAY = datetime(2026, 5, 4, 9, tzinfo=SUMMER)
STRENGTH = {
    "bridge": (Area.GLUTES, Area.CORE),
    "clam": (Area.OUTER_HIP,),
    "press": (Area.SHOULDERS_CHEST,),
}


def often(frequency: str | None, *steps: str) -> Routine:
    return routine(*(steps or ("lunge",)), frequency=frequency)


def at(days: float, hour: float = 9) -> datetime:
    """A moment, days after Monday."""
    return MONDAY.replace(hour=0) + timedelta(days=days, hours=hour)


def done(
    started: datetime, *exercises: str, slug: str = "short", enough: bool = True
) -> PastSession:
    worked = frozenset(exercises or ("lunge",))
    return PastSession(slug, started, started + timedelta(minutes=10), enough, worked)


def stands(
    frequency: str | None, before: Iterable[PastSession], now: datetime, *steps: str
) -> DueState:
    (one,) = due_states([often(frequency, *steps)], before, now, STRENGTH)
    return one


def test_what_was_never_done_is_due() -> None:
    one = stands("every day", [], MONDAY)
    assert (one.is_due, one.last, one.count) == (True, None, 0)
    assert short_due_words(one, MONDAY) == "due"
    assert (due_words(one, MONDAY), last_done_words(one, MONDAY)) == ("due", "never")


def test_without_a_frequency_nothing_is_ever_due() -> None:
    one = stands(None, [done(at(-1))], MONDAY)
    assert (one.why, one.last) == (DueReason.NEVER, at(-1))
    assert due_words(one, MONDAY) == "never due: its file has no frequency"
    assert short_due_words(one, MONDAY) == "never due"
    assert done_count_words(one) == ""


def test_a_daily_routine_is_due_again_when_the_calendar_turns() -> None:
    late = [done(at(0, 23.5))]
    before, after = stands("every day", late, at(0, 23.9)), stands("every day", late, at(1, 0.1))
    assert (before.why, due_words(before, at(0, 23.9))) == (DueReason.DONE, "done for today")
    assert (after.is_due, last_done_words(after, at(1, 0.1))) == (True, "yesterday")


def test_only_the_routine_itself_counts_and_only_when_enough_of_it_was_done() -> None:
    assert stands("every day", [done(at(0, 8), slug="other")], MONDAY).is_due
    assert stands("every day", [done(at(0, 8), enough=False)], MONDAY).is_due


def test_an_evening_routine_waits_for_the_evening_and_a_morning_one_for_the_night_to_end() -> None:
    early = stands("every evening", [], MONDAY)
    assert (early.why, due_words(early, MONDAY)) == (DueReason.EARLY, "from 17:00")
    assert stands("every evening", [], at(0, 17)).is_due
    assert stands("every morning", [], at(0, 3.9)).why is DueReason.EARLY
    assert stands("every morning", [], at(0, 4)).is_due
    assert stands("every morning", [], at(0, 20)).is_due


def test_a_working_day_is_none_at_the_week_end() -> None:
    saturday = stands("1-2 a working day", [], at(5))
    assert (saturday.why, due_words(saturday, at(5))) == (DueReason.DAY_OFF, "on working days")
    assert stands("1-2 a working day", [], at(7)).is_due
    assert stands("1-2 a working day", [done(at(0, 8))], MONDAY).why is DueReason.DONE


def test_the_times_of_a_day_are_spread() -> None:
    once = [done(at(0, 7))]
    waiting = stands("3-5 a day", once, at(0, 9))
    assert (waiting.why, due_words(waiting, at(0, 9))) == (DueReason.BETWEEN, "from 11:10")
    assert done_count_words(waiting) == "1 of 3–5 today"
    assert stands("3-5 a day", once, at(0, 12)).is_due
    thrice = [done(at(0, hour)) for hour in (7, 12, 17)]
    assert stands("3-5 a day", thrice, at(0, 22)).why is DueReason.DONE
    assert stands("3-5 a day", thrice, at(1, 0.5)).is_due


def test_every_other_day_counts_days_not_hours() -> None:
    before = [done(at(0, 22))]
    assert stands("every other day", before, at(0, 23)).why is DueReason.DONE
    tomorrow = stands("every other day", before, at(1, 21))
    assert (tomorrow.why, due_words(tomorrow, at(1, 21))) == (DueReason.BETWEEN, "from tomorrow")
    assert stands("every other day", before, at(2, 6)).is_due


def test_days_lie_between_the_times_of_a_week() -> None:
    once = [done(at(0))]
    waiting = stands("2-3 a week", once, at(1))
    assert (waiting.why, due_words(waiting, at(1))) == (DueReason.BETWEEN, "from Thursday")
    assert done_count_words(waiting) == "1 of 2–3 this week"
    assert stands("2-3 a week", once, at(3)).is_due
    enough = stands("2-3 a week", [*once, done(at(3))], at(5))
    assert (enough.why, due_words(enough, at(5))) == (DueReason.DONE, "done for this week")


def test_the_end_of_the_week_brings_it_nearer() -> None:
    friday = [done(at(4))]
    waiting = stands("3 a week", friday, at(4, 20))
    assert (waiting.why, due_words(waiting, at(4, 20))) == (DueReason.BETWEEN, "from tomorrow")
    assert stands("3 a week", friday, at(5)).is_due


def test_a_week_begins_on_monday_even_across_the_year() -> None:
    sunday = datetime(2027, 1, 3, 10, tzinfo=UTC)
    before = [done(datetime(2026, 12, 28, 10, tzinfo=UTC)), done(datetime(2027, 1, 1, tzinfo=UTC))]
    assert stands("2 a week", before, sunday).count == 2
    assert stands("2 a week", before, sunday + timedelta(days=1)).count == 0


def test_strength_waits_until_the_same_muscles_have_rested() -> None:
    rule = "2-3 a week, not within 48 h of strength"
    other = [done(at(0, 18), "bridge", slug="other")]
    waiting = stands(rule, other, at(2, 9), "bridge", "clam")
    assert (waiting.why, waiting.worked) == (DueReason.STRENGTH, (Area.GLUTES, Area.CORE))
    assert due_words(waiting, at(2, 9)) == "glutes · core worked lately; from 18:10"
    assert short_due_words(waiting, at(2, 9)) == "from 18:10"
    assert stands(rule, other, at(2, 18.5), "bridge", "clam").is_due
    assert stands(rule, other, at(2, 9), "clam").is_due
    # No strength in the routine: any strength keeps it waiting.
    assert stands(rule, other, at(2, 9), "lunge").why is DueReason.STRENGTH


def test_strength_that_was_broken_off_was_strength_all_the_same() -> None:
    rule = "2-3 a week, not within 48 h of strength"
    before = [done(at(0), "bridge", enough=False)]
    assert stands(rule, before, at(1), "bridge").why is DueReason.STRENGTH


def test_exercises_need_be_known_only_where_something_was_done_of_late() -> None:
    rule = often("every day, not within 48 h of strength")
    assert not may_wait_for_strength(often("every day"), [done(at(0))], at(1))
    assert not may_wait_for_strength(rule, [], MONDAY)
    assert not may_wait_for_strength(rule, [done(at(-3))], MONDAY)
    assert may_wait_for_strength(rule, [done(at(-1))], MONDAY)


def test_a_change_of_the_clocks_makes_no_day_longer_or_shorter() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = datetime(2026, 3, 28, 23, 30, tzinfo=berlin)
    morning = datetime(2026, 3, 29, 7, tzinfo=berlin)
    assert night.utcoffset() != morning.utcoffset()
    assert stands("every day", [done(night)], morning).is_due
    assert stands("every day", [done(morning)], morning + timedelta(hours=1)).why is DueReason.DONE
    # Forty-eight hours are hours of a stopwatch, also over the hour that is left out.
    rule = "every day, not within 48 h of strength"
    worked = [PastSession("short", night, night, True, frozenset({"bridge"}))]
    wall = datetime(2026, 3, 30, 23, 45, tzinfo=berlin)
    assert stands(rule, worked, wall, "bridge").why is DueReason.STRENGTH


def test_a_routine_done_before_a_flight_west_is_done_for_today() -> None:
    tokyo, california = timezone(timedelta(hours=9)), timezone(timedelta(hours=-7))
    before = [done(datetime(2026, 5, 5, 7, tzinfo=tokyo))]
    assert (
        stands("every day", before, datetime(2026, 5, 4, 18, tzinfo=california)).why
        is DueReason.DONE
    )


def test_each_routine_stands_by_itself_in_the_order_of_the_person() -> None:
    one, two = often("every day"), routine("clam", slug="two", frequency="every evening")
    found = due_states([two, one], [done(at(0, 8))], MONDAY, STRENGTH)
    assert [(f.routine.slug, f.why) for f in found] == [
        ("two", DueReason.EARLY),
        ("short", DueReason.DONE),
    ]


RHYTHMS = (
    "every day", "every morning", "every evening", "every working day", "every other day",
    "every 5 days", "1 a week", "2-3 a week", "5 a week", "7 a week", "2 a day", "3-5 a day",
    "3 a week, not within 48 h of strength",
)  # fmt: skip
rhythms = st.sampled_from(RHYTHMS)
hours_ago = st.lists(st.integers(1, 24 * 20), max_size=8)


def at_hours(ago: Iterable[int], now: datetime) -> list[PastSession]:
    return [done(now - timedelta(hours=hours), "bridge") for hours in ago]


@given(rhythms, hours_ago, st.integers(1, 24 * 20), st.integers(0, 24 * 14))
def test_doing_more_never_makes_more_due(
    rhythm: str, ago: list[int], one_more: int, later: int
) -> None:
    now = MONDAY + timedelta(hours=later)
    less = stands(rhythm, at_hours(ago, now), now, "bridge")
    more = stands(rhythm, at_hours([*ago, one_more], now), now, "bridge")
    assert less.is_due or not more.is_due


@given(rhythms, hours_ago, st.integers(0, 24 * 14), st.integers(-60, 60))
def test_every_week_is_like_any_other(rhythm: str, ago: list[int], later: int, weeks: int) -> None:
    now = MONDAY + timedelta(hours=later)
    then = now + timedelta(weeks=weeks)
    here, there = (stands(rhythm, at_hours(ago, when), when, "bridge") for when in (now, then))
    assert (here.why, here.count) == (there.why, there.count)


@given(rhythms, hours_ago, st.integers(0, 24 * 14))
def test_what_waits_says_a_time_to_come_and_is_due_then(
    rhythm: str, ago: list[int], later: int
) -> None:
    now = MONDAY + timedelta(hours=later)
    before = at_hours(ago, now)
    one = stands(rhythm, before, now, "bridge")
    if one.until is not None:
        assert one.until > now
        assert stands(rhythm, before, one.until, "bridge").why in (
            DueReason.DUE,
            DueReason.STRENGTH,
            DueReason.EARLY,
        )


@given(
    st.integers(1, 7),
    st.lists(st.integers(0, 23), min_size=35, max_size=35),
)
def test_who_does_what_is_due_has_done_what_the_week_asks(times: int, hours: list[int]) -> None:
    before: list[PastSession] = []
    weeks: dict[date, int] = {}
    for day, hour in enumerate(hours):
        now = at(day, hour)
        if stands(f"{times} a week", before, now).is_due:
            before.append(done(now))
            monday = (now - timedelta(days=now.weekday())).date()
            weeks[monday] = weeks.get(monday, 0) + 1
    assert list(weeks.values()) == [times] * 5


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_a_past_that_lies_ahead_counts_for_nothing(rhythm: str) -> None:
    ahead = [done(MONDAY + timedelta(days=400), "bridge")]
    assert stands(rhythm, ahead, MONDAY) == stands(rhythm, [], MONDAY)
