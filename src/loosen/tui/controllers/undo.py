"""What every program on a terminal is expected to do: keys of one's own, undo, copying, and Ctrl+Z.

The foundation of the app. It knows no place, and of screens only whether a session runs on one.
"""

from collections.abc import Callable

from textual import on
from textual.app import App
from textual.driver import Driver

from loosen.services.library import Library
from loosen.text.wording import count_words
from loosen.tui.bindings import key_words
from loosen.tui.marks import Plays
from loosen.tui.messages import CopyText
from loosen.tui.notices import telling
from loosen.tui.terminal.link import Link
from loosen.tui.terminal.preflight import Through

MOST_SAID = 3
"""Lines about keys that one notice holds."""


class HabitsApp(App[int]):
    """Keeps the habits; ``clock`` is the one at the speed of the terminal."""

    def __init__(
        self,
        library: Library,
        clock: Callable[[], float],
        through: Through,
        driver: type[Driver] | None,
    ) -> None:
        super().__init__(driver_class=driver)
        self._library = library
        self._link = Link(self, clock, through)
        self._back: Callable[[], None] | None = None

    # Keys of one's own

    def on_mount(self) -> None:
        """Keys are the person's own; after Ctrl+Z the whole screen is painted, of which nothing is left."""
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        self.set_keymap(self._library.settings.keys)
        if self._keymap:
            self.call_after_refresh(self._tell_of_keys)

    def _tell_of_keys(self) -> None:
        """Say once what is wrong with the person's own keys; the toolkit would at every key."""
        from loosen.tui.controllers.keymap import problems

        found = problems(self._keymap, type(self))
        more = [f"… and {len(found) - MOST_SAID} more."] if len(found) > MOST_SAID else []
        if found:
            words = "\n".join(("In the settings, under [keys]:", *found[:MOST_SAID], *more))
            self.notify(words, severity="warning", timeout=12, markup=False)

    # Saying and writing

    def _say(self, words: str) -> None:
        self.notify(words, markup=False)

    def write_down(self, write: Callable[[], None]) -> None:
        """Write something; where that fails, say so and go on."""
        with telling(self):
            write()

    @on(CopyText)
    def _copy(self, wish: CopyText) -> None:
        """Nobody answers whether the terminal took it, so it is not said that it did."""
        fitted = self._link.copy(wish.lines)
        whole = fitted == len(wish.lines)
        count = count_words(fitted, "line") if whole else f"the first {fitted} lines"
        self._say(f"Copied: {wish.what}, {count}, if your terminal takes it.")

    # Taking back

    def undoable(self, words: str, back: Callable[[], None]) -> None:
        """Say what was done, with the key that takes it back: the last such thing at a time."""
        self._back = back
        self._say(f"{words} {key_words(self, 'app.undo', 'u')} takes it back.")
        self.refresh_bindings()

    def action_undo(self) -> None:
        """Take back the last thing that can be; screens with an undo of their own come first."""
        back, self._back = self._back, None
        if back:
            back()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There may be nothing to take back."""
        return (action != "undo" or self._back is not None) and super().check_action(
            action, parameters
        )

    # Going away for a while

    def action_suspend_process(self) -> None:
        """To the shell; a session stands still meanwhile, and the window has its own name."""
        for screen in self.screen_stack:
            if isinstance(screen, Plays):
                screen.stand_still()
        self._link.unname()
        super().action_suspend_process()
