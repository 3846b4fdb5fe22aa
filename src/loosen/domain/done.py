"""What was done, as far as what comes next depends on it.

Dates are the person's own: a session belongs to the calendar day on which it began where it began,
whatever zone it is looked at from. Spans of hours are between instants, so that neither a journey nor
a change of the clocks makes one longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

HALF, LEAFED_THROUGH = 0.5, 0.1
"""Parts of a session's time: from the one on it counts even if ended early; up to the other it was only
leafed through, and does not count though it was finished."""


LATELY = timedelta(days=14)
"""How far back exercises are of interest: strength rests for a week at most, and recency ends sooner."""


@dataclass(frozen=True, slots=True)
class Done:
    """A past session. Both instants carry their zone; ``exercises`` are those that were worked at.

    ``enough`` is whether it counts as its routine done; its exercises count in any case. They are known
    of the last ``LATELY``: nothing asks for older ones.
    """

    routine: str
    started: datetime
    ended: datetime
    enough: bool
    exercises: frozenset[str] = frozenset()

    def day(self, now: datetime) -> date:
        """The day it counts for: never after today, even where a journey west made it so."""
        return min(self.started.date(), now.date())


def is_enough(*, finished: bool, planned: float, active: float) -> bool:
    """Whether a session counts as its routine done; ``planned`` and ``active`` are seconds."""
    part = active / planned if planned else 0.0
    return part >= HALF or (finished and part > LEAFED_THROUGH)


def past(done: Iterable[Done], now: datetime) -> tuple[Done, ...]:
    """Without what lies ahead of ``now``: a clock was wrong then, and it would never grow old."""
    return tuple(one for one in done if one.started <= now)


def last_done(done: Iterable[Done], now: datetime) -> dict[str, int]:
    """Days since each exercise was last worked at, by the calendar: 0 for today."""
    days: dict[str, int] = {}
    for one in past(done, now):
        ago = (now.date() - one.day(now)).days
        for exercise in one.exercises:
            days[exercise] = min(ago, days.get(exercise, ago))
    return days
