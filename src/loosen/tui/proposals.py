"""What asks the composer while a person turns its brief: off the screen's own thread, and with undo.

The screen shows what was answered; here is what was asked, what stands, and what stood before.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from loosen.domain.composer import Brief, NoPlan, Plan, compose
from loosen.services.due import recency
from loosen.services.library import Library
from loosen.text.controls import changed
from loosen.tui.bindings import KeyedScreen

Stop = Callable[[], bool]
Stand = tuple[Brief, Plan | NoPlan | None]
"""A brief with the answer to it; None where there was none yet."""


MOST_PAST = 100
"""Changes that can be taken back."""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Composing makes many values and no cycles: to look for garbage among them would hold up a key."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class ProposingScreen(KeyedScreen[None]):
    """A brief and the answer to it, each change of which can be taken back."""

    @dataclass(eq=False)
    class Answered(Message):
        """The composer has answered a question, the ``number``-th one; None: it can't be done."""

        number: int
        answer: Plan | NoPlan | None
        otherwise: str = ""
        revises: bool = False

    def __init__(self, library: Library, today: Callable[[], datetime]) -> None:
        super().__init__()
        self._library, self._today = library, today
        self._catalogue = library.catalogue
        self._brief = library.brief
        self._recency: Mapping[str, int] | None = None
        self._answer: Plan | NoPlan | None = None
        self._others: Iterator[Plan] | None = None
        self._answers: Brief | None = None  # the brief that the answer belongs to
        self._past: list[Stand] = []
        self._numbers = count(1)
        self._number = 0

    def _show(self) -> None:
        """Show the answer that stands: left to the screen."""

    def _show_brief(self) -> None:
        """Show the brief that stands: left to the screen."""

    @work(thread=True, exclusive=True, exit_on_error=False, group="compose")
    def _ask(self, question: Callable[[Stop], Plan | NoPlan | None], otherwise: str) -> None:
        """Compose off the screen's own thread; an answer that nobody waits for any more is dropped."""
        worker, number = get_current_worker(), self._number
        with _uncollected():
            answer = question(lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.post_message(self.Answered(number, answer, otherwise, revises=bool(otherwise)))

    def _propose(self) -> None:
        brief, catalogue = self._brief, self._catalogue
        pace = self._library.settings.pace
        self._others, self._number = None, next(self._numbers)

        def composed(stop: Stop) -> Plan | NoPlan:
            whole = changed(brief, recency=self._done_lately())
            return compose(whole, catalogue, pace=pace, should_stop=stop)

        self._ask(composed, "")

    def _done_lately(self) -> Mapping[str, int]:
        """Days since each exercise was done, read once for each visit, off the screen's own thread."""
        if self._recency is None:
            self._recency = recency(self._library, self._today())
        return self._recency

    def _revise(self, question: Callable[[Plan, Stop], Plan | None], otherwise: str) -> None:
        plan = self._answer
        if isinstance(plan, Plan):
            self._number = next(self._numbers)
            self._ask(lambda stop: question(plan, stop), otherwise)

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        if event.number != self._number:
            return
        if event.answer is None:
            self.notify(event.otherwise, timeout=3, markup=False)
            return
        if event.revises:
            self._remember_this()
        self._answer, self._answers = event.answer, self._brief
        self._show()

    def _take(self, brief: Brief) -> None:
        """Ask for something else."""
        if brief != self._brief:
            self._remember_this()
        self._brief = brief
        self._show_brief()
        self._propose()

    def _remember_this(self) -> None:
        """What stands can be come back to."""
        whole = self._answers == self._brief
        self._past.append((self._brief, self._answer if whole else None))
        del self._past[:-MOST_PAST]

    def action_undo(self) -> None:
        """Back to the brief and the plan before the last change."""
        if not self._past:
            return
        self._brief, self._answer = self._past.pop()
        self._answers = self._brief
        self._show_brief()
        if self._answer is None:
            self._propose()
        else:
            # An answer that is still looked for is to what was taken back.
            self._others, self._number = None, next(self._numbers)
            self._show()
