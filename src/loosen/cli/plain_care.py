"""Care in plain lines: where it hurts, and where there is less time. Questions, and letters for answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase, digits

from loosen.cli.keyboard import Keys
from loosen.cli.plain_lines import INDENT, ON_AGAIN
from loosen.cli.prompts import LOOK_EVERY
from loosen.domain.answers import WayOn
from loosen.domain.care import CareSpot, Terms, Way, easier_way, swap
from loosen.domain.exercise import Exercise
from loosen.domain.replan import Replan, TooLittle, replan
from loosen.domain.safety import Safety
from loosen.domain.session.events import Event
from loosen.domain.session.view import State
from loosen.services.care_session import CareSession
from loosen.services.recorder import Recorder
from loosen.text import care, wording

MOST_MINUTES = 120
SIGN_KEYS = ascii_lowercase + digits
"""One key for each sign that needs help or a check."""
OFFER = f"{INDENT}Less time now? t"
CHANGE = "Enter takes it; + and - or a digit change the minutes; x leaves all as it was."


@dataclass(frozen=True)
class PlainCareNeeds:
    """What is needed to care: the limits, the safety page, and how to leave an exercise out for good.

    ``rule_out`` is None where nothing is to be kept.
    """

    terms: Terms
    safety: Safety
    rule_out: Callable[[Exercise], None] | None


@dataclass(frozen=True)
class Asker:
    """The clock, the keys, where lines go, and who tells and keeps what the engine reports."""

    clock: Callable[[], float]
    keys: Keys
    write: Callable[[str], None]
    tell: Callable[[tuple[Event, ...]], None]

    def answer(self, wanted: str) -> str:
        """The first key that is one of those wanted."""
        while (key := self.keys.wait(LOOK_EVERY)) is None or key not in wanted:
            pass
        return key


class PlainCare:
    """Asks in lines, and turns letters into calls to the engine and words for the record."""

    def __init__(self, recorder: Recorder, asker: Asker, care: PlainCareNeeds) -> None:
        self._session = recorder.session
        self._asker, self._care = asker, care
        self._clock, self._write, self._tell = asker.clock, asker.write, asker.tell
        self._attended = CareSession(recorder, care.terms, asker.clock())
        self._offered = False

    def heed(self, events: tuple[Event, ...]) -> None:
        """Note since when it stands still."""
        self._attended.heed(events, self._clock())

    def offer(self) -> None:
        """Say, once in a long pause, that there is a key for less time."""
        long = self._attended.stands_long(self._clock())
        if long and not self._offered and self._asker.keys.there:
            self._write(OFFER)
        self._offered = long

    def go_on_asking(self) -> None:
        """Ask again what was being asked when an earlier process ended."""
        if self._attended.is_in_pain:
            self._ask()

    def _go_on(self) -> None:
        if self._attended.is_paused:
            self._tell(self._session.resume(self._clock()))
            self._write(ON_AGAIN)

    # It hurts

    def hurts(self) -> None:
        """Stop at once, keep where it hurt, and ask how to go on."""
        self._tell(self._session.hurts(self._clock()))
        if self._attended.is_in_pain and not self._session.over:
            self._ask()

    def _ask(self) -> None:
        spot, terms = self._attended.spot(self._clock()), self._care.terms
        ways = {"e": easier_way(spot, terms), "s": swap(spot, terms)}
        for line in self._hurt_lines(spot, ways["e"], ways["s"]):
            self._write(line)
        offered = "".join(key for key, way in ways.items() if way)
        key = self._asker.answer(f"{offered}ogqw\n")
        way = ways.get(key)
        if way:
            self._tell(self._attended.take(way, self._clock()))
            self._ask_to_leave_out(spot.exercise)
            self._go_on()
        elif key == "w":
            self._ask_for_signs()
        else:
            self._go_without(key, spot)

    def _hurt_lines(self, spot: CareSpot, easier: Way | None, other: Way | None) -> Iterator[str]:
        yield f"! That hurts: {care.hurt_words(self._attended.pain, spot.exercise)}."
        yield from self._care.safety.stop_short
        if easier:
            yield f"e  easier: {care.way_words(easier)}"
        yield f"s  swap for {care.way_words(other)}" if other else f"   {care.NO_SWAP}"
        yield "o  on without it"
        yield f"g  {care.smaller_words(spot.exercise)}"
        yield "q  end here"
        yield "w  worse than that: see the signs that need help"
        yield "Enter stays paused."

    def _go_without(self, key: str, spot: CareSpot) -> None:
        match key:
            case "o":
                self._attended.choose(WayOn.LEFT_OUT)
                self._tell(self._session.next(self._clock()))
                self._ask_to_leave_out(spot.exercise)
                self._go_on()
            case "g":
                self._attended.choose(WayOn.WENT_ON)
                self._go_on()
            case "q":
                self._attended.choose(WayOn.ENDED)
                self._tell(self._session.stop(self._clock()))
                self._ask_to_leave_out(spot.exercise)
            case _:
                pass

    def _ask_to_leave_out(self, exercise: Exercise) -> None:
        rule_out = self._care.rule_out
        if rule_out is None or not self._attended.may_be_ruled_out(exercise):
            return
        self._write(f"{care.left_out_words(exercise)} Yes (y), or not (Enter).")
        if self._asker.answer("yn\n") == "y":
            self._attended.rule_out(exercise)
            rule_out(exercise)

    def _ask_for_signs(self) -> None:
        flags = [(s, sign.whole) for s in self._care.safety.red_flags for sign in s.items]
        letters = dict(zip(SIGN_KEYS, flags, strict=False))
        title = ""
        for letter, (section, sign) in letters.items():
            if section.title != title:
                title = section.title
                self._write(f"{title}:")
            self._write(f"{letter}  {sign}")
        self._write("The letter of the one that is with it, or Enter for none of them.")
        key = self._asker.answer(f"{''.join(letters)}\n")
        if key == "\n":
            self._ask()
            return
        section, _ = letters[key]
        self._attended.choose(WayOn.RED_FLAG)
        self._tell(self._session.stop(self._clock()))
        for words in filter(None, (section.title, section.lead, section.after)):
            self._write(words)

    # Less time

    def less_time(self) -> None:
        """Pause, and show what would be kept in less time; x goes on as it was."""
        ran = self._session.state in (State.RUNNING, State.COUNT_IN)
        self._tell(self._session.pause(self._clock()))
        if self._session.over:
            return
        now = self._clock()
        found = self._choose(self._attended.spot(now), self._session.view(now).total_left)
        if found:
            self._tell(self._attended.shorten(found, self._clock()))
        if ran:
            self._go_on()

    def _choose(self, spot: CareSpot, left: float) -> Replan | None:
        number = max(1, int(left // 60))
        while True:
            found = replan(spot, self._care.terms, number * 60.0)
            self._write(f"{number} min of {wording.minutes(left)}:")
            for line in _replan_lines(found, number, spot):
                self._write(f"{INDENT}{line}")
            self._write(CHANGE)
            key = self._asker.answer("+=-x123456789\n")
            if key == "x":
                return None
            if key != "\n":
                number = _changed(number, key)
            elif isinstance(found, Replan):
                return found


def _replan_lines(found: Replan | TooLittle, number: int, spot: CareSpot) -> list[str]:
    if isinstance(found, TooLittle):
        return [care.too_little_words(found, number)]
    return care.replan_lines(found, spot)


def _changed(number: int, key: str) -> int:
    if key.isdigit():
        return int(key)
    return min(MOST_MINUTES, max(1, number + (-1 if key == "-" else 1)))
