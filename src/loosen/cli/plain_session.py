"""A session in plain lines: one for each change and each of the last seconds, without escape codes.

For screen readers, serial lines and logs, and where the app cannot be shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from loosen.cli.keyboard import POLL_SECONDS, Keys, answer
from loosen.cli.output import HUNG_UP, INTERRUPTED, say
from loosen.cli.plain_care import CareContext, PlainCare, SessionTerminal
from loosen.cli.plain_lines import (
    INDENT,
    RESUMING,
    event_lines,
    instruction_lines,
    opening_lines,
    position_line,
    waiting_line,
)
from loosen.domain.answers import Feeling, Harder
from loosen.domain.body import Side
from loosen.domain.questions import side_question
from loosen.domain.session.bells import rings
from loosen.domain.session.events import Event, Paused, PauseReason
from loosen.domain.session.view import State
from loosen.domain.settings import Bells
from loosen.services.recorder import Recorder
from loosen.services.voice import Voice
from loosen.text import wording
from loosen.text.session_text import HARDER_SIDE_QUESTION
from loosen.text.spoken import spoken_words

KEYS = (
    "Keys: Enter pause or go on, h that hurts, n skip this exercise, d finished early, "
    "s skip this side, b back, "
    "+ and - ten seconds, t less time, ? how it is done, q end."
)
QUESTION = "End here and keep what was done (e), leave it for later (l), or go on (Enter)?"
SIDES = {"l": Harder.LEFT, "r": Harder.RIGHT, "e": Harder.SAME}
TEN = "t"
"""The key for a score of ten."""
LEFT = "Left as it is. “loosen resume” takes it up."
NOT_BEGUN = "Not begun; nothing is kept."


@dataclass(frozen=True)
class PlainOutput:
    """Outputs of a plain session: lines, lines about problems, the bell and the voice."""

    write: Callable[[str], None]
    complain: Callable[[str], None]
    bells: Bells = "off"
    voice: Voice = field(default_factory=Voice)


class PlainSession:
    """Plain face of a session: keys become calls to the engine, its events become lines."""

    def __init__(
        self,
        recorder: Recorder,
        clock: Callable[[], float],
        keys: Keys,
        output: PlainOutput,
        care: CareContext,
        *,
        rules: tuple[str, ...] = (),
        asks_side: bool = False,
        first_step_waits: int = 0,
    ) -> None:
        self._recorder = recorder
        self._session = recorder.session
        self._clock = clock
        self._keys = keys
        self._output = output
        self._write = output.write
        self._asks_side = asks_side and keys.there
        self._waits = first_step_waits
        self._side_asked: int | None = None
        self._problem: str | None = None
        self._opening = tuple(opening_lines(rules, care.safety.every_exercise))
        self._care = PlainCare(
            recorder, SessionTerminal(clock, keys, output.write, self._handle), care
        )

    def play(self) -> int:
        """Play until the session ends or is left, and return the exit code. Its journal is always closed."""
        try:
            self._open()
            while not self._session.over:
                if self._step():
                    self._recorder.leave()
                    self._write(LEFT if self._session.begun else NOT_BEGUN)
                    return 0 if self._keys.there else INTERRUPTED
            if self._side_asked is not None:
                key = answer(self._keys, "".join(SIDES) + "\n")
                if key in SIDES:
                    self._answer_side(SIDES[key])
        except EOFError:
            return HUNG_UP
        finally:
            self._output.voice.close()
            self._recorder.leave()
        return 0

    def _open(self) -> None:
        heading = self._recorder.heading
        count = wording.count_words(len(heading.steps), "exercise")
        self._write(f"{heading.name}: {count}, {wording.clock_words(heading.planned)}.")
        if not self._recorder.keeps:
            self._write("This is a rehearsal: nothing is kept.")
        if self._keys.there:
            self._write(KEYS)
        if self._session.state is State.READY:
            for line in self._opening:
                self._write(line)
            self._handle(self._session.wait(self._clock(), self._waits))
            if not self._session.begun:
                self._write(waiting_line(self._waits, keys=self._keys.there))
            return
        self._write(f"{INDENT}{position_line(self._session, self._clock())}")
        if self._keys.there:
            self._write(f"{INDENT}Enter goes on.")
            self._care.ask_again()
        else:
            self._press("\n")

    def _step(self) -> bool:
        """Wait for a key and advance the engine; return whether to leave the session for later."""
        try:
            key = self._keys.wait(POLL_SECONDS)
            self._handle(self._session.advance(self._clock()))
            self._care.offer()
            if key in ("q", "\x04"):
                return self._ask_to_end()
            if key:
                self._press(key)
        except KeyboardInterrupt:
            return self._ask_to_end() if self._keys.there else True
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
        asks = {"h": self._care.report_pain, "t": self._care.shorten}
        if key in "\n ":
            self._pause_or_go_on(now)
        elif key in steps:
            self._handle(steps[key](now))
        elif key in asks:
            asks[key]()
        elif key in SIDES and self._side_asked is not None:
            self._answer_side(SIDES[key])
        elif key in "+=-":
            self._handle(session.add(now, -10.0 if key == "-" else 10.0))
        else:
            self._print_help(key, now)

    def _print_help(self, key: str, now: float) -> None:
        """Print the keys, and for ``?`` the steps of the exercise before them."""
        for line in instruction_lines(self._session, now) if key == "?" else ():
            self._write(line)
        self._write(KEYS)

    def _ask_side(self) -> None:
        """Ask between two exercises which side felt harder, once each."""
        step = side_question(self._session, self._recorder.answers) if self._asks_side else None
        if step is not None and step != self._side_asked:
            name = self._session.timeline.steps[step].exercise.name
            answers = "Left (l), right (r), or about the same (e)?"
            self._write(f"{INDENT}{name}: {HARDER_SIDE_QUESTION} {answers}")
        self._side_asked = step

    def _answer_side(self, side: Harder) -> None:
        if self._side_asked is not None:
            self._recorder.say(self._recorder.answers.with_harder(self._side_asked, side))
            self._write(f"{INDENT}{side.value}, noted")
            self._side_asked = None

    def _pause_or_go_on(self, now: float) -> None:
        if not self._session.begun:
            self._handle(self._session.start(now))
        elif self._session.state is State.PAUSED:
            self._handle(self._session.resume(now))
            self._write(RESUMING)
        else:
            self._handle(self._session.pause(now))

    def _ask_to_end(self) -> bool:
        """Pause and ask how to go on; return whether to leave the session for later, or not to begin it."""
        if not self._session.begun:
            self._recorder.discard()
            return True
        self._handle(self._session.pause(self._clock()))
        self._write(QUESTION)
        try:
            while (key := self._keys.wait(POLL_SECONDS)) not in ("e", "l", "\n", " "):
                self._handle(self._session.advance(self._clock()))
        except KeyboardInterrupt:
            return True
        if key == "e":
            self._handle(self._session.stop(self._clock()))
        elif key != "l":
            self._press("\n")
        return key == "l"

    def _handle(self, events: tuple[Event, ...]) -> None:
        now = self._clock()
        for event in self._recorder.note(events):
            for line in event_lines(event, self._session, now, kept=self._recorder.keeps):
                self._write(line)
        self._care.handle(events)
        if events:
            self._ask_side()
        if rings(events, self._output.bells):
            self._write("\a")
        self._speak(events, now)
        if PauseReason.CLOCK_GAP in pause_reasons(events) and not self._keys.there:
            # Without keys nobody could end this pause.
            self._pause_or_go_on(now)
        problem = self._recorder.problem
        if problem and problem != self._problem:
            self._output.complain(problem)
        self._problem = problem

    def _speak(self, events: tuple[Event, ...], now: float) -> None:
        """Say the events; a voice that cannot be run is reported once."""
        voice, before = self._output.voice, self._output.voice.problem
        voice.say(spoken_words(events, self._session, now))
        voice.go_on()
        if voice.problem and not before:
            self._output.complain(voice.problem)


def pause_reasons(events: tuple[Event, ...]) -> list[PauseReason]:
    """The reasons of the pauses among some events."""
    return [event.reason for event in events if isinstance(event, Paused)]


def ask_stiffer(keys: Keys, hint: str = "") -> Side | None:
    """Ask which side feels stiffer; None for neither, or without keys."""
    if not keys.there:
        return None
    say(
        f"{hint}Which side feels stiffer today: left (l), right (r), or neither (n)? It goes first."
    )
    return {"l": Side.LEFT, "r": Side.RIGHT}.get(answer(keys, "lrn\n"))


def ask_feeling(keys: Keys, question: str) -> Feeling | None:
    """Ask for stiffness and pain; None where both are skipped, or without keys."""
    if not keys.there:
        return None
    say(f"{question} A digit, 0 none, t for ten, the worst; Enter skips.")
    stiffness, pain = _ask_score(keys, "Stiffness?"), _ask_score(keys, "Pain?")
    skipped = stiffness is None and pain is None
    return None if skipped else Feeling(stiffness=stiffness, pain=pain)


def _ask_score(keys: Keys, question: str) -> int | None:
    say(question)
    key = answer(keys, f"0123456789{TEN}\n")
    return 10 if key == TEN else None if key == "\n" else int(key)
