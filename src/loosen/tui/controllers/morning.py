"""The question how it was the morning after a session, and what a worse one means."""

from collections.abc import Callable
from datetime import datetime

from textual.screen import ModalScreen

from loosen.domain.answers import Morning
from loosen.domain.exercise import Exercise
from loosen.domain.history import SessionRecord
from loosen.services.library import Library
from loosen.storage.history_db import History, HistoryProblem
from loosen.tui.controllers.stage import Stage, run_in_thread
from loosen.tui.messages import MorningAfter
from loosen.tui.notices import report_write_errors


class MorningQuestion:
    """Asks once a day at most, when nothing else is going on, and never again about the same session.

    ``rule_out`` leaves an exercise out from now on.
    """

    def __init__(
        self,
        stage: Stage,
        library: Library,
        history: History,
        today: Callable[[], datetime],
        rule_out: Callable[[Exercise], None],
    ) -> None:
        self._stage, self._library, self._history = stage, library, history
        self._today, self._rule_out = today, rule_out

    def check(self) -> None:
        """Check for a session to ask about, if the person wants to be asked."""
        if self._library.settings.questions.next_morning:
            run_in_thread(self._stage, self._find, "morning")

    def _find(self) -> None:
        """Find the session to ask about, in a thread: the history may be on a slow disk."""
        from loosen.domain.questions import morning_question

        try:
            records = self._history.latest(1)
        except HistoryProblem:
            return  # the history says so itself where it is shown
        record = morning_question(records, self._today(), self._library.memory.asked_morning)
        if record:
            self._stage.post_message(MorningAfter(record))

    def ask(self, record: SessionRecord) -> None:
        """Ask about a session, unless another question is on the screen."""
        if isinstance(self._stage.screen, ModalScreen):
            return
        from loosen.tui.dialogs.choice import Answer, Choice

        question = f"How was it the morning after “{record.name}”, {record.started:%A}?"
        answers = (
            Answer("better", "better than before", Morning.BETTER),
            Answer("same", "about the same", Morning.SAME),
            Answer("worse", "worse", Morning.WORSE),
        )
        choice = Choice("morning", question, answers, "Escape leaves it open.")
        self._stage.push_screen(choice, lambda morning: self._answered(record, morning))

    def _answered(self, record: SessionRecord, morning: Morning | None) -> None:
        with report_write_errors(self._stage):
            self._library.remember_asked(record.id)
        if morning is None:
            return
        answers = record.answers.copy_with(morning=morning)
        changed = {"answers": answers, "changed": self._today().replace(microsecond=0)}
        try:
            self._history.put(record.copy_with(**changed))
        except HistoryProblem as problem:
            self._stage.notify(str(problem), markup=False)
        if morning is Morning.WORSE:
            self._advise(record)

    def _advise(self, record: SessionRecord) -> None:
        """Advise to go on smaller, and offer to leave out what hurt."""
        from loosen.domain.questions import pains_of
        from loosen.text.care import ADVICE_IF_WORSE
        from loosen.tui.dialogs.choice import Answer, Choice

        pains = pains_of(record)[:8]
        leave = [
            Answer(f"leave-out-{n}", f"leave out {name} from now on", pain.exercise)
            for n, (pain, name) in enumerate(pains, 1)
        ]
        stay = Answer("keep", "keep all of it, smaller", "")
        advice = Choice("worse", "Then gently today.", (stay, *leave), ADVICE_IF_WORSE)
        self._stage.push_screen(advice, self._advised)

    def _advised(self, slug: str | None) -> None:
        if slug:
            self._rule_out(self._library.catalogue[slug])
