"""Choices that take one key (likings, schedule), and what depends on them: due routines, the week.

The history is read in threads: it may be on a slow disk.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from textual.screen import Screen
from textual.worker import get_current_worker

from loosen.domain.exercise import Exercise
from loosen.domain.settings import Liking
from loosen.services.choices import toggle_keep_up, toggle_liking
from loosen.services.due import past_and_due
from loosen.services.library import Library
from loosen.storage.history_db import History, HistoryProblem
from loosen.storage.problems import BadFile
from loosen.storage.recency import CannotTell
from loosen.text.wording import kept_words, liking_words
from loosen.tui.controllers.stage import Stage, run_in_thread
from loosen.tui.controllers.undo import Undo
from loosen.tui.messages import ChoicesChanged, DueFound, DueUnknown, WeekFound
from loosen.tui.notices import report_write_errors

LONGEST_WAIT = 2.0
"""Seconds to wait for another process that writes the history; nobody waits for the answer."""


class Choices:
    """Writes choices into the settings, and answers screens what is due and how the week stands."""

    def __init__(
        self,
        stage: Stage,
        library: Library,
        history: History,
        today: Callable[[], datetime],
        undo: Undo,
    ) -> None:
        self._stage, self._undo = stage, undo
        self._library, self._history, self._today = library, history, today

    def toggle_keep_up(self, slug: str) -> None:
        """Schedule a routine, or take it off the schedule."""
        routine = self._library.routine(slug)
        self._choose(partial(toggle_keep_up, self._library, slug))
        kept = slug in self._library.settings.routines.keep_up
        self._say(kept_words(routine, kept=kept))

    def toggle_liking(self, slug: str, liking: Liking) -> None:
        """Set what the person thinks of an exercise, or unset it where it is set already."""
        exercise = self._library.exercise(slug)
        self._choose(partial(toggle_liking, self._library, slug, liking))
        self._say(liking_words(exercise.name, self._library.settings.exercises.liking(slug)))

    def _choose(self, toggle: Callable[[date], Path | None]) -> None:
        try:
            kept = toggle(self._today().date())
        except OSError as error:
            self._say(f"Not written down: {error.strerror}. It holds until you quit.")
        else:
            if kept:
                self._say(f"Your own file, with its comments, is kept as {kept.name}.")
        self._stage.screen.post_message(ChoicesChanged())

    def rule_out(self, exercise: Exercise) -> None:
        """Never propose an exercise from now on, until that is taken back."""
        library, today = self._library, self._today().date()
        before = library.settings.exercises.liking(exercise.slug)
        with report_write_errors(self._stage):
            library.rule_out(exercise.slug, today)

        def back() -> None:
            exercises = library.settings.exercises.with_liking(exercise.slug, before)
            settings = library.settings.copy_with(exercises=exercises)
            with report_write_errors(self._stage):
                library.save_settings(settings, self._today().date())
            self._say(f"{exercise.name} is as it was before.")

        self._undo.offer(f"{exercise.name} stays out from now on.", back)

    def find_week(self, asks: Screen[object]) -> None:
        """Send ``WeekFound`` to a screen, from a thread."""
        run_in_thread(self._stage, lambda: self._look_at_the_week(asks), "week")

    def _look_at_the_week(self, asks: Screen[object]) -> None:
        from loosen.domain.stats.weeks import since_week, weeks_of
        from loosen.text.progress_words import present_sentence

        now, target = self._today(), self._library.settings.week.sessions
        try:
            (week,) = weeks_of(self._history.since(since_week(now, 1)), now.date(), 1)
        except HistoryProblem:
            return  # the summary says itself that its session is not in the history
        if not get_current_worker().is_cancelled:
            asks.post_message(WeekFound(present_sentence(week, target)))

    def find_due(self, asks: Screen[object]) -> None:
        """Send ``DueFound`` or ``DueUnknown`` to a screen, from a thread."""
        run_in_thread(self._stage, lambda: self._look_what_is_due(asks), "due")

    def _look_what_is_due(self, asks: Screen[object]) -> None:
        now = self._today()
        try:
            found = past_and_due(self._library, now, LONGEST_WAIT)
        except (CannotTell, BadFile):
            # What opens a session, or lists the history, says why; unasked it would be in the way.
            asks.post_message(DueUnknown())
            return
        if not get_current_worker().is_cancelled:
            asks.post_message(DueFound(found.states, now, found.last_done, found.latest))

    def _say(self, words: str) -> None:
        self._stage.notify(words, markup=False)
