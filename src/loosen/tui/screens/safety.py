"""The safety page: shown once at the first start, and whenever its key is pressed."""

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Rule, Static

from loosen.domain.safety import Safety, SafetyItem, SafetySection
from loosen.text.exercise_page import Block, Setting
from loosen.tui.bindings import KeyedScreen, key_words
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.page import BlockView, Page, Pair

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
        safety = self._safety
        yield Masthead(None, "before you begin")
        yield Rule(line_style="solid")
        with Page(id="page"):
            if self._welcomes:
                key = key_words(self.app, "safety.begin", "r")
                first = FIRST.format(first=self._first, key=key) if self._first else ""
                yield Static(Content(WELCOME + first), classes="welcome")
            for words in (safety.intro, safety.every_exercise, safety.follows):
                yield Static(Content(words), classes="intro")
            for section in safety.sections:
                yield from _section(section)
            yield Static(Content(safety.consent), classes="intro strong")
            yield Static(Content(f"After: {'; '.join(safety.titles)}."), classes="quiet")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.query_one("#page", Page).focus()

    def action_further(self) -> None:
        """On by a page."""
        self.query_one(Page).action_turn(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a routine to begin with at the first start only."""
        return action != "begin" or self._first is not None

    def action_begin(self) -> None:
        """Done reading, and on to the first routine."""
        self.dismiss(result=True)

    def action_close(self) -> None:
        """Done reading."""
        self.dismiss(result=False)


class SignList(Vertical):
    """The lines of a section, each with the signs that belong to it set in under it."""

    DEFAULT_CSS = """
    SignList { height: auto; margin-bottom: 1; }
    SignList > .sign { padding-left: 3; }
    """

    def __init__(self, items: Iterable[SafetyItem]) -> None:
        super().__init__()
        self._items = tuple(items)

    def compose(self) -> ComposeResult:
        """A dot before a line, a dash before a sign."""
        for item in self._items:
            yield Pair("·", item.text)
            for sign in item.signs:
                yield Pair("-", sign).add_class("sign")


def _section(section: SafetySection) -> Iterator[Widget]:
    lines = tuple(filter(None, (section.lead,)))
    yield BlockView(Block(section.title, Setting.PROSE, lines, warns=section.warns))
    if section.items:
        yield SignList(section.items)
    if section.after:
        yield Static(Content(section.after), classes="after")
    yield Static(Content(f"Follows: {section.follows}"), classes="after")
