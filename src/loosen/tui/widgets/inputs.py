"""Inputs: a line of text, and a scale from 0 to 10 that a digit, arrows or the mouse set."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from loosen.tui.bindings import score_keys


class TextInput(Input):
    """The toolkit's line of text; its one key of ours is Enter."""

    BINDINGS = [Binding("enter", "submit", "Take", key_display="↵", id="typed.take")]


MOST = 10
WIDEST = 4
"""Cells that a number takes where there is room."""


class ScoreRow(Static, can_focus=True):
    """A number from 0 to 10, or None where nothing was picked."""

    BINDINGS = [
        Binding("left,h", "step(-1)", "Less", show=False, id="scale.less"),
        Binding("right,l", "step(1)", "More", show=False, id="scale.more"),
        Binding("enter", "settle", "Next", key_display="↵", id="scale.settle"),
        *score_keys("scale", "pick", "Pick"),
    ]
    value: reactive[int | None] = reactive(None)

    @dataclass(eq=False)
    class Settled(Message):
        """The person goes on from a scale."""

        scale: "ScoreRow"

    @property
    def _room(self) -> int:
        """Cells for a number."""
        return max(1, min(WIDEST, self.size.width // (MOST + 1)))

    def render(self) -> Content:
        """Render the numbers, the picked one between marks."""
        cells = [self._cell(number) for number in range(MOST + 1)]
        return Content.assemble(*cells)

    def _cell(self, number: int) -> Content:
        if number == self.value:
            return Content(f"▸{number}◂".center(self._room)).stylize("bold")
        return Content(str(number).center(self._room))

    def on_click(self, event: Click) -> None:
        """Pick the number that was clicked."""
        self.action_pick(min(MOST, event.x // self._room))

    def action_pick(self, number: int) -> None:
        """Pick a number, and go on."""
        self.value = number
        self.action_settle()

    def action_step(self, by: int) -> None:
        """Move the pick; from nothing, to the middle."""
        start = MOST // 2 - by if self.value is None else self.value
        self.value = max(0, min(MOST, start + by))

    def action_settle(self) -> None:
        """Post ``Settled``, picked or not."""
        self.post_message(self.Settled(self))
