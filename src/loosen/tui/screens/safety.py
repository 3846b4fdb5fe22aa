"""The safety page: shown once at the first start, and whenever its key is pressed."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Rule, Static

from loosen.domain.safety import Safety
from loosen.text.exercise_page import Block, Setting
from loosen.tui.keyed import KeyedScreen
from loosen.tui.marks import Stays
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.page import BlockView, Page

WELCOME = (
    "loosen leads you through hip and low-back exercises, one timer at a time. "
    "Read this page once; the ! key brings it back. Then begin with the gentlest routine, "
    "“{first}”, or browse."
)


class SafetyScreen(Stays, KeyedScreen[None]):
    """When to stop, when to see someone, who should ask first."""

    CSS_PATH = "safety.tcss"
    BINDINGS = [
        Binding("enter,escape,q", "close", "I have read this", key_display="↵", id="safety.close"),
        Binding("space", "further", "Further", key_display="space", id="safety.page"),
    ]

    def __init__(self, safety: Safety, first: str | None = None) -> None:
        super().__init__()
        self._safety = safety
        self._first = first

    def compose(self) -> ComposeResult:
        """The page, scrolling."""
        yield Masthead(None, "before you begin")
        yield Rule(line_style="solid")
        with Page(id="page"):
            if self._first:
                yield Static(Content(WELCOME.format(first=self._first)), classes="welcome")
            yield Static(Content(self._safety.intro), classes="intro")
            yield from self._sections()
            yield Static(Content(self._safety.consent), classes="intro strong")
            titles = "; ".join(self._safety.titles)
            yield Static(Content(f"After: {titles}."), classes="quiet")
        yield KeyLine()

    def _sections(self) -> Iterator[Widget]:
        for section in self._safety.sections:
            warns = section.degree in ("A", "B") or section.id == "stop"
            if section.lead:
                lead = Block(section.title, Setting.PROSE, (section.lead,), warns=warns)
                yield BlockView(lead).add_class("-lead")
                yield BlockView(Block("", Setting.LISTED, section.items)).add_class("-items")
            else:
                yield BlockView(Block(section.title, Setting.LISTED, section.items, warns=warns))
            if section.after:
                yield Static(Content(section.after), classes="after")

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.query_one("#page", Page).focus()

    def action_further(self) -> None:
        """On by a page."""
        self.query_one(Page).action_turn(1)

    def action_close(self) -> None:
        """Done reading."""
        self.dismiss(None)
