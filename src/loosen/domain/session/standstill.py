"""How long a session has stood still: after a while there may be less time than there was."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from loosen.domain.session.events import Event, Paused, PauseReason, Resumed

LONG = 300.0
"""Seconds of standing still after which less time is offered."""


@dataclass
class Standstill:
    """Told of everything a session reports, and when; ``since`` is None while it runs.

    ``asked`` is the last instant at which it was told anything. One taken up from an earlier process
    has stood still for long: nobody knows how long.
    """

    asked: float
    since: float | None = None

    @classmethod
    def taken_up(cls, now: float) -> "Standstill":
        """Of a session from an earlier process."""
        return cls(now, -math.inf)

    def heed(self, events: Iterable[Event], now: float) -> None:
        """Take note of what was reported at ``now``; to be told often, of nothing too."""
        for event in events:
            match event:
                case Paused(_, PauseReason.CLOCK_GAP):
                    self.since = self.asked
                case Paused(_, PauseReason.RESUMED):
                    self.since = -math.inf
                case Paused():
                    self.since = now
                case Resumed():
                    self.since = None
                case _:
                    pass
        self.asked = now

    def is_long(self, now: float) -> bool:
        """Whether it has stood still for so long that less time is worth an offer."""
        return self.since is not None and now - self.since >= LONG
