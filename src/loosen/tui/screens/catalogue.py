"""The list of exercises: search as you type, filters, and a preview of the one under the cursor."""

from collections.abc import Callable

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click, Resize, ScreenResume
from textual.geometry import Size
from textual.widgets import Input, Rule, Static

from loosen.domain.body import Word
from loosen.domain.exercise import Exercise
from loosen.domain.filters import filter_by
from loosen.domain.routine import Routine
from loosen.domain.settings import Liking
from loosen.domain.text import clean
from loosen.services.library import Library
from loosen.text.due import nothing_due_words, offer_words
from loosen.text.exercise_page import Block
from loosen.text.signs import EXERCISE_SIGNS, IN_BASKET, exercise_sign_words
from loosen.text.wording import count_words, filters_words
from loosen.tui.bindings import KeyedScreen, key_words, liking_keys
from loosen.tui.late import once_shown
from loosen.tui.messages import (
    LOOK_AGAIN,
    AskDue,
    ChoicesChanged,
    DueFound,
    DueUnknown,
    EditRoutine,
    FilesChanged,
    OpenExercise,
    Place,
    StartRoutine,
    ToggleLiking,
)
from loosen.tui.models.basket import Basket
from loosen.tui.widgets.animation import Animation
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.preview import ExercisePreview
from loosen.tui.widgets.tables import ExerciseTable

BESIDE, HIGH_ENOUGH = 100, 20
"""Columns and lines from which on the preview stands beside the list."""
FIGURE_FITS = 28
"""Lines from which on the preview has a figure there."""
BROAD = 150
"""Columns from which on the preview is wider than its words need."""
NO_FILTERS = "f filters"
NOT_KNOWN = "The history cannot be read: “loosen doctor” says why."
EMPTY = "Nothing fits. Try another word, or f to take filters away."


