"""The settings: controls like those of a brief, written when the screen is left."""

from collections.abc import Callable
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Rule, Static

from loosen.domain.settings import Settings
from loosen.services.library import Library
from loosen.storage.problems import shown_path
from loosen.text.controls import Groups
from loosen.text.settings_form import settings_form
from loosen.tui.bindings import KeyedScreen
from loosen.tui.widgets.controls import ControlPanel
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead

MEASURE = 62
FOLDED = frozenset({"at hand", "always avoid", "minutes a week"})
"""Headings of the long groups, each one line until it is opened."""


class SettingsScreen(KeyedScreen[None]):
    """What a person chooses once and for all."""

    CSS_PATH = "settings.tcss"
    BINDINGS = [
        Binding("escape,q", "leave", "Done", key_display="esc", id="settings.done"),
        Binding("u", "undo", "Undo", id="settings.undo", tooltip="As it was when you came"),
    ]

    def __init__(self, library: Library, today: Callable[[], datetime]) -> None:
        super().__init__()
        self._library, self._today = library, today
        self._before = library.settings
        self.panel = ControlPanel[Settings](self._before, self._controls_of, MEASURE, FOLDED)

    def compose(self) -> ComposeResult:
        """The controls over the file they are kept in."""
        yield Masthead(None, "settings")
        yield Rule(line_style="solid")
        yield self.panel
        where = shown_path(self._library.locations.settings)
        yield Static(Content(f"Kept in {where}, written when you leave."), id="where")
        yield KeyLine()

    def _controls_of(self, _settings: Settings) -> Groups[Settings]:
        """The controls, with our own themes before the toolkit's."""
        themes = sorted(self.app.available_themes, key=lambda name: (name[:6] != "loosen", name))
        return settings_form(tuple(themes))

    def on_mount(self) -> None:
        """Focus the controls."""
        self.panel.focus()

    @on(ControlPanel.Changed)
    def _show(self) -> None:
        self.app.theme = self.panel.held.theme

    def action_undo(self) -> None:
        """Set everything back to how it was."""
        self.panel.show(self._before)
        self._show()

    def action_leave(self) -> None:
        """Write what was changed, and close the screen."""
        if self.panel.held != self._before:
            self._write(self.panel.held)
        self.dismiss()

    def _write(self, settings: Settings) -> None:
        try:
            kept = self._library.save_settings(settings, self._today().date())
        except OSError as error:
            words = f"Not written down: {error.strerror}. They hold until you quit."
            self.app.notify(words, severity="warning", markup=False)
            return
        if kept:
            words = f"Your own file, with its comments, is kept as {kept.name}."
            self.app.notify(words, timeout=8, markup=False)
