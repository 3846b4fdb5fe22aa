"""Asks for a name."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from loosen.domain.text import clean


class NameDialog(ModalScreen[str | None]):
    """Enter takes the name; Escape answers None."""

    BINDINGS = [Binding("escape", "nothing", "Back", id="name.back")]

    def __init__(self, question: str, suggestion: str) -> None:
        super().__init__()
        self._question, self._suggestion = question, suggestion

    def compose(self) -> ComposeResult:
        """The question over a line to type on."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            yield Input(self._suggestion, max_length=80)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed."""
        name = clean(event.value, 80)
        if name:
            self.dismiss(name)

    def action_nothing(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)
