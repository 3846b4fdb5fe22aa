"""Messages that cross screens: requests and facts, answered by the app.

Each carries domain values and nothing else. They are not frozen, since the toolkit writes
its own attributes on every message; nobody else writes on one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from textual.message import Message

from loosen.domain.body import Side
from loosen.domain.due import DueState
from loosen.domain.exercise import Exercise
from loosen.domain.history import SessionRecord
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.safety import SafetySection
from loosen.domain.settings import Liking


class Place(StrEnum):
    """A place that the masthead leads to."""

    EXERCISES = "exercises"
    ROUTINES = "routines"
    COMPOSE = "compose"
    PROGRESS = "progress"


@dataclass(eq=False)
class OpenPlace(Message):
    """Go to a place."""

    place: Place


@dataclass(eq=False)
class OpenExercise(Message):
    """Show an exercise; ``among`` is the row of slugs to turn the pages of."""

    slug: str
    among: tuple[str, ...]


@dataclass(eq=False)
class OpenRoutine(Message):
    """Show a routine, before it is begun."""

    slug: str


@dataclass(eq=False)
class EditRoutine(Message):
    """Edit a routine: the one with a slug, or without one, a fresh one of what is in the basket."""

    slug: str | None = None


@dataclass(eq=False)
class StartRoutine(Message):
    """Begin a routine."""

    routine: Routine


@dataclass(eq=False)
class RunSteps(Message):
    """Begin steps that belong to no routine yet."""

    name: str
    steps: tuple[ExerciseStep, ...]
    stiffer: Side | None
    brief: Mapping[str, object] | None = None
    """What they were composed from, as a routine holds it."""


@dataclass(eq=False)
class RuleOut(Message):
    """Leave an exercise out from now on."""

    exercise: Exercise


@dataclass(eq=False)
class OpenHelp(Message):
    """Show the page of help on a topic."""

    topic: str


@dataclass(eq=False)
class SeeAdvice(Message):
    """Show what to do about a sign that ended a session; it is one of the section's."""

    section: SafetySection
    sign: str


@dataclass(eq=False)
class ToggleKeepUp(Message):
    """Schedule a routine, or take it off the schedule."""

    slug: str


@dataclass(eq=False)
class ToggleLiking(Message):
    """Set what the person thinks of an exercise, or unset it where it is set already."""

    slug: str
    liking: Liking


class ChoicesChanged(Message):
    """A choice in the settings has changed: screens that show it refresh."""


LOOK_AGAIN = 600.0
"""Seconds between questions of a screen that is left open for what is due: the day may turn."""


class AskDue(Message):
    """Ask what is due; ``DueFound`` or ``DueUnknown`` is the answer, to the screen that is shown."""


@dataclass(eq=False)
class DueFound(Message):
    """Due states of the scheduled routines, in the person's order, and what was done until an instant.

    ``last_done`` is the day on which each routine was last done, by slug; ``latest`` are the slugs of the
    routines of past sessions, the latest first.
    """

    routines: tuple[DueState, ...]
    now: datetime
    last_done: Mapping[str, date]
    latest: tuple[str, ...]


class DueUnknown(Message):
    """The answer to ``AskDue`` where the history or the scheduled routines cannot be read."""


class AskWeek(Message):
    """Ask what the present week has come to; ``WeekFound`` is the answer, to the screen that is shown."""


@dataclass(eq=False)
class WeekFound(Message):
    """The answer to ``AskWeek``: the present week in a sentence."""

    words: str


@dataclass(eq=False)
class MorningAfter(Message):
    """There is a session to ask about: how was it the morning after?"""

    record: SessionRecord


@dataclass(eq=False)
class CopyText(Message):
    """Put lines into the clipboard of the machine a person sits at; ``what`` names them."""

    what: str
    lines: tuple[str, ...]


@dataclass(eq=False)
class StepChanged(Message):
    """A session has come to another step; ``words`` name it for the window's title."""

    words: str


class SessionOver(Message):
    """The session that is on has ended, by its end or by a key."""


class FilesChanged(Message):
    """Exercises or routines have changed on disk: a screen reloads what it shows."""


class EscapeWasNone(Message):
    """The last Escape was no key: a sequence has come in two parts, with a pause between them."""
