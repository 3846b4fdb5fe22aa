"""Standstill of a session: after a long one the person may have less time than planned."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from loosen.domain.session.events import Event, Paused, PauseReason, Resumed

LONG = 300.0
"""Seconds of standstill after which a shorter rest of the session is offered."""


@dataclass
class Standstill:
    """Tracker of how long a session has stood still, fed with all its events.

    ``latest`` is the instant of the last call; ``since`` is when the session stopped, None while it runs.
    A session resumed from an earlier process has stood still for an unknown time, taken to be long.
    """

    latest: float
    since: float | None = None

    @classmethod
    def resumed(cls, now: float) -> "Standstill":
        """Return the tracker of a session from an earlier process."""
        return cls(now, -math.inf)

    def handle(self, events: Iterable[Event], now: float) -> None:
        """Handle the events of ``now``. Call it at every tick, also without events."""
        for event in events:
            match event:
                case Paused(_, PauseReason.CLOCK_GAP):
                    self.since = self.latest
                case Paused(_, PauseReason.RESUMED):
                    self.since = -math.inf
                case Paused():
                    self.since = now
                case Resumed():
                    self.since = None
                case _:
                    pass
        self.latest = now

    def is_long(self, now: float) -> bool:
        """Return whether it has stood still for so long that a shorter rest is offered."""
        return self.since is not None and now - self.since >= LONG
