"""Due state of the routines that a person keeps up, from their frequency and the past sessions.

Days are calendar days and weeks begin on Monday, both by the person's own clock. A routine is due until
the lower number of its frequency is reached; nothing is carried over from earlier days or weeks.

**Within a day** the times are spread: of three, the next is due four hours after the last. A part of a
day begins at its hour and ends at midnight. **Within a week** the days are spread: of three, the next is
due two days after the last, or sooner where all remaining days are needed. A person who does what is due
each day reaches the number of the week. **Strength**: a routine that keeps hours from strength work waits
until they have passed for the same areas.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from loosen.domain.body import Area
from loosen.domain.frequency import Frequency, Period
from loosen.domain.past_sessions import PastSession, up_to_now
from loosen.domain.routine import Routine
from loosen.domain.value import Value

FIRST_HOURS = {Period.MORNING: 4, Period.AFTERNOON: 12, Period.EVENING: 17, Period.NIGHT: 20}
"""Hour at which a part of the day begins; before four it is still night."""
WAKING_HOURS = 12
"""Hours over which the times of a day are spread."""
WEEK = 7
SATURDAY = 5

StrengthAreas = Mapping[str, Collection[Area]]
"""StrengthAreas exercises by slug, each with the areas it mainly trains."""


class DueReason(StrEnum):
    """Reason why a routine is due or not."""

    DUE = "due"
    DONE = "done"
    BETWEEN = "between"
    """The hours or days since the last time have not passed."""
    STRENGTH = "strength"
    """The same areas did strength work too recently."""
    EARLY = "early"
    """Its part of the day has not begun."""
    DAY_OFF = "day-off"
    NEVER = "never"
    """It has no frequency."""


class DueState(Value):
    """Due state of one routine.

    ``last`` is the start of its last session, ``count`` how often it was done in the present day or week,
    whichever its frequency counts in. ``until`` is the instant from which it is due, where known;
    ``worked`` are the areas whose strength work it waits for.
    """

    routine: Routine
    why: DueReason
    last: datetime | None = None
    count: int = 0
    until: datetime | None = None
    worked: tuple[Area, ...] = ()

    @property
    def frequency(self) -> Frequency | None:
        """Frequency of the routine; None where it has none."""
        return self.routine.frequency

    @property
    def is_due(self) -> bool:
        """Whether it is due."""
        return self.why is DueReason.DUE


def due_states(
    routines: Iterable[Routine], done: Iterable[PastSession], now: datetime, strength: StrengthAreas
) -> tuple[DueState, ...]:
    """Return the due state of each routine at ``now``, which must carry its zone."""
    before = up_to_now(done, now)
    return tuple(_state_of(routine, before, now, strength) for routine in routines)


def may_wait_for_strength(routine: Routine, done: Iterable[PastSession], now: datetime) -> bool:
    """Return whether recent sessions may make a routine wait for strength work.

    Only then does ``due_states`` need the strength exercises.
    """
    if routine.frequency is None or not routine.frequency.apart:
        return False
    since = now.astimezone(UTC) - timedelta(hours=routine.frequency.apart)
    return any(since < session.ended for session in up_to_now(done, now))


def _state_of(
    routine: Routine, before: tuple[PastSession, ...], now: datetime, strength: StrengthAreas
) -> DueState:
    own = [session for session in before if session.routine == routine.slug and session.enough]
    last = max(own, key=lambda session: session.ended, default=None)
    frequency = routine.frequency
    if frequency is None:
        return DueState(routine, DueReason.NEVER, last.started if last else None)
    count = _count(own, frequency, now)
    if count >= frequency.times.low:
        why, until = DueReason.DONE, None
    else:
        why, until = _next_time(frequency, last, count, now)
    worked: tuple[Area, ...] = ()
    if why is DueReason.DUE and frequency.apart:
        worked, until = _resting_areas(routine, frequency.apart, before, now, strength)
        why = DueReason.STRENGTH if until else DueReason.DUE
    return DueState(routine, why, last.started if last else None, count, until, worked)


def _count(own: Iterable[PastSession], frequency: Frequency, now: datetime) -> int:
    """Return how often it was done today, or in this week for a weekly frequency."""
    today = now.date()
    first = today - timedelta(days=today.weekday()) if frequency.period is Period.WEEK else today
    return sum(session.day(now) >= first for session in own)


def _next_time(
    frequency: Frequency, last: PastSession | None, count: int, now: datetime
) -> tuple[DueReason, datetime | None]:
    """Return whether the next time has come, and else from when, if known."""
    today = now.date()
    if frequency.period is Period.WORKING_DAY and today.weekday() >= SATURDAY:
        return DueReason.DAY_OFF, None
    first = FIRST_HOURS.get(frequency.period, 0)
    if now.hour < first:
        return DueReason.EARLY, datetime.combine(today, time(first), now.tzinfo)
    if last is None:
        return DueReason.DUE, None
    if frequency.period is Period.WEEK or frequency.days > 1:
        next_day = _next_day(frequency, last.day(now), count, today)
        until, waits = datetime.combine(next_day, time(), now.tzinfo), today < next_day
    else:
        until = last.ended.astimezone(UTC) + timedelta(hours=WAKING_HOURS / frequency.times.low)
        waits = count > 0 and now < until
    return (DueReason.BETWEEN, until.astimezone(now.tzinfo)) if waits else (DueReason.DUE, None)


def _next_day(frequency: Frequency, last: date, count: int, today: date) -> date:
    """Return the day of the next time: evenly spaced, or sooner if the week needs its last days."""
    if frequency.period is not Period.WEEK:
        return last + timedelta(days=frequency.days)
    monday = today - timedelta(days=today.weekday())
    needed = monday + timedelta(days=WEEK - (frequency.times.low - count))
    evenly = last + timedelta(days=WEEK // frequency.times.low)
    return min(evenly, max(needed, last + timedelta(days=1)))


def _resting_areas(
    routine: Routine,
    hours: int,
    before: Iterable[PastSession],
    now: datetime,
    strength: StrengthAreas,
) -> tuple[tuple[Area, ...], datetime | None]:
    """Return the areas that still rest from strength work, and until when; () and None for none.

    Only areas that the routine trains by strength work matter, or all if it has no such work.
    """
    trains = {a for step in routine.exercise_steps for a in strength.get(step.exercise, ())}
    resting: set[Area] = set()
    until = None
    for session in before:
        ready = session.ended.astimezone(UTC) + timedelta(hours=hours)
        worked = {area for slug in session.exercises for area in strength.get(slug, ())}
        same = worked & trains if trains else worked
        if same and now < ready:
            resting |= same
            until = max(until or ready, ready)
    areas = tuple(area for area in Area if area in resting)
    return areas, until.astimezone(now.tzinfo) if until else None
