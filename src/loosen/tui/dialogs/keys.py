"""The keys of the screen underneath, with what they do, and what else there is to read of it."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from loosen.text.exercise_page import Block
from loosen.text.help_page import INDEX
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.messages import OpenHelp
from loosen.tui.widgets.page import BlockView, Page, Pair

KEYS_HERE = "Keys here"


def in_order(can: Iterable[tuple[Binding, object, list[str]]]) -> Iterable[tuple[str, str]]:
    """Keys with what they do: first what the line of keys shows, then what every screen has."""
    for binding, _, keys in sorted(can, key=lambda one: _place(one[0])):
        yield " ".join(keys), binding.tooltip or binding.description


def _place(binding: Binding) -> tuple[bool, bool]:
    """What the footer shows first, and what every screen has last."""
    return not binding.show, str(binding.id).startswith("screen.")


class KeysDialog(Dialog[None]):
    """Lists keys; any of Escape, q and ? closes it."""

    CSS_PATH = "keys.tcss"
    BINDINGS = [
        Binding("escape,q,enter", "dismiss", "Back", key_display="esc", id="keys.close"),
        Binding("h", "help", "Pages of help", id="keys.help"),
    ]

    def __init__(self, keys: Iterable[tuple[str, str]], explained: tuple[Block, ...] = ()) -> None:
        super().__init__("How it is done, and the keys" if explained else KEYS_HERE)
        self._keys, self._explained = tuple(keys), explained

    def action_help(self) -> None:
        """Pages of help instead of the keys."""
        self.dismiss()
        self.app.post_message(OpenHelp(INDEX))

    def parts(self) -> ComposeResult:
        """What there is to read, then key and action, line by line."""
        with Page():
            yield from map(BlockView, self._explained)
            if self._explained:
                yield Static(Content(KEYS_HERE), classes="title")
            with Container(id="keys"):
                for key, words in self._keys:
                    yield Pair(key, words, classes="-fact")
