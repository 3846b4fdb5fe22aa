"""A routine that is being written: its lines, what each takes, and words about the one under the cursor."""

from dataclasses import dataclass

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from loosen.domain.catalogue import Catalogue
from loosen.domain.editing import Draft, DraftPlace, Times
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep, PickStep
from loosen.text.draft import particulars, pick_words
from loosen.text.wording import (
    areas_words,
    clock_words,
    dose_words,
    position_words,
)
from loosen.tui.late import once_painted
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


class DraftView(Vertical):
    """Shows a draft, and tells which line is under the cursor."""

    DEFAULT_CSS = """
    DraftView > #head { height: 1; }
    DraftView > #head > #routine { width: 1fr; height: 1; }
    DraftView > #head > #total { width: auto; height: 1; }
    """

    @dataclass(eq=False)
    class Chosen(Message):
        """A line was clicked on where the cursor stood already."""

    table = getters.query_one(Table)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._draft = Draft()
        self._times = Times(0, {})
        self._marks: frozenset[int] = frozenset()

    def compose(self) -> ComposeResult:
        """Name and time, what it is, its lines, and words about one of them."""
        with Horizontal(id="head"):
            yield Static(id="routine")
            yield Static(id="total")
        yield Static(id="said")
        yield Table(id="lines")
        yield Static(Content(EMPTY), id="nothing")
        yield Static(id="about")

    def on_resize(self) -> None:
        """Lay the columns out in the new room."""
        once_painted(self, self.again)

    def mark(self, marks: frozenset[int]) -> None:
        """Show other steps marked."""
        self._marks = marks
        self.again()

    def again(self) -> None:
        """Set what is shown anew, in the colours and the room there are."""
        self.set_lines(self._draft, self._times, self.place, self._marks)

    @property
    def place(self) -> DraftPlace | None:
        """The line under the cursor; None where there is none."""
        lines, row = self._draft.lines, self.table.cursor_row
        return lines[row] if row < len(lines) else None

    def tell(self, total: str, said: str) -> None:
        """Say how it stands: the words at the right, and the line under the name."""
        self.query_one("#total", Static).update(Content(total))
        self.query_one("#said", Static).update(Content(said))

    def set_lines(
        self,
        draft: Draft,
        times: Times,
        place: DraftPlace | None,
        marks: frozenset[int] = frozenset(),
    ) -> None:
        """Show a draft with the cursor on a line, or near it."""
        self._draft, self._times, self._marks = draft, times, marks
        self.query_one("#routine", Static).update(Content(draft.name or "A routine without a name"))
        self.set_class(not draft.steps, "-empty")
        widths = columns_for(self.table.size.width or self.size.width)
        lines = draft.lines
        row = 0 if place is None else self._row(place)
        self.table.fill([str(at) for at in lines], lambda n: self._line(lines[n]), widths, row=row)
        self._about()

    def _row(self, place: DraftPlace) -> int:
        """The row of a line; where it is not there, of its step."""
        lines = self._draft.lines
        for one in (place, DraftPlace(place.step)):
            if one in lines:
                return lines.index(one)
        return len(lines) - 1

    def _line(self, line: DraftPlace) -> Line:
        if line.heading:
            return Line(("", self._draft.at(line).section or "", "", "", ""), LOUD, heading=True)
        return Line(self._texts(line), LOUD)

    def _texts(self, line: DraftPlace) -> tuple[str, str, str, str, str]:
        step = self._draft.at(line)
        seconds = self._times.by_line.get(line)
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

    def _exercise(self, step: object) -> Exercise | None:
        return self._catalogue[step.exercise] if isinstance(step, ExerciseStep) else None

    def _called(self, step: object) -> str:
        exercise = self._exercise(step)
        return exercise.name if exercise else ""

    def _dose(self, step: object) -> str:
        exercise = self._exercise(step)
        if exercise is None or not isinstance(step, ExerciseStep):
            return ""
        return dose_words(step.dose_for(exercise)) + (" +" if step.open_ended else "")

    @on(Table.Highlighted)
    def _moved(self, event: Table.Highlighted) -> None:
        event.stop()
        self._about()

    @on(Table.Selected)
    def _selected(self, event: Table.Selected) -> None:
        event.stop()
        self.post_message(self.Chosen())

    def _about(self) -> None:
        place = self.place
        words = "" if place is None else self._words(place)
        self.query_one("#about", Static).update(Content(words))

    def _words(self, place: DraftPlace) -> str:
        step = self._draft.at(place)
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
