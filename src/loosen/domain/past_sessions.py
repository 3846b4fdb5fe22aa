"""Past sessions, reduced to what due routines and recency need of them.

A session counts for the calendar day on which it began in the time zone where it began, whatever zone it
is read in later. Intervals in hours are between instants, so that neither a journey nor a change of the
clocks makes one longer.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from loosen.domain.value import Value

HALF, SKIMMED = 0.5, 0.1
"""Parts of the planned time: a session counts from the first on even if it was ended early; up to the
second its steps were only skipped through, and it does not count even if it was finished."""


EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
"""No session was before this program: a clock that shows an earlier date has not been set."""
RECENT = timedelta(days=14)
"""Period for which the exercises of sessions are needed: rest from strength work takes a week at most, and
recency matters for less than this."""


class PastSession(Value):
    """A past session. Both instants carry their zone; ``exercises`` are those with work done.

    ``enough`` is whether the session counts as its routine done; its exercises count in any case. For
    sessions older than ``RECENT`` they are empty, as nothing needs them.
    """

    routine: str
    started: datetime
    ended: datetime
    enough: bool
    exercises: frozenset[str] = frozenset()

    def day(self, now: datetime) -> date:
        """Return the day it counts for; never after today, even after a journey west."""
        return min(self.started.date(), now.date())


def is_enough(*, finished: bool, planned: float, active: float) -> bool:
    """Return whether a session counts as its routine done; ``planned`` and ``active`` are seconds."""
    part = active / planned if planned else 0.0
    return part >= HALF or (finished and part > SKIMMED)


def up_to_now(sessions: Iterable[PastSession], now: datetime) -> tuple[PastSession, ...]:
    """Return the sessions without those after ``now``: a wrong clock dated them, and they never age."""
    return tuple(session for session in sessions if session.started <= now)


def last_done(sessions: Iterable[PastSession], now: datetime) -> dict[str, date]:
    """Return the calendar day on which each routine was last done, by slug."""
    days: dict[str, date] = {}
    for session in up_to_now(sessions, now):
        if session.enough:
            day = session.day(now)
            days[session.routine] = max(day, days.get(session.routine, day))
    return days


def latest_routines(sessions: Iterable[PastSession], now: datetime) -> tuple[str, ...]:
    """Return the slugs of the routines of past sessions, ended early or not, the latest first."""
    latest_first = sorted(up_to_now(sessions, now), key=lambda one: one.started, reverse=True)
    return tuple(dict.fromkeys(session.routine for session in latest_first))


def days_since(sessions: Iterable[PastSession], now: datetime) -> dict[str, int]:
    """Return the calendar days since each exercise was last worked at, by slug: 0 for today."""
    days: dict[str, int] = {}
    for session in up_to_now(sessions, now):
        ago = (now.date() - session.day(now)).days
        for exercise in session.exercises:
            days[exercise] = min(ago, days.get(exercise, ago))
    return days
