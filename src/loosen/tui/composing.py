"""Questions to the composer, put off the screen's own thread; the answers come back as messages.

A question takes the place of the one before it: an answer that nobody waits for any more is dropped.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief, NoPlan, Plan, compose, next_plans
from loosen.domain.controls import changed
from loosen.storage.library import Library
from loosen.storage.standing import recency

Stop = Callable[[], bool]


@dataclass(eq=False)
class Answered(Message):
    """The composer has answered the ``number``-th question; None: it can't be done, ``otherwise`` says."""

    number: int
    answer: Plan | NoPlan | None
    otherwise: str = ""


class Composing:
    """Asks for a screen, to which every ``Answered`` is posted."""

    def __init__(
        self, screen: Screen[None], library: Library, today: Callable[[], datetime]
    ) -> None:
        self._screen, self._library, self._today = screen, library, today
        self._recency: Mapping[str, int] | None = None
        self._others: Iterator[Plan] | None = None
        self._number = 0

    def look_again(self) -> None:
        """Something may have been done meanwhile: the history is read anew for the next plan."""
        self._recency = None

    def awaits(self, answer: Answered) -> bool:
        """Whether it answers the last question."""
        return answer.number == self._number

    def propose(self, brief: Brief, catalogue: Catalogue) -> None:
        """Ask for the best plan for a brief, at the person's pace."""
        pace = self._library.settings.pace.pace()
        self._others = None

        def composed(stop: Stop) -> Plan | NoPlan:
            whole = changed(brief, recency=self._done_lately())
            return compose(whole, catalogue, pace=pace, should_stop=stop)

        self._ask(composed, "")

    def revise(
        self, plan: Plan, question: Callable[[Plan, Stop], Plan | None], otherwise: str
    ) -> None:
        """Ask for a change of a plan."""
        self._ask(lambda stop: question(plan, stop), otherwise)

    def go_on(self, plan: Plan, otherwise: str) -> None:
        """Ask for the next best plan that differs in two steps, and so on."""

        def following(plan: Plan, stop: Stop) -> Plan | None:
            if self._others is None:
                self._others = next_plans(plan, should_stop=stop)
            return next(self._others, None)

        self.revise(plan, following, otherwise)

    def _done_lately(self) -> Mapping[str, int]:
        """Days since each exercise was done, read once for each visit, off the screen's own thread."""
        if self._recency is None:
            self._recency = recency(self._library, self._today())
        return self._recency

    def _ask(self, question: Callable[[Stop], Plan | NoPlan | None], otherwise: str) -> None:
        self._number += 1
        number = self._number

        def answer() -> None:
            worker = get_current_worker()
            found = question(lambda: worker.is_cancelled)
            if not worker.is_cancelled:
                self._screen.post_message(Answered(number, found, otherwise))

        self._screen.run_worker(
            answer, thread=True, exclusive=True, exit_on_error=False, group="compose"
        )
