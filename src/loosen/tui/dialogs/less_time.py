"""Less time than planned: how many minutes there are, and what would be kept in them."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from loosen.domain.care import CareSpot
from loosen.domain.replan import Replan, TooLittle
from loosen.text.care import replan_lines, too_little_words
from loosen.text.wording import clock_words
from loosen.tui.dialogs.dialog import Dialog

MOST_MINUTES = 120
Find = Callable[[float, Callable[[], bool]], Replan | TooLittle]
"""The replan for so many seconds; it polls whether to stop."""


class LessTimeDialog(Dialog[Replan | None]):
    """Shows the rest of the session in fewer minutes; Enter takes it, Escape answers None."""

    CSS_PATH = "less_time.tcss"
    BINDINGS = [
        Binding(
            "plus,equals_sign,up,k,right,l",
            "change(1)",
            "Minutes",
            key_display="+ −",
            id="less-time.more",
            tooltip="A minute more",
        ),
        Binding(
            "minus,down,j,left,h", "change(-1)", "A minute less", show=False, id="less-time.less"
        ),
        Binding("enter", "take", "Take it", key_display="↵", id="less-time.take"),
        Binding("escape", "dismiss", "Back", key_display="esc", id="less-time.back"),
        *(
            Binding(str(n), f"minutes({n})", f"{n} min", show=False, id=f"less-time.minutes-{n}")
            for n in range(1, 10)
        ),
    ]

    @dataclass(eq=False)
    class Found(Message):
        """The replan for a number of minutes, or that they are too few."""

        asked: int
        answer: Replan | TooLittle

    def __init__(self, spot: CareSpot, left: float, find: Find) -> None:
        super().__init__("How much time is there?")
        self._spot, self._left, self._find = spot, left, find
        self._minutes = max(1, int(left // 60))
        self._found: Replan | None = None

    def parts(self) -> ComposeResult:
        """The minutes, and what would be kept in them."""
        yield Static(id="minutes")
        yield Static(id="comes-to")

    def on_mount(self) -> None:
        """Show the replan for the whole minutes that are left."""
        self._ask(self._minutes)

    def _ask(self, number: int) -> None:
        self._minutes, self._found = number, None
        words = f"◂ {number} min ▸   of {clock_words(self._left)}"
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

    def action_minutes(self, number: int) -> None:
        """Show the replan for so many minutes."""
        self._ask(number)

    def action_change(self, by: int) -> None:
        """Show the replan for a minute more or less."""
        self._ask(min(MOST_MINUTES, max(1, self._minutes + by)))

    def action_take(self) -> None:
        """Answer the replan that is shown."""
        if self._found:
            self.dismiss(self._found)
