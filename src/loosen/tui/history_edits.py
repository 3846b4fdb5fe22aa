"""What reads a history and mends it: off the screen's own thread, and each change can be taken back.

The screen shows what was read; here is how it comes, how it is changed, and what stood before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from textual import on, work
from textual.message import Message

from loosen.domain.history import SessionRecord
from loosen.storage.history_db import History, HistoryProblem
from loosen.text.answers_controls import Said, edited, said_of
from loosen.text.past_session import session_title
from loosen.tui.bindings import KeyedScreen
from loosen.tui.dialogs.past import SaidDialog


def headed(record: SessionRecord) -> str:
    """What stands over a session: what was played, and when."""
    return f"{record.name} · {session_title(record)}"


class MendingScreen(KeyedScreen[None]):
    """A history and what is changed in it."""

    @dataclass(eq=False)
    class Read(Message):
        """The history has been read; or the problem, in one line."""

        records: tuple[SessionRecord, ...]
        problem: str | None = None

    @dataclass(eq=False)
    class Written(Message):
        """A change has been written, with what it can be taken back with; or the problem."""

        words: str
        before: SessionRecord | None = None
        problem: str | None = None

    def __init__(self, history: History, today: Callable[[], datetime]) -> None:
        super().__init__()
        self._history, self._today = history, today
        self._records: tuple[SessionRecord, ...] = ()
        self._undo: list[SessionRecord] = []

    @work(thread=True, exclusive=True, exit_on_error=False, group="history")
    def _read(self) -> None:
        try:
            self.post_message(self.Read(self._history.all()))
        except HistoryProblem as problem:
            self.post_message(self.Read((), str(problem)))

    def _edit(self, record: SessionRecord) -> None:
        before = said_of(record.answers)

        def taken(said: Said | None) -> None:
            if said is not None and said != before:
                news = edited(record, said, self._today())
                self._write("Changed. u takes it back.", lambda: self._history.put(news), record)

        self.app.push_screen(SaidDialog(headed(record), before), taken)

    def _delete(self, record: SessionRecord) -> None:
        self._write("Deleted. u brings it back.", lambda: self._history.remove(record.id), record)

    def action_undo(self) -> None:
        """Take back the last change."""
        if self._undo:
            before = self._undo.pop()
            there = any(record.id == before.id for record in self._records)
            # A change taken back is a change: another machine may have been given the one before.
            again = before.model_copy(update={"changed": self._today()}) if there else before
            self._write("As it was before.", lambda: self._history.put(again))

    @work(thread=True, exit_on_error=False, group="history-writing")
    def _write(
        self, words: str, change: Callable[[], None], before: SessionRecord | None = None
    ) -> None:
        try:
            change()
        except HistoryProblem as problem:
            self.post_message(self.Written(words, before, str(problem)))
        else:
            self.post_message(self.Written(words, before))

    @on(Written)
    def _was_written(self, fact: Written) -> None:
        if fact.problem:
            self.notify(f"Not written down: {fact.problem}", severity="warning", markup=False)
            return
        if fact.before:
            self._undo.append(fact.before)
        self.notify(fact.words, timeout=4, markup=False)
        self._read()
