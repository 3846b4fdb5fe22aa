"""The terminal app: its keys, its places, and which controller answers which message."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from loosen.domain.routine import Routine
from loosen.services.library import Library
from loosen.storage.history_db import History
from loosen.text.wording import count_words
from loosen.tui import breakpoints, messages
from loosen.tui.bindings import key_words, long_names
from loosen.tui.commands import Palette, doable, of_help, of_library, of_screen, of_toolkit
from loosen.tui.controllers import files
from loosen.tui.controllers.choices import Choices
from loosen.tui.controllers.morning import MorningQuestion
from loosen.tui.controllers.places import Places
from loosen.tui.controllers.sessions import SessionController
from loosen.tui.controllers.stage import ExplainsItself, KeepsPlace, PlaysSession
from loosen.tui.controllers.undo import Undo
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.messages import Place
from loosen.tui.notices import report_write_errors
from loosen.tui.terminal.ascii import plain as in_ascii
from loosen.tui.terminal.driver import driver_class
from loosen.tui.terminal.link import link_for
from loosen.tui.terminal.opening import stylesheet
from loosen.tui.terminal.preflight import Glyphs, Terminal
from loosen.tui.terminal.toolkit import is_tested
from loosen.tui.themes import THEMES, own_variables
from loosen.tui.widgets.animation import Animation, animation_for

if TYPE_CHECKING:
    from loosen.services.sessions import InterruptedSession

LONGEST_END = 1.0
"""Longest wait in seconds, at the end, for a screen that is being opened."""
DEMO = "demo · three made-up months; nothing here is yours, and nothing is kept"
DEMO_ID = "demo"
QUIT = "Quit"


class LoosenApp(App[int], inherit_bindings=False):
    """The app: opens screens, and forwards messages to controllers.

    ``clock`` is what sessions and figures go by, and ``link_clock`` the one at the speed of the terminal
    where the other is faster. ``terminal`` is None in tests. ``start`` or ``left`` is what to open on;
    a ``rehearsal`` keeps nothing, and a ``demo`` says on every screen that what it shows is made up.
    """

    TITLE = "loosen"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = Place.EXERCISES
    VERTICAL_BREAKPOINTS = breakpoints.VERTICAL
    HORIZONTAL_BREAKPOINTS = breakpoints.HORIZONTAL
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
        Binding("ctrl+q", "quit", QUIT, show=False, id="app.quit"),
        Binding("q", "quit", QUIT, id="app.leave"),
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
        left: "InterruptedSession | None" = None,
        rehearsal: bool = False,
        demo: bool = False,
    ) -> None:
        link = link_for(terminal, link_clock or clock)
        spell = in_ascii if terminal and terminal.glyphs is Glyphs.ASCII else str
        super().__init__(
            driver_class=driver_class(
                link,
                spell,
                whole_frames=is_tested(),
                read=self._read_terminal if terminal and is_tested() else None,
            )
        )
        self.link = link
        self.own_keys: Mapping[str, str] = {}
        self._before_escape: list[Screen[Any]] = []
        self._ending = False
        self._typed_ahead: list[events.Event] | None = []
        self._link_clock = link_clock or clock
        self._library, self._clock, self._terminal = library, clock, terminal
        self._start, self._left, self._rehearsal, self._demo = start, left, rehearsal, demo
        self._make_controllers(today)
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, library.settings.theme)
        self.stylesheet = stylesheet(self.get_css_variables())
        self.add_mode(Place.EXERCISES, self.places.catalogue)
        self.add_mode(Place.ROUTINES, self.places.routines)
        self.add_mode(Place.COMPOSE, self.places.composer)
        self.add_mode(Place.PROGRESS, self.places.progress)

    def _make_controllers(self, today: Callable[[], datetime]) -> None:
        library = self._library
        history = History(library.locations.history)
        self.undo = Undo(self, lambda: key_words(self, "app.undo", "u"))
        self.sessions = SessionController(
            self,
            library,
            self._clock,
            today,
            link=self.link,
            undo=self.undo,
            animation=self.animation,
            rehearsal=self._rehearsal,
        )
        self.places = Places(
            self,
            library,
            history,
            today,
            animation=self.animation,
            plain=self._terminal is not None and self._terminal.glyphs is Glyphs.ASCII,
            is_playing=lambda: self.sessions.is_playing,
        )
        self.files = files.FileWatch(self, library, lambda: self.sessions.is_playing)
        self.choices = Choices(self, library, history, today, self.undo)
        self.morning = MorningQuestion(self, library, history, today, self.choices.rule_out)

    def animation(self) -> Animation:
        """Return how figures move on this terminal, under the person's settings."""
        settings = self._library.settings
        return animation_for(settings, self._terminal, self._clock, self.link.allows_frame)

    # How it begins

    def on_load(self) -> None:
        """Let tasks begin in turn, on every Python alike.

        From Python 3.12 on the toolkit lets a task run as soon as it is made: the first screen's widgets are
        then mounted before the screen is on the stack, and ``Input`` ends the app (Textual issue 6444).
        """
        asyncio.get_running_loop().set_task_factory(None)

    def on_mount(self) -> None:
        """Set up guard, keys and file watch, and then open a screen: no session runs without a guard."""
        self.link.guard(self.leave)
        self.set_keymap(self._library.settings.keys)
        # After Ctrl+Z nothing of the screen is left on the terminal.
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        if self._demo:
            self.screen_change_signal.subscribe(self, label_demo)
            label_demo(self.screen)
        self.set_interval(files.CHECK_EVERY, self.files.check)
        self.call_after_refresh(self._show_start_problems)
        if self._library.memory.safety_seen:
            self._open()
        else:
            asked = self._start is not None or self._left is not None
            self.places.welcome(self._safety_seen, offers=not asked)
        self.call_after_refresh(self._take_typed_ahead)

    async def _take_typed_ahead(self, seen: Screen[object] | None = None) -> None:
        """Handle what was typed while the app was loading, on the screen that it has come to.

        That is the screen which is still in front when it has been painted: the list may have been ``seen``
        first, and a session have begun since.
        """
        front = self.screen
        if front is not seen:
            front.call_after_refresh(self._take_typed_ahead, front)
            return
        typed, self._typed_ahead = self._typed_ahead or [], None
        for event in typed:
            await self.on_event(event)

    def _show_start_problems(self) -> None:
        """Say once, in one notice, what of the person's own cannot be read, their keys included."""
        wrong = [str(problem) for problem in self._library.start_problems]
        if self.own_keys:
            from loosen.tui.controllers.keymap import notice_words

            wrong += filter(None, [notice_words(self.own_keys, type(self))])
        if wrong:
            more = f" And {count_words(len(wrong) - 1, 'more thing')}: “loosen check” lists all."
            words = wrong[0] + (more if len(wrong) > 1 else "")
            self.notify(words, severity="warning", timeout=12, markup=False)

    def on_notify(self) -> None:
        """Remove earlier notices: they share one line over the line of keys."""
        self.clear_notifications()

    def _safety_seen(self, first: Routine | None) -> None:
        self._start = first or self._start
        with report_write_errors(self):
            self._library.remember_safety_seen()
        self._open()

    def _open(self) -> None:
        """Resume the session that was asked for, or offer an interrupted one; then begin or ask."""
        if self._left:
            self.sessions.resume(self._left)
        else:
            self.sessions.offer_interrupted(self._begin_or_ask)

    def _begin_or_ask(self) -> None:
        if self._start:
            self.post_message(messages.StartRoutine(self._start))
        elif not self._rehearsal:
            self.morning.check()

    # What the toolkit asks of an app

    def set_keymap(self, keymap: Mapping[str, str]) -> None:
        """Bind keys of the person's own, by action, over the usual ones."""
        self.own_keys = long_names(keymap)
        super().set_keymap(dict(self.own_keys))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours of phases, for themes that are not ours."""
        return own_variables(dark=self.current_theme.dark)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the palette's commands: the screen's, the app's, help, every routine and exercise."""
        for command in of_screen(self, screen):
            # A session's screen has a way out of its own, which asks; its key for it is in the list.
            if not (isinstance(screen, PlaysSession) and command.title == QUIT):
                yield command
        yield from of_toolkit(super().get_system_commands(screen))
        yield from of_help(self.post_message)
        if not self.sessions.is_playing:
            yield from of_library(self._library, self.post_message)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False for places while a session is on, for undo without a change, and at the end."""
        match action:
            case "visit":
                waits = self.sessions.is_playing or isinstance(self.screen, KeepsPlace)
            case "undo":
                waits = not self.undo.is_possible
            case _:
                waits = False
        waits = waits or self._ending
        return not waits and super().check_action(action, parameters)

    async def on_event(self, event: events.Event) -> None:
        """Hold input back before the first screen, drop it after the end, note what an Escape found."""
        if isinstance(event, events.Resize):
            self._hear_size(event)
        if self._typed_ahead is not None and isinstance(event, events.InputEvent | events.Paste):
            self._typed_ahead.append(event)
            return
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            if self._ending:
                return
            if not isinstance(event, events.MouseMove):
                self.link.key_came()
            if isinstance(event, events.Key) and event.key == "escape":
                self._before_escape = list(self.screen_stack)
        await super().on_event(event)

    def _hear_size(self, event: events.Resize) -> None:
        """Paint all anew: with another size, or after a moment of one, the terminal may show anything.

        A size as before is no news where the terminal itself reports each one: it says so at the start.
        """
        known = self.link.shown.forget()
        if known and event.size == self.size and event.pixel_size is None:
            self.refresh(layout=True)

    @on(messages.EscapeWasNone)
    def _escape_was_none(self) -> None:
        """Close the question that the Escape has opened, as if nobody had asked it."""
        before, shown = self._before_escape, self.screen_stack
        self._before_escape = []
        if before and shown[:-1] == before and isinstance(self.screen, Dialog):
            self.screen.dismiss(None)

    def _read_terminal(
        self, descriptor: int, ended: Event, deliver: Callable[[Message], object]
    ) -> None:
        """Read the terminal in the driver's thread; a fault there ends the app like any other."""
        from loosen.tui.terminal.input_filter import Patience
        from loosen.tui.terminal.input_reader import InputReader

        at = self._terminal
        patience = Patience.of(at.escape_delay, remote=at.remote) if at else Patience()
        try:
            InputReader(patience, self._link_clock).run(descriptor, ended, deliver)
        except Exception as error:  # noqa: BLE001  it is raised again where faults are handled
            self.call_later(fail, error)

    def on_app_focus(self) -> None:
        """Check the files: the person may come from an editor."""
        self.files.check()

    def on_cursor_position(self, _event: events.CursorPosition) -> None:
        """Tell the link that the terminal has caught up."""
        self.link.answered()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let no cursor blink in a line to type in: it would send bytes for as long as it stands there."""
        if isinstance(event.widget, Input):
            event.widget.cursor_blink = False

    def on_unmount(self) -> None:
        """Give the window its own name back."""
        self.link.unname()

    # Keys

    def action_visit(self, place: str) -> None:
        """Go to a place."""
        self.places.visit(place)

    def action_safety(self) -> None:
        """Open the safety page."""
        self.places.open_safety()

    def action_settings(self) -> None:
        """Open the settings."""
        self.places.open_settings()

    def action_keys(self) -> None:
        """List the keys of this screen; close the list where it is open."""
        from loosen.tui.dialogs.keys import KeysDialog, in_order

        if isinstance(self.screen, KeysDialog):
            self.screen.dismiss()
        else:
            explained = self.screen.explained if isinstance(self.screen, ExplainsItself) else ()
            self.push_screen(KeysDialog(in_order(doable(self, self.screen)), explained))

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id=Palette.ID))

    def action_undo(self) -> None:
        """Take back the last change that can be; screens with an undo of their own come first."""
        self.undo.take_back()

    def action_suspend_process(self) -> None:
        """Suspend to the shell; a session pauses meanwhile, and the window has its own name."""
        self.sessions.stand_still()
        super().action_suspend_process()

    async def action_quit(self) -> None:
        """Quit, once nothing that is edited is lost by it."""
        if not self.sessions.is_playing:
            self.places.once_parted(self.leave)
        elif isinstance(self.screen, PlaysSession):
            await self.run_action("screen.leave")
        else:
            self.notify("A session is on. Esc leads back to it, and there q ends it.", markup=False)

    def action_help_quit(self) -> None:
        """Say how to quit: Ctrl+C alone ends nothing."""
        quits = key_words(self, "app.quit", "^q")
        words = f"{quits} quits." if not self.sessions.is_playing else f"{quits} ends the session."
        self.notify(f"Nothing is marked to copy. {words}", timeout=4, markup=False)

    def leave(self, code: int = 0) -> None:
        """End the app with an exit code, once what is being opened and filled is.

        From the end on the toolkit mounts nothing more: what was half open would not find its parts.
        """
        if self._ending:
            return
        self._ending = True

        def end() -> None:
            if self.return_code is None:
                self.exit(return_code=code)

        def once_shown(screen: Screen[object]) -> None:
            if screen is self.screen:
                end()
            else:
                wait()

        def wait() -> None:
            screen = self.screen
            screen.call_after_refresh(self.call_later, once_shown, screen)

        self.set_timer(LONGEST_END, end)  # whatever still goes on
        wait()

    # Messages

    @on(messages.OpenPlace)
    def _visit(self, message: messages.OpenPlace) -> None:
        self.places.visit(message.place)

    @on(messages.OpenExercise)
    def _open_exercise(self, message: messages.OpenExercise) -> None:
        self.places.open_exercise(message.slug, message.among)

    @on(messages.OpenRoutine)
    def _open_routine(self, message: messages.OpenRoutine) -> None:
        self.places.open_routine(message.slug)

    @on(messages.EditRoutine)
    def _edit_routine(self, message: messages.EditRoutine) -> None:
        self.places.edit_routine(message.slug)

    @on(messages.OpenHelp)
    def _open_help(self, message: messages.OpenHelp) -> None:
        self.places.open_help(message.topic)

    @on(messages.SeeAdvice)
    def _see_advice(self, message: messages.SeeAdvice) -> None:
        self.places.open_advice(message)

    @on(messages.StartRoutine)
    def _start_routine(self, message: messages.StartRoutine) -> None:
        self.sessions.start(message.routine)

    @on(messages.RunSteps)
    def _run_steps(self, message: messages.RunSteps) -> None:
        self.sessions.run(message)

    @on(messages.StepChanged)
    def _step_changed(self, message: messages.StepChanged) -> None:
        self.sessions.name_window(message.words)

    @on(messages.SessionOver)
    def _session_over(self) -> None:
        self.sessions.look_back()

    @on(messages.RuleOut)
    def _rule_out(self, message: messages.RuleOut) -> None:
        self.choices.rule_out(message.exercise)

    @on(messages.ToggleKeepUp)
    def _toggle_keep_up(self, message: messages.ToggleKeepUp) -> None:
        self.choices.toggle_keep_up(message.slug)

    @on(messages.ToggleLiking)
    def _toggle_liking(self, message: messages.ToggleLiking) -> None:
        self.choices.toggle_liking(message.slug, message.liking)

    @on(messages.AskWeek)
    def _ask_week(self) -> None:
        self.choices.find_week(self.screen)

    @on(messages.AskDue)
    def _ask_due(self) -> None:
        self.choices.find_due(self.screen)

    @on(messages.MorningAfter)
    def _morning_after(self, message: messages.MorningAfter) -> None:
        if not self.sessions.is_playing:
            self.morning.ask(message.record)

    @on(files.FilesRead)
    def _files_read(self, message: files.FilesRead) -> None:
        self.files.take(message)

    @on(messages.CopyText)
    def _copy(self, message: messages.CopyText) -> None:
        """Copy lines to the clipboard. No terminal answers whether it took them: the notice says “if”."""
        fitted = self.link.copy(message.lines)
        whole = fitted == len(message.lines)
        count = count_words(fitted, "line") if whole else f"the first {fitted} lines"
        words = f"Copied: {message.what}, {count}, if your terminal takes it."
        self.notify(words, markup=False)


def fail(error: Exception) -> None:
    """Raise a fault that happened in another thread."""
    raise error


def label_demo(screen: Screen[object]) -> None:
    """Put a line at the top of a screen that says it is the demo's; dialogs lie over one that has it."""
    bare = not isinstance(screen, ModalScreen) and not screen.query(f"#{DEMO_ID}")
    if bare and screen.is_attached:
        label = Static(Content(DEMO), id=DEMO_ID)
        label.styles.dock = "top"
        screen.mount(label)
