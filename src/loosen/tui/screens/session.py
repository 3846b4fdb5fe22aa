"""The screen of a running session: a large count, the figure, what to do now and what comes next."""

from collections.abc import Callable

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message_pump import MessagePump
from textual.timer import Timer

from loosen.domain.answers import Harder
from loosen.domain.exercise import Exercise
from loosen.domain.figure import Figure
from loosen.domain.questions import side_question
from loosen.domain.session.bells import rings
from loosen.domain.session.events import Event
from loosen.domain.session.view import State, View
from loosen.domain.settings import Settings
from loosen.services.recorder import Recorder
from loosen.services.voice import Voice
from loosen.text.exercise_page import Block
from loosen.text.session_text import begin_words, describe, repaint_key
from loosen.text.spoken import spoken_words
from loosen.tui.bindings import KeyedScreen, enlarge_key, harder_keys, key_words, walk_keys
from loosen.tui.dialogs.care import CareSetup, SessionCare
from loosen.tui.dialogs.choice import Answer, Choice
from loosen.tui.late import once_painted
from loosen.tui.messages import SessionOver, StepChanged
from loosen.tui.widgets.animation import Animation
from loosen.tui.widgets.begin import BeginPanel, Opening
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.session import SessionView, explained

LESS_TIME = "session.less-time"
OF_A_WAIT = frozenset({"begin", "give_up"})
OF_A_RUN = frozenset({"pause", "hurts", "step", "add", "less_time", "leave"})
"""Actions before the first step has begun, and those after it."""
ASK_EVERY, SELDOM = 0.1, 10
"""Seconds between ticks; times so many in a pause. Only what changes is painted."""


class Interval:
    """Calls ``step`` at an interval that can change, for as long as its owner is mounted.

    Ten ticks a second cost, where nothing moves. An interval that is come back to goes on in the beat it
    had, so that timers begun together stay together and a screen is painted once for all of them.
    """

    def __init__(self, owner: MessagePump, step: Callable[[], None]) -> None:
        self._owner, self._step = owner, step
        self._timers: dict[float, Timer] = {}

    def every(self, seconds: float) -> None:
        """Call ``step`` every so many seconds from now on."""
        for timer in self._timers.values():
            timer.pause()
        if seconds in self._timers:
            self._timers[seconds].resume()
        else:
            self._timers[seconds] = self._owner.set_interval(seconds, self._step)


