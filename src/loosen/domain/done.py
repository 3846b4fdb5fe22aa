"""What was done, as far as what comes next depends on it.

Dates are the person's own: a session belongs to the calendar day on which it began where it began,
whatever zone it is looked at from. Spans of hours are between instants, so that neither a journey nor
a change of the clocks makes one longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

ENOUGH = 2
"""A session that was ended early counts where one part in so many of its time was done."""


@dataclass(frozen=True, slots=True)
class Done:
    """A past session. Both instants carry their zone; ``exercises`` are those that were worked at.

    ``enough`` is whether it counts as its routine done; its exercises count in any case.
    """

    routine: str
    started: datetime
    ended: datetime
    enough: bool
    exercises: frozenset[str] = frozenset()

    def day(self, now: datetime) -> date:
        """The day it counts for: never after today, even where a journey west made it so."""
        return min(self.started.date(), now.date())


def is_enough(*, finished: bool, planned: float, active: float, exercises: int) -> bool:
    """Whether a session counts as its routine done; ``planned`` and ``active`` are seconds."""
    return exercises > 0 and (finished or active * ENOUGH >= planned)


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
