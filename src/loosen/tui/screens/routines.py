"""The routines: what each takes, and what is in the one under the cursor. Enter begins it."""

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.screen import Screen
from textual.widgets import Footer, Rule, Static

from loosen.domain.routine import Routine
from loosen.domain.wording import count_words, minutes
from loosen.storage.library import Library
from loosen.tui.messages import FilesChanged, OpenRoutine, Place, StartRoutine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.routine import RoutineView
from loosen.tui.widgets.table import Table

LOUD = frozenset({0, 1})


def columns_for(width: int) -> tuple[int, int, int, int]:
    """Widths of name, time, steps and how often in a table of a width, padding apart; 0 leaves one out."""
    name = min(34, max(22, width - 40))
    if width < name + 27:
        return max(1, width - 13), 7, 0, 0
    return name, 7, 12, max(0, width - name - 29)


class RoutinesScreen(Screen[None]):
    """Every routine, the shipped ones and the person's own."""

    CSS_PATH = "routines.tcss"
    BINDINGS = [
        Binding(
            "enter",
            "start",
            "Begin",
            key_display="↵",
            id="routines.start",
            tooltip="Start the timer",
        ),
        Binding("o", "open", "Look inside", id="routines.open", tooltip="Every step and its dose"),
        Binding("escape", "app.visit('exercises')", "Exercises", show=False, id="routines.leave"),
    ]

    table = getters.query_one(Table)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._shelf = library.shelf

    def compose(self) -> ComposeResult:
        """Masthead, table and what is inside."""
        yield Masthead(Place.ROUTINES)
        yield Rule(line_style="solid")
        with Horizontal(id="body"):
            yield Table(id="routines")
            with VerticalScroll(id="inside", can_focus=False):
                yield RoutineView()
        yield Static(classes="quiet", id="about")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """The table has the keys."""
        self.table.focus()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._fill())

    def on_resize(self, _event: Resize) -> None:
        """Lay the columns out in the new width."""
        self.call_after_refresh(self._fill)

    @on(FilesChanged)
    @on(ScreenResume)
    def _look_again(self) -> None:
        if self._shelf is not self._library.shelf:
            self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        self._shelf = self._library.shelf
        self.query_one(Masthead).count(count_words(len(self._library.routines), "routine"))
        kept = self.table.current
        width = self.table.size.width or self.size.width
        widths = columns_for(width)
        self.table.lay_out(widths)
        for routine in self._library.routines.values():
            cells = self.table.cells(self._texts(routine), widths, LOUD)
            self.table.add_row(*cells, key=routine.slug)
        if kept:
            self.table.go_to(kept)
        self._tell()

    def _texts(self, routine: Routine) -> tuple[str, str, str, str]:
        steps = self._library.steps(routine)
        timeline = self._library.timeline(steps)
        source = self._library.catalogue.sources.get(routine.source or "")
        yours = routine.slug in self._library.shelf.own_routines
        whose = "yours" if yours else source.publisher if source else "ours"
        return (
            routine.name,
            minutes(timeline.seconds).rjust(6),
            count_words(len(steps), "exercise"),
            routine.frequency or whose,
        )

    @property
    def current(self) -> Routine | None:
        """The routine under the cursor."""
        slug = self.table.current
        return self._library.routines.get(slug) if slug else None

    @on(Table.RowHighlighted)
    def _tell(self) -> None:
        routine = self.current
        if routine:
            timeline = self._library.timeline(self._library.steps(routine))
            self.query_one(RoutineView).show(routine, timeline)
            self.query_one("#about", Static).update(Content(routine.summary))

    @on(Table.RowSelected)
    def _selected(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        """Begin the routine under the cursor."""
        if self.current:
            self.post_message(StartRoutine(self.current))

    def action_open(self) -> None:
        """Look at every step first."""
        if self.current:
            self.post_message(OpenRoutine(self.current.slug))
