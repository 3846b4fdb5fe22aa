"""The page of one routine, before it is begun: every step with its dose, the whole time, what to know."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import ScreenResume
from textual.widgets import Rule

from loosen.domain.routine import Routine
from loosen.services.library import Library
from loosen.text.plain_pages import routine_lines
from loosen.tui.bindings import KeyedScreen, copy_key
from loosen.tui.messages import (
    CopyText,
    EditRoutine,
    FilesChanged,
    OpenExercise,
    Place,
    StartRoutine,
)
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.page import Page
from loosen.tui.widgets.prose import ProseRow, ProseView
from loosen.tui.widgets.routine import routine_rows


class RoutineScreen(KeyedScreen[None]):
    """A routine to look at; Enter begins it."""

    CSS_PATH = "routine.tcss"
    BINDINGS = [
        Binding("enter,r", "start", "Begin", key_display="↵", id="routine.start"),
        Binding(
            "o", "exercises", "Open", id="routine.exercises", tooltip="The pages of its exercises"
        ),
        Binding("e", "edit", "Edit", id="routine.edit", tooltip="A shipped one as a copy"),
        copy_key("routine"),
        Binding("escape,q", "dismiss", "Back", key_display="esc", id="routine.back"),
    ]

    def __init__(self, library: Library, routine: Routine) -> None:
        super().__init__()
        self._library = library
        self._routine = routine
        self._snapshot = library.snapshot

    def compose(self) -> ComposeResult:
        """Masthead and the steps."""
        yield Masthead(Place.ROUTINES)
        yield Rule(line_style="solid")
        yield Page(ProseView(self._rows(), id="routine"), id="page")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the steps, and focus them."""
        self.query_one("#page", Page).focus()

    @on(FilesChanged)
    @on(ScreenResume)
    def _reload(self) -> None:
        """Show what has changed; close the page where the routine is gone."""
        if self._snapshot is self._library.snapshot:
            return
        self._snapshot = self._library.snapshot
        found = self._library.routines.get(self._routine.slug)
        if found:
            self._routine = found
            self.query_one(ProseView).show(self._rows())
        elif self.app.screen is self:
            self.dismiss()

    def _rows(self) -> Iterator[ProseRow]:
        """The steps as the next session takes them."""
        timeline = self._library.timeline(self._library.steps(self._routine))
        return routine_rows(self._routine, timeline, self._every_exercise)

    @property
    def _every_exercise(self) -> str:
        return self._library.safety.every_exercise

    def action_start(self) -> None:
        """Begin the routine."""
        self.post_message(StartRoutine(self._routine))

    def action_exercises(self) -> None:
        """Open the pages of its exercises."""
        slugs = tuple(dict.fromkeys(step.exercise for step in self._routine.exercise_steps))
        self.post_message(OpenExercise(slugs[0], slugs))

    def action_copy(self) -> None:
        """Copy its steps as the next session takes them."""
        timeline = self._library.timeline(self._library.steps(self._routine))
        lines = routine_lines(self._routine, timeline, self._every_exercise)
        self.post_message(CopyText(self._routine.name, tuple(lines)))

    def action_edit(self) -> None:
        """Edit the routine; a shipped one as a copy."""
        self.post_message(EditRoutine(self._routine.slug))
