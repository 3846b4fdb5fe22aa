"""A session in plain lines: a line for each change and for each of the last seconds, and no escapes.

For screen readers, serial lines, logs, and wherever the app cannot be shown.
"""

from collections.abc import Callable
from dataclasses import dataclass

from loosen.cli.keyboard import Keys
from loosen.cli.plain_care import Asker, PlainCare, PlainCareNeeds
from loosen.cli.plain_lines import INDENT, ON_AGAIN, how, lines_of, opening, where
from loosen.cli.prompts import LOOK_EVERY, answer
from loosen.domain.answers import Harder
from loosen.domain.questions import HARDER_SIDE, side_question
from loosen.domain.session.bells import rings
from loosen.domain.session.events import Event, Paused, PauseReason
from loosen.domain.session.view import State
from loosen.domain.settings import Bells
from loosen.services.recorder import Recorder
from loosen.text import wording

INTERRUPTED, HUNG_UP = 130, 129
KEYS = (
    "Keys: Enter pause or go on, h that hurts, n next, b back, d done, s skip this side, "
    "+ and - ten seconds, t less time, ? how it is done, q end."
)
QUESTION = "End here and keep what was done (e), leave it for later (l), or go on (Enter)?"
SIDES = {"l": Harder.LEFT, "r": Harder.RIGHT, "e": Harder.SAME}
AGAIN = "Left as it is. “loosen resume” takes it up."


@dataclass(frozen=True)
class Speaker:
    """Where lines go: those of the session, and those about what went wrong."""

    write: Callable[[str], None]
    complain: Callable[[str], None]
    bells: Bells = "off"


class Plain:
    """Plays a session on lines: keys become calls to the engine, what it reports becomes words."""

    def __init__(
        self,
        recorder: Recorder,
        clock: Callable[[], float],
        keys: Keys,
        speaker: Speaker,
        care: PlainCareNeeds,
        *,
        rules: tuple[str, ...] = (),
        asks_side: bool = False,
    ) -> None:
        self._recorder = recorder
        self._session = recorder.session
        self._clock = clock
        self._keys = keys
        self._speaker = speaker
        self._write = speaker.write
        self._asks_side = asks_side and keys.there
        self._side_asked: int | None = None
        self._problem: str | None = None
        self._opening = tuple(opening(rules, care.safety.every_exercise))
        self._care = PlainCare(recorder, Asker(clock, keys, speaker.write, self._tell), care)

    def play(self) -> int:
        """Play to the end, or until it is left; the exit code. However it ends, nothing is lost."""
        try:
            self._open()
            while not self._session.over:
                if self._turn():
                    self._recorder.leave()
                    self._write(AGAIN)
                    return 0 if self._keys.there else INTERRUPTED
            if self._side_asked is not None:
                key = answer(self._keys, "".join(SIDES) + "\n")
                if key in SIDES:
                    self._answer_side(SIDES[key])
        except EOFError:
            return HUNG_UP
        finally:
            self._recorder.leave()
        return 0

    def _open(self) -> None:
        heading = self._recorder.heading
        count = wording.count_words(len(heading.steps), "exercise")
        self._write(f"{heading.name}: {count}, {wording.minutes(heading.planned)}.")
        if self._keys.there:
            self._write(KEYS)
        if self._session.state is State.READY:
            for line in self._opening:
                self._write(line)
            self._tell(self._session.start(self._clock()))
            return
        self._write(f"{INDENT}{where(self._session, self._clock())}")
        if self._keys.there:
            self._write(f"{INDENT}Enter goes on.")
            self._care.go_on_asking()
        else:
            self._press("\n")

    def _turn(self) -> bool:
        """Wait for a key and look at the clock; whether the session is to be left for later."""
        try:
            key = self._keys.wait(LOOK_EVERY)
            self._tell(self._session.advance(self._clock()))
            self._care.offer()
            if key in ("q", "\x04"):
                return self._ask()
            if key:
                self._press(key)
        except KeyboardInterrupt:
            return self._ask() if self._keys.there else True
        return False

    def _press(self, key: str) -> None:
        session, now = self._session, self._clock()
        steps = {
            "n": session.next,
            "b": session.back,
            "p": session.back,
            "d": session.done,
            "s": session.skip_side,
        }
        asks = {"h": self._care.hurts, "t": self._care.less_time}
        if key in "\n ":
            self._pause_or_go_on(now)
        elif key in steps:
            self._tell(steps[key](now))
        elif key in asks:
            asks[key]()
        elif key in SIDES and self._side_asked is not None:
            self._answer_side(SIDES[key])
        elif key in "+=-":
            self._tell(session.add(now, -10.0 if key == "-" else 10.0))
        else:
            self._explain(key, now)

    def _explain(self, key: str, now: float) -> None:
        """The exercise step by step where that is asked for, and the keys."""
        for line in how(self._session, now) if key == "?" else ():
            self._write(line)
        self._write(KEYS)

    def _ask_side(self) -> None:
        """Ask once which side felt harder, between two exercises."""
        step = side_question(self._session, self._recorder.answers) if self._asks_side else None
        if step is not None and step != self._side_asked:
            name = self._session.timeline.steps[step].exercise.name
            answers = "Left (l), right (r), or about the same (e)?"
            self._write(f"{INDENT}{name}: {HARDER_SIDE} {answers}")
        self._side_asked = step

    def _answer_side(self, side: Harder) -> None:
        if self._side_asked is not None:
            self._recorder.say(self._recorder.answers.with_harder(self._side_asked, side))
            self._write(f"{INDENT}{side.value}, noted")
            self._side_asked = None

    def _pause_or_go_on(self, now: float) -> None:
        if self._session.state is State.PAUSED:
            self._tell(self._session.resume(now))
            self._write(ON_AGAIN)
        else:
            self._tell(self._session.pause(now))

    def _ask(self) -> bool:
        """Pause and ask how to go on; whether it is to be left for later."""
        self._tell(self._session.pause(self._clock()))
        self._write(QUESTION)
        try:
            while (key := self._keys.wait(LOOK_EVERY)) not in ("e", "l", "\n", " "):
                self._tell(self._session.advance(self._clock()))
        except KeyboardInterrupt:
            return True
        if key == "e":
            self._tell(self._session.stop(self._clock()))
        elif key != "l":
            self._press("\n")
        return key == "l"

    def _tell(self, events: tuple[Event, ...]) -> None:
        now = self._clock()
        for event in self._recorder.note(events):
            for line in lines_of(event, self._session, now, kept=self._recorder.keeps):
                self._write(line)
        self._care.heed(events)
        if events:
            self._ask_side()
        if rings(events, self._speaker.bells):
            self._write("\a")
        if PauseReason.CLOCK_GAP in reasons_of(events) and not self._keys.there:
            # Nobody can press a key, so nobody would ever end this pause.
            self._pause_or_go_on(now)
        problem = self._recorder.problem
        if problem and problem != self._problem:
            self._speaker.complain(problem)
        self._problem = problem


def reasons_of(events: tuple[Event, ...]) -> list[PauseReason]:
    """Why the session has just been paused, if it was."""
    return [event.reason for event in events if isinstance(event, Paused)]
