"""Weeks of a history: from Monday to Sunday, by the dates that the person lived by.

A session belongs to the date it began on, read with the offset it was begun under. So midnight, clock
changes and journeys move nothing to another day, and the same history has the same weeks everywhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from loosen.domain.history import Ending, SessionRecord

WEEK = timedelta(days=7)
SECOND = 1_000
"""Milliseconds in a second. Sums are whole milliseconds, as exact as what the history keeps."""
LEAST_SECONDS = 60.0
"""Less work than this, in a session that was ended early, is a start and not yet a session."""


def day_of(record: SessionRecord) -> date:
    """The date a session began on, where the person was."""
    return record.started.date()


def monday_of(day: date) -> date:
    """The Monday of the ISO week that a day is in."""
    return day - timedelta(days=day.weekday())


def work_of(record: SessionRecord) -> float:
    """Seconds of work done in a session, without what lies between."""
    return sum(step.seconds for step in record.steps)


def counts(record: SessionRecord) -> bool:
    """Whether a session counts as one.

    It does from a minute of work on, and where it was played to its end. Where it hurt it does too,
    however short: to stop there was right.
    """
    said = record.answers
    return bool(said.pains) or record.outcome is Ending.FINISHED or work_of(record) >= LEAST_SECONDS


@dataclass(frozen=True)
class Day:
    """A day: milliseconds on the sessions' own clocks, how many sessions count, whether it hurt."""

    day: date
    active: int = 0
    sessions: int = 0
    hurt: bool = False


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday on, and the sessions that began in them, the earliest first."""

    monday: date
    days: tuple[Day, ...]
    records: tuple[SessionRecord, ...]

    @property
    def sessions(self) -> int:
        """How many sessions count."""
        return sum(day.sessions for day in self.days)

    @property
    def active(self) -> int:
        """Milliseconds on the sessions' own clocks, without pauses."""
        return sum(day.active for day in self.days)

    @property
    def hurt_days(self) -> int:
        """Days on which it hurt."""
        return sum(day.hurt for day in self.days)


def in_order(records: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
    """Sessions by the instant they began at."""
    return tuple(sorted(records, key=lambda record: (record.started, record.id)))


def within(records: Iterable[SessionRecord], first: date, last: date) -> tuple[SessionRecord, ...]:
    """The sessions of the days from ``first`` to ``last``, both included, the earliest first."""
    return in_order(record for record in records if first <= day_of(record) <= last)


def weeks_of(records: Iterable[SessionRecord], last: date, number: int) -> tuple[Week, ...]:
    """So many weeks, the earliest first; the last is the one that ``last`` is in."""
    by_day: defaultdict[date, list[SessionRecord]] = defaultdict(list)
    for record in in_order(records):
        by_day[day_of(record)].append(record)
    monday = monday_of(last)
    return tuple(_week(monday - back * WEEK, by_day) for back in reversed(range(number)))


def _week(monday: date, by_day: dict[date, list[SessionRecord]]) -> Week:
    dates = [monday + timedelta(days=n) for n in range(7)]
    found = [by_day.get(day, []) for day in dates]
    days = tuple(_day(day, some) for day, some in zip(dates, found, strict=True))
    return Week(monday, days, tuple(record for some in found for record in some))


def _day(day: date, records: Collection[SessionRecord]) -> Day:
    return Day(
        day,
        active=sum(round(record.active * SECOND) for record in records),
        sessions=sum(map(counts, records)),
        hurt=any(record.answers.pains for record in records),
    )


def weeks_in_a_row(records: Iterable[SessionRecord], today: date, target: int) -> int:
    """How many weeks one after the other came to ``target`` sessions, up to the present one.

    The present week counts once it is there and breaks nothing before; without a target it is 0.
    """
    if target < 1:
        return 0
    sessions: defaultdict[date, int] = defaultdict(int)
    for record in records:
        sessions[monday_of(day_of(record))] += counts(record)
    monday = monday_of(today)
    row = int(sessions[monday] >= target)
    while sessions.get(monday := monday - WEEK, 0) >= target:
        row += 1
    return row
