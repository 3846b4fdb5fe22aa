"""A page that scrolls, and its blocks in rows: titles, numbered steps, lists and facts."""

from collections.abc import Iterable, Iterator

from textual.binding import Binding
from textual.containers import VerticalScroll

from loosen.text.exercise_page import MARK_OF_OURS, Block, Setting
from loosen.tui.widgets.prose import GAP, Lead, ProseRow

TITLE, WARNING = "bold $accent", "bold $warning"
FACT = 18
"""Cells that the name of a fact takes, with the gap after it."""


class Page(VerticalScroll, inherit_bindings=False):
    """A container that scrolls at once, with arrows or the keys of vi."""

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
        """Scroll to the beginning."""
        self.scroll_home(animate=False)

    def action_to_end(self) -> None:
        """Scroll to the end."""
        self.scroll_end(animate=False)


def block_rows(blocks: Iterable[Block]) -> Iterator[ProseRow]:
    """Yield the rows of blocks, each with its title and a gap after it."""
    for block in blocks:
        yield ProseRow(block.title, WARNING if block.warns else TITLE)
        for number, line in enumerate(block.lines, 1):
            match block.setting:
                case Setting.NUMBERED:
                    yield prose_row(line, Lead(f"{number}"))
                case Setting.LISTED if line.startswith(MARK_OF_OURS):
                    yield item_row(line.removeprefix(MARK_OF_OURS).lstrip(), MARK_OF_OURS)
                case Setting.LISTED:
                    yield item_row(line)
                case _:
                    yield prose_row(line)
        for name, value in block.facts:
            yield prose_row(value, Lead(name, FACT, gap=2))
        yield GAP


def item_row(text: str, mark: str = "·") -> ProseRow:
    """Return an item of a list, after its mark."""
    return prose_row(text, Lead(mark))


def prose_row(text: str, *leads: Lead) -> ProseRow:
    """Return a row of a text, behind the mark of ours where it has one."""
    if not text.startswith(MARK_OF_OURS):
        return ProseRow(text, leads=leads)
    return ProseRow(text.removeprefix(MARK_OF_OURS).lstrip(), leads=(*leads, Lead(MARK_OF_OURS, 2)))
