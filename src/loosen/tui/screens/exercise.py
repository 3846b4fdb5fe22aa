"""One exercise, well set: how, what to mind, who should ask first, and each source's own dose."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Rule, Static

from loosen.domain.exercise import Exercise
from loosen.domain.page import page_of
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.settings import Liking
from loosen.domain.wording import (
    areas_words,
    dose_words,
    kind_words,
    position_words,
)
from loosen.storage.library import Library
from loosen.tui.messages import Chosen, Place, StartRoutine, Think
from loosen.tui.widgets.figure import Animation, MovingFigure
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.page import BlockView

TWO_COLUMNS = 110
"""Columns of the terminal from which on the page has two."""
SIDE_BLOCKS = frozenset({"Dose", "How we read it", "What it takes", "Ours", "Variants"})
"""What stands in the second column, where there is room for one."""


def alone(exercise: Exercise) -> Routine:
    """A routine of one exercise, to try it."""
    return Routine(
        slug=exercise.slug,
        name=exercise.name,
        summary=exercise.summary,
        steps=(ExerciseStep(exercise=exercise.slug),),
    )


class ExerciseScreen(Screen[None]):
    """The page of an exercise; left and right turn to its neighbours in the list."""

    CSS_PATH = "exercise.tcss"
    BINDINGS = [
        Binding("escape,q", "back", "Back", key_display="esc", id="exercise.back"),
        Binding("left_square_bracket", "walk(-1)", "Turn", key_display="[ ]", id="exercise.turn"),
        Binding(
            "right_square_bracket", "walk(1)", "Turn back", show=False, id="exercise.turn-back"
        ),
        Binding("equals_sign", "walk(0)", "Best view", show=False, id="exercise.best-view"),
        Binding("space", "still", "Stop the figure", show=False, id="exercise.still"),
        Binding("r", "try", "Try it now", id="exercise.try", tooltip="A session of this alone"),
        Binding("left,h", "turn(-1)", "Previous", key_display="←", id="exercise.previous"),
        Binding("right,l", "turn(1)", "Next", key_display="→", id="exercise.next"),
        Binding(
            "plus",
            "think('liked')",
            "Like",
            key_display="+",
            id="exercise.like",
            tooltip="Like it, or as before",
        ),
        Binding(
            "minus",
            "think('less')",
            "Rather not",
            key_display="-",
            show=False,
            id="exercise.less",
            tooltip="Rather not, or as before",
        ),
        Binding(
            "x",
            "think('never')",
            "Never",
            show=False,
            id="exercise.never",
            tooltip="Never, or as before",
        ),
        Binding("j,down", "scroll(1)", "Down", show=False, id="exercise.down"),
        Binding("k,up", "scroll(-1)", "Up", show=False, id="exercise.up"),
        Binding("g", "ends(-1)", "Top", show=False, id="exercise.top"),
        Binding("G", "ends(1)", "End", show=False, id="exercise.end"),
    ]

    def __init__(
        self, library: Library, animation: Animation, slug: str, among: tuple[str, ...]
    ) -> None:
        super().__init__()
        self._library, self._animation = library, animation
        self._catalogue = library.catalogue
        self._among = among or (slug,)
        self._place = self._among.index(slug) if slug in self._among else 0
        self._wide = False

    @property
    def exercise(self) -> Exercise:
        """The exercise that is shown."""
        return self._catalogue[self._among[self._place]]

    def compose(self) -> ComposeResult:
        """Masthead, title and the page."""
        yield Masthead(Place.EXERCISES)
        yield Rule(line_style="solid")
        yield VerticalScroll(id="page")
        yield Footer(compact=True, show_command_palette=False)

    async def on_mount(self) -> None:
        """Show the page."""
        await self._show()

    async def on_resize(self, event: Resize) -> None:
        """Two columns where there is room, one where there is not."""
        if (event.size.width >= TWO_COLUMNS) is not self._wide:
            await self._show()

    async def _show(self) -> None:
        self._wide = self.size.width >= TWO_COLUMNS
        page = self.query_one("#page", VerticalScroll)
        self.query_one(Masthead).count(f"{self._place + 1} of {len(self._among)}")
        async with self.batch():
            await page.remove_children()
            await page.mount(*self._columns())
        page.scroll_home(animate=False)
        page.focus()
        self.query_one(MovingFigure).play(self._library.figure(self.exercise))

    def _columns(self) -> list[Widget]:
        """The words and the figure side by side, over the blocks or at the head of two columns."""
        blocks = page_of(self.exercise, self._catalogue)
        first = [BlockView(b) for b in blocks if b.title not in SIDE_BLOCKS]
        second = [BlockView(b) for b in blocks if b.title in SIDE_BLOCKS]
        words, figure = self._words(), MovingFigure(self._animation)
        if self._wide:
            left, right = Vertical(words, *first), Vertical(figure, *second)
            return [Horizontal(left, right, classes="columns")]
        return [Horizontal(words, figure, classes="columns"), *first, *second]

    def _words(self) -> Vertical:
        exercise = self.exercise
        facts = " · ".join(
            (
                dose_words(exercise.default.dose),
                position_words(exercise.position),
                kind_words(exercise.kind),
                areas_words(exercise.areas, primary_only=True),
            )
        )
        return Vertical(
            Static(Content(exercise.name), classes="name"),
            Static(Content(facts), classes="quiet"),
            Static(Content(exercise.summary), classes="summary"),
            self._thought(),
            classes="words",
        )

    def _thought(self) -> Static:
        """What the person thinks of it; nothing where they have not said."""
        liking = self._library.settings.exercises.liking(self.exercise.slug)
        thought = Static(Content(liking.words if liking else ""), classes="thought")
        thought.display = liking is not None
        return thought

    @on(Chosen)
    async def _chosen(self) -> None:
        for thought in self.query(".thought"):
            await thought.remove()
        await self.query_one(".words").mount(self._thought())

    def action_think(self, liking: str) -> None:
        """Like this exercise, rather not have it, or never; or take that back."""
        self.post_message(Think(self.exercise.slug, Liking(liking)))

    def action_walk(self, steps: int) -> None:
        """Walk round the figure; by 0 steps, back to where it is best seen."""
        self.query_one(MovingFigure).turn(steps)

    def action_still(self) -> None:
        """Let the figure stand, or move on."""
        self.query_one(MovingFigure).stop_or_go()

    def action_back(self) -> None:
        """Back to the list."""
        self.app.pop_screen()

    def action_try(self) -> None:
        """Begin a session of this exercise alone."""
        self.post_message(StartRoutine(alone(self.exercise)))

    async def action_turn(self, pages: int) -> None:
        """Turn to a neighbour in the list, round its ends."""
        self._place = (self._place + pages) % len(self._among)
        await self._show()

    def action_scroll(self, lines: int) -> None:
        """Scroll by a line."""
        self.query_one("#page").scroll_relative(y=lines, animate=False)

    def action_ends(self, end: int) -> None:
        """To the top or the end of the page."""
        page = self.query_one("#page")
        if end < 0:
            page.scroll_home(animate=False)
        else:
            page.scroll_end(animate=False)
