"""The terminal app: opens screens, holds the library and the clock, decides nothing."""

from collections.abc import Callable
from datetime import datetime

from textual import on
from textual.app import App
from textual.binding import Binding

from loosen.domain.body import Side
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.session import Session
from loosen.domain.summary import summarise
from loosen.storage.library import Library
from loosen.tui.dialogs.choice import Answer, Choice
from loosen.tui.dialogs.keys import KeysDialog
from loosen.tui.messages import (
    OpenExercise,
    OpenRoutine,
    Place,
    SessionOver,
    StartRoutine,
    Visit,
)
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.routine import RoutineScreen
from loosen.tui.screens.routines import RoutinesScreen
from loosen.tui.screens.safety import SafetyScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.screens.summary import SummaryScreen
from loosen.tui.themes import THEMES, own_variables

GAP = 5.0
"""Seconds of silence after which a session pauses: the machine slept, or the process was stopped."""
GENTLEST = "first-four-minutes"


class LoosenApp(App[int]):
    """Browse, choose, be led through."""

    TITLE = "loosen"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = Place.EXERCISES
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (30, "-high")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]
    BINDINGS = [
        Binding("1", "visit('exercises')", "Exercises", show=False, id="app.exercises"),
        Binding("2", "visit('routines')", "Routines", show=True, id="app.routines"),
        Binding("exclamation_mark", "safety", "Safety", key_display="!", id="app.safety"),
        Binding("question_mark,f1", "keys", "Keys", key_display="?", id="app.keys"),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, id="app.suspend"),
        Binding("ctrl+q", "quit", "Quit", show=False, id="app.quit"),
        Binding("q", "quit", "Quit", id="app.leave"),
    ]

    def __init__(
        self,
        library: Library,
        clock: Callable[[], float],
        today: Callable[[], datetime],
        start: Routine | None = None,
    ) -> None:
        super().__init__()
        self._library = library
        self._clock = clock
        self._today = today
        self._start = start
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = library.settings.theme
        self.add_mode(Place.EXERCISES, lambda: CatalogueScreen(library.catalogue))
        self.add_mode(Place.ROUTINES, lambda: RoutinesScreen(library))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours of phases, for themes that are not ours."""
        return own_variables(dark=self.current_theme.dark)

    def on_mount(self) -> None:
        """The safety page once, or the routine that was asked for."""
        if not self._library.memory.safety_seen:
            self.push_screen(self._safety(first=True), lambda _: self._safety_seen())
        elif self._start:
            self.post_message(StartRoutine(self._start))

    def _safety(self, *, first: bool = False) -> SafetyScreen:
        gentlest = self._library.routines.get(GENTLEST)
        return SafetyScreen(self._library.safety, gentlest.name if first and gentlest else None)

    def _safety_seen(self) -> None:
        try:
            self._library.remember_safety_seen()
        except OSError as error:
            self.notify(f"Could not be remembered: {error.strerror}", markup=False)
        if self._start:
            self.post_message(StartRoutine(self._start))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Places and quitting wait until a session is over: its own keys end it, asking first."""
        playing = any(isinstance(screen, SessionScreen) for screen in self.screen_stack)
        return not (playing and action in ("visit", "quit")) and super().check_action(
            action, parameters
        )

    @on(Visit)
    def _visit(self, wish: Visit) -> None:
        self.action_visit(wish.place.value)

    def action_visit(self, place: str) -> None:
        """Go to a place, closing what lies over it."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_mode(place)

    @on(OpenExercise)
    def _open_exercise(self, wish: OpenExercise) -> None:
        self.push_screen(ExerciseScreen(self._library.catalogue, wish.slug, wish.among))

    @on(OpenRoutine)
    def _open_routine(self, wish: OpenRoutine) -> None:
        self.push_screen(RoutineScreen(self._library, self._library.routine(wish.slug)))

    @on(StartRoutine)
    def _start_routine(self, wish: StartRoutine) -> None:
        steps = self._library.steps(wish.routine)
        asks = any(step.stiffer_rounds for step in steps)
        if not asks or self._library.settings.stiffer_side:
            self._begin(wish.routine, steps, None)
            return
        question = Choice[Side | str](
            "Which side feels stiffer today?",
            (
                Answer("l", "left", Side.LEFT),
                Answer("r", "right", Side.RIGHT),
                Answer("n", "neither", "neither"),
            ),
            "It goes first, and gets the extra round.",
        )
        self.push_screen(question, lambda side: self._answered(wish.routine, steps, side))

    def _answered(
        self, routine: Routine, steps: tuple[ExerciseStep, ...], side: Side | str | None
    ) -> None:
        if side is not None:
            self._begin(routine, steps, side if isinstance(side, Side) else None)

    def _begin(
        self, routine: Routine, steps: tuple[ExerciseStep, ...], stiffer: Side | None
    ) -> None:
        timeline = self._library.timeline(steps, stiffer)
        session = Session(timeline, gap=GAP)
        cues = self._library.settings.cues
        self.push_screen(SessionScreen(routine, session, self._clock, cues))

    @on(SessionOver)
    def _session_over(self, fact: SessionOver) -> None:
        if fact.session.finished:
            self._library.remember_finished(fact.routine)
        self.switch_screen(SummaryScreen(fact.routine, summarise(fact.session)))

    def action_safety(self) -> None:
        """The safety page."""
        if not isinstance(self.screen, SafetyScreen):
            self.push_screen(self._safety())

    def action_keys(self) -> None:
        """The keys of this screen."""
        keys: dict[str, list[str]] = {}
        active = [b.binding for b in self.screen.active_bindings.values() if b.binding.id]
        for binding in sorted(active, key=lambda b: not b.show):
            words = binding.tooltip or binding.description
            keys.setdefault(words, []).append(self.get_key_display(binding))
        self.push_screen(
            KeysDialog((" ".join(dict.fromkeys(k)), words) for words, k in keys.items())
        )
