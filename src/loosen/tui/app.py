"""The terminal app: its keys, its places and how it begins. ``browsing`` opens screens, ``playing`` plays."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from loosen.domain.routine import Routine
from loosen.services.library import Library
from loosen.services.sessions import InterruptedSession
from loosen.tui.commands import of_help, of_library, of_screen, of_toolkit
from loosen.tui.controllers.places import BrowsingApp
from loosen.tui.demo import label_demo
from loosen.tui.marks import Stays
from loosen.tui.messages import Place, StartRoutine
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.terminal.preflight import Terminal
from loosen.tui.themes import THEMES, own_variables

GENTLEST = "first-four-minutes"


class LoosenApp(BrowsingApp, inherit_bindings=False):
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
        Binding("4", "visit('progress')", "Progress", show=False, id="app.progress"),
        Binding("exclamation_mark", "safety", "Safety", key_display="!", id="app.safety"),
        Binding("comma", "settings", "Settings", key_display=",", show=False, id="app.settings"),
        Binding("question_mark", "keys", "Keys", key_display="?", id="app.keys"),
        Binding("f1", "keys", "Keys", id="app.help"),
        Binding("ctrl+p", "command_palette", "Commands", show=False, id="app.commands"),
        Binding("u", "undo", "Undo", show=False, id="app.undo"),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, id="app.suspend"),
        Binding("ctrl+c", "help_quit", "How to quit", show=False, id="app.how-to-quit"),
        Binding("ctrl+q", "quit", "Quit", show=False, id="app.quit"),
        Binding("q", "quit", "Quit", id="app.leave"),
    ]

    def __init__(
        self,
        library: Library,
        clock: Callable[[], float],
        today: Callable[[], datetime],
        terminal: Terminal | None = None,
        *,
        link_clock: Callable[[], float] | None = None,
        start: Routine | None = None,
        left: InterruptedSession | None = None,
        rehearsal: bool = False,
        demo: bool = False,
    ) -> None:
        super().__init__(
            library, clock, today, terminal, link_clock=link_clock, rehearsal=rehearsal
        )
        self._demo = demo
        self._start, self._left = start, left
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, library.settings.theme)
        self.add_mode(
            Place.EXERCISES, lambda: CatalogueScreen(library, self.animation, self.basket)
        )
        self.add_mode(Place.ROUTINES, self._routines)
        self.add_mode(Place.COMPOSE, self._compose)
        self.add_mode(Place.PROGRESS, self._progress)

    def _routines(self) -> Screen[None]:
        from loosen.tui.screens.routines import RoutinesScreen

        return RoutinesScreen(self._library, self.own_routines)

    def _compose(self) -> Screen[None]:
        from loosen.tui.screens.compose import ComposeScreen

        return ComposeScreen(self._library, self._today, self.animation)

    def _progress(self) -> Screen[None]:
        from loosen.tui.screens.progress import ProgressScreen

        history, plain = self._sessions.history, self.animation.plain
        return ProgressScreen(self._library, history, self._today, plain=plain)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours of phases, for themes that are not ours."""
        return own_variables(dark=self.current_theme.dark)

    def on_load(self) -> None:
        """Let tasks begin in turn, on every Python alike.

        From Python 3.12 on the toolkit lets a task run as soon as it is made: the first screen's widgets are
        then mounted before the screen is on the stack, and ``Input`` ends the app (Textual issue 6444).
        """
        asyncio.get_running_loop().set_task_factory(None)

    def on_mount(self) -> None:
        """The safety page once; then what was asked for, or what was left."""
        if self._demo:
            self.screen_change_signal.subscribe(self, label_demo)
            label_demo(self.screen)
        if self._library.memory.safety_seen:
            self._open()
            return
        from loosen.tui.screens.safety import SafetyScreen

        gentlest = self._library.routines.get(GENTLEST)
        page = SafetyScreen(self._library.safety, gentlest.name if gentlest else None)
        self.push_screen(page, lambda _: self._safety_seen())

    def _safety_seen(self) -> None:
        self.write_down(self._library.remember_safety_seen)
        self._open()

    def _open(self) -> None:
        if self._left:
            self.take_up(self._left)
        else:
            self.offer_left(self._begin_or_ask)

    def _begin_or_ask(self) -> None:
        if self._start:
            self.post_message(StartRoutine(self._start))
        else:
            self.ask_about_the_morning()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Places and quitting wait until a session is over: its own keys end it, asking first."""
        busy = self.playing or isinstance(self.screen, Stays)
        waits = (busy and action == "visit") or (self.playing and action == "quit")
        return not waits and super().check_action(action, parameters)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: what the screen and the app can do, help, every routine and exercise."""
        yield from of_screen(self, screen)
        yield from of_toolkit(super().get_system_commands(screen))
        yield from of_help(self.post_message)
        if not self.playing:
            yield from of_library(self._library, self.post_message)
