"""Reading and editing of the history in threads; each change can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from textual.message import Message
from textual.screen import Screen

from loosen.domain.history import SessionRecord
from loosen.storage.history_db import History, HistoryProblem
from loosen.text.answers_form import EditableAnswers, editable_answers, edited_record
from loosen.text.history import session_title
from loosen.tui.dialogs.past import SaidDialog


def heading(record: SessionRecord) -> str:
    """The title of a session: what was played, and when."""
    return f"{record.name} · {session_title(record)}"


@dataclass(eq=False)
class HistoryRead(Message):
    """The history has been read; or the problem, in one line."""

    records: tuple[SessionRecord, ...]
    problem: str | None = None


@dataclass(eq=False)
class HistoryWritten(Message):
    """A change has been written, with what it can be taken back with; or the problem."""

    words: str
    before: SessionRecord | None = None
    problem: str | None = None


class HistoryEdits:
    """Reads a history and changes it in threads of a ``screen``; each change can be taken back.

    The screen hands in what comes of it, and keeps in ``records`` what it shows.
    """

    def __init__(
        self, screen: Screen[None], history: History, today: Callable[[], datetime]
    ) -> None:
        self._screen, self._history, self._today = screen, history, today
        self.records: tuple[SessionRecord, ...] = ()
        self._past: list[SessionRecord] = []

    @property
    def can_undo(self) -> bool:
        """Whether a change can be taken back."""
        return bool(self._past)

    def read(self) -> None:
        """Read the history again."""

        def work() -> None:
            try:
                self._screen.post_message(HistoryRead(self._history.all()))
            except HistoryProblem as problem:
                self._screen.post_message(HistoryRead((), str(problem)))

        self._run(work, "history", exclusive=True)

    def edit(self, record: SessionRecord) -> None:
        """Ask for other answers about a session, and write them."""
        before = editable_answers(record.answers)

        def taken(said: EditableAnswers | None) -> None:
            if said is not None and said != before:
                news = edited_record(record, said, self._today())
                self._write("Changed. u takes it back.", lambda: self._history.put(news), record)

        self._screen.app.push_screen(SaidDialog(heading(record), before), taken)

    def delete(self, record: SessionRecord) -> None:
        """Delete a session."""
        self._write("Deleted. u brings it back.", lambda: self._history.remove(record.id), record)

    def undo(self) -> None:
        """Take back the last change."""
        if self._past:
            before = self._past.pop()
            there = any(record.id == before.id for record in self.records)
            # A change taken back is a change: another machine may have been given the one before.
            again = before.copy_with(changed=self._today()) if there else before
            self._write("As it was before.", lambda: self._history.put(again))

    def _write(
        self, words: str, change: Callable[[], None], before: SessionRecord | None = None
    ) -> None:
        def work() -> None:
            try:
                change()
            except HistoryProblem as problem:
                self._screen.post_message(HistoryWritten(words, before, str(problem)))
            else:
                self._screen.post_message(HistoryWritten(words, before))

        self._run(work, "history-writing", exclusive=False)

    def _run(self, work: Callable[[], None], group: str, *, exclusive: bool) -> None:
        self._screen.run_worker(
            work, thread=True, exclusive=exclusive, exit_on_error=False, group=group
        )

    def written(self, message: HistoryWritten) -> None:
        """Give notice of what has been written, and read the history again."""
        if message.problem:
            words = f"Not written down: {message.problem}"
            self._screen.notify(words, severity="warning", markup=False)
            return
        if message.before:
            self._past.append(message.before)
        self._screen.notify(message.words, timeout=4, markup=False)
        self.read()
