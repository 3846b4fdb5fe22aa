"""The part of the app that browses: from a wish, or a key, to the screen that answers it.

A screen behind the first one is loaded when it is opened: all of them together take as long to load
as the toolkit does.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on

from loosen.services.help_pages import help_pages
from loosen.storage.problems import BadFile
from loosen.tui.basket import Basket
from loosen.tui.commands import doable
from loosen.tui.controllers.choices import ChoosingApp
from loosen.tui.marks import Edits, Explains
from loosen.tui.messages import EditRoutine, OpenExercise, OpenHelp, OpenRoutine, Visit

if TYPE_CHECKING:
    from loosen.services.routines import OwnRoutines


class BrowsingApp(ChoosingApp):
    """Goes from place to place and opens what lies behind them."""

    @cached_property
    def basket(self) -> Basket:
        """What is put aside while browsing."""
        return Basket()

    @cached_property
    def own_routines(self) -> "OwnRoutines":
        """The person's own routines, with what undoes their changes."""
        from loosen.services.routines import OwnRoutines

        return OwnRoutines(self._library, lambda: self._today().date())

    @on(Visit)
    def _visit(self, wish: Visit) -> None:
        self.action_visit(wish.place.value)

    def action_visit(self, place: str) -> None:
        """Go to a place, closing what lies over it; a session is left by its own keys alone."""
        if not self.playing:
            self._once_parted(lambda: self._go_to(place))

    def _go_to(self, place: str) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_mode(place)

    def _once_parted(self, then: Callable[[], object]) -> None:
        """Do what closes every screen, once an editor with changes has asked about them."""
        editing = (one for one in self.screen_stack if isinstance(one, Edits))
        editor = next((one for one in editing if one.unsaved), None)
        if editor is None:
            then()
        else:
            editor.part(then)

    async def action_quit(self) -> None:
        """Quit, once nothing that is edited is lost by it."""
        self._once_parted(self.exit)

    @on(OpenExercise)
    def _open_exercise(self, wish: OpenExercise) -> None:
        from loosen.tui.screens.exercise import ExerciseScreen

        if isinstance(self.screen, ExerciseScreen) and self.screen.exercise.slug == wish.slug:
            return  # the second half of a double click
        library, animation = self._library, self.animation
        self.push_screen(ExerciseScreen(library, animation, wish.slug, wish.among, self.basket))

    @on(OpenRoutine)
    def _open_routine(self, wish: OpenRoutine) -> None:
        from loosen.tui.screens.routine import RoutineScreen

        self.push_screen(RoutineScreen(self._library, self._library.routine(wish.slug)))

    @on(EditRoutine)
    def _edit_routine(self, wish: EditRoutine) -> None:
        from loosen.domain.editing import Draft
        from loosen.tui.screens.editor import EditorScreen

        own = self.own_routines
        if wish.slug is None:
            fresh = own.fresh(Draft.of_exercises(self.basket))
            self.push_screen(EditorScreen(self._library, own, fresh, self.basket.clear))
            return
        try:
            opened = own.open(wish.slug)
        except BadFile as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self.push_screen(EditorScreen(self._library, own, opened))

    @on(OpenHelp)
    async def _open_help(self, wish: OpenHelp) -> None:
        from loosen.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            await self.screen.turn_to(wish.topic)
        else:
            self.push_screen(HelpScreen(help_pages(), wish.topic))

    def action_safety(self) -> None:
        """The safety page."""
        from loosen.tui.screens.safety import SafetyScreen

        if not isinstance(self.screen, SafetyScreen):
            self.push_screen(SafetyScreen(self._library.safety))

    def action_settings(self) -> None:
        """The settings."""
        from loosen.tui.screens.settings import SettingsScreen

        if not self.playing and not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self._library, self._today))

    def action_keys(self) -> None:
        """The keys of this screen."""
        from loosen.tui.dialogs.keys import KeysDialog, in_order

        if isinstance(self.screen, KeysDialog):
            self.screen.dismiss()
        else:
            explained = self.screen.explained if isinstance(self.screen, Explains) else ()
            self.push_screen(KeysDialog(in_order(doable(self, self.screen)), explained))
