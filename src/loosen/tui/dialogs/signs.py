"""The signs that need help or a check, each an answer, and the advice about one."""

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from loosen.domain.safety import SafetySection
from loosen.tui.bindings import Dialog
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.option_lists import Options
from loosen.tui.widgets.page import Page

NONE = "none"
Flag = tuple[SafetySection, str]
"""A sign, and the section that says what to do about it."""


class RedFlagDialog(Dialog[Flag | None]):
    """Enter on a sign answers it with its section; Escape answers None."""

    CSS_PATH = "hurt.tcss"
    BINDINGS = [
        Binding("n,escape,q", "nothing", "None of these", key_display="n", id="red-flags.none"),
    ]

    def __init__(self, sections: Iterable[SafetySection]) -> None:
        super().__init__()
        self._sections = tuple(sections)
        self._flags: dict[str, Flag] = {}

    def compose(self) -> ComposeResult:
        """The lists under their titles, the gravest first."""
        with Vertical(classes="dialog"):
            yield Static(Content("! Do you also have one of these?"), classes="question")
            yield Options(*self._options())
            yield KeyLine()

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
        """No sign is under the cursor yet."""
        self.query_one(Options).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This one, or none."""
        self.dismiss(self._flags.get(event.option_id or NONE))

    def action_nothing(self) -> None:
        """None of them."""
        self.dismiss(None)


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
