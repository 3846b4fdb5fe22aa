"""Places and what lies behind them: which screen opens, and what is asked before one is closed.

A screen behind the first one is loaded when it is opened: all of them together take as long to load
as the toolkit does.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from textual.screen import Screen

from loosen.domain.routine import Routine
from loosen.services.help_pages import help_pages
from loosen.services.library import Library
from loosen.storage.history_db import History
from loosen.storage.problems import BadFile
from loosen.tui.controllers.stage import EditsDraft, Stage
from loosen.tui.messages import SeeAdvice
from loosen.tui.models.basket import Basket
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.widgets.animation import Animation

if TYPE_CHECKING:
    from loosen.services.routines import OwnRoutines

GENTLEST = "first-four-minutes"


class Places:
    """Makes screens, opens them and goes from place to place.

    ``is_playing`` tells whether a session is on: it is left by its own keys alone.
    """

    def __init__(
        self,
        stage: Stage,
        library: Library,
        history: History,
        today: Callable[[], datetime],
        *,
        animation: Callable[[], Animation],
        plain: bool,
        is_playing: Callable[[], bool],
    ) -> None:
        self._stage, self._library, self._history, self._today = stage, library, history, today
        self._animation, self._plain, self._is_playing = animation, plain, is_playing
        self._basket = Basket()

    @cached_property
    def _own_routines(self) -> "OwnRoutines":
        """The person's own routines, with what undoes their changes."""
        from loosen.services.routines import OwnRoutines

        return OwnRoutines(self._library, lambda: self._today().date())

    # The places' own screens

    def catalogue(self) -> Screen[None]:
        """Make the list of exercises."""
        return CatalogueScreen(self._library, self._animation(), self._basket)

    def routines(self) -> Screen[None]:
        """Make the list of routines."""
        from loosen.tui.screens.routines import RoutinesScreen

        return RoutinesScreen(self._library, self._own_routines)

    def composer(self) -> Screen[None]:
        """Make the composer."""
        from loosen.tui.screens.compose import ComposeScreen

        return ComposeScreen(self._library, self._today, self._animation())

    def progress(self) -> Screen[None]:
        """Make the screen of the history."""
        from loosen.tui.screens.progress import ProgressScreen

        return ProgressScreen(self._library, self._history, self._today, plain=self._plain)

    # Going

    def visit(self, place: str) -> None:
        """Go to a place, closing what lies over it."""
        if not self._is_playing():
            self.once_parted(lambda: self._go_to(place))

    def _go_to(self, place: str) -> None:
        while len(self._stage.screen_stack) > 1:
            self._stage.pop_screen()
        self._stage.switch_mode(place)

    def once_parted(self, then: Callable[[], object]) -> None:
        """Call ``then``, which closes every screen, once an editor with changes has asked about them."""
        editing = (one for one in self._stage.screen_stack if isinstance(one, EditsDraft))
        editor = next((one for one in editing if one.unsaved), None)
        if editor is None:
            then()
        else:
            editor.part(then)

    # Opening

    def open_exercise(self, slug: str, among: tuple[str, ...]) -> None:
        """Open the page of an exercise; ``among`` is the row of slugs to turn the pages of."""
        from loosen.tui.screens.exercise import ExerciseScreen

        screen = self._stage.screen
        if isinstance(screen, ExerciseScreen) and screen.exercise.slug == slug:
            return  # the second half of a double click
        page = ExerciseScreen(self._library, self._animation(), slug, among, self._basket)
        self._stage.push_screen(page)

    def open_routine(self, slug: str) -> None:
        """Open a routine, before it is begun."""
        from loosen.tui.screens.routine import RoutineScreen

        self._stage.push_screen(RoutineScreen(self._library, self._library.routine(slug)))

    def edit_routine(self, slug: str | None) -> None:
        """Open the editor on a routine, or on a fresh one of what is in the basket."""
        from loosen.domain.editing.draft import Draft
        from loosen.services.drafts import Opened
        from loosen.tui.screens.editor import EditorScreen

        own = self._own_routines
        if slug is None:
            fresh = Opened(Draft.of_exercises(self._basket))
            editor = EditorScreen(self._library, own, fresh, self._basket.clear)
            self._stage.push_screen(editor)
            return
        try:
            opened = own.open(slug)
        except BadFile as error:
            self._stage.notify(str(error), severity="error", markup=False)
        else:
            self._stage.push_screen(EditorScreen(self._library, own, opened))

    def open_help(self, topic: str) -> None:
        """Open the page of help on a topic; where help is open, turn to it."""
        from loosen.tui.screens.help import HelpScreen

        screen = self._stage.screen
        if isinstance(screen, HelpScreen):
            screen.turn_to(topic)
        else:
            self._stage.push_screen(HelpScreen(help_pages(), topic))

    def open_safety(self) -> None:
        """Open the safety page, unless it is open."""
        from loosen.tui.screens.safety import SafetyScreen

        if not isinstance(self._stage.screen, SafetyScreen):
            self._stage.push_screen(SafetyScreen(self._library.safety))

    def welcome(self, then: Callable[[Routine | None], None], *, offers: bool) -> None:
        """Open the safety page as it is shown at the first start; then go on.

        Where it ``offers`` the gentlest routine, ``then`` is given that if it was chosen.
        """
        from loosen.tui.screens.safety import SafetyScreen

        first = self._library.routines.get(GENTLEST) if offers else None
        name = first.name if first else None
        page = SafetyScreen(self._library.safety, welcomes=True, first=name)
        self._stage.push_screen(page, lambda begins: then(first if begins else None))

    def open_advice(self, message: SeeAdvice) -> None:
        """Open the advice about a sign that ended a session."""
        from loosen.tui.dialogs.signs import AdviceDialog

        self._stage.push_screen(AdviceDialog(message.section, message.sign))

    def open_settings(self) -> None:
        """Open the settings, unless they are open or a session is on."""
        from loosen.tui.screens.settings import SettingsScreen

        if not self._is_playing() and not isinstance(self._stage.screen, SettingsScreen):
            self._stage.push_screen(SettingsScreen(self._library, self._today))