class CatalogueScreen(KeyedScreen[None]):
    """The exercises that match the search and the filters, with a preview of one."""

    CSS_PATH = "catalogue.tcss"
    BINDINGS = [
        Binding(
            "enter", "open", "Open", key_display="↵", id="list.open", tooltip="Read the exercise"
        ),
        Binding("r", "repeat", "Again", id="list.repeat", tooltip="The routine that you did last"),
        Binding("d", "begin_due", "Due", id="list.due", tooltip="Begin what is due"),
        Binding("slash", "search", "Search", key_display="/", id="list.search"),
        Binding("f", "filters", "Filter", id="list.filter", tooltip="Area, position, kind …"),
        Binding("space,b", "basket", "Add to basket", key_display="space", id="list.basket"),
        Binding("m", "make", "Routine", id="list.make", tooltip="Make a routine of the basket"),
        *liking_keys("list", show=False),
        Binding("escape", "clear", "Clear", show=False, id="list.clear"),
    ]
    foremost_keys = ("open", "repeat", "begin_due", "search", "filters", "quit", "make", "basket")

    table = getters.query_one(ExerciseTable)
    search = getters.query_one(Input)
    preview = getters.query_one(ExercisePreview)
    AUTO_FOCUS = "#exercises"  # never the search, even for a moment: a key would be typed into it

    def __init__(self, library: Library, animation: Animation, basket: Basket) -> None:
        super().__init__()
        self._library, self._animation, self._basket = library, animation, basket
        self._catalogue = library.catalogue
        self._words: tuple[Word, ...] = ()
        self._shown: tuple[Exercise, ...] = ()
        self._laid_out: object = None
        self._found: DueFound | None = None
        self._waits: Callable[[], object] | None = None
        self._beside = False
        self._take_room(self.app.size, update=False)

    def compose(self) -> ComposeResult:
        """Masthead, search line, table and preview."""
        yield Masthead(Place.EXERCISES)
        with Horizontal(id="wishes"):
            yield Static(Content("/"), id="slash")
            yield Input(placeholder="search names, areas, text", id="search")
            yield Static(id="offer")
            yield Static(Content(NO_FILTERS), id="filters")
        yield Rule(line_style="solid")
        with Horizontal(id="body"):
            yield ExerciseTable(self._liking, self._basket, id="exercises")
            yield ExercisePreview(self._animation, self._library.figure)
        yield Static(Content(EMPTY), id="empty")
        yield KeyLine()

    def on_mount(self) -> None:
        """Focus the list, and ask for what is due from time to time."""
        self._fill()
        self.table.focus()
        self.set_interval(LOOK_AGAIN, lambda: self.post_message(AskDue()))

    def on_screen_resume(self) -> None:
        """Ask for what is due, after the list is painted; refresh signs that may have changed meanwhile."""
        once_shown(self, self.post_message, AskDue())
        if self.is_mounted and self._laid_out:
            self._fill()
            self.refresh_bindings()

    def on_resize(self, event: Resize) -> None:
        """Lay the columns out in the new width; the preview stands beside the list where there is room."""
        self._take_room(event.size)
        self._fill()

    def _take_room(self, size: Size, *, update: bool = True) -> None:
        width, height = size
        self._beside = width >= BESIDE and height >= HIGH_ENOUGH
        classes = {
            "-beside": self._beside,
            "-figure": self._beside and height >= FIGURE_FITS,
            "-broad": width >= BROAD,
        }
        self.update_classes(classes, update=update)

    @property
    def explained(self) -> tuple[Block, ...]:
        """The signs in the list."""
        return (EXERCISE_SIGNS,)

    @on(FilesChanged)
    @on(ScreenResume)
    def _reload(self) -> None:
        if self._catalogue is not self._library.catalogue:
            self._catalogue, self._laid_out = self._library.catalogue, None
            self._fill()

    def _fill(self, *, anew: bool = False) -> None:
        """Show what fits the wishes; the cursor stays on its exercise, or goes to the first ``anew``."""
        text = clean(self.search.value, 200)
        # A screen is come back to more often than its list changes, and thousands of rows take their time.
        signs = (self._library.settings.exercises, tuple(self._basket))
        wishes = (text, self._words, self._beside, signs)
        if wishes == self._laid_out:
            return
        self._laid_out = wishes
        self.set_class(bool(text or self._words), "-asked")
        self._shown = self._catalogue.search(text, filter_by(self._words))
        self.table.show(
            self._shown,
            anew=anew,
            text=text,
            wanted=self._words,
            origins=len(self._catalogue.origins) > 1,
            previewed=self._beside,
        )
        self.set_class(not self._shown, "-empty")
        self._show_count()
        self._preview()

    def _liking(self, slug: str) -> Liking | None:
        return self._library.settings.exercises.liking(slug)

    def _show_count(self) -> None:
        whole, shown = len(self._catalogue), len(self._shown)
        every = shown == whole and not any(one.variant_of for one in self._shown)
        count = count_words(whole, "exercise") if every else f"{shown} of {whole}"
        short = str(whole) if every else count
        counts: tuple[str, ...]
        if self._basket:
            words = self._basket.words
            counts = (f"{words} · {count}", words, f"{IN_BASKET} {len(self._basket)}")
        else:
            counts = (count, short)
        self.query_one(Masthead).count(*counts)

    def _preview(self) -> None:
        current = self.table.current
        if current is None:
            self.preview.show(None, "")
            return
        exercise, aside = self._catalogue[current], current in self._basket
        signs = exercise_sign_words(exercise, self._liking(current), put_aside=aside)
        self.preview.show(exercise, signs)

    @on(ChoicesChanged)
    def _chosen(self) -> None:
        """Show another sign in the row under the cursor; the others stay as they are."""
        self.table.again(self.table.cursor_row)
        self._preview()

    @on(DueFound)
    def _stands(self, fact: DueFound) -> None:
        self._found = fact
        due = self._due
        offered = due[0] if due else self._latest
        key, usual = ("list.due", "d") if due else ("list.repeat", "r")
        line = self.query_one("#offer", Static)
        line.set_class(bool(due), "-due")
        if self._waits and self.is_current:
            self._waits()
        self._waits = None
        if offered is None:
            line.update(Content(""))
            return
        seconds = self._library.timeline(self._library.steps(offered)).seconds
        words = offer_words(offered, seconds, others=len(due) - 1 if due else None)
        line.update(Content(f"{key_words(self.app, key, usual)} {words}"))

    @on(DueUnknown)
    def _stands_nowhere(self) -> None:
        if self._waits and self.is_current:
            self.notify(NOT_KNOWN, markup=False)
        self._waits = None

    @property
    def _due(self) -> tuple[Routine, ...]:
        """The routines that are due, in the person's order."""
        found = self._found.routines if self._found else ()
        return tuple(one.routine for one in found if one.is_due)

    @property
    def _latest(self) -> Routine | None:
        """The routine that was begun last, of those that are still there."""
        latest, routines = self._found.latest if self._found else (), self._library.routines
        return next((routines[slug] for slug in latest if slug in routines), None)

    @on(ExerciseTable.Highlighted)
    def _highlighted(self) -> None:
        self._preview()

    @on(ExerciseTable.Selected)
    def _selected(self) -> None:
        self.action_open()

    @on(Input.Changed)
    def _searching(self) -> None:
        self._fill(anew=True)

    @on(Input.Submitted)
    def _searched(self) -> None:
        self.table.focus()

    def action_open(self) -> None:
        """Open the exercise under the cursor."""
        if self.table.current:
            among = tuple(exercise.slug for exercise in self._shown)
            self.post_message(OpenExercise(self.table.current, among))

    def action_think(self, liking: str) -> None:
        """Like the exercise under the cursor, rather not have it, or never; or take that back."""
        if self.table.current:
            self.post_message(ToggleLiking(self.table.current, Liking(liking)))

    @on(Click, "#offer")
    def _take_offer(self) -> None:
        if self._due:
            self.action_begin_due()
        else:
            self.action_repeat()

    def action_begin_due(self) -> None:
        """Begin the first routine that is due, or say when one will be."""
        if self._due:
            self.post_message(StartRoutine(self._due[0]))
            return
        routines = key_words(self.app, "app.routines", "2")
        if self._found:
            words = nothing_due_words(self._found.routines, self._found.now, routines)
            self.notify(words, markup=False)
        else:
            self._wait(self.action_begin_due)

    def action_repeat(self) -> None:
        """Begin the routine that was done last, or say where to find one."""
        if self._latest:
            self.post_message(StartRoutine(self._latest))
            return
        routines = key_words(self.app, "app.routines", "2")
        if self._found:
            self.notify(f"Nothing done yet: press {routines} for routines.", markup=False)
        else:
            self._wait(self.action_repeat)

    def _wait(self, action: Callable[[], object]) -> None:
        """Do what needs the history once it is read, if the list is still in front then."""
        self._waits = action
        self.post_message(AskDue())

    def action_basket(self) -> None:
        """Put the exercise under the cursor into the basket, or take it out."""
        if self.table.current:
            self._basket.turn(self.table.current)
            self._fill()
            self.refresh_bindings()

    def action_make(self) -> None:
        """Make a routine of the basket."""
        self.post_message(EditRoutine())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False for “make” while the basket is empty."""
        return not (action == "make" and not self._basket) and super().check_action(
            action, parameters
        )

    def action_search(self) -> None:
        """Focus the search."""
        self.search.focus()

    @on(Click, "#filters")
    def action_filters(self) -> None:
        """Choose areas, positions, kinds, equipment and cautions."""
        from loosen.tui.dialogs.filters import FilterDialog

        def count(words: tuple[Word, ...]) -> str:
            fitting = self._catalogue.search(clean(self.search.value, 200), filter_by(words))
            return f"{count_words(len(fitting), 'exercise')} of {len(self._catalogue)}"

        def take(words: tuple[Word, ...] | None) -> None:
            self._filter(self._words if words is None else words)

        self.app.push_screen(FilterDialog(self._words, count, self._catalogue.origins), take)

    def _filter(self, words: tuple[Word, ...]) -> None:
        self._words = words
        self.query_one("#filters", Static).update(Content(filters_words(words) or NO_FILTERS))
        self._fill()

    def action_clear(self) -> None:
        """Go from the search back to the list; from the list, clear the search, then the filters."""
        if self.search.has_focus:
            self.table.focus()
        elif self.search.value:
            self.search.value = ""
        elif self._words:
            self._filter(())
