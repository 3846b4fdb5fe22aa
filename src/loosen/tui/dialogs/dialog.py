"""The base of dialogs: a box with a question over parts of its own, and the line of keys."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from loosen.tui.bindings import MOVES, is_on_top
from loosen.tui.breakpoints import take_size
from loosen.tui.widgets.keyline import KeyLine

Value = TypeVar("Value")


class Dialog(ModalScreen[Value], inherit_bindings=False):
    """A question over a screen. The app's keys end at it, but for those that hold everywhere."""

    BINDINGS = [
        *MOVES,
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="app.keys"),
        Binding("f1", "app.keys", "Keys", id="app.help"),
        Binding("ctrl+p", "app.command_palette", "Commands", show=False, id="app.commands"),
        Binding("ctrl+z", "app.suspend_process", "Suspend", show=False, id="app.suspend"),
        Binding("ctrl+q", "app.quit", "Quit", show=False, id="app.quit"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        take_size(self, self.app)
        self._question = question

    def compose(self) -> ComposeResult:
        """The question over the dialog's own parts and its keys, in a box."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            yield from self.parts()
            yield KeyLine()

    def parts(self) -> ComposeResult:
        """Yield what stands between the question and the keys."""
        yield from ()

    def action_copy_text(self) -> None:
        """Copy what is marked; where nothing is, say how to quit, as every screen does."""
        if self.get_selected_text() is None:
            self.app.action_help_quit()
        else:
            super().action_copy_text()

    def dismiss(self, result: Value | None = None) -> AwaitComplete:
        """Close it with an answer, if it is on top; it may have been answered by the key before."""
        return super().dismiss(result) if is_on_top(self) else AwaitComplete()
