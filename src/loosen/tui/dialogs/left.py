"""What is to become of a session that an earlier process left."""

from datetime import datetime
from enum import Enum

from loosen.services.sessions import InterruptedSession
from loosen.text.wording import ago_words, minutes
from loosen.tui.dialogs.choice import Answer, Choice


class Fate(Enum):
    """The answers; leaving it for later is no answer."""

    RESUME = "resume"
    KEEP = "keep"
    DISCARD = "discard"


def running_words(left: InterruptedSession) -> str:
    """A session that another terminal plays, in a line."""
    pid = left.owner.pid
    return f"“{left.heading.name}” is running in another terminal, as process {pid}."


class LeftDialog(Choice[Fate]):
    """Offers to take it up, to keep what was done, or to throw it away; Escape decides later."""

    def __init__(self, left: InterruptedSession, now: datetime) -> None:
        ago = ago_words(left.age(now).total_seconds())
        there = f" Begun on {left.elsewhere}." if left.elsewhere else ""
        stands = f"{minutes(left.mark.active)} of {minutes(left.heading.planned)}"
        super().__init__(
            "left",
            f"“{left.heading.name}” was left {ago}, at {stands}.{there}",
            (
                Answer("resume", "resume it there, paused", Fate.RESUME),
                Answer("keep", "keep what was done, and be done with it", Fate.KEEP),
                Answer("discard", "throw it away", Fate.DISCARD),
            ),
            "Escape leaves it for later.",
        )
