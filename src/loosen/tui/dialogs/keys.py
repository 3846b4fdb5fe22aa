"""The keys of the screen underneath, with what they do, and what else there is to read of it."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding

from loosen.text.exercise_page import Block
from loosen.text.help_page import INDEX
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.messages import OpenHelp
from loosen.tui.widgets.page import Page, block_rows
from loosen.tui.widgets.prose import Lead, ProseRow, ProseView

KEYS_HERE = "Keys here"
KEY = 11
"""Cells that a key takes."""
TWO_FROM = 54
"""Cells from which on keys stand in two columns."""


def in_order(can: Iterable[tuple[Binding, object, list[str]]]) -> Iterable[tuple[str, str]]:
    """Yield keys with their words: first those that the line of keys shows, last those of every screen."""
    for binding, _, keys in sorted(can, key=lambda one: _place(one[0])):
        yield " ".join(keys), binding.tooltip or binding.description


def _place(binding: Binding) -> tuple[bool, bool]:
    """Sort key: bindings in the line of keys first, those that every screen has last."""
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
        """Close the list, and open the pages of help."""
        self.dismiss()
        self.app.post_message(OpenHelp(INDEX))

    def parts(self) -> ComposeResult:
        """What there is to read, then key and action, line by line."""
        with Page():
            if self._explained:
                yield ProseView((*block_rows(self._explained), ProseRow(KEYS_HERE)))
            keys = (
                ProseRow(words, leads=(Lead(k, KEY, style="$accent"),)) for k, words in self._keys
            )
            yield ProseView(keys, two_from=TWO_FROM)
