"""The question for a name, or for a sentence."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from loosen.domain.text import clean
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.widgets.inputs import TextInput


class NameDialog(Dialog[str | None]):
    """Enter takes the name; Escape answers None."""

    BINDINGS = [
        Binding("escape", "dismiss", "Back", key_display="esc", id="name.back"),
    ]

    def __init__(self, question: str, suggestion: str) -> None:
        super().__init__(question)
        self._suggestion = suggestion

    def parts(self) -> ComposeResult:
        """A line to type on."""
        yield TextInput(self._suggestion, max_length=80)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Answer what was typed, unless it is empty."""
        name = clean(self.query_one(Input).value, 80)
        if name:
            self.dismiss(name)
