"""The line of keys at the foot of a screen. Where it is too long, the key that lists them all stays."""

from typing import Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer

KEYS = ("keys", "app.keys")
"""The app's action that lists the keys, as screens and as dialogs name it."""

HELD = "-all"


@runtime_checkable
class HasAction(Protocol):
    """A key of the toolkit's footer, whose class is not public."""

    action: str


class KeyLine(Footer):
    """Keys from the left, as many as there is room for, and at the right end the one for all of them."""

    DEFAULT_CSS = """
    KeyLine FooterKey.-all { dock: right; padding: 0 1; margin: 0; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    def compose(self) -> ComposeResult:
        """The toolkit's keys, one of them held at the end."""
        for key in super().compose():
            holds = isinstance(key, HasAction) and key.action in KEYS
            yield key.add_class(HELD) if holds else key

    def on_mount(self) -> None:
        """Whatever is laid out anew, no key is cut in half."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._fit, immediate=True)

    def _fit(self, _screen: Screen[object]) -> None:
        held = [key for key in self.children if key.has_class(HELD)]
        room = self.size.width - sum(key.outer_size.width for key in held)
        for key in self.children:
            if key not in held:
                room -= key.outer_size.width + key.styles.margin.width
                if key.visible is not (room >= 0):
                    key.visible = room >= 0
