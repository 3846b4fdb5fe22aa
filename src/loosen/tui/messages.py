"""Wishes and facts that cross screens: frozen values, answered by the app."""

from dataclasses import dataclass
from enum import StrEnum

from textual.message import Message

from loosen.domain.routine import Routine
from loosen.domain.session import Session


class Place(StrEnum):
    """A place that the masthead leads to."""

    EXERCISES = "exercises"
    ROUTINES = "routines"


@dataclass(frozen=True)
class Visit(Message):
    """Go to a place."""

    place: Place


@dataclass(frozen=True)
class OpenExercise(Message):
    """Show an exercise; ``among`` is the row of slugs to turn the pages of."""

    slug: str
    among: tuple[str, ...]


@dataclass(frozen=True)
class OpenRoutine(Message):
    """Show a routine, before it is begun."""

    slug: str


@dataclass(frozen=True)
class StartRoutine(Message):
    """Begin a routine."""

    routine: Routine


@dataclass(frozen=True)
class ShowSafety(Message):
    """Show the safety page."""


@dataclass(frozen=True)
class SessionOver(Message):
    """A session has ended, by its end or by a key."""

    routine: Routine
    session: Session