class SessionScreen(KeyedScreen[None]):
    """Plays a session: keys become calls to the engine, what it reports becomes paint and bells."""

    CSS_PATH = "session.tcss"
    BINDINGS = [
        Binding("space", "pause", "Pause", id="session.pause", tooltip="Pause, and go on"),
        Binding("h", "hurts", "Hurts", id="session.hurts", tooltip="That hurts: stop, and choose"),
        Binding(
            "n,right",
            "step('next')",
            "Skip this",
            key_display="n",
            id="session.next",
            tooltip="Skip this exercise; it counts as not done",
        ),
        Binding(
            "d,enter",
            "step('done')",
            "Finished early",
            key_display="d",
            id="session.done",
            tooltip="Finished early, or ready already: on to what comes next",
        ),
        Binding("t", "less_time", "Less time", id=LESS_TIME, tooltip="There is less time now"),
        Binding(
            "s",
            "step('skip_side')",
            "Skip side",
            id="session.skip-side",
            tooltip="Skip the rest of this side",
        ),
        Binding("b,left,p", "step('back')", "Back", key_display="b", id="session.back"),
        Binding("plus,equals_sign,up", "add(10)", "10 s", key_display="±", id="session.more"),
        Binding("minus,down", "add(-10)", "Ten seconds less", show=False, id="session.less"),
        *walk_keys("session", show=False),
        enlarge_key("session"),
        *harder_keys("session"),
        Binding("q,escape,ctrl+q", "leave", "End", key_display="q", id="session.leave"),
    ]

    foremost_keys = (
        "screen.begin",
        "pause",
        "hurts",
        "leave",
        "step('next')",
        "settle",
        "screen.give_up",
        "less_time",
        "step('done')",
        "step('back')",
    )

    view = getters.query_one(SessionView)

    def __init__(
        self,
        recorder: Recorder,
        animation: Animation,
        figure_of: Callable[[Exercise], Figure | None],
        settings: Settings,
        *,
        clock: Callable[[], float],
        care: CareSetup,
        opening: Opening,
        voice: Voice,
    ) -> None:
        super().__init__()
        self._recorder, self._session = recorder, recorder.session
        self._problem: str | None = None
        self._told: int | None = None
        self._clock, self._animation, self._figure_of = clock, animation, figure_of
        self._cues, self._asks = settings.cues, settings.questions.harder_side
        self._moment: tuple[object, ...] = ()
        self._sided = False
        self._voice, self._voice_told = voice, False
        self._interval = Interval(self, self._tick)
        self._opening, self._every_exercise = opening, care.safety.every_exercise
        self._care = SessionCare(self, recorder, care, clock, self._take)

    def compose(self) -> ComposeResult:
        """The session, and its keys."""
        waits = not self._session.begun and self._opening.wait != 0
        panel = BeginPanel(self._opening) if waits else None
        name, kept = self._recorder.heading.name, self._recorder.keeps
        routine = name if kept else f"Rehearsal · {name}"
        yield SessionView(routine, self._animation, self._figure_of, panel)
        yield KeyLine()

    def on_mount(self) -> None:
        """Wait for the person to be in place, or begin; and look at the clock from now on."""
        self.set_class(self._is_asking, "-asking")
        self._handle(self._session.wait(self._clock(), self._opening.wait))
        self._interval.every(ASK_EVERY)
        self.view.figure.walk(self._move, going=True)
        once_painted(self, self._paint)
        self._care.go_on_asking()

    def on_resize(self) -> None:
        """Paint everything in its new place."""
        once_painted(self, self._paint)

    def on_unmount(self) -> None:
        """A session that is not over stays open: the next start offers it."""
        self._voice.close()
        self._recorder.leave()

    def on_screen_suspend(self) -> None:
        """Pause: another screen lies over this one, and nobody sees the clock."""
        self.stand_still()

    def stand_still(self) -> None:
        """Pause the session."""
        self._handle(self._session.pause(self._clock()))

    # Before the first step

    @property
    def _is_asking(self) -> bool:
        """Whether there is something to read or to answer before the first step."""
        return any(panel.has_class("-asks") for panel in self.query(BeginPanel))

    @on(BeginPanel.Touched)
    def _touched(self) -> None:
        """Start the wait anew: the person is still at the keys."""
        if not self._session.begun:
            self._take(self._session.wait(self._clock(), self._opening.wait))

    @on(BeginPanel.SideChosen)
    def _side_chosen(self, event: BeginPanel.SideChosen) -> None:
        """Let the stiffer side go first."""
        if self._opening.timeline_for and not self._session.begun:
            timeline = self._opening.timeline_for(event.side)
            self._take(self._session.replan(self._clock(), timeline))

    @on(BeginPanel.Felt)
    def _felt(self, event: BeginPanel.Felt) -> None:
        answers = self._recorder.answers
        self._recorder.say(answers.copy_with(before=event.feeling))

    @on(BeginPanel.Answered)
    def _answered(self) -> None:
        """Wait as long as the settings say, now that nothing is asked any more."""
        self.remove_class("-asking")
        if not self._session.begun:
            self._take(self._session.wait(self._clock(), self._opening.seconds))

    def action_begin(self) -> None:
        """Begin the first step."""
        self._take(self._session.start(self._clock()))

    def action_give_up(self) -> None:
        """Close a session that has not begun; nothing of it is kept."""
        if not self._session.begun:
            self._recorder.discard()
            self.dismiss()

    def _show_beginning(self, view: View) -> None:
        """Show how it begins; once it has, remove the panel."""
        for panel in self.query(BeginPanel):
            if self._session.begun:
                self.set_focus(None)
                panel.remove()
                self.remove_class("-asking")
                self.refresh_bindings()
            else:
                key = key_words(self.app, "begin.begin", "space")
                panel.show_start(begin_words(view, key))

    def _tick(self) -> None:
        if self._session.over:
            return
        events = self._session.advance(self._clock())
        self._handle(events)
        if events or self._sight() != self._moment:
            self._paint()

    def _sight(self) -> tuple[object, ...]:
        """Repaint key: while it stays the same nothing is painted."""
        return repaint_key(self._session.view(self._clock())), self._care.stands_long()

    def _handle(self, events: tuple[Event, ...]) -> None:
        """Handle engine events. Call it with an empty tuple too: the recorder needs the tick."""
        if rings(self._recorder.note(events), self._cues.bell):
            self.app.bell()
        self._speak(events)
        if self._recorder.problem and self._recorder.problem != self._problem:
            self.notify(self._recorder.problem, severity="warning", timeout=8, markup=False)
        self._problem = self._recorder.problem
        self._care.handle(events)
        if events and self._session.over:
            self.post_message(SessionOver())

    def _speak(self, events: tuple[Event, ...]) -> None:
        """Have the events spoken; a voice that cannot be run is reported once."""
        self._voice.say(spoken_words(events, self._session, self._clock()))
        self._voice.go_on()
        if self._voice.problem and not self._voice_told:
            self._voice_told = True
            self.notify(f"{self._voice.problem}.", severity="warning", markup=False)

    def _take(self, events: tuple[Event, ...]) -> None:
        """Handle the events of a dialog's choice, and paint."""
        self._handle(events)
        self._paint()

    def _paint(self) -> None:
        now = self._clock()
        view, text = self._session.view(now), describe(self._session, now, self._every_exercise)
        self._moment = self._sight()
        if self._sided is (view.segment.side is None):  # the key for a side goes with the sides
            self._sided = view.segment.side is not None
            self.refresh_bindings()
        if view.segment.step != self._told:  # once a step
            self._told = view.segment.step
            self.post_message(StepChanged(f"loosen – {text.name} – {text.left}"))
        asked = self._asked()
        name = None if asked is None else self._session.timeline.steps[asked].exercise.name
        self._show_beginning(view)
        self.view.show(text, self._offer(), name)
        self._move()
        self.view.figure.walk(self._move, going=self._session.state is State.RUNNING)
        self._interval.every(ASK_EVERY * (SELDOM if self._session.state is State.PAUSED else 1))

    @property
    def explained(self) -> tuple[Block, ...]:
        """The exercise in hand step by step, and what the routine asks for."""
        view = self._session.view(self._clock())
        return explained(view, self._opening.rules, self._every_exercise)

    def _offer(self) -> str:
        """The key for less time after a long pause, in words; empty at other times."""
        offer = f" · {key_words(self.app, LESS_TIME, 't')}: less time?"
        return offer if self._care.stands_long() else ""

    def _move(self) -> None:
        self.view.move(self._session.view(self._clock()))

    def action_pause(self) -> None:
        """Pause, or count in and go on."""
        session, now = self._session, self._clock()
        paused = session.state is State.PAUSED
        self._handle(session.resume(now) if paused else session.pause(now))
        self._paint()

    def action_step(self, which: str) -> None:
        """Go to the next step or back, end this one early, or skip its side."""
        session = self._session
        steps = {
            "next": session.next,
            "back": session.back,
            "done": session.done,
            "skip_side": session.skip_side,
        }
        self._handle(steps[which](self._clock()))
        self._paint()

    def action_add(self, seconds: int) -> None:
        """Lengthen the current segment by so many seconds, or shorten it."""
        self._handle(self._session.add(self._clock(), seconds))
        self._paint()

    def action_hurts(self) -> None:
        """Pause at once where it hurts, and ask how to go on."""
        self._care.hurts()

    def action_less_time(self) -> None:
        """Pause, and ask how much time there is."""
        self._care.less_time()

    def action_walk(self, steps: int) -> None:
        """Walk round the figure; by 0 steps, back to where it is best seen."""
        self.view.figure.turn(steps)

    def _asked(self) -> int | None:
        """The number of the step whose sides are asked about at present; None for none."""
        answers = self._recorder.answers
        return side_question(self._session, answers) if self._asks else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key applies, which depends on the first step, a question, the side, the room."""
        if action in OF_A_RUN and not self._session.begun:
            return False
        if action in OF_A_WAIT and self._session.begun:
            return False
        if action == "step" and parameters == ("skip_side",):
            return self._sided
        if action == "enlarge":
            return not self.has_class("-narrow")
        return action != "harder" or self._asked() is not None

    def action_enlarge(self) -> None:
        """Enlarge the figure to the screen, with the count beside it, or back."""
        self.toggle_class("-large")
        once_painted(self, self._paint)

    def action_harder(self, side: str) -> None:
        """Record which side felt harder."""
        step = self._asked()
        if step is not None:
            self._recorder.say(self._recorder.answers.with_harder(step, Harder(side)))
            self._paint()

    def action_leave(self) -> None:
        """Pause, and ask whether to end here; Escape goes on where it was."""
        ran = self._session.state in (State.RUNNING, State.COUNT_IN)
        self._handle(self._session.pause(self._clock()))
        self._paint()
        answers = (
            Answer("go-on", "go on", value=False),
            Answer("end", "end the session", value=True),
        )

        def answered(end: bool | None) -> None:
            if end:
                self._handle(self._session.stop(self._clock()))
            elif ran:
                self._handle(self._session.resume(self._clock()))

        self.app.push_screen(Choice("end", "End the session here?", answers), answered)
