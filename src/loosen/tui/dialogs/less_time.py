"""Less time than planned: how many minutes there are, and what would be kept in them."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from loosen.domain.care import Spot
from loosen.domain.care_words import replan_lines, too_little_words
from loosen.domain.replan import Replan, TooLittle
from loosen.domain.wording import minutes

MOST_MINUTES = 120
Find = Callable[[float, Callable[[], bool]], Replan | TooLittle]
"""The replan for so many seconds; it polls whether to stop."""


class LessTimeDialog(ModalScreen[Replan | None]):
    """Shows the rest of the session in fewer minutes; Enter takes it, Escape answers None."""

    CSS_PATH = "less_time.tcss"
    BINDINGS = [
        Binding("plus,equals_sign,up,right", "change(1)", "A minute more", id="less-time.more"),
        Binding("minus,down,left", "change(-1)", "A minute less", id="less-time.less"),
        Binding("enter", "take", "Take it", id="less-time.take"),
        Binding("escape", "nothing", "As it was", id="less-time.back"),
    ]

    @dataclass(eq=False)
    class Found(Message):
        """What a number of minutes comes to."""

        asked: int
        answer: Replan | TooLittle

    def __init__(self, spot: Spot, left: float, find: Find) -> None:
        super().__init__()
        self._spot, self._left, self._find = spot, left, find
        self._minutes = max(1, int(left // 60))
        self._found: Replan | None = None

    def compose(self) -> ComposeResult:
        """The minutes over what they come to."""
        with Vertical(classes="dialog"):
            yield Static(Content("How much time is there?"), classes="question")
            yield Static(id="minutes")
            yield Static(id="comes-to")
            yield Static(Content("+ − or a number   ↵ take it   esc as it was"), classes="quiet")

    def on_mount(self) -> None:
        """What the whole minutes that are left come to."""
        self._ask(self._minutes)

    def _ask(self, number: int) -> None:
        self._minutes, self._found = number, None
        words = f"◂ {number} min ▸   of {minutes(self._left)}"
        self.query_one("#minutes", Static).update(Content(words))
        self._look(number)

    @work(thread=True, exclusive=True, exit_on_error=False, group="replan")
    def _look(self, number: int) -> None:
        worker = get_current_worker()
        answer = self._find(number * 60.0, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.post_message(self.Found(number, answer))

    @on(Found)
    def _show(self, event: Found) -> None:
        if event.asked != self._minutes:
            return
        answer = event.answer
        if isinstance(answer, TooLittle):
            lines = [too_little_words(answer, event.asked)]
        else:
            self._found = answer
            lines = replan_lines(answer, self._spot)
        self.query_one("#comes-to", Static).update(Content("\n".join(lines)))

    def on_key(self, event: Key) -> None:
        """A digit is a number of minutes."""
        if event.character and event.character in "123456789":
            event.stop()
            self._ask(int(event.character))

    def action_change(self, by: int) -> None:
        """A minute more or less."""
        self._ask(min(MOST_MINUTES, max(1, self._minutes + by)))

    def action_take(self) -> None:
        """Take what is shown."""
        if self._found:
            self.dismiss(self._found)

    def action_nothing(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)
