"""A page of help: reference on one topic, with the other topics beside it."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Rule

from loosen.text.help_page import HelpPage, HelpPart, PartKind, index_of
from loosen.tui.bindings import KeyedScreen
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.page import TITLE, Page, item_row
from loosen.tui.widgets.prose import GAP, Lead, ProseRow, ProseView

CODE = Lead("", 4)
"""The room before lines of code."""


class HelpScreen(KeyedScreen[None]):
    """One of the pages, scrolling; the keys of an exercise's page turn to the others."""

    CSS_PATH = "help.tcss"
    BINDINGS = [
        Binding("escape,q", "dismiss", "Back", key_display="esc", id="help.close"),
        Binding("space", "further", "Further", key_display="space", id="help.page"),
        Binding("left,h", "turn(-1)", "Page before", show=False, id="help.previous"),
        Binding(
            "right,l",
            "turn(1)",
            "Next page",
            key_display="← →",
            id="help.next",
            tooltip="The next page of help",
        ),
    ]

    def __init__(self, pages: tuple[HelpPage, ...], topic: str) -> None:
        super().__init__()
        self._pages = (index_of(pages), *pages)
        self._place = self._place_of(topic)

    def _place_of(self, topic: str) -> int:
        return next(n for n, page in enumerate(self._pages) if page.topic == topic)

    @property
    def page(self) -> HelpPage:
        """The page that is shown."""
        return self._pages[self._place]

    def compose(self) -> ComposeResult:
        """The page, scrolling."""
        yield Masthead(None)
        yield Rule(line_style="solid")
        yield Page(ProseView(self._rows()), id="page")
        yield KeyLine()

    def on_mount(self) -> None:
        """Focus the page, so that it scrolls."""
        self._show_count()
        self.query_one(Page).focus()

    def _show_count(self) -> None:
        self.query_one(Masthead).count(f"help · {self._place + 1} of {len(self._pages)}")

    def _rows(self) -> Iterator[ProseRow]:
        yield ProseRow(self.page.title, TITLE)
        yield ProseRow(self.page.summary)
        yield GAP
        for part in self.page.parts:
            yield from _part_rows(part)

    def action_turn(self, pages: int) -> None:
        """Show another page; after the last one comes the first."""
        self._show(self._place + pages)

    def turn_to(self, topic: str) -> None:
        """Show the page on a topic."""
        self._show(self._place_of(topic))

    def _show(self, place: int) -> None:
        self._place = place % len(self._pages)
        self._show_count()
        self.query_one(ProseView).show(self._rows())
        self.query_one(Page).scroll_home(animate=False)

    def action_further(self) -> None:
        """Scroll on by a screen."""
        self.query_one(Page).action_turn(1)


def _part_rows(part: HelpPart) -> Iterator[ProseRow]:
    match part.kind:
        case PartKind.ITEMS:
            yield from map(item_row, part.lines)
            yield GAP
        case PartKind.CODE:
            for line in part.lines:
                yield ProseRow(line, "$secondary", (CODE,))
            yield GAP
        case PartKind.HEADING:
            yield ProseRow(part.lines[0], TITLE)
        case PartKind.PROSE:
            yield ProseRow(part.lines[0])
            yield GAP
