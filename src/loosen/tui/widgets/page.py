"""A page that scrolls, and its blocks: titles, numbered steps, lists and pairs with a hanging indent."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from loosen.text.exercise_page import MARK_OF_OURS, Block, Setting


class Page(VerticalScroll, inherit_bindings=False):
    """Room that scrolls at once, with arrows or with the keys of vi."""

    BINDINGS = [
        Binding("j,down", "move(1)", "Down", show=False, id="page.down"),
        Binding("k,up", "move(-1)", "Up", show=False, id="page.up"),
        Binding("ctrl+d,pagedown", "turn(1)", "Page down", show=False, id="page.page-down"),
        Binding("ctrl+u,pageup", "turn(-1)", "Page up", show=False, id="page.page-up"),
        Binding("g,home", "to_top", "Top", show=False, id="page.top"),
        Binding("G,end", "to_end", "End", show=False, id="page.end"),
    ]

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=lines, animate=False)

    def action_turn(self, pages: int) -> None:
        """Scroll by a page, with a line of the last one left."""
        self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)

    def action_to_top(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False)

    def action_to_end(self) -> None:
        """To the end."""
        self.scroll_end(animate=False)


class Pair(Horizontal):
    """A short word and what belongs to it, side by side."""

    DEFAULT_CSS = """
    Pair { height: auto; width: 1fr; }
    Pair > .lead { width: 3; padding-right: 1; }
    Pair.-ours > .lead { width: 2; }
    Pair.-fact > .lead { width: 18; padding-right: 2; }
    Pair > .body { width: 1fr; height: auto; }
    """

    def __init__(self, lead: str, body: str, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._lead, self._body = lead, body

    def compose(self) -> ComposeResult:
        """The word, then the text."""
        yield Static(Content(self._lead), classes="lead")
        yield prose(self._body).add_class("body")


def prose(text: str) -> Widget:
    """A text whose lines all begin at one place, behind the mark of ours where it has one."""
    if not text.startswith(MARK_OF_OURS):
        return Static(Content(text))
    return Pair(MARK_OF_OURS, text.removeprefix(MARK_OF_OURS).lstrip(), classes="-ours")


class BlockView(Vertical):
    """One block with its title."""

    DEFAULT_CSS = """
    BlockView { height: auto; margin-bottom: 1; }
    """

    def __init__(self, block: Block) -> None:
        super().__init__(classes="-warns" if block.warns else "")
        self._block = block

    def compose(self) -> ComposeResult:
        """Title and lines."""
        yield Static(Content(self._block.title), classes="title")
        for number, line in enumerate(self._block.lines, 1):
            match self._block.setting:
                case Setting.NUMBERED:
                    yield Pair(f"{number}", line)
                case Setting.LISTED if line.startswith(MARK_OF_OURS):
                    yield Pair(MARK_OF_OURS, line.removeprefix(MARK_OF_OURS).lstrip())
                case Setting.LISTED:
                    yield Pair("·", line)
                case _:
                    yield prose(line)
        for name, value in self._block.facts:
            yield Pair(name, value, classes="-fact")
