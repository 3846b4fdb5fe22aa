"""The safety page: shown once at the first start, and whenever its key is pressed."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Rule

from loosen.domain.safety import Safety, SafetySection
from loosen.tui.bindings import KeyedScreen, key_words
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.page import TITLE, WARNING, Page, item_row
from loosen.tui.widgets.prose import GAP, Lead, ProseRow, ProseView

WELCOME = (
    "loosen leads you through hip and low-back exercises, one timer at a time. "
    "Read this page once; the ! key brings it back."
)
FIRST = " Then {key} begins the gentlest routine, “{first}”, and Enter shows everything there is."


class SafetyScreen(KeyedScreen[bool]):
    """When to stop, when to see someone, who should ask first.

    ``welcomes`` is the very first start, ``first`` names a routine to begin with there; the answer is
    whether to begin it.
    """

    CSS_PATH = "safety.tcss"
    keeps_place = True
    """It is read first: no place is visited over it."""
    BINDINGS = [
        Binding("enter,escape,q", "close", "I have read this", key_display="↵", id="safety.close"),
        Binding("r", "begin", "Begin First four minutes", id="safety.begin"),
        Binding("space", "further", "Further", key_display="space", id="safety.page"),
    ]

    def __init__(self, safety: Safety, *, welcomes: bool = False, first: str | None = None) -> None:
        super().__init__()
        self._safety, self._welcomes = safety, welcomes
        self._first = first

    def compose(self) -> ComposeResult:
        """The page, scrolling."""
        yield Masthead(None, "before you begin")
        yield Rule(line_style="solid")
        yield Page(ProseView(self._rows()), id="page")
        yield KeyLine()

    def _rows(self) -> Iterator[ProseRow]:
        safety = self._safety
        if self._welcomes:
            key = key_words(self.app, "safety.begin", "r")
            first = FIRST.format(first=self._first, key=key) if self._first else ""
            yield from (ProseRow(WELCOME + first, "$accent"), GAP)
        for words in (safety.intro, safety.every_exercise, safety.follows):
            yield from (ProseRow(words), GAP)
        for section in safety.sections:
            yield from _section_rows(section)
        yield from (ProseRow(safety.consent, "bold"), GAP)
        yield ProseRow(f"After: {'; '.join(safety.titles)}.", "$quiet")

    def on_mount(self) -> None:
        """Focus the page, so that it scrolls."""
        self.query_one("#page", Page).focus()

    def action_further(self) -> None:
        """Scroll on by a page."""
        self.query_one(Page).action_turn(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False for “begin” but at the first start."""
        return action != "begin" or self._first is not None

    def action_begin(self) -> None:
        """Close the page, and begin the first routine."""
        self.dismiss(result=True)

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss(result=False)


def _section_rows(section: SafetySection) -> Iterator[ProseRow]:
    """Title and lead, the items with the signs that belong to each set in under it, and what follows."""
    yield ProseRow(section.title, WARNING if section.warns else TITLE)
    if section.lead:
        yield ProseRow(section.lead)
    for item in section.items:
        yield item_row(item.text)
        for sign in item.signs:
            yield ProseRow(sign, leads=(Lead("", 3), Lead("-")))
    if section.items:
        yield GAP
    if section.after:
        yield from (ProseRow(section.after, "$quiet"), GAP)
    yield from (ProseRow(f"Follows: {section.follows}", "$quiet"), GAP)
