"""A timer that can be told another pace: to look ten times a second costs, where nothing moves."""

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer


class Pulse:
    """Calls ``step`` again and again while its owner is there, once it has a pace.

    A pace that is come back to goes on in the beat it had, so that timers begun together stay together
    and a screen is painted once for all of them.
    """

    def __init__(self, owner: MessagePump, step: Callable[[], None]) -> None:
        self._owner, self._step = owner, step
        self._timers: dict[float, Timer] = {}

    def every(self, seconds: float) -> None:
        """From now on call it every so many seconds."""
        for timer in self._timers.values():
            timer.pause()
        if seconds in self._timers:
            self._timers[seconds].resume()
        else:
            self._timers[seconds] = self._owner.set_interval(seconds, self._step)
