"""A routine's steps, each with its dose and what it takes, and the body's way through positions."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from loosen.domain.routine import Routine
from loosen.domain.timeline import Timeline
from loosen.text.exercise_page import MARK_OF_OURS
from loosen.text.plain_pages import path_words
from loosen.text.wording import (
    clock_words,
    dose_words,
    name_words,
    often_words,
)
from loosen.tui.widgets.page import prose


class StepLine(Horizontal):
    """One step: number, name, dose, time."""

    DEFAULT_CSS = """
    StepLine { height: auto; }
    StepLine > .number { width: 4; }
    StepLine > .name { width: 1fr; height: auto; }
    StepLine > .dose { width: auto; max-width: 45%; padding-left: 1; text-align: right; }
    StepLine > .time { width: 8; padding-left: 1; text-align: right; }
    """

    def __init__(self, number: int, name: str, dose: str, seconds: int) -> None:
        super().__init__()
        self._texts = (f"{number:>2}", name, dose, clock_words(seconds))

    def compose(self) -> ComposeResult:
        """Four columns."""
        for text, place in zip(self._texts, ("number", "name", "dose", "time"), strict=True):
            yield Static(Content(text), classes=place)


class RoutineView(Vertical):
    """What is in a routine."""

    DEFAULT_CSS = """
    RoutineView { height: auto; }
    RoutineView > Static { height: auto; }
    RoutineView > .section { margin-top: 1; }
    RoutineView > .after { margin-top: 1; }
    RoutineView > .note { padding-left: 4; }
    """

    def show(
        self,
        routine: Routine,
        timeline: Timeline,
        every_exercise: str,
        kept: str = "",
        whose: str = "",
    ) -> None:
        """Show another routine; ``kept`` says how it stands, and ``whose`` it is, where that is known."""
        if not self.is_attached:
            return  # the app is at its end
        with self.app.batch_update():
            self.remove_children()
            self.mount(*routine_parts(routine, timeline, every_exercise, kept, whose))


def routine_parts(
    routine: Routine, timeline: Timeline, every_exercise: str, kept: str = "", whose: str = ""
) -> Iterator[Widget]:
    """All that is written of a routine, from its name to what of it is ours."""
    yield Static(Content(routine.name), classes="name strong")
    often = often_words(routine.frequency, routine.when)
    facts = " · ".join(filter(None, (whose, clock_words(timeline.seconds), often)))
    yield Static(Content(facts), classes="quiet")
    if kept:
        yield Static(Content(kept), classes="kept")
    yield Static(Content(routine.summary), classes="after")
    yield Static()
    for number, step in enumerate(timeline.steps):
        if step.section:
            yield Static(Content(step.section), classes="section title")
        seconds = timeline.seconds_of_step(number)
        yield StepLine(number + 1, name_words(step.exercise), dose_words(step.dose), seconds)
        if step.note:
            yield Static(Content(step.note), classes="note quiet")
    yield Static(Content(path_words(timeline)), classes="after quiet")
    for rule in routine.rules:
        yield Static(Content(rule), classes="after")
    yield Static(Content(every_exercise), classes="after")
    for line in routine.ours:
        yield prose(f"{MARK_OF_OURS} {line}").add_class("after", "quiet")
