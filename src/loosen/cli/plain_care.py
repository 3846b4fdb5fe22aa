"""Pain and less time in a plain session: questions in lines, answered by single keys."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase, digits

from loosen.cli.keyboard import Keys, wait_for
from loosen.cli.plain_lines import INDENT, RESUMING
from loosen.domain.answers import WayOn
from loosen.domain.care import Alternative, CareSpot, SessionLimits
from loosen.domain.exercise import Exercise
from loosen.domain.replan import Replan, TooLittle, replan
from loosen.domain.safety import Safety
from loosen.domain.session.events import Event
from loosen.domain.session.view import State
from loosen.services.care_session import CareSession, Decision
from loosen.services.recorder import Recorder
from loosen.text import care, wording

MOST_MINUTES = 120
SIGN_KEYS = ascii_lowercase + digits
"""The keys for signs that need help or a check, in order."""
OFFER = f"{INDENT}Less time now? t"
MINUTES_HINT = "Enter takes it; + and - or a digit change the minutes; x leaves all as it was."


@dataclass(frozen=True)
class CareContext:
    """The limits of swaps, the safety page, and the function that leaves an exercise out for good.

    ``rule_out`` is None for a rehearsal, of which nothing is kept.
    """

    terms: SessionLimits
    safety: Safety
    rule_out: Callable[[Exercise], None] | None


@dataclass(frozen=True)
class SessionTerminal:
    """The clock, the keys and the output of a plain session, and the handler of the engine's events."""

    clock: Callable[[], float]
    keys: Keys
    write: Callable[[str], None]
    handle: Callable[[tuple[Event, ...]], None]

    def answer(self, wanted: str) -> str:
        """Wait for a key that is one of ``wanted`` and return it."""
        return wait_for(self.keys, wanted)


class PlainCare:
    """Questions about pain and less time in a plain session, and what their answers lead to."""

    def __init__(self, recorder: Recorder, terminal: SessionTerminal, care: CareContext) -> None:
        self._session = recorder.session
        self._terminal, self._care = terminal, care
        self._clock, self._write, self._handle = terminal.clock, terminal.write, terminal.handle
        self._care_session = CareSession(recorder, care.terms, terminal.clock())
        self._offered = False

    def handle(self, events: tuple[Event, ...]) -> None:
        """Pass the engine's events on to the care session."""
        self._care_session.handle(events, self._clock())

    def offer(self) -> None:
        """Show the key for less time, once in a long pause."""
        is_long = self._care_session.stands_long(self._clock())
        if is_long and not self._offered and self._terminal.keys.there:
            self._write(OFFER)
        self._offered = is_long

    def ask_again(self) -> None:
        """Ask about pain again where an earlier process ended before the answer."""
        if self._care_session.is_in_pain:
            self._ask_way()

    def _resume(self) -> None:
        if self._care_session.is_paused:
            self._handle(self._session.resume(self._clock()))
            self._write(RESUMING)

    def report_pain(self) -> None:
        """Stop the exercise, record the pain, and ask how to go on."""
        self._handle(self._session.hurts(self._clock()))
        if self._care_session.is_in_pain and not self._session.over:
            self._ask_way()

    def _ask_way(self) -> None:
        spot = self._care_session.spot(self._clock())
        found = {
            WayOn.EASIER: self._care_session.easier(spot),
            WayOn.SWAPPED: self._care_session.swap(spot),
        }
        for line in self._hurt_lines(spot, found):
            self._write(line)
        ways = {answer.key: way for way, answer in care.PAIN_ANSWERS.items() if found.get(way, way)}
        way = ways.get(self._terminal.answer(f"{''.join(ways)}\n"))
        if way is WayOn.RED_FLAG:
            self._ask_for_signs(spot)
        elif way is not None:
            self._follow(self._care_session.decide(found.get(way) or way, spot), spot.exercise)

    def _hurt_lines(
        self, spot: CareSpot, found: Mapping[WayOn, Alternative | None]
    ) -> Iterator[str]:
        yield f"! That hurts: {care.hurt_words(self._care_session.pain, spot.exercise)}."
        yield from self._care.safety.stop_short
        for way, answer in care.PAIN_ANSWERS.items():
            words = care.pain_answer_words(way, spot.exercise, found.get(way))
            if words:
                yield f"{answer.key if found.get(way, way) else ' '}  {words}"
        yield "Enter stays paused."

    def _follow(self, decision: Decision, exercise: Exercise) -> None:
        self._handle(decision.move(self._clock()))
        if decision.asks:
            self._ask_to_leave_out(exercise)
        self._resume()

    def _ask_to_leave_out(self, exercise: Exercise) -> None:
        rule_out = self._care.rule_out
        if rule_out is None or not self._care_session.may_be_ruled_out(exercise):
            return
        self._write(f"{care.left_out_words(exercise)} Yes (y), or not (Enter).")
        if self._terminal.answer("yn\n") == "y":
            self._care_session.rule_out(exercise)
            rule_out(exercise)

    def _ask_for_signs(self, spot: CareSpot) -> None:
        flags = [(s, sign.full_text) for s in self._care.safety.red_flags for sign in s.items]
        letters = dict(zip(SIGN_KEYS, flags, strict=False))
        title = ""
        for letter, (section, sign) in letters.items():
            if section.title != title:
                title = section.title
                self._write(f"{title}:")
            self._write(f"{letter}  {sign}")
        self._write("The letter of the one that is with it, or Enter for none of them.")
        key = self._terminal.answer(f"{''.join(letters)}\n")
        if key == "\n":
            self._ask_way()
            return
        section, _ = letters[key]
        self._follow(self._care_session.decide(WayOn.RED_FLAG, spot), spot.exercise)
        for words in filter(None, (section.title, section.lead, section.after)):
            self._write(words)

    def shorten(self) -> None:
        """Pause, and ask what to keep in less time; x changes nothing."""
        was_running = self._session.state in (State.RUNNING, State.COUNT_IN)
        self._handle(self._session.pause(self._clock()))
        if self._session.over:
            return
        now = self._clock()
        found = self._ask_minutes(self._care_session.spot(now), self._session.view(now).total_left)
        if found:
            self._handle(self._care_session.shorten(found, self._clock()))
        if was_running:
            self._resume()

    def _ask_minutes(self, spot: CareSpot, left: float) -> Replan | None:
        number = max(1, int(left // 60))
        while True:
            found = replan(spot, self._care.terms, number * 60.0)
            self._write(f"{number} min of {wording.clock_words(left)}:")
            for line in _replan_lines(found, number, spot):
                self._write(f"{INDENT}{line}")
            self._write(MINUTES_HINT)
            key = self._terminal.answer("+=-x123456789\n")
            if key == "x":
                return None
            if key != "\n":
                number = _adjusted(number, key)
            elif isinstance(found, Replan):
                return found


def _replan_lines(found: Replan | TooLittle, number: int, spot: CareSpot) -> list[str]:
    if isinstance(found, TooLittle):
        return [care.too_little_words(found, number)]
    return care.replan_lines(found, spot)


def _adjusted(number: int, key: str) -> int:
    if key.isdigit():
        return int(key)
    return min(MOST_MINUTES, max(1, number + (-1 if key == "-" else 1)))
