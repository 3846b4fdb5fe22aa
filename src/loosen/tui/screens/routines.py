"""The list of routines, with the steps of the one under the cursor. Enter begins it.

A person's own are marked with a word, and can be edited, copied, renamed and deleted; undo brings back.
"""

from collections.abc import Callable

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.widgets import Rule, Static

from loosen.domain.routine import Routine
from loosen.services.library import Library
from loosen.services.routine_list import in_order, listed_routine
from loosen.services.routines import NotOwn, Overtaken, OwnRoutines
from loosen.storage.problems import BadFile
from loosen.text.due import done_column, due_line
from loosen.text.exercise_page import Block
from loosen.text.signs import ROUTINE_SIGNS
from loosen.text.wording import count_words
from loosen.tui.bindings import KeyedScreen
from loosen.tui.dialogs.name import NameDialog
from loosen.tui.late import once_painted
from loosen.tui.messages import (
    LOOK_AGAIN,
    AskDue,
    ChoicesChanged,
    DueFound,
    EditRoutine,
    FilesChanged,
    OpenRoutine,
    Place,
    StartRoutine,
    ToggleKeepUp,
)
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.prose import ProseView
from loosen.tui.widgets.routine import routine_rows
from loosen.tui.widgets.table import shorten
from loosen.tui.widgets.tables import RoutineHistory, RoutineTable

BESIDE, BROAD = 100, 150
"""Columns from which on the steps stand beside the list, and have half of the terminal."""


