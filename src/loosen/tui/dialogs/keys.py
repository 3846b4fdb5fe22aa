"""The keys of the screen underneath, with what they do."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from loosen.tui.widgets.page import Pair


class KeysDialog(ModalScreen[None]):
    """Lists keys; any of Escape, q and ? closes it."""

    CSS_PATH = "keys.tcss"
    BINDINGS = [Binding("escape,q,question_mark,enter", "dismiss", "Close", id="keys.close")]

    def __init__(self, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = tuple(keys)

    def compose(self) -> ComposeResult:
        """Key and action, line by line."""
        with Vertical(classes="dialog"):
            yield Static(Content("Keys here"), classes="question")
            with VerticalScroll():
                for key, words in self._keys:
                    yield Pair(key, words, fact=True)
