"""History by calendar week, from Monday to Sunday, in the person's local dates.

A session belongs to the date on which it began, at the UTC offset under which it began. So midnight,
clock changes and journeys move no session to another day, and a history has the same weeks everywhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loosen.domain.history import Ending, SessionRecord

WEEK = timedelta(days=7)
MS_PER_SECOND = 1_000
"""Milliseconds in a second. Sums are whole milliseconds, the precision of the history."""
LEAST_SECONDS = 60.0
"""Least work of a session that was ended early for it to count."""


def day_of(record: SessionRecord) -> date:
    """Return the local date on which a session began."""
    return record.started.date()


def monday_of(day: date) -> date:
    """Return the Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def since_week(now: datetime, weeks: int) -> datetime:
    """Return an instant before every session of the last ``weeks``, the present one among them.

    Whatever zone a session began in, its Monday is less than a day from ours.
    """
    return now - timedelta(days=7 * weeks + 1)


def work_of(record: SessionRecord) -> float:
    """Return the seconds of work done in a session, without moves and rests."""
    return sum(step.seconds for step in record.steps)


def counts_as_session(record: SessionRecord) -> bool:
    """Return whether a session counts as one.

    It does with a minute of work, or if it was finished. With a pain it does however short it was:
    stopping there was right.
    """
    hurt = bool(record.answers.pains)
    return hurt or record.outcome is Ending.FINISHED or work_of(record) >= LEAST_SECONDS


@dataclass(frozen=True)
class Day:
    """Day: milliseconds on the sessions' own clocks, number of sessions that count, whether it hurt."""

    day: date
    active: int = 0
    sessions: int = 0
    hurt: bool = False


@dataclass(frozen=True)
class Week:
    """Week: seven days from a Monday, and the sessions that began in them, the earliest first."""

    monday: date
    days: tuple[Day, ...]
    records: tuple[SessionRecord, ...]

    @property
    def sessions(self) -> int:
        """Number of sessions that count."""
        return sum(day.sessions for day in self.days)

    @property
    def active(self) -> int:
        """Milliseconds on the sessions' own clocks, without pauses."""
        return sum(day.active for day in self.days)

    @property
    def hurt_days(self) -> int:
        """Number of days on which it hurt."""
        return sum(day.hurt for day in self.days)


def in_order(records: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
    """Return sessions ordered by the instant at which they began."""
    return tuple(sorted(records, key=lambda record: (record.started, record.id)))


def weeks_of(records: Iterable[SessionRecord], last: date, number: int) -> tuple[Week, ...]:
    """Return ``number`` weeks up to the one that contains ``last``, the earliest first."""
    by_day: defaultdict[date, list[SessionRecord]] = defaultdict(list)
    for record in in_order(records):
        by_day[day_of(record)].append(record)
    monday = monday_of(last)
    return tuple(_week(monday - back * WEEK, by_day) for back in reversed(range(number)))


def _week(monday: date, by_day: dict[date, list[SessionRecord]]) -> Week:
    dates = [monday + timedelta(days=n) for n in range(7)]
    by_date = [by_day.get(day, []) for day in dates]
    days = tuple(_day(day, records) for day, records in zip(dates, by_date, strict=True))
    return Week(monday, days, tuple(record for records in by_date for record in records))


def _day(day: date, records: Collection[SessionRecord]) -> Day:
    return Day(
        day,
        active=sum(round(record.active * MS_PER_SECOND) for record in records),
        sessions=sum(map(counts_as_session, records)),
        hurt=any(record.answers.pains for record in records),
    )


def days_of(records: Iterable[SessionRecord]) -> dict[date, int]:
    """Return how many sessions count, by each day on which one began."""
    days: defaultdict[date, int] = defaultdict(int)
    for record in records:
        days[day_of(record)] += counts_as_session(record)
    return days


def weeks_in_a_row(days: Mapping[date, int], today: date, target: int) -> int:
    """Return the number of weeks in a row with ``target`` sessions, up to the present week.

    ``days`` are as in ``days_of``. The present week counts once it has reached the target, and does not
    break the row before that. Without a target it is 0.
    """
    if target < 1:
        return 0
    sessions: defaultdict[date, int] = defaultdict(int)
    for day, number in days.items():
        sessions[monday_of(day)] += number
    monday = monday_of(today)
    weeks = int(sessions[monday] >= target)
    while sessions.get(monday := monday - WEEK, 0) >= target:
        weeks += 1
    return weeks
