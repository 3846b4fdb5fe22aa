"""The routines: what each takes, and what is in the one under the cursor. Enter begins it."""

from datetime import datetime

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, Rule, Static

from loosen.domain.due import Due
from loosen.domain.routine import Routine
from loosen.domain.wording import count_words, minutes, often_words
from loosen.storage.library import Library
from loosen.tui.messages import (
    LOOK_AGAIN,
    AskDue,
    Chosen,
    KeepUp,
    OpenRoutine,
    Place,
    Stands,
    StartRoutine,
)
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.routine import RoutineView
from loosen.tui.widgets.table import Table, shorten, signed

LOUD = frozenset({0, 1})
DUE, KEPT = "●", "○"
"""Behind a routine that is kept up: it is due, or it is not."""


def columns_for(width: int) -> tuple[int, int, int, int]:
    """Widths of name, time, steps and how often in a table of a width, padding apart; 0 leaves one out."""
    if width >= 70:
        name = min(34, width - 49)
        return name, 7, 12, width - name - 27
    name = min(29, width - 28)
    often = width - name - 13
    if name >= 22 and often >= 12:
        return name, 7, 0, often
    return max(1, width - 13), 7, 0, 0


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
        Binding(
            "plus",
            "keep_up",
            "Keep up",
            key_display="+",
            id="routines.keep-up",
            tooltip="Let it be due, or let it go",
        ),
        Binding("escape", "app.visit('exercises')", "Exercises", show=False, id="routines.leave"),
    ]

    table = getters.query_one(Table)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._stand: dict[str, Due] = {}
        self._now: datetime | None = None
        self._width = 0

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
        self.set_interval(LOOK_AGAIN, lambda: self.post_message(AskDue()))
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._fill())

    def on_screen_resume(self) -> None:
        """A session may have been done meanwhile; the table is painted first."""
        self.call_after_refresh(self.post_message, AskDue())

    def on_resize(self, _event: Resize) -> None:
        """Lay the columns out in the new width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        kept = self.table.current
        self._width = self.table.size.width or self.size.width
        widths = columns_for(self._width)
        self.table.lay_out(widths)
        for routine in self._library.routines.values():
            due = routine.slug in self._stand and self._stand[routine.slug].is_due
            loud = LOUD | {3} if due else LOUD
            cells = self.table.cells(self._texts(routine, widths[0]), widths, loud)
            self.table.add_row(*cells, key=routine.slug)
        if kept:
            self.table.go_to(kept)
        self._count()
        self._tell()
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Lay the columns out again where what stands beside the table has left it less room."""
        if self.table.size.width not in (0, self._width):
            self._fill()

    def _count(self) -> None:
        """How many there are, and how many are due."""
        words = count_words(len(self._library.routines), "routine")
        due = sum(one.is_due for one in self._stand.values())
        self.query_one(Masthead).count(f"{due} due · {words}" if due else words)

    def _texts(self, routine: Routine, width: int) -> tuple[str, str, str, str]:
        steps = self._library.steps(routine)
        timeline = self._library.timeline(steps)
        source = self._library.catalogue.sources.get(routine.source or "")
        whose = source.publisher if source else "ours"
        rhythm, _, _ = often_words(routine.frequency, None).partition(", ")
        often = rhythm or whose
        name = routine.name
        if routine.slug in self._library.settings.routines.keep_up:
            stands = self._stand.get(routine.slug)
            name = signed(name, DUE if stands and stands.is_due else KEPT, width)
            often = self._stands_words(stands) if stands else often
        return (
            name,
            minutes(timeline.seconds).rjust(6),
            count_words(len(steps), "exercise"),
            often,
        )

    def _stands_words(self, stands: Due) -> str:
        """How it stands and when it was last done, short enough for a column."""
        now = self._now
        if now is None or (stands.is_due and stands.last is None):
            return stands.why
        return f"due · {stands.last_words(now)}" if stands.is_due else stands.short_words(now)

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
            kept = self._kept_line(routine)
            self.query_one(RoutineView).show(routine, timeline, kept)
            summary = shorten(routine.summary, self.size.width - 3) if kept else routine.summary
            about = "\n".join(filter(None, (kept, summary)))
            self.query_one("#about", Static).update(Content(about))

    def _kept_line(self, routine: Routine) -> str:
        """How a routine that is kept up stands, in full."""
        stands = self._stand.get(routine.slug)
        if stands is None or self._now is None:
            return ""
        last = f"last done {stands.last_words(self._now)}" if stands.last else "not done yet"
        parts = ("kept up", stands.words(self._now), last, stands.count_words())
        return " · ".join(filter(None, parts))

    @on(Stands)
    def _stands(self, fact: Stands) -> None:
        self._stand = {one.routine.slug: one for one in fact.routines}
        self._now = fact.now
        self._fill()

    @on(Chosen)
    def _chosen(self) -> None:
        self._fill()
        self.post_message(AskDue())

    @on(Table.RowSelected)
    def _selected(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        """Begin the routine under the cursor."""
        if self.current:
            self.post_message(StartRoutine(self.current))

    def action_keep_up(self) -> None:
        """Keep up the routine under the cursor, or let it go."""
        if self.current:
            self.post_message(KeepUp(self.current.slug))

    def action_open(self) -> None:
        """Look at every step first."""
        if self.current:
            self.post_message(OpenRoutine(self.current.slug))
