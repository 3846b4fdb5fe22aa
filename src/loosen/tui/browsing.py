"""The part of the app that browses: from a wish, or a key, to the screen that answers it."""

from textual import on

from loosen.tui.asking import AskingApp
from loosen.tui.dialogs.keys import KeysDialog, by_action
from loosen.tui.messages import OpenExercise, OpenRoutine, Visit
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.routine import RoutineScreen
from loosen.tui.screens.safety import SafetyScreen
from loosen.tui.screens.settings import SettingsScreen


class BrowsingApp(AskingApp):
    """Goes from place to place and opens what lies behind them."""

    @on(Visit)
    def _visit(self, wish: Visit) -> None:
        self.action_visit(wish.place.value)

    def action_visit(self, place: str) -> None:
        """Go to a place, closing what lies over it; a session is left by its own keys alone."""
        if self.playing:
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_mode(place)

    @on(OpenExercise)
    def _open_exercise(self, wish: OpenExercise) -> None:
        if isinstance(self.screen, ExerciseScreen) and self.screen.exercise.slug == wish.slug:
            return  # the second half of a double click
        library, animation = self._library, self.animation
        self.push_screen(ExerciseScreen(library, animation, wish.slug, wish.among))

    @on(OpenRoutine)
    def _open_routine(self, wish: OpenRoutine) -> None:
        self.push_screen(RoutineScreen(self._library, self._library.routine(wish.slug)))

    def action_safety(self) -> None:
        """The safety page."""
        if not isinstance(self.screen, SafetyScreen):
            self.push_screen(SafetyScreen(self._library.safety))

    def action_settings(self) -> None:
        """The settings."""
        if not self.playing and not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self._library, self._today))

    def action_keys(self) -> None:
        """The keys of this screen."""
        active = (active.binding for active in self.screen.active_bindings.values())
        self.push_screen(KeysDialog(by_action(active, self.get_key_display)))
