"""A session of the history: read in full, and what was said of it edited."""

from collections.abc import Iterable
from enum import Enum

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, Static

from loosen.domain.text import clean
from loosen.text.answers_form import CONTROLS, LONGEST_NOTE, EditableAnswers
from loosen.text.controls import ChoiceRow, with_fields
from loosen.tui.bindings import copy_key, score_keys
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.widgets.controls import ControlPanel
from loosen.tui.widgets.inputs import TextInput
from loosen.tui.widgets.page import Page

MEASURE = 34


class PastChoice(Enum):
    """What to do with the session that was read."""

    EDIT = "edit"
    DELETE = "delete"
    COPY = "copy"


class PastDialog(Dialog[PastChoice | None]):
    """Shows a session in full; a key edits it or deletes it."""

    CSS_PATH = "past.tcss"
    BINDINGS = [
        Binding("escape,q,enter", "dismiss", "Back", key_display="esc", id="past.back"),
        Binding(
            "e", "choose('edit')", "Edit", id="past.edit", tooltip="Change what you said of it"
        ),
        Binding("x,delete", "choose('delete')", "Delete", key_display="x", id="past.delete"),
        copy_key("past"),
    ]

    def __init__(self, title: str, lines: Iterable[str]) -> None:
        super().__init__(title)
        self._lines = tuple(lines)

    def parts(self) -> ComposeResult:
        """The lines, scrolling."""
        with Page():
            yield Static(Content("\n".join(self._lines)))

    def on_mount(self) -> None:
        """Focus the lines, so that a long session scrolls."""
        self.query_one(Page).focus()

    def action_choose(self, choice: str) -> None:
        """Close the dialog, and have the session edited or deleted."""
        self.dismiss(PastChoice(choice))

    def action_copy(self) -> None:
        """Close the dialog, and have the session copied."""
        self.dismiss(PastChoice.COPY)


class SaidDialog(Dialog[EditableAnswers]):
    """Changes what was said; answers it as it stands when it is left.

    A digit scores at once, as it does when loosen asks.
    """

    CSS_PATH = "past.tcss"
    BINDINGS = [
        *score_keys("said", "score", "Score"),
        Binding("backspace", "score(None)", "Not said", show=False, id="said.unsay"),
        Binding("escape", "take", "Done", key_display="esc", id="said.done"),
        Binding("n", "note", "Add a note", id="said.note"),
    ]

    note = getters.query_one(Input)

    def __init__(self, title: str, said: EditableAnswers) -> None:
        super().__init__(title)
        self._panel = ControlPanel[EditableAnswers](said, lambda _said: CONTROLS, MEASURE)

    def parts(self) -> ComposeResult:
        """The controls over a line for the note."""
        yield self._panel
        note = self._panel.held.note
        yield TextInput(note, placeholder="a note", max_length=LONGEST_NOTE)

    def on_mount(self) -> None:
        """Focus the controls."""
        self._panel.focus()

    @on(Input.Submitted)
    def _noted(self) -> None:
        self._panel.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False for scores while a note is typed."""
        return (action != "score" or self._panel.has_focus) and super().check_action(
            action, parameters
        )

    def action_score(self, score: int | None) -> None:
        """Set the score under the cursor; None for not said."""
        control, said = self._panel.control, self._panel.held
        if isinstance(control, ChoiceRow) and score in control.choices:
            self._panel.show(with_fields(said, **{control.field: score}))

    def action_note(self) -> None:
        """Focus the note; Enter comes back."""
        self.note.focus()

    def action_take(self) -> None:
        """Answer what is said."""
        said = self._panel.held
        self.dismiss(with_fields(said, note=clean(self.note.value, LONGEST_NOTE)))
