"""The signs that need help or a check, each an answer, and the advice about one."""

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from loosen.domain.safety import SafetySection
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.widgets.option_lists import Options
from loosen.tui.widgets.page import Page

NONE = "none"
Flag = tuple[SafetySection, str]
"""A sign, and the section that says what to do about it."""


class RedFlagDialog(Dialog[Flag | None]):
    """Enter on a sign answers it with its section; Escape answers None."""

    CSS_PATH = "hurt.tcss"
    BINDINGS = [
        Binding("n,escape,q", "dismiss", "None of these", key_display="n", id="red-flags.none"),
    ]

    def __init__(self, sections: Iterable[SafetySection]) -> None:
        super().__init__("! Do you also have one of these?")
        self._sections = tuple(sections)
        self._flags: dict[str, Flag] = {}

    def parts(self) -> ComposeResult:
        """The signs under their titles, the gravest first."""
        yield Options(*self._options())

    def _options(self) -> Iterator[Option]:
        # First, so that a key pressed too soon ends nothing.
        yield Option(Content("none of these"), id=NONE)
        for section in self._sections:
            yield Option(Content(section.title), disabled=True)
            for sign in section.items:
                name = f"flag-{len(self._flags)}"
                self._flags[name] = (section, sign.full_text)
                yield Option(Content(sign.full_text), id=name)

    def on_mount(self) -> None:
        """Focus the list; no sign is under the cursor yet."""
        self.query_one(Options).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer the sign that was chosen, or None."""
        self.dismiss(self._flags.get(event.option_id or NONE))


class AdviceDialog(Dialog[None]):
    """The section's advice over the sign; Enter, Escape or q closes it."""

    CSS_PATH = "advice.tcss"
    BINDINGS = [Binding("enter,escape,q", "dismiss", "Back", key_display="↵", id="advice.close")]

    def __init__(self, section: SafetySection, sign: str) -> None:
        super().__init__(f"! {section.title}")
        self._section, self._sign = section, sign

    def parts(self) -> ComposeResult:
        """Advice, sign, and what to do until then."""
        section = self._section
        with Page():
            for words in filter(None, (section.lead, f"“{self._sign}”", section.after)):
                yield Static(Content(words), classes="words")
            rest = "The session has ended here, and what you did is kept."
            yield Static(Content(rest), classes="quiet")
