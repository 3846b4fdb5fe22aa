"""Time asleep, as two clocks tell it that run on or stand still in different kinds of sleep."""

from collections.abc import Callable

LEAST_JUMP = 5.0
"""Seconds by which a wall clock must be ahead at once: less is a clock that is being set right."""


class SleepCounting:
    """A monotonic clock in seconds that counts sleep which only the wall clock has seen.

    ``awake`` counts on in some kinds of sleep, and stands still where a whole machine is halted, as a virtual
    one is. The ``wall`` clock is ahead of it then, at once. A wall clock that is set back, or drifts, changes
    nothing.
    """

    def __init__(self, awake: Callable[[], float], wall: Callable[[], float]) -> None:
        self._awake, self._wall = awake, wall
        self._ahead = wall() - awake()
        self._slept = 0.0

    def __call__(self) -> float:
        """The seconds now."""
        awake = self._awake()
        ahead = self._wall() - awake
        if ahead - self._ahead >= LEAST_JUMP:
            self._slept += ahead - self._ahead
        self._ahead = ahead
        return awake + self._slept
