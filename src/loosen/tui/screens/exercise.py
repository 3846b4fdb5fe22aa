"""The page of one exercise: how, what to mind, who should ask first, and each source's own dose."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import Resize, ScreenResume
from textual.widget import Widget
from textual.widgets import Rule

from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.figure import Figure
from loosen.domain.routine import single_exercise_routine
from loosen.domain.settings import Liking
from loosen.services.library import Library
from loosen.text.exercise_page import Block, marked, page_of
from loosen.text.plain_pages import exercise_page, lines_of
from loosen.text.wording import (
    LIKINGS,
    areas_words,
    dose_words,
    origin_words,
    position_words,
)
from loosen.tui.bindings import KeyedScreen, copy_key, enlarge_key, liking_keys, walk_keys
from loosen.tui.late import refill
from loosen.tui.messages import (
    ChoicesChanged,
    CopyText,
    EditRoutine,
    FilesChanged,
    Place,
    StartRoutine,
    ToggleLiking,
)
from loosen.tui.models.basket import Basket
from loosen.tui.widgets.animation import Animation
from loosen.tui.widgets.figure import MovingFigure
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.page import Page, block_rows
from loosen.tui.widgets.prose import GAP, ProseRow, ProseView

TWO_COLUMNS = 110
"""Columns of the terminal from which on the page has two."""
SIDE_BLOCKS = frozenset(
    {"Dose", "How we read it", "What it takes", "Whose it is", "Our additions", "Yours", "Variants"}
)
"""Titles of the blocks in the second column, where there is room for one."""


class ExerciseScreen(KeyedScreen[None]):
    """The page of an exercise; left and right turn to its neighbours in the list."""

    CSS_PATH = "exercise.tcss"
    BINDINGS = [
        Binding("r", "try", "Run only this exercise", id="exercise.try"),
        Binding("escape,q", "dismiss", "Back", key_display="esc", id="exercise.back"),
        Binding("left,h", "turn(-1)", "Previous", key_display="←", id="exercise.previous"),
        Binding("right,l", "turn(1)", "Next", key_display="→", id="exercise.next"),
        Binding("b", "basket", "Add to basket", id="exercise.basket"),
        Binding("m", "make", "Routine", id="exercise.make", tooltip="Make a routine of the basket"),
        *walk_keys("exercise", show=True),
        enlarge_key("exercise"),
        Binding("space", "still", "Stop the figure", show=False, id="exercise.still"),
        copy_key("exercise"),
        *liking_keys("exercise", show=True),
    ]
    foremost_keys = ("try", "dismiss", "basket")

    def __init__(
        self,
        library: Library,
        animation: Animation,
        slug: str,
        among: tuple[str, ...],
        basket: Basket,
    ) -> None:
        super().__init__()
        self._library, self._animation, self._basket = library, animation, basket
        self._catalogue = library.catalogue
        self._among = among or (slug,)
        self._place = self._among.index(slug) if slug in self._among else 0
        self._wide = False
        self._figure: Figure | None = None

    @property
    def exercise(self) -> Exercise:
        """The exercise that is shown."""
        return self._catalogue[self._among[self._place]]

    def compose(self) -> ComposeResult:
        """Masthead, title and the page."""
        self._look()
        yield Masthead(Place.EXERCISES)
        yield Rule(line_style="solid")
        yield Page(*self._columns(), id="page")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.query_one(Page).focus()
        self._show_count()

    async def on_resize(self, event: Resize) -> None:
        """Set the page in two columns where there is room, else in one."""
        if (event.size.width >= TWO_COLUMNS) is not self._wide and self.is_attached:
            self._look()
            async with self.batch():
                await refill(self.query_one(Page), self._columns())

    @on(FilesChanged)
    @on(ScreenResume)
    def _reload(self) -> None:
        """Show what has changed; close the page where the exercise is gone."""
        before, catalogue = self.exercise, self._library.catalogue
        if catalogue is self._catalogue:
            return
        self._catalogue = catalogue
        self._among = tuple(slug for slug in self._among if slug in catalogue)
        if before.slug not in self._among:
            if self.app.screen is self:
                self.dismiss()
            self._among, self._catalogue = (before.slug,), Catalogue([before])
            return
        self._place = self._among.index(before.slug)
        if self.exercise != before or self._library.figure(before) is not self._figure:
            self._show()

    def _show(self) -> None:
        """Another exercise, or what has changed of this one, from its top."""
        if not self.is_attached:
            return  # the app is at its end
        self._look()
        self.query_one("#words", ProseView).show(self._words())
        self.query_one("#blocks", ProseView).show(self._blocks())
        self.query_one(MovingFigure).play(self._figure)
        self.query_one(Page).scroll_home(animate=False)
        self._show_count()

    def _look(self) -> None:
        """Repaint key: the room, the figure, and the exercise with what the person thinks of it."""
        self._wide = self.app.size.width >= TWO_COLUMNS
        self._figure = self._library.figure(self.exercise)
        self.set_class(self._figure is None, "-figureless")

    def on_screen_resume(self) -> None:
        """Show the basket's count, which may have changed meanwhile."""
        self._show_count()

    def _show_count(self) -> None:
        place = f"{self._place + 1} of {len(self._among)}"
        sign = "✓ " if self.exercise.slug in self._basket else ""
        words = f"{sign}{self._basket.words} · {place}" if self._basket else place
        self.query_one(Masthead).count(words)
        self.refresh_bindings()

    def _columns(self) -> list[Widget]:
        """Return the page's parts: words, figure and blocks, in one column or in two."""
        words = ProseView(self._words(), id="words")
        blocks = ProseView(self._blocks(), id="blocks")
        figure = MovingFigure(self._animation)
        figure.play(self._figure)
        if self._wide:
            return [Horizontal(words, Vertical(figure, blocks), classes="columns")]
        return [Horizontal(words, figure, classes="columns"), blocks]

    def _words(self) -> Iterator[ProseRow]:
        """Yield what it is, what the person thinks of it, and in two columns how it is done."""
        exercise = self.exercise
        facts = (
            origin_words(exercise),
            dose_words(exercise.default.dose),
            position_words(exercise.position),
            exercise.kind.short,
            areas_words(exercise.areas, primary_only=True),
        )
        yield ProseRow(exercise.name, "bold")
        yield ProseRow(" · ".join(filter(None, facts)), "$quiet")
        yield from (GAP, ProseRow(" ".join(marked(exercise, "summary"))))
        liking = self._library.settings.exercises.liking(exercise.slug)
        if liking:
            yield from (GAP, ProseRow(LIKINGS[liking].words, "$accent"))
        if self._wide:
            yield GAP
            yield from block_rows(b for b in self._page if b.title not in SIDE_BLOCKS)

    def _blocks(self) -> Iterator[ProseRow]:
        """Return the blocks under the figure, or all of them where there is one column."""
        first = () if self._wide else (b for b in self._page if b.title not in SIDE_BLOCKS)
        return block_rows((*first, *(b for b in self._page if b.title in SIDE_BLOCKS)))

    @property
    def _page(self) -> tuple[Block, ...]:
        return page_of(self.exercise, self._catalogue)

    @on(ChoicesChanged)
    def _chosen(self) -> None:
        if self.is_attached:
            self.query_one("#words", ProseView).show(self._words())

    def action_think(self, liking: str) -> None:
        """Like this exercise, rather not have it, or never; or take that back."""
        self.post_message(ToggleLiking(self.exercise.slug, Liking(liking)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False for the figure's keys without a figure, and for “make” with an empty basket."""
        figureless = action in ("walk", "still", "enlarge") and self._figure is None
        empty = action == "make" and not self._basket
        return not (figureless or empty) and super().check_action(action, parameters)

    def action_walk(self, steps: int) -> None:
        """Walk round the figure; by 0 steps, back to where it is best seen."""
        self.query_one(MovingFigure).turn(steps)

    def action_enlarge(self) -> None:
        """Enlarge the figure to the page, or back."""
        self.toggle_class("-large")
        self.query_one(Page).scroll_home(animate=False)

    def action_still(self) -> None:
        """Stop the figure, or let it move on."""
        self.query_one(MovingFigure).stop_or_go()

    def action_try(self) -> None:
        """Begin a session of this exercise alone."""
        self.post_message(StartRoutine(single_exercise_routine(self.exercise)))

    def action_basket(self) -> None:
        """Put the exercise into the basket, or take it out."""
        self._basket.turn(self.exercise.slug)
        self._show_count()

    def action_make(self) -> None:
        """Make a routine of the basket."""
        self.post_message(EditRoutine())

    def action_copy(self) -> None:
        """Copy the page as “loosen show” prints it."""
        lines = lines_of(exercise_page(self.exercise, self._catalogue))
        self.post_message(CopyText(self.exercise.name, tuple(lines)))

    def action_turn(self, pages: int) -> None:
        """Show a neighbour in the list, round its ends."""
        self._place = (self._place + pages) % len(self._among)
        self._show()
