"""Wishes and facts that cross screens, answered by the app.

Each carries domain values and nothing else. They are not frozen, since the toolkit writes its own
attributes on every message; nobody else writes on one.
"""

from dataclasses import dataclass
from enum import StrEnum

from textual.message import Message

from loosen.domain.body import Side
from loosen.domain.routine import ExerciseStep, Routine


class Place(StrEnum):
    """A place that the masthead leads to."""

    EXERCISES = "exercises"
    ROUTINES = "routines"
    COMPOSE = "compose"
    PROGRESS = "progress"


@dataclass(eq=False)
class Visit(Message):
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
class StartRoutine(Message):
    """Begin a routine."""

    routine: Routine


@dataclass(eq=False)
class RunSteps(Message):
    """Begin steps that belong to no routine yet."""

    name: str
    steps: tuple[ExerciseStep, ...]
    stiffer: Side | None


@dataclass(eq=False)
class NowDoing(Message):
    """A session has come to something else; ``words`` name it."""

    words: str