class RoutinesScreen(KeyedScreen[None]):
    """Every routine, the shipped ones and the person's own."""

    CSS_PATH = "routines.tcss"
    BINDINGS = [
        Binding("enter,r", "start", "Begin", key_display="↵", id="routines.start"),
        Binding("o", "open", "Open", id="routines.open", tooltip="Every step and its dose"),
        Binding(
            "plus",
            "keep_up",
            "Schedule",
            key_display="+",
            id="routines.keep-up",
            tooltip="So that it comes due, or not any more",
        ),
        Binding("e", "edit", "Edit", id="routines.edit", tooltip="A shipped one as a copy"),
        Binding("n", "new", "New", id="routines.new", tooltip="Of the basket, or from nothing"),
        Binding("y", "copy", "Duplicate", id="routines.copy", tooltip="As a routine of your own"),
        Binding("x", "delete", "Delete", id="routines.delete", tooltip="Into the trash; u undoes"),
        Binding("t", "rename", "Title", show=False, id="routines.rename"),
        Binding("u", "undo", "Undo", id="routines.undo", tooltip="Take the last change back"),
        Binding("escape", "app.visit('exercises')", "Back", show=False, id="routines.leave"),
    ]
    foremost_keys = ("start", "open", "quit", "edit", "new", "keep_up")

    table = getters.query_one(RoutineTable)

    def __init__(self, library: Library, own: OwnRoutines) -> None:
        super().__init__()
        self._library, self._own = library, own
        self._snapshot = library.snapshot
        self._past = RoutineHistory()

    def compose(self) -> ComposeResult:
        """Masthead, table and what is inside."""
        yield Masthead(Place.ROUTINES)
        yield Rule(line_style="solid")
        with Horizontal(id="body"):
            yield RoutineTable(lambda one: listed_routine(self._library, one), id="routines")
            with VerticalScroll(id="inside", can_focus=False):
                yield ProseView(id="routine")
        yield Static(classes="quiet", id="about")
        yield KeyLine()

    def on_mount(self) -> None:
        """Focus the table, and ask for what is due from time to time."""
        self._fill()
        self.table.focus()
        self.set_interval(LOOK_AGAIN, lambda: self.post_message(AskDue()))

    def on_screen_resume(self) -> None:
        """Ask for what is due, after the table is painted."""
        once_painted(self, self.post_message, AskDue())

    def on_resize(self, event: Resize) -> None:
        """The steps stand beside the list where there is room."""
        self.set_class(event.size.width >= BESIDE, "-beside")
        self.set_class(event.size.width >= BROAD, "-broad")

    @on(FilesChanged)
    @on(ScreenResume)
    def _reload(self) -> None:
        if self._snapshot is not self._library.snapshot:
            self._fill()

    def _fill(self) -> None:
        self._snapshot = self._library.snapshot
        self.table.show(in_order(self._library), self._past)
        self._show_count()
        self._show_current()

    def _show_count(self) -> None:
        """Show how many routines there are, and how many are due."""
        words = count_words(len(self._library.routines), "routine")
        due = sum(one.is_due for one in self._past.due.values())
        counts = (f"{due} due · {words}", f"{due} due") if due else (words, words.partition(" ")[0])
        self.query_one(Masthead).count(*counts)

    @property
    def current(self) -> Routine | None:
        """The routine under the cursor."""
        return self._library.routines.get(self.table.current or "")

    @on(RoutineTable.Highlighted)
    def _show_current(self) -> None:
        routine = self.current
        if routine:
            timeline = self._library.timeline(self._library.steps(routine))
            kept = self._stands_words(routine)
            whose = "yours" if routine.slug in self._library.snapshot.own_routines else ""
            every = self._library.safety.every_exercise
            rows = routine_rows(routine, timeline, every, kept, whose)
            self.query_one("#routine", ProseView).show(rows)
            summary = shorten(routine.summary, self.size.width - 3) if kept else routine.summary
            about = "\n".join(filter(None, (kept, summary)))
            self.query_one("#about", Static).update(Content(about))

    def _stands_words(self, routine: Routine) -> str:
        """Whether it is due, and when it was last done; empty where it is not scheduled and never was."""
        stands, now = self._past.due.get(routine.slug), self._past.now
        if now is None:
            return ""
        if stands:
            return due_line(stands, now)
        day = self._past.last_done.get(routine.slug)
        return f"last {done_column(day, now)}" if day else ""

    @property
    def explained(self) -> tuple[Block, ...]:
        """The signs in the list."""
        return (ROUTINE_SIGNS,)

    @on(DueFound)
    def _stands(self, fact: DueFound) -> None:
        due = {one.routine.slug: one for one in fact.routines}
        self._past = RoutineHistory(due, fact.last_done, fact.now)
        self._fill()

    @on(ChoicesChanged)
    def _chosen(self) -> None:
        self._fill()
        self.post_message(AskDue())

    @on(RoutineTable.Selected)
    def action_start(self) -> None:
        """Begin the routine under the cursor."""
        if self.current:
            self.post_message(StartRoutine(self.current))

    def action_keep_up(self) -> None:
        """Schedule the routine under the cursor, or take it off the schedule."""
        if self.current:
            self.post_message(ToggleKeepUp(self.current.slug))

    def action_open(self) -> None:
        """Open the routine under the cursor, to see every step first."""
        if self.current:
            self.post_message(OpenRoutine(self.current.slug))

    def action_edit(self) -> None:
        """Edit the routine under the cursor; a shipped one as a copy."""
        if self.current:
            self.post_message(EditRoutine(self.current.slug))

    def action_new(self) -> None:
        """Edit a new routine of what is in the basket, or from nothing."""
        self.post_message(EditRoutine())

    def action_copy(self) -> None:
        """Copy the routine under the cursor, as one of the person's own."""

        def copy(routine: Routine) -> tuple[str, str]:
            made = self._own.duplicate(routine.slug)
            return made.slug, f"A copy of your own: “{made.name}”. e edits it, u takes it back."

        self._do(copy)

    def action_delete(self) -> None:
        """Move the routine under the cursor into the trash."""

        def delete(routine: Routine) -> tuple[str, str]:
            self._own.delete(routine.slug)
            return routine.slug, f"“{routine.name}” is in the trash; u brings it back."

        self._do(delete)

    def action_rename(self) -> None:
        """Rename the routine under the cursor."""
        routine = self.current

        def named(name: str | None) -> None:
            if name:
                self._do(lambda routine: self._rename(name, routine))

        if routine and self._own.path_of(routine.slug):
            self.app.push_screen(NameDialog("Call this routine", routine.name), named)
        elif routine:
            self._say(str(NotOwn(routine)))

    def _rename(self, name: str, routine: Routine) -> tuple[str, str]:
        renamed = self._own.rename(routine.slug, name)
        return renamed.slug, f"It is called “{renamed.name}” from here on; u takes it back."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False for undo without a change."""
        return (action != "undo" or self._own.can_undo) and super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Take the last copy, name or deletion back."""

        def undo(routine: Routine) -> tuple[str, str]:
            undone = self._own.undo()
            return (undone.slug, undone.words) if undone else (routine.slug, "Nothing to undo.")

        self._do(undo)

    def _do(self, change: Callable[[Routine], tuple[str, str]]) -> None:
        """Change the routine under the cursor; go to the slug and show the words that ``change`` returns."""
        if self.current is None:
            return
        slug = self.current.slug
        try:
            slug, words = change(self.current)
        except (NotOwn, Overtaken, BadFile) as refusal:
            words = str(refusal)
        except OSError as error:
            words = f"It could not be done: {error.strerror}"
        self._fill()
        self.table.go_to(slug)
        self.refresh_bindings()
        self._say(words)

    def _say(self, words: str) -> None:
        self.app.clear_notifications()  # a row of them would cover the list that they speak of
        self.notify(words, timeout=6, markup=False)
