"""The terminal app: opens screens, holds the library and the clock, decides nothing."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from loosen.domain.body import Side
from loosen.domain.routine import Routine
from loosen.domain.session import Session
from loosen.domain.summary import summarise
from loosen.domain.timeline import Timeline
from loosen.storage.library import Library
from loosen.tui.commands import commands
from loosen.tui.dialogs.keys import KeysDialog, by_action
from loosen.tui.dialogs.stiffer import Stiffer
from loosen.tui.messages import (
    OpenExercise,
    OpenRoutine,
    Place,
    RunSteps,
    SessionOver,
    StartRoutine,
    Visit,
)
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.compose import ComposeScreen
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.routine import RoutineScreen
from loosen.tui.screens.routines import RoutinesScreen
from loosen.tui.screens.safety import SafetyScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.screens.summary import SummaryScreen
from loosen.tui.themes import THEMES, own_variables
from loosen.tui.widgets.figure import Animation

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
        Binding("2", "visit('routines')", "Routines", show=False, id="app.routines"),
        Binding("3", "visit('compose')", "Compose", show=False, id="app.compose"),
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
        self._today = today
        self._start = start
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = library.settings.theme
        self._animation = Animation(clock)
        self.add_mode(Place.EXERCISES, lambda: CatalogueScreen(library, self._animation))
        self.add_mode(Place.ROUTINES, lambda: RoutinesScreen(library))
        self.add_mode(Place.COMPOSE, lambda: ComposeScreen(library))

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
        self._remember(self._library.remember_safety_seen)
        if self._start:
            self.post_message(StartRoutine(self._start))

    def _remember(self, write: Callable[[], None]) -> None:
        """Write something down; where that fails, say so and go on."""
        try:
            write()
        except OSError as error:
            self.notify(f"Could not be written down: {error.strerror}", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Places and quitting wait until a session is over: its own keys end it, asking first."""
        waits = self._playing and action in ("visit", "quit")
        return not waits and super().check_action(action, parameters)

    @property
    def _playing(self) -> bool:
        return any(isinstance(screen, SessionScreen) for screen in self.screen_stack)

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
        screen = ExerciseScreen(self._library, self._animation, wish.slug, wish.among)
        self.push_screen(screen)

    @on(OpenRoutine)
    def _open_routine(self, wish: OpenRoutine) -> None:
        self.push_screen(RoutineScreen(self._library, self._library.routine(wish.slug)))

    @on(StartRoutine)
    def _start_routine(self, wish: StartRoutine) -> None:
        steps = self._library.steps(wish.routine)

        def begin(stiffer: tuple[Side | None] | None) -> None:
            if stiffer is not None:
                self._begin(wish.routine, self._library.timeline(steps, *stiffer))

        if any(step.stiffer_rounds for step in steps) and not self._library.settings.stiffer_side:
            self.push_screen(Stiffer(), begin)
        else:
            begin((None,))

    @on(RunSteps)
    def _run_steps(self, wish: RunSteps) -> None:
        routine = Routine(slug="composed", name=wish.name, summary=wish.name, steps=wish.steps)
        self._begin(routine, self._library.timeline(wish.steps, wish.stiffer))

    def _begin(self, routine: Routine, timeline: Timeline) -> None:
        shows, cues = self._library.figure, self._library.settings.cues
        session = Session(timeline, gap=GAP)
        self.push_screen(SessionScreen(routine, session, self._animation, shows, cues))

    @on(SessionOver)
    def _session_over(self, fact: SessionOver) -> None:
        if fact.session.finished:
            self._remember(partial(self._library.remember_finished, fact.routine))
        self.switch_screen(SummaryScreen(fact.routine, summarise(fact.session)))

    def action_safety(self) -> None:
        """The safety page."""
        if not isinstance(self.screen, SafetyScreen):
            self.push_screen(self._safety())

    def action_keys(self) -> None:
        """The keys of this screen."""
        active = (active.binding for active in self.screen.active_bindings.values())
        self.push_screen(KeysDialog(by_action(active, self.get_key_display)))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette's commands: the toolkit's own, every routine and every exercise."""
        yield from super().get_system_commands(screen)
        if not self._playing:
            yield from commands(self._library, self.post_message)
