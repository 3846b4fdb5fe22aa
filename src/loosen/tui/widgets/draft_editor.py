"""The editor of a draft: its lines, what each takes, and keys that change them and undo the changes."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from loosen.domain.catalogue import Catalogue
from loosen.domain.editing.changes import (
    change_amount,
    join_as_pick,
    move_line,
    remove_line,
    split_pick,
    toggle_open_ended,
)
from loosen.domain.editing.draft import Draft, DraftChange, DraftPlace, Edits, Refusal
from loosen.domain.editing.times import Times
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep, PickStep, Step
from loosen.text.draft import particulars, pick_words
from loosen.text.wording import areas_words, clock_words, dose_words, position_words
from loosen.tui.bindings import step_keys
from loosen.tui.widgets.table import Line, Table

LOUD = frozenset({1, 2, 3})
MARK, TAKEN, OTHER = "✓", "▸", "·"
EMPTY = "No step yet. a adds an exercise; or fill the basket in the list of exercises with space."


def columns_for(width: int) -> tuple[int, int, int, int, int]:
    """Widths of number, name, dose, time and what else, padding apart; 0 leaves one out."""
    number, time = 4, 6
    if width < 50:
        return number, max(1, width - number - time - 7), 0, time, 0
    dose = 30 if width >= 76 else 23
    room = width - number - dose - time - 9
    more = room - 40 if room >= 56 else 0
    return number, room - more - (2 if more else 0), dose, time, more


class DraftEditor(Vertical):
    """Shows a draft and changes it, with undo. The screen opens dialogs, and passes answers to ``take``.

    ``timed`` measures a draft at the person's pace.
    """

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
    DEFAULT_CSS = """
    DraftEditor > #head { height: 1; }
    DraftEditor > #head > #routine { width: 1fr; height: 1; }
    DraftEditor > #head > #total { width: auto; height: 1; }
    """

    @dataclass(eq=False)
    class Shown(Message):
        """The draft is shown, for the first time or anew."""

    @dataclass(eq=False)
    class Edited(Message):
        """The draft is another one."""

    table = getters.query_one(Table)

    def __init__(self, catalogue: Catalogue, draft: Draft, timed: Callable[[Draft], Times]) -> None:
        super().__init__()
        self._catalogue, self._timed = catalogue, timed
        self._edits = Edits(draft, DraftPlace(0))
        self._marks: frozenset[int] = frozenset()
        self.times = Times(0, {})
        """How long the draft takes, line by line."""

    def compose(self) -> ComposeResult:
        """Name and time, what it is, its lines, and words about one of them."""
        with Horizontal(id="head"):
            yield Static(id="routine")
            yield Static(id="total")
        yield Static(id="said")
        yield Table(id="lines")
        yield Static(Content(EMPTY), id="nothing")
        yield Static(id="about")

    def on_mount(self) -> None:
        """Focus the table, and show the draft."""
        self._show()

    @property
    def draft(self) -> Draft:
        """The draft as it stands."""
        return self._edits.draft

    @property
    def place(self) -> DraftPlace | None:
        """The line under the cursor; None where there is none."""
        lines, row = self.draft.lines, self.table.cursor_row
        return lines[row] if row < len(lines) else None

    def exercise(self, place: DraftPlace | None) -> Exercise | None:
        """The exercise of a line; None for a pick."""
        return self._exercise(self.draft.at(place)) if place else None

    def show_state(self, total: str, said: str) -> None:
        """Show the words at the right of the name, and the line under it."""
        self.query_one("#total", Static).update(Content(total))
        self.query_one("#said", Static).update(Content(said))

    def take(self, made: DraftChange | Refusal, marks: frozenset[int] = frozenset()) -> None:
        """Apply a change, or show why it was refused."""
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
        """Show the draft after a change, with the cursor where the change was made."""
        self.times = self._timed(self.draft)
        name = self.draft.name or "A routine without a name"
        self.query_one("#routine", Static).update(Content(name))
        self.set_class(not self.draft.steps, "-empty")
        self._fill(self._edits.place)
        # Without a line there is no list that could have the keys.
        self.can_focus = not self.draft.steps
        (self.table if self.draft.steps else self).focus()
        self.post_message(self.Shown())

    def _fill(self, place: DraftPlace | None = None) -> None:
        """Fill the table, with the cursor on a line, or near it; or where it stands."""
        lines, place = self.draft.lines, place or self.place
        row = 0 if place is None else self._row(place)
        keys = [str(at) for at in lines]
        self.table.fill(keys, lambda n, _: self._line(lines[n]), columns_for, row=row)
        self._show_about()

    def _row(self, place: DraftPlace) -> int:
        """The row of a line; where it is not there, of its step."""
        lines = self.draft.lines
        for one in (place, DraftPlace(place.step)):
            if one in lines:
                return lines.index(one)
        return len(lines) - 1

    def _line(self, line: DraftPlace) -> Line:
        if line.heading:
            return Line(("", self.draft.at(line).section or "", "", "", ""), LOUD, heading=True)
        return Line(self._texts(line), LOUD)

    def _texts(self, line: DraftPlace) -> tuple[str, str, str, str, str]:
        step = self.draft.at(line)
        seconds = self.times.by_line.get(line)
        time = clock_words(seconds).rjust(6) if seconds is not None else ""
        more = " · ".join(particulars(step))
        if line.choice is not None:
            sign = TAKEN if seconds is not None else OTHER
            name = f"{sign} {self._called(step)}"
            return "", name, self._dose(step), "", more
        mark = MARK if line.step in self._marks else " "
        number = f"{mark}{line.step + 1:>3}"
        if isinstance(step, PickStep):
            return number, *pick_words(step), time, more
        return number, self._called(step), self._dose(step), time, more

    def _exercise(self, step: Step) -> Exercise | None:
        return self._catalogue[step.exercise] if isinstance(step, ExerciseStep) else None

    def _called(self, step: Step) -> str:
        exercise = self._exercise(step)
        return exercise.name if exercise else ""

    def _dose(self, step: Step) -> str:
        exercise = self._exercise(step)
        if exercise is None or not isinstance(step, ExerciseStep):
            return ""
        return dose_words(step.dose_for(exercise)) + (" +" if step.open_ended else "")

    @on(Table.Highlighted)
    def _show_about(self) -> None:
        """Show words about the line under the cursor."""
        words = "" if self.place is None else self._words(self.place)
        self.query_one("#about", Static).update(Content(words))

    def _words(self, place: DraftPlace) -> str:
        step = self.draft.at(place)
        if place.heading:
            return "A heading. ↵ changes it, J K move it, x takes it away."
        said = " · ".join(particulars(step))
        if isinstance(step, PickStep):
            marked = f"{TAKEN} is what the next session takes. < > fewer or more, p takes it apart."
            return f"{said}\n{marked}" if said else marked
        exercise = self._exercise(step)
        if exercise is None:
            return said
        facts = f"{position_words(exercise.position)} · {areas_words(exercise.areas, primary_only=True)}"
        own = "" if step.dose is None else f" · its own dose: {dose_words(exercise.default.dose)}"
        return f"{said}\n{facts}{own}" if said else f"{facts}{own}"

    def action_drop(self) -> None:
        """Take the line under the cursor away."""
        if self.place:
            self.take(remove_line(self.draft, self.place))

    def action_move(self, by: int) -> None:
        """Move the line under the cursor."""
        if self.place:
            self.take(move_line(self.draft, self.place, by))

    def action_dose(self, by: int) -> None:
        """Raise or lower the amount of the line under the cursor."""
        if self.place:
            exercise = self.exercise(self.place)
            self.take(change_amount(self.draft, self.place, exercise, by), self._marks)

    def action_open_end(self) -> None:
        """Let a key end the step under the cursor, or the clock again."""
        if self.place:
            self.take(toggle_open_ended(self.draft, self.place), self._marks)

    def action_mark(self) -> None:
        """Mark the step under the cursor for a pick, or take the mark away."""
        if self.place:
            self._marks ^= {self.place.step}
            self._fill()

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
