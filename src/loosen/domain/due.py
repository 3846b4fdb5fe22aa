"""What is due: the routines a person keeps up, held against what was done.

Days are calendar days and weeks begin on Monday, both by the person's own clock. A routine is due until
the smaller number it asks for is reached; nothing is carried over, and nothing is owed from before.

**In a day** the times are spread: of three, the next is due four hours after the last. A part of a day
begins at its hour and lasts until midnight. **In a week** days lie between: of three, the next is due two
days after the last, and sooner where the days that are left are needed. Whoever does what is due has
done what the week asks. **Strength** waits until the same muscles have had their hours.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from loosen.domain.body import Area
from loosen.domain.done import Done, past
from loosen.domain.frequency import Frequency, Period
from loosen.domain.routine import Routine

FIRST_HOURS = {Period.MORNING: 4, Period.AFTERNOON: 12, Period.EVENING: 17, Period.NIGHT: 20}
"""The hour from which a part of a day is there; before four it is still night."""
WAKING_HOURS = 12
"""Over so many hours the times of a day are spread."""
WEEK = 7
SATURDAY = 5

Strength = Mapping[str, Collection[Area]]
"""The exercises that are strength work, each with the areas it mainly trains."""


class Why(StrEnum):
    """Why a routine is due or not."""

    DUE = "due"
    DONE = "done"
    BETWEEN = "between"
    """The next time is some hours or days after the last."""
    STRENGTH = "strength"
    """The same muscles were worked not long ago."""
    EARLY = "early"
    """Its part of the day has not come."""
    DAY_OFF = "day-off"
    NEVER = "never"
    """Nothing says how often."""


@dataclass(frozen=True, slots=True)
class Due:
    """A routine that is kept up, and how it stands.

    ``count`` is how often it was done in the day or week that ``asked`` counts in. ``until`` is from when
    it is due, where that is known; ``worked`` are the areas that keep it waiting.
    """

    routine: Routine
    why: Why
    last: datetime | None = None
    count: int = 0
    until: datetime | None = None
    worked: tuple[Area, ...] = ()

    @property
    def asked(self) -> Frequency | None:
        """How often it is meant to be done."""
        return self.routine.frequency

    @property
    def is_due(self) -> bool:
        """Whether it is due."""
        return self.why is Why.DUE


def due(
    routines: Iterable[Routine], done: Iterable[Done], now: datetime, strength: Strength
) -> tuple[Due, ...]:
    """How each of the routines that are kept up stands at ``now``, which carries its zone."""
    before = past(done, now)
    return tuple(_standing(routine, before, now, strength) for routine in routines)


def rests(routine: Routine, done: Iterable[Done], now: datetime) -> bool:
    """Whether strength work of late may keep a routine waiting, so that exercises must be known."""
    if routine.frequency is None or not routine.frequency.apart:
        return False
    since = now.astimezone(UTC) - timedelta(hours=routine.frequency.apart)
    return any(since < one.ended for one in past(done, now))


def _standing(routine: Routine, before: tuple[Done, ...], now: datetime, strength: Strength) -> Due:
    own = [one for one in before if one.routine == routine.slug and one.enough]
    last = max(own, key=lambda one: one.ended, default=None)
    asked = routine.frequency
    if asked is None:
        return Due(routine, Why.NEVER, last.started if last else None)
    count = _count(own, asked, now)
    if count >= asked.times.low:
        why, until = Why.DONE, None
    else:
        why, until = _pace(asked, last, count, now)
    worked: tuple[Area, ...] = ()
    if why is Why.DUE and asked.apart:
        worked, until = _worked(routine, asked.apart, before, now, strength)
        why = Why.STRENGTH if until else Why.DUE
    return Due(routine, why, last.started if last else None, count, until, worked)


def _count(own: Iterable[Done], asked: Frequency, now: datetime) -> int:
    """How often it was done in this day, or in this week."""
    today = now.date()
    first = today - timedelta(days=today.weekday()) if asked.period is Period.WEEK else today
    return sum(one.day(now) >= first for one in own)


def _pace(
    asked: Frequency, last: Done | None, count: int, now: datetime
) -> tuple[Why, datetime | None]:
    """Whether the next time has come, where fewer were done than are asked for."""
    today = now.date()
    if asked.period is Period.WORKING_DAY and today.weekday() >= SATURDAY:
        return Why.DAY_OFF, None
    first = FIRST_HOURS.get(asked.period, 0)
    if now.hour < first:
        return Why.EARLY, datetime.combine(today, time(first), now.tzinfo)
    if last is None:
        return Why.DUE, None
    if asked.period is Period.WEEK or asked.days > 1:
        again = _next_day(asked, last.day(now), count, today)
        until, waits = datetime.combine(again, time(), now.tzinfo), today < again
    else:
        until = last.ended.astimezone(UTC) + timedelta(hours=WAKING_HOURS / asked.times.low)
        waits = count > 0 and now < until
    return (Why.BETWEEN, until.astimezone(now.tzinfo)) if waits else (Why.DUE, None)


def _next_day(asked: Frequency, last: date, count: int, today: date) -> date:
    """The day of the next time: evenly after the last, or sooner where the week's end needs it."""
    if asked.period is not Period.WEEK:
        return last + timedelta(days=asked.days)
    monday = today - timedelta(days=today.weekday())
    needed = monday + timedelta(days=WEEK - (asked.times.low - count))
    evenly = last + timedelta(days=WEEK // asked.times.low)
    return min(evenly, max(needed, last + timedelta(days=1)))


def _worked(
    routine: Routine, hours: int, before: Iterable[Done], now: datetime, strength: Strength
) -> tuple[tuple[Area, ...], datetime | None]:
    """The areas that are still resting, and until when; a routine without strength rests them all."""
    trains = {a for step in routine.exercise_steps for a in strength.get(step.exercise, ())}
    resting: set[Area] = set()
    until = None
    for one in before:
        ready = one.ended.astimezone(UTC) + timedelta(hours=hours)
        worked = {area for slug in one.exercises for area in strength.get(slug, ())}
        same = worked & trains if trains else worked
        if same and now < ready:
            resting |= same
            until = max(until or ready, ready)
    areas = tuple(area for area in Area if area in resting)
    return areas, until.astimezone(now.tzinfo) if until else None
