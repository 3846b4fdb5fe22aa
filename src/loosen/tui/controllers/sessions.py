"""Sessions in the app: begun, taken up where an earlier process left them, and looked back on.

What a session is shown with, and what cares for it, is loaded with the first one: that takes as long as
the list takes to appear.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from loosen.domain.routine import Routine
from loosen.domain.settings import QuestionSettings
from loosen.domain.timeline import Timeline
from loosen.services.library import Library
from loosen.tui.controllers.stage import PlaysSession, Stage
from loosen.tui.controllers.undo import Undo
from loosen.tui.messages import RunSteps
from loosen.tui.notices import report_write_errors
from loosen.tui.terminal.link import Link
from loosen.tui.widgets.animation import Animation

if TYPE_CHECKING:
    from loosen.services.recorder import Recorder
    from loosen.services.sessions import InterruptedSession, Sessions
    from loosen.tui.dialogs.questions import LeftChoice
    from loosen.tui.widgets.begin import Opening


class SessionController:
    """Begins, resumes and ends sessions.

    ``clock`` is what they go by, in seconds; a ``rehearsal`` keeps nothing of them, looks at nothing and
    asks nothing. The link has the window's title and what is said outside the terminal.
    """

    def __init__(
        self,
        stage: Stage,
        library: Library,
        clock: Callable[[], float],
        today: Callable[[], datetime],
        *,
        link: Link,
        undo: Undo,
        animation: Callable[[], Animation],
        rehearsal: bool = False,
    ) -> None:
        self._stage, self._undo, self._link = stage, undo, link
        self._library = library
        self._clock, self._today = clock, today
        self._animation, self._rehearsal = animation, rehearsal
        self._last: tuple[Recorder, Routine | None] | None = None

    @cached_property
    def _sessions(self) -> "Sessions":
        """The person's sessions."""
        from loosen.services.sessions import Sessions

        return Sessions(self._library, self._today)

    @property
    def is_playing(self) -> bool:
        """Whether a session is on, even under another screen."""
        return any(isinstance(screen, PlaysSession) for screen in self._stage.screen_stack)

    # Beginning

    def start(self, routine: Routine) -> None:
        """Open a routine, waiting for its first step; what is asked before is asked there."""
        if not self.is_playing:  # the second half of a double click
            self._begin(routine, self._library.timeline(self._library.steps(routine)))

    def run(self, message: RunSteps) -> None:
        """Open steps that belong to no routine yet."""
        if self.is_playing:
            return
        name = message.name
        routine = Routine(
            slug="composed", name=name, summary=name, brief=message.brief, steps=message.steps
        )
        self._begin(routine, self._library.timeline(message.steps, message.stiffer))

    def _begin(self, routine: Routine, timeline: Timeline) -> None:
        rehearsal = self._rehearsal
        recorder = self._sessions.begin(timeline, routine.slug, routine.name, rehearsal=rehearsal)
        self._play(recorder, routine)

    def _play(self, recorder: "Recorder", routine: Routine | None) -> None:
        from loosen.domain.care import session_limits
        from loosen.services.voice import Voice
        from loosen.tui.dialogs.care import CareSetup
        from loosen.tui.screens.session import SessionScreen

        library, timeline = self._library, recorder.session.timeline
        terms = session_limits(library.catalogue, library.settings, routine, timeline)
        care = CareSetup(terms, library.safety, asks=recorder.keeps)
        self._last = recorder, routine
        screen = SessionScreen(
            recorder,
            self._animation(),
            library.figure,
            library.settings,
            clock=self._clock,
            care=care,
            opening=self._opening(recorder, routine),
            voice=Voice(library.settings.cues.command),
        )
        self._stage.push_screen(screen, lambda _: self._link.unname())

    def _opening(self, recorder: "Recorder", routine: Routine | None) -> "Opening":
        """Return what a session shows and asks before its first step; what is answered is not asked again."""
        from loosen.tui.widgets.begin import Opening

        library, said = self._library, recorder.answers
        asks = library.settings.questions.before_and_after and said.before is None
        steps = library.steps(routine) if routine else ()
        plain = library.timeline(steps)
        sided = any(step.stiffer_rounds for step in steps) and not library.settings.stiffer_side
        sided = sided and recorder.session.timeline == plain
        return Opening(
            # A rehearsal is looked over, and its clock runs too fast to lie down by.
            0 if self._rehearsal else library.settings.pace.first_step_waits,
            asks_feeling=asks and recorder.keeps,
            timeline_for=partial(library.timeline, steps) if sided else None,
            harder=self._sessions.harder_side() if sided and recorder.keeps else None,
            rules=routine.rules if routine else (),
        )

    # Interrupted sessions

    def offer_interrupted(self, then: Callable[[], object]) -> None:
        """Ask what is to become of a session that was left, if there is one; then go on."""
        if self._rehearsal or not self._has_journals():
            then()
            return
        from loosen.tui.dialogs.questions import left_choice, running_words

        waiting = self._sessions.scan()
        for words in filter(None, (waiting.problem, *map(running_words, waiting.running))):
            self._stage.notify(words, markup=False, timeout=8)
        if not waiting.left:
            then()
            return
        left = waiting.left[0]
        self._stage.push_screen(
            left_choice(left, self._today()), partial(self._decided, left, then)
        )

    def _has_journals(self) -> bool:
        """Whether there may be anything to scan: to do it, all that plays a session is loaded."""
        try:
            return any(self._library.locations.journals.iterdir())
        except FileNotFoundError:
            return False
        except OSError:
            return True  # the scan says what is wrong

    def _decided(
        self,
        left: "InterruptedSession",
        then: Callable[[], object],
        decision: "LeftChoice | None",
    ) -> None:
        from loosen.tui.dialogs.questions import LeftChoice

        match decision:
            case LeftChoice.RESUME:
                self.resume(left)
                return
            case LeftChoice.KEEP:
                self._say(self._sessions.log(left) or "What was done is in the history.")
            case LeftChoice.DISCARD:
                problem = self._sessions.discard(left)
                if problem:
                    self._say(problem)
                else:
                    self._undo.offer("It is gone.", self._bring_back)
            case None:
                pass
        then()

    def _bring_back(self) -> None:
        with report_write_errors(self._stage):
            self._sessions.undo_discard()
            self.offer_interrupted(lambda: None)

    def resume(self, left: "InterruptedSession") -> None:
        """Go on with a session that was left, paused at the second it stood at."""
        from loosen.services.sessions import CannotResume

        try:
            recorder = self._sessions.resume(left)
        except CannotResume as problem:
            self._say(str(problem))
            return
        self._play(recorder, self._library.routines.get(left.heading.routine))

    # While one runs, and after it

    def name_window(self, words: str) -> None:
        """Say in the window's title what is being done, if the person wants that."""
        if self._library.settings.cues.title:
            self._link.name(words)

    def stand_still(self) -> None:
        """Pause a session that is on, and give the window its own name: the screen is out of sight."""
        for screen in self._stage.screen_stack:
            if isinstance(screen, PlaysSession):
                screen.stand_still()
        self._link.unname()

    def look_back(self) -> None:
        """Show what was done in the session that is over."""
        if self._last is None or not self.is_playing:
            return  # it is looked back on already
        from loosen.tui.screens.summary import SummaryScreen

        recorder, routine = self._last
        record, session, name = recorder.record, recorder.session, recorder.heading.name
        if record is None:
            return  # it is not over
        self._link.unname()
        self._link.notify(self._library.settings.cues, "loosen", f"{name}: done.")
        if session.finished and routine and not self._rehearsal:
            with report_write_errors(self._stage):
                self._library.remember_finished(routine)
        while not isinstance(self._stage.screen, PlaysSession):
            self._stage.pop_screen()  # opened over it while it ended
        questions = QuestionSettings.none() if self._rehearsal else self._library.settings.questions
        summary = SummaryScreen(recorder, routine, record, questions)
        self._stage.switch_screen(summary)

    def _say(self, words: str) -> None:
        self._stage.notify(words, markup=False)
