"""What to do about a sign that ended a session."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from loosen.domain.safety import SafetySection
from loosen.tui.bindings import Dialog
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.page import Page


class AdviceDialog(Dialog[None]):
    """The section's advice over the sign; Enter, Escape or q closes it."""

    CSS_PATH = "advice.tcss"
    BINDINGS = [Binding("enter,escape,q", "dismiss", "Back", key_display="↵", id="advice.close")]

    def __init__(self, section: SafetySection, sign: str) -> None:
        super().__init__()
        self._section, self._sign = section, sign

    def compose(self) -> ComposeResult:
        """Title, advice, sign, what until then."""
        section = self._section
        with Vertical(classes="dialog"):
            yield Static(Content(f"! {section.title}"), classes="question")
            with Page():
                for words in filter(None, (section.lead, f"“{self._sign}”", section.after)):
                    yield Static(Content(words), classes="words")
                rest = "The session has ended here, and what you did is kept."
                yield Static(Content(rest), classes="quiet")
            yield KeyLine()
