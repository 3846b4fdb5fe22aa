"""The part of the app that browses: from a wish, or a key, to the screen that answers it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from textual import on, work
from textual.screen import Screen
from textual.worker import get_current_worker

from loosen.domain.routine import Routine
from loosen.domain.wording import frequency_words
from loosen.storage.choices import toggle_keep_up, toggle_liking
from loosen.storage.done import CannotTell
from loosen.storage.problems import BadFile
from loosen.storage.standing import standing
from loosen.tui.asking import AskingApp
from loosen.tui.dialogs.keys import KeysDialog, by_action
from loosen.tui.messages import (
    AskDue,
    Chosen,
    KeepUp,
    OpenExercise,
    OpenRoutine,
    Stands,
    Think,
    Visit,
)
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.routine import RoutineScreen
from loosen.tui.screens.safety import SafetyScreen
from loosen.tui.screens.settings import SettingsScreen

LONGEST_WAIT = 2.0
"""Seconds to wait for another process that writes the history; nobody waits for the answer."""


def kept_words(routine: Routine) -> str:
    """What it means that a routine is taken on."""
    if routine.frequency is None:
        return f"{routine.name} is kept up, but its file has no frequency: it is never due."
    return f"{routine.name} is kept up: {frequency_words(routine.frequency)}."


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

    # What a person chooses with one key

    @on(KeepUp)
    def _keep_up(self, wish: KeepUp) -> None:
        routine = self._library.routine(wish.slug)
        self._choose(partial(toggle_keep_up, self._library, wish.slug))
        kept = wish.slug in self._library.settings.routines.keep_up
        self._say(kept_words(routine) if kept else f"{routine.name} is let go.")

    @on(Think)
    def _think(self, wish: Think) -> None:
        exercise = self._library.exercise(wish.slug)
        self._choose(partial(toggle_liking, self._library, wish.slug, wish.liking))
        liking = self._library.settings.exercises.liking(wish.slug)
        self._say(f"{exercise.name}: {liking.words if liking else 'like any other again.'}")

    def _choose(self, toggle: Callable[[date], Path | None]) -> None:
        try:
            kept = toggle(self._today().date())
        except OSError as error:
            self._say(f"Not written down: {error.strerror}. It holds until you quit.")
        else:
            if kept:
                self._say(f"Your own file, with its comments, is kept as {kept.name}.")
        self.screen.post_message(Chosen())

    # What is due

    @on(AskDue)
    def _ask_due(self) -> None:
        self._look_what_is_due(self.screen)

    @work(thread=True, exclusive=True, exit_on_error=False, group="due")
    def _look_what_is_due(self, asks: Screen[object]) -> None:
        now = self._today()
        try:
            found = standing(self._library, now, LONGEST_WAIT)
        except (CannotTell, BadFile):
            return  # what opens a session, or lists the history, says so; here it would be in the way
        if not get_current_worker().is_cancelled:
            asks.post_message(Stands(found, now))

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
