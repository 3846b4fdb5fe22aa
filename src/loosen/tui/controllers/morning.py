"""The part of the app that asks about the morning after, and says what a worse one means."""

from textual import on, work
from textual.screen import ModalScreen

from loosen.domain.answers import Morning
from loosen.domain.history import SessionRecord
from loosen.domain.questions import SMALLER, morning_question, pains_of
from loosen.storage.history_db import HistoryProblem
from loosen.tui.controllers.sessions import PlayingApp
from loosen.tui.dialogs.choice import Answer, Choice
from loosen.tui.messages import MorningAfter


class AskingApp(PlayingApp):
    """Asks once a day at most, when nothing else is going on, and never again about the same session."""

    def ask_about_the_morning(self) -> None:
        """Look for a session to ask about, if the person wants to be asked."""
        if self._library.settings.questions.next_morning and not self._rehearsal:
            self._look_for_a_morning()

    @work(thread=True, exclusive=True, exit_on_error=False, group="morning")
    def _look_for_a_morning(self) -> None:
        """Read the history apart from the screen: it may be on a slow disk."""
        try:
            records = self._sessions.history.all()
        except HistoryProblem:
            return  # the history says so itself where it is shown
        asked = self._library.memory.asked_morning
        record = morning_question(records, self._today(), asked)
        if record:
            self.post_message(MorningAfter(record))

    @on(MorningAfter)
    def _ask(self, fact: MorningAfter) -> None:
        if self.playing or isinstance(self.screen, ModalScreen):
            return
        record = fact.record
        question = f"How was it the morning after “{record.name}”, {record.started:%A}?"
        answers = (
            Answer("better", "better than before", Morning.BETTER),
            Answer("same", "about the same", Morning.SAME),
            Answer("worse", "worse", Morning.WORSE),
        )
        choice = Choice("morning", question, answers, "Escape leaves it open.")
        self.push_screen(choice, lambda morning: self._answered(record, morning))

    def _answered(self, record: SessionRecord, morning: Morning | None) -> None:
        self.write_down(lambda: self._library.remember_asked(record.id))
        if morning is None:
            return
        answers = record.answers.model_copy(update={"morning": morning})
        changed = {"answers": answers, "changed": self._today().replace(microsecond=0)}
        try:
            self._sessions.history.put(record.model_copy(update=changed))
        except HistoryProblem as problem:
            self._say(str(problem))
        if morning is Morning.WORSE:
            self._advise(record)

    def _advise(self, record: SessionRecord) -> None:
        """Smaller, or left out: what hurt can be ruled out with one key."""
        pains = pains_of(record)[:8]
        leave = [
            Answer(f"leave-out-{n}", f"leave out {name} from now on", pain.exercise)
            for n, (pain, name) in enumerate(pains, 1)
        ]
        stay = Answer("keep", "keep all of it, smaller", "")
        self.push_screen(
            Choice("worse", "Then gently today.", (stay, *leave), SMALLER), self._rule_out
        )

    def _rule_out(self, slug: str | None) -> None:
        if slug:
            self.rule_out(self._library.catalogue[slug])
