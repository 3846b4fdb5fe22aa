"""Questions with a few answers: a session that was left, changes that are not saved."""

from datetime import datetime
from enum import Enum

from loosen.services.sessions import InterruptedSession
from loosen.text.wording import ago_words, clock_words
from loosen.tui.dialogs.choice import Answer, Choice


class LeftChoice(Enum):
    """What to do with a session that an earlier process left; to decide later is no answer."""

    RESUME = "resume"
    KEEP = "keep"
    DISCARD = "discard"


def running_words(left: InterruptedSession) -> str:
    """Describe a session that another terminal plays, in a line."""
    pid = left.owner.pid
    return f"“{left.heading.name}” is running in another terminal, as process {pid}."


def left_choice(left: InterruptedSession, now: datetime) -> Choice[LeftChoice]:
    """Ask whether to take a session up, to keep what was done, or to throw it away; Escape decides later."""
    ago = ago_words(left.age(now).total_seconds())
    there = f" Begun on {left.elsewhere}." if left.elsewhere else ""
    stands = f"at {clock_words(left.mark.active)} of {clock_words(left.heading.planned)}"
    answers: tuple[Answer[LeftChoice], ...] = (
        Answer("resume", "resume it there, paused", LeftChoice.RESUME),
        Answer("keep", "save and close", LeftChoice.KEEP),
        Answer("discard", "throw it away", LeftChoice.DISCARD),
    )
    if not left.begun:
        stands = "before its first step"
        begin = Answer("resume", "begin it", LeftChoice.RESUME)
        answers = (begin, answers[-1])
    return Choice(
        "left",
        f"“{left.heading.name}” was left {ago}, {stands}.{there}",
        answers,
        "Escape leaves it for later.",
    )


class PartingChoice(Enum):
    """What to do with changes that are not saved."""

    SAVE = "save"
    LEAVE = "leave"


class UnsavedChoice(Enum):
    """What to do with changes that an earlier sitting has left unsaved."""

    TAKE = "take"
    DROP = "drop"


def parting_choice() -> Choice[PartingChoice]:
    """Ask on leaving an editor; Escape stays."""
    return Choice(
        "parting",
        "There are changes that are not saved.",
        (
            Answer("save", "save them", PartingChoice.SAVE),
            Answer("leave", "leave them behind", PartingChoice.LEAVE),
        ),
        "Esc stays here.",
    )


def unsaved_choice(name: str) -> Choice[UnsavedChoice]:
    """Ask on coming back to a draft that may still lack a name; Escape decides nothing."""
    return Choice(
        "unsaved",
        f"“{name or 'A routine without a name'}” has changes that were not saved last time.",
        (
            Answer("take-up", "take them up again", UnsavedChoice.TAKE),
            Answer("leave", "leave them behind", UnsavedChoice.DROP),
        ),
        "Esc goes back, and keeps both.",
    )
