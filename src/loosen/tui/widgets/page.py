"""Blocks of a page, set for reading: titles, numbered steps, lists and pairs with a hanging indent."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from loosen.domain.page import Block, Setting


class Pair(Horizontal):
    """A short word and what belongs to it, side by side."""

    DEFAULT_CSS = """
    Pair { height: auto; }
    Pair > .lead { width: 3; }
    Pair.-fact > .lead { width: 18; }
    Pair > .body { width: 1fr; height: auto; }
    """

    def __init__(self, lead: str, body: str, *, fact: bool = False) -> None:
        super().__init__(classes="-fact" if fact else "")
        self._lead, self._body = lead, body

    def compose(self) -> ComposeResult:
        """The word, then the text."""
        yield Static(Content(self._lead), classes="lead")
        yield Static(Content(self._body), classes="body")


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
                case Setting.LISTED:
                    yield Pair("·", line)
                case _:
                    yield Static(Content(line))
        for name, value in self._block.facts:
            yield Pair(name, value, fact=True)
