"""Asks for a name."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from loosen.domain.text import clean
from loosen.tui.bindings import Dialog
from loosen.tui.widgets.inputs import TextInput
from loosen.tui.widgets.keyline import KeyLine


class NameDialog(Dialog[str | None]):
    """Enter takes the name; Escape answers None."""

    BINDINGS = [
        Binding("escape", "nothing", "Back", key_display="esc", id="name.back"),
    ]

    def __init__(self, question: str, suggestion: str) -> None:
        super().__init__()
        self._question, self._suggestion = question, suggestion

    def compose(self) -> ComposeResult:
        """The question over a line to type on."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            yield TextInput(self._suggestion, max_length=80)
            yield KeyLine()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Take what was typed."""
        name = clean(self.query_one(Input).value, 80)
        if name:
            self.dismiss(name)

    def action_nothing(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)
