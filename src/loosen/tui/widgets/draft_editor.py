"""The editor of a draft: its keys move, drop, mark and measure lines, and undo all of it."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message

from loosen.domain.catalogue import Catalogue
from loosen.domain.editing import (
    Draft,
    DraftChange,
    DraftPlace,
    Edits,
    Refusal,
    Times,
    change_amount,
    join_as_pick,
    move_line,
    remove_line,
    split_pick,
    toggle_open_ended,
)
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep
from loosen.tui.bindings import step_keys
from loosen.tui.late import once_painted
from loosen.tui.widgets.draft import DraftView


class DraftEditor(Vertical):
    """A draft with its undo. What needs a question is asked by the screen, which hands in the answer."""

    BINDINGS = [
        Binding("enter", "screen.edit", "Edit", key_display="↵", id="editor.edit"),
        Binding("a", "screen.add", "Add", id="editor.add", tooltip="An exercise below the cursor"),
        Binding("x", "drop", "Drop", id="editor.drop", tooltip="Take the line away"),
        Binding("p", "pick", "Pick", id="editor.pick", tooltip="One of several; it rotates"),
        Binding("u", "undo", "Undo", id="editor.undo", tooltip="Take the last change back"),
        Binding("U,ctrl+r", "redo", "Redo", show=False, id="editor.redo"),
        Binding("space", "mark", "Mark for a pick", show=False, id="editor.mark"),
        *step_keys("editor"),
        Binding("i", "open_end", "You end it, not the clock", show=False, id="editor.open-ended"),
        Binding(
            "o",
            "screen.look",
            "Open",
            show=False,
            id="editor.look",
            tooltip="The page of the exercise",
        ),
    ]

    @dataclass(eq=False)
    class Shown(Message):
        """The draft is shown, for the first time or anew."""

    @dataclass(eq=False)
    class Edited(Message):
        """The draft is another one."""

    def __init__(self, catalogue: Catalogue, draft: Draft, timed: Callable[[Draft], Times]) -> None:
        """Args: ``timed`` measures a draft at the person's pace."""
        super().__init__()
        self._catalogue, self._timed = catalogue, timed
        self._view = DraftView(catalogue)
        self._marks: frozenset[int] = frozenset()
        self._edits = Edits(draft, DraftPlace(0))

    def compose(self) -> ComposeResult:
        """The draft."""
        yield self._view

    def on_mount(self) -> None:
        """Show the draft, and have the keys."""
        self._view.table.focus()
        once_painted(self, self._show)

    @property
    def draft(self) -> Draft:
        """The draft as it stands."""
        return self._edits.draft

    @property
    def times(self) -> Times:
        """How long it takes, line by line."""
        return self._timed(self.draft)

    @property
    def place(self) -> DraftPlace | None:
        """The line under the cursor; None where there is none."""
        return self._view.place

    def tell(self, total: str, said: str) -> None:
        """Say how it stands: the words at the right, and the line under the name."""
        self._view.tell(total, said)

    def exercise(self, place: DraftPlace | None) -> Exercise | None:
        """The exercise of a line; None for a pick."""
        step = self.draft.at(place) if place else None
        return self._catalogue[step.exercise] if isinstance(step, ExerciseStep) else None

    def take(self, made: DraftChange | Refusal, marks: frozenset[int] = frozenset()) -> None:
        """Show what a change came to, or say why it cannot be."""
        if isinstance(made, Refusal):
            self._say(made.words)
            return
        self._edits, self._marks = self._edits.apply(made, self.place or DraftPlace(0)), marks
        self._show()
        self.post_message(self.Edited())

    def _say(self, words: str) -> None:
        self.app.clear_notifications()  # a row of them would cover the lines that they speak of
        self.notify(words, timeout=4, markup=False)

    def _show(self) -> None:
        self._view.set_lines(self.draft, self.times, self._edits.place, self._marks)
        # Without a line there is no list that could have the keys.
        self.can_focus = not self.draft.steps
        (self._view.table if self.draft.steps else self).focus()
        self.post_message(self.Shown())

    def action_drop(self) -> None:
        """Take the line under the cursor away."""
        if self.place:
            self.take(remove_line(self.draft, self.place))

    def action_move(self, by: int) -> None:
        """Move the line under the cursor."""
        if self.place:
            self.take(move_line(self.draft, self.place, by))

    def action_dose(self, by: int) -> None:
        """More of the line under the cursor, or less."""
        if self.place:
            exercise = self.exercise(self.place)
            self.take(change_amount(self.draft, self.place, exercise, by), self._marks)

    def action_open_end(self) -> None:
        """Let a key end the work under the cursor, or the clock again."""
        if self.place:
            self.take(toggle_open_ended(self.draft, self.place), self._marks)

    def action_mark(self) -> None:
        """Mark the step under the cursor for a pick, or take the mark away."""
        if self.place:
            self._marks ^= {self.place.step}
            self._view.mark(self._marks)

    def action_pick(self) -> None:
        """Make a pick of what is marked; without marks, take the pick under the cursor apart."""
        if self._marks:
            self.take(join_as_pick(self.draft, map(DraftPlace, self._marks)))
        elif self.place:
            self.take(split_pick(self.draft, self.place))

    def action_undo(self) -> None:
        """Take the last change back."""
        self._go_to(self._edits.undo(), "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._go_to(self._edits.redo(), "Nothing to do again.")

    def _go_to(self, edits: Edits, otherwise: str) -> None:
        if edits is self._edits:
            self._say(otherwise)
            return
        self._edits, self._marks = edits, frozenset()
        self._show()
        self.post_message(self.Edited())
