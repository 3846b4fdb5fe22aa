"""The palette's commands that are ours: begin any routine, open any exercise."""

from collections.abc import Callable, Iterator

from textual.app import SystemCommand
from textual.message import Message

from loosen.storage.library import Library
from loosen.tui.messages import OpenExercise, StartRoutine


def literal(text: str) -> str:
    """A text as the palette's markup shows it unchanged: a name with brackets would end the app."""
    return text.replace("[", "\\[")


def commands(library: Library, wish: Callable[[Message], object]) -> Iterator[SystemCommand]:
    """A command for each routine and exercise; ``wish`` takes the message that asks for it."""
    for routine in library.routines.values():
        start = StartRoutine(routine)
        title, about = literal(f"Begin {routine.name}"), literal(routine.summary)
        yield SystemCommand(title, about, lambda m=start: wish(m))
    for exercise in library.catalogue.exercises:
        page = OpenExercise(exercise.slug, ())
        yield SystemCommand(f"Open {exercise.name}", exercise.summary, lambda m=page: wish(m))
