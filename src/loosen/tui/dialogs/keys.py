"""The keys of the screen underneath, with what they do."""

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from loosen.tui.widgets.page import Pair


def by_action(
    bindings: Iterable[Binding], display: Callable[[Binding], str]
) -> Iterable[tuple[str, str]]:
    """The keys of each action with its words, those in the footer first; others' bindings have no id."""
    keys: dict[str, dict[str, None]] = {}
    for binding in sorted((b for b in bindings if b.id), key=lambda b: not b.show):
        words = binding.tooltip or binding.description
        keys.setdefault(words, {})[display(binding)] = None
    return [(" ".join(pressed), words) for words, pressed in keys.items()]


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
