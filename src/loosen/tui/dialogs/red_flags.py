"""Worse than that: the signs that need help or a check, each an answer."""

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from loosen.domain.safety import SafetySection

NONE = "none"
Flag = tuple[SafetySection, str]
"""A sign, and the section that says what to do about it."""


class RedFlagDialog(ModalScreen[Flag | None]):
    """Enter on a sign answers it with its section; Escape answers None."""

    CSS_PATH = "hurt.tcss"
    BINDINGS = [
        Binding("escape,q,n", "nothing", "None of these", id="red-flags.none"),
        Binding("j", "move(1)", "Down", show=False, id="red-flags.down"),
        Binding("k", "move(-1)", "Up", show=False, id="red-flags.up"),
    ]

    def __init__(self, sections: Iterable[SafetySection]) -> None:
        super().__init__()
        self._sections = tuple(sections)
        self._flags: dict[str, Flag] = {}

    def compose(self) -> ComposeResult:
        """The lists under their titles, the gravest first."""
        with Vertical(classes="dialog"):
            yield Static(Content("! Is one of these with it?"), classes="question")
            yield OptionList(*self._options())
            yield Static(Content("↵ this one   n none of these"), classes="quiet")

    def _options(self) -> Iterator[Option]:
        # First, so that a key pressed too soon ends nothing.
        yield Option(Content("none of these"), id=NONE)
        for section in self._sections:
            yield Option(Content(section.title), disabled=True)
            for sign in section.items:
                name = f"flag-{len(self._flags)}"
                self._flags[name] = (section, sign)
                yield Option(Content(sign), id=name)

    def on_mount(self) -> None:
        """No sign is under the cursor yet."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This one, or none."""
        self.dismiss(self._flags.get(event.option_id or NONE))

    def action_move(self, by: int) -> None:
        """The sign before or after."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_nothing(self) -> None:
        """None of them."""
        self.dismiss(None)
