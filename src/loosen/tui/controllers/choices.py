"""The part of the app that keeps what a person chooses with one key, and looks what is due."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from textual import on, work
from textual.screen import Screen
from textual.worker import get_current_worker

from loosen.domain.settings import liking_words
from loosen.services.choices import toggle_keep_up, toggle_liking
from loosen.services.due import standing
from loosen.storage.history_db import HistoryProblem
from loosen.storage.problems import BadFile
from loosen.storage.recency import CannotTell
from loosen.text.wording import kept_words
from loosen.tui.controllers.files import WatchingApp
from loosen.tui.messages import AskDue, AskWeek, Chosen, KeepUp, Stands, Think, WeekSoFar

LONGEST_WAIT = 2.0
"""Seconds to wait for another process that writes the history; nobody waits for the answer."""


class ChoosingApp(WatchingApp):
    """Answers the keys that like, leave out and take on."""

    # What a person chooses with one key

    @on(KeepUp)
    def _keep_up(self, wish: KeepUp) -> None:
        routine = self._library.routine(wish.slug)
        self._choose(partial(toggle_keep_up, self._library, wish.slug))
        kept = wish.slug in self._library.settings.routines.keep_up
        self._say(kept_words(routine, kept=kept))

    @on(Think)
    def _think(self, wish: Think) -> None:
        exercise = self._library.exercise(wish.slug)
        self._choose(partial(toggle_liking, self._library, wish.slug, wish.liking))
        liking = self._library.settings.exercises.liking(wish.slug)
        self._say(liking_words(exercise.name, liking))

    def _choose(self, toggle: Callable[[date], Path | None]) -> None:
        try:
            kept = toggle(self._today().date())
        except OSError as error:
            self._say(f"Not written down: {error.strerror}. It holds until you quit.")
        else:
            if kept:
                self._say(f"Your own file, with its comments, is kept as {kept.name}.")
        self.screen.post_message(Chosen())

    # What the week has come to

    @on(AskWeek)
    def _ask_week(self) -> None:
        self._look_at_the_week(self.screen)

    @work(thread=True, exclusive=True, exit_on_error=False, group="week")
    def _look_at_the_week(self, asks: Screen[object]) -> None:
        from loosen.domain.stats.weeks import weeks_of
        from loosen.text.progress_words import present_sentence

        today, target = self._today().date(), self._library.settings.week.sessions
        try:
            (week,) = weeks_of(self._sessions.history.all(), today, 1)
        except HistoryProblem:
            return  # the summary says itself that its session is not in the history
        if not get_current_worker().is_cancelled:
            asks.post_message(WeekSoFar(present_sentence(week, target)))

    # What is due

    @on(AskDue)
    def _ask_due(self) -> None:
        self._look_what_is_due(self.screen)

    @work(thread=True, exclusive=True, exit_on_error=False, group="due")
    def _look_what_is_due(self, asks: Screen[object]) -> None:
        now = self._today()
        try:
            found = standing(self._library, now, LONGEST_WAIT)
        except (CannotTell, BadFile):
            return  # what opens a session, or lists the history, says so; here it would be in the way
        if not get_current_worker().is_cancelled:
            asks.post_message(Stands(found, now))
