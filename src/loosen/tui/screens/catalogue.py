"""The list of exercises: search as you type, filters, and a preview of the one under the cursor."""

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, Input, Rule, Static

from loosen.domain.body import Word
from loosen.domain.catalogue import wanting
from loosen.domain.exercise import Exercise
from loosen.domain.text import clean
from loosen.domain.wording import areas_words, count_words, dose_words, position_words
from loosen.storage.library import Library
from loosen.tui.basket import Basket
from loosen.tui.dialogs.filters import FilterDialog
from loosen.tui.messages import EditRoutine, OpenExercise, Place
from loosen.tui.widgets.figure import Animation
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.preview import ExercisePreview
from loosen.tui.widgets.table import Table

LOUD = frozenset({0, 3})
PUT_ASIDE = "✓ "
ROOM_FOR_BOTH = 90
"""Columns from which on the count of exercises stands beside that of the basket."""
EMPTY = "Nothing fits. Try another word, or f to take filters away."


def columns_for(width: int) -> tuple[int, int, int, int]:
    """Widths of name, areas, position and dose in a table of a width, padding apart; 0 leaves one out.

    The name always has a column: rows without any would have no cell for the cursor.
    """
    name, dose = 28, 23
    position = 17 if width >= 98 else 0
    areas = width - name - position - dose - (8 if position else 6)
    if areas >= 14:
        return name, areas, position, dose
    room = max(0, width - 4)
    return max(1, room * 3 // 5), 0, 0, room - room * 3 // 5


class CatalogueScreen(Screen[None]):
    """Every exercise that fits the search and the filters."""

    CSS_PATH = "catalogue.tcss"
    BINDINGS = [
        Binding(
            "enter", "open", "Open", key_display="↵", id="list.open", tooltip="Read the exercise"
        ),
        Binding("slash", "search", "Search", key_display="/", id="list.search"),
        Binding("f", "filters", "Filter", id="list.filter", tooltip="Area, position, kind …"),
        Binding("space,b", "basket", "Add", id="list.basket", tooltip="Put aside for a routine"),
        Binding("m", "make", "Routine", id="list.make", tooltip="Of what is in the basket"),
        Binding("escape", "clear", "Clear", show=False, id="list.clear"),
    ]

    table = getters.query_one(Table)
    search = getters.query_one(Input)
    preview = getters.query_one(ExercisePreview)

    def __init__(self, library: Library, animation: Animation, basket: Basket) -> None:
        super().__init__()
        self._library, self._animation, self._basket = library, animation, basket
        self._catalogue = library.catalogue
        self._words: tuple[Word, ...] = ()
        self._shown: tuple[Exercise, ...] = ()

    def compose(self) -> ComposeResult:
        """Masthead, search line, table and preview."""
        yield Masthead(Place.EXERCISES)
        with Horizontal(id="wishes"):
            yield Static(Content("/"), id="slash")
            yield Input(placeholder="search names, areas, text", id="search")
            yield Static(id="filters")
        yield Rule(line_style="solid")
        with Horizontal(id="body"):
            yield Table(id="exercises")
            yield ExercisePreview(self._animation, self._library.figure)
        yield Static(Content(EMPTY), id="empty")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """The list has the keys."""
        self.table.focus()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._fill())

    def on_screen_resume(self) -> None:
        """The basket may have been filled or emptied elsewhere."""
        if self.is_mounted and self.table.columns:
            self._fill()

    def on_resize(self, _event: Resize) -> None:
        """Lay the columns out in the new width."""
        self.call_after_refresh(self._fill)

    def _fill(self, *, anew: bool = False) -> None:
        """Show what fits the wishes; the cursor stays on its exercise, or goes to the first ``anew``."""
        kept = None if anew else self.table.current
        text = clean(self.search.value, 200)
        self._shown = self._catalogue.search(text, wanting(self._words))
        widths = columns_for(self.table.size.width or self.size.width)
        self.table.lay_out(widths)
        for exercise in self._shown:
            cells = self.table.cells(self._texts(exercise), widths, LOUD)
            self.table.add_row(*cells, key=exercise.slug)
        if kept:
            self.table.go_to(kept)
        self._tell()

    def _texts(self, exercise: Exercise) -> tuple[str, str, str, str]:
        put_aside = PUT_ASIDE if exercise.slug in self._basket else ""
        return (
            f"{put_aside}{exercise.name}",
            areas_words(exercise.areas, primary_only=True),
            position_words(exercise.position),
            dose_words(exercise.default.dose),
        )

    def _tell(self) -> None:
        whole, shown = len(self._catalogue), len(self._shown)
        count = count_words(whole, "exercise") if shown == whole else f"{shown} of {whole}"
        if self._basket:
            wide = self.size.width >= ROOM_FOR_BOTH
            count = f"{self._basket.words} · {count}" if wide else self._basket.words
        self.query_one(Masthead).count(count)
        self.refresh_bindings()
        self.query_one("#filters", Static).update(Content(str(wanting(self._words)) or "f filters"))
        self.set_class(not self._shown, "-empty")
        self._preview()

    def _preview(self) -> None:
        current = self.table.current
        self.preview.exercise = self._catalogue[current] if current else None

    @on(Table.RowHighlighted)
    def _highlighted(self) -> None:
        self._preview()

    @on(Table.RowSelected)
    def _selected(self) -> None:
        self.action_open()

    @on(Input.Changed)
    def _searching(self) -> None:
        self._fill(anew=True)

    @on(Input.Submitted)
    def _searched(self) -> None:
        self.table.focus()

    def action_open(self) -> None:
        """Read the exercise under the cursor."""
        if self.table.current:
            among = tuple(exercise.slug for exercise in self._shown)
            self.post_message(OpenExercise(self.table.current, among))

    def action_basket(self) -> None:
        """Put the exercise under the cursor into the basket, or take it out."""
        if self.table.current:
            self._basket.turn(self.table.current)
            self._fill()

    def action_make(self) -> None:
        """Make a routine of the basket."""
        self.post_message(EditRoutine())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A routine is made of something."""
        return not (action == "make" and not self._basket) and super().check_action(
            action, parameters
        )

    def action_search(self) -> None:
        """Type what to look for."""
        self.search.focus()

    def action_filters(self) -> None:
        """Choose areas, positions, kinds, equipment and cautions."""

        def count(words: tuple[Word, ...]) -> str:
            fitting = self._catalogue.search(clean(self.search.value, 200), wanting(words))
            return f"{count_words(len(fitting), 'exercise')} of {len(self._catalogue)}"

        def take(words: tuple[Word, ...] | None) -> None:
            self._words = self._words if words is None else words
            self._fill()

        self.app.push_screen(FilterDialog(self._words, count), take)

    def action_clear(self) -> None:
        """From the search back to the list; from the list, clear the search, then the filters."""
        if self.search.has_focus:
            self.table.focus()
        elif self.search.value:
            self.search.value = ""
        elif self._words:
            self._words = ()
            self._fill()
