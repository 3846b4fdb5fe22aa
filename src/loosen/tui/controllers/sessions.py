"""The part of the app that plays: from the wish for a routine, or a session that was left, to its summary.

It holds what a session needs of the terminal: the guard against a lost connection, the window's title,
and whether the link keeps up with a moving figure. What a session is shown with, and what cares for
it, is loaded with the first one: that takes as long as the list takes to appear.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.widgets import Input

from loosen.domain.answers import Answers, Feeling
from loosen.domain.body import Side
from loosen.domain.exercise import Exercise
from loosen.domain.routine import Routine
from loosen.domain.settings import Motion, QuestionSettings, Settings
from loosen.domain.timeline import Timeline
from loosen.services.library import Library
from loosen.services.recorder import Recorder
from loosen.services.sessions import CannotResume, InterruptedSession, JournalScan, Sessions
from loosen.tui.controllers.undo import HabitsApp
from loosen.tui.dialogs.advice import AdviceDialog
from loosen.tui.dialogs.feeling import FeelingDialog
from loosen.tui.dialogs.left import Fate, LeftDialog, running_words
from loosen.tui.dialogs.stiffer import Stiffer
from loosen.tui.marks import Plays
from loosen.tui.messages import NowDoing, RuleOut, RunSteps, SeeAdvice, StartRoutine
from loosen.tui.notices import telling
from loosen.tui.terminal.ascii import AsciiDriver
from loosen.tui.terminal.driver import FrameDriver
from loosen.tui.terminal.frame_writer import write_less
from loosen.tui.terminal.preflight import Glyphs, Terminal, Through
from loosen.tui.widgets.figure import Animation

if TYPE_CHECKING:
    from loosen.tui.screens.session import SessionScreen

AT_HOME, OVER_SSH = 10.0, 4.0
"""Frames a second of a moving figure."""


class PlayingApp(HabitsApp):
    """Plays sessions. ``rehearsal`` keeps nothing of them; ``terminal`` is None in tests.

    ``clock`` is what sessions and figures go by, and ``link_clock`` the one that runs at the speed
    of the terminal where the other is faster.
    """

    def __init__(
        self,
        library: Library,
        clock: Callable[[], float],
        today: Callable[[], datetime],
        terminal: Terminal | None = None,
        *,
        link_clock: Callable[[], float] | None = None,
        rehearsal: bool = False,
    ) -> None:
        plain = terminal is not None and terminal.glyphs is Glyphs.ASCII
        through = terminal.through if terminal else Through.NOTHING
        driver = AsciiDriver if plain else FrameDriver
        super().__init__(library, link_clock or clock, through, driver)
        self._clock, self._today = clock, today
        self._terminal, self._rehearsal = terminal, rehearsal
        self._sessions = Sessions(library, today)

    def on_mount(self) -> None:
        """From now on the process ends with its terminal."""
        self._link.guard()
        write_less()

    def on_cursor_position(self, _event: events.CursorPosition) -> None:
        """The terminal has caught up."""
        self._link.answered()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A line to type in keeps its cursor: one that blinks sends bytes for as long as it stands there."""
        if isinstance(event.widget, Input):
            event.widget.cursor_blink = False

    def on_unmount(self) -> None:
        """The window gets its own name back."""
        self._link.unname()

    @property
    def animation(self) -> Animation:
        """How figures move on this terminal, under the person's settings."""
        motion, terminal = self._library.settings.motion, self._terminal
        rate = OVER_SSH if terminal and terminal.remote else AT_HOME
        return Animation(
            self._clock,
            rate={Motion.FULL: rate, Motion.REDUCED: 1.0, Motion.OFF: 0.0}[motion],
            stepped=motion is Motion.REDUCED,
            plain=bool(terminal and terminal.glyphs is Glyphs.ASCII),
            outlined=bool(terminal and terminal.colours == "none"),
            keeps_up=self._link.allows_frame,
        )

    @property
    def playing(self) -> bool:
        """Whether a session is on, even under another screen."""
        return any(isinstance(screen, Plays) for screen in self.screen_stack)

    # Beginning

    @on(StartRoutine)
    def _start_routine(self, wish: StartRoutine) -> None:
        if self.playing or isinstance(self.screen, (Stiffer, FeelingDialog)):
            return  # the second half of a double click
        steps = self._library.steps(wish.routine)

        def begin(stiffer: tuple[Side | None] | None) -> None:
            if stiffer is not None:
                self._begin(wish.routine, self._library.timeline(steps, *stiffer))

        if any(step.stiffer_rounds for step in steps) and not self._library.settings.stiffer_side:
            self.push_screen(Stiffer(self._sessions.harder_side()), begin)
        else:
            begin((None,))

    @on(RunSteps)
    def _run_steps(self, wish: RunSteps) -> None:
        if self.playing or isinstance(self.screen, FeelingDialog):
            return
        about = {"name": wish.name, "summary": wish.name, "brief": wish.brief}
        routine = Routine(slug="composed", steps=wish.steps, **about)
        self._begin(routine, self._library.timeline(wish.steps, wish.stiffer))

    def _begin(self, routine: Routine, timeline: Timeline) -> None:
        rehearsal = self._rehearsal
        recorder = self._sessions.begin(timeline, routine.slug, routine.name, rehearsal=rehearsal)
        if rehearsal or not self._library.settings.questions.before_and_after:
            self._play(recorder, routine)
            return

        def answered(feeling: Feeling | None) -> None:
            recorder.say(Answers(before=feeling))
            self._play(recorder, routine)

        question = "Before you begin: how is it now?"
        self.push_screen(FeelingDialog(question, rules=routine.rules), answered)

    def _play(self, recorder: Recorder, routine: Routine | None) -> None:
        from loosen.domain.care import terms_of
        from loosen.tui.dialogs.care import Care
        from loosen.tui.screens.session import SessionScreen

        library, timeline = self._library, recorder.session.timeline
        terms = terms_of(library.catalogue, library.settings, routine, timeline)
        care = Care(terms, library.safety, asks=recorder.keeps)
        shows, settings = library.figure, library.settings
        self.push_screen(
            SessionScreen(recorder, routine, self.animation, shows, settings, care=care)
        )

    # What was left

    def offer_left(self, then: Callable[[], object]) -> None:
        """Ask what is to become of a session that was left, if there is one; then go on.

        A rehearsal leaves nothing, and looks at nothing.
        """
        waiting = JournalScan() if self._rehearsal else self._sessions.look()
        for words in filter(None, (waiting.problem, *map(running_words, waiting.running))):
            self.notify(words, markup=False, timeout=8)
        if not waiting.left:
            then()
            return
        left = waiting.left[0]
        decide = partial(self._decided, left, then)
        self.push_screen(LeftDialog(left, self._today()), decide)

    def _decided(
        self, left: InterruptedSession, then: Callable[[], object], fate: Fate | None
    ) -> None:
        match fate:
            case Fate.RESUME:
                self.take_up(left)
                return
            case Fate.KEEP:
                self._say(self._sessions.log(left) or "What was done is in the history.")
            case Fate.DISCARD:
                problem = self._sessions.discard(left)
                if problem:
                    self._say(problem)
                else:
                    self.undoable("It is gone.", self._bring_back)
            case None:
                pass
        then()

    def _bring_back(self) -> None:
        with telling(self):
            self._sessions.bring_back()
            self.offer_left(lambda: None)

    def take_up(self, left: InterruptedSession) -> None:
        """Go on with a session that was left, paused at the second it stood at."""
        try:
            recorder = self._sessions.take_up(left)
        except CannotResume as problem:
            self._say(str(problem))
            return
        self._play(recorder, self._library.routines.get(left.heading.routine))

    # While it runs, and after

    @on(NowDoing)
    def _now_doing(self, fact: NowDoing) -> None:
        if self._library.settings.cues.title:
            self._link.name(fact.words)

    def on_session_screen_over(self, fact: "SessionScreen.Over") -> None:
        """Show what was done; by its name the toolkit finds this without the screen's being loaded."""
        from loosen.domain.summary import summarise
        from loosen.tui.screens.summary import SummaryScreen

        session, routine = fact.recorder.session, fact.routine
        self._link.unname()
        name = fact.recorder.heading.name
        self._link.notify(self._library.settings.cues, "loosen", f"{name}: done.")
        if session.finished and routine and not self._rehearsal:
            self.write_down(partial(self._library.remember_finished, routine))
        while not isinstance(self.screen, Plays):
            self.pop_screen()  # opened over it while it ended
        questions = QuestionSettings.none() if self._rehearsal else self._library.settings.questions
        self.switch_screen(SummaryScreen(fact.recorder, routine, summarise(session), questions))

    @on(RuleOut)
    def _leave_out(self, wish: RuleOut) -> None:
        self.rule_out(wish.exercise)

    def rule_out(self, exercise: Exercise) -> None:
        """Never propose an exercise from now on, until that is taken back."""
        library, today = self._library, self._today().date()
        thought = library.settings.exercises.liking(exercise.slug)
        self.write_down(partial(library.rule_out, exercise.slug, today))

        def back() -> None:
            exercises = library.settings.exercises.thinking(exercise.slug, thought)
            settings = library.settings.model_copy(update={"exercises": exercises})
            self.write_down(lambda: self._save(settings))
            self._say(f"{exercise.name} is as it was before.")

        self.undoable(f"{exercise.name} stays out from now on.", back)

    def _save(self, settings: Settings) -> None:
        self._library.save_settings(settings, self._today().date())

    @on(SeeAdvice)
    def _see_advice(self, wish: SeeAdvice) -> None:
        self.push_screen(AdviceDialog(wish.section, wish.sign))
