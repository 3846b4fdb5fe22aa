"""The end of a session: what was done, and quiet."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from loosen.domain.routine import Routine
from loosen.domain.summary import StepDone, Summary
from loosen.domain.wording import count_words, minutes
from loosen.tui.messages import StartRoutine
from loosen.tui.widgets.page import Pair


class SummaryScreen(Screen[None]):
    """Looks back on a session."""

    CSS_PATH = "summary.tcss"
    BINDINGS = [
        Binding("enter,escape,q,space", "close", "Back", key_display="↵", id="summary.close"),
        Binding("a", "again", "Once more", id="summary.again"),
    ]

    def __init__(
        self, name: str, routine: Routine | None, summary: Summary, problem: str | None = None
    ) -> None:
        super().__init__()
        self._title = name
        self._routine = routine
        self._summary = summary
        self._problem = problem

    def compose(self) -> ComposeResult:
        """A headline, and the exercises."""
        with VerticalScroll(id="page"):
            yield Static(Content(self._headline()), id="headline")
            yield Static(Content(self._title), classes="quiet")
            yield Static()
            yield from self._steps()
            yield Static(Content(self._rest()), id="rest", classes="quiet")
            if self._problem:
                yield Static(Content(self._problem), id="problem")
        yield Footer(compact=True, show_command_palette=False)

    def _headline(self) -> str:
        summary = self._summary
        done = count_words(summary.done, "exercise")
        word = "✓ Done." if summary.finished else "◐ Ended here."
        return f"{word} {minutes(summary.active)}, {done}."

    def _steps(self) -> Iterator[Widget]:
        for step in self._summary.steps:
            yield Pair("✓" if step.whole else "◐" if step.done else "·", _words(step))

    def _rest(self) -> str:
        if not self._summary.finished:
            return "What you did counts. The rest keeps."
        return "Take a breath or two before you go on."

    def action_close(self) -> None:
        """Back to where the session was begun."""
        self.app.pop_screen()

    def action_again(self) -> None:
        """Begin the same routine once more."""
        if self._routine:
            self.app.post_message(StartRoutine(self._routine))
            self.app.pop_screen()


def _words(step: StepDone) -> str:
    """An exercise with what was left out of it, side by side."""
    if step.whole:
        return step.name
    if not step.done:
        return f"{step.name}  ·  left out"
    missed = [s for s in step.sides if not s.whole]
    sides = ", ".join(
        f"{s.side.value + ' side ' if s.side else ''}{minutes(s.seconds)} of {minutes(s.planned)}"
        for s in missed
    )
    return f"{step.name}  ·  {sides}"
