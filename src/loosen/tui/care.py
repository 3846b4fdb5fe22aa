"""The care of a running session: where it hurts, and where there is less time than planned.

The session's screen hands on its two keys and all that the engine reports; here the dialogs are opened
one after the other, and their answers become calls to the engine and words for the record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.screen import Screen

from loosen.domain import care_words
from loosen.domain.answers import WayOn
from loosen.domain.care import Spot, Terms, Way, easier_way, spot_of, swap
from loosen.domain.events import Event
from loosen.domain.exercise import Exercise
from loosen.domain.pains import chosen, open_pain
from loosen.domain.replan import Replan, TooLittle, replan
from loosen.domain.safety import Safety
from loosen.domain.standstill import Standstill
from loosen.domain.view import State
from loosen.storage.recorder import Recorder
from loosen.tui.dialogs.choice import Answer, Choice
from loosen.tui.dialogs.hurt import Chosen, HurtDialog
from loosen.tui.dialogs.less_time import LessTimeDialog
from loosen.tui.dialogs.red_flags import Flag, RedFlagDialog
from loosen.tui.messages import RuleOut, SeeAdvice

YES_OR_NO = (Answer("yes", "yes", value=True), Answer("no", "no", value=False))


@dataclass(frozen=True)
class Care:
    """What is needed to care: the limits, the safety page, and whether to ask what to leave out."""

    terms: Terms
    safety: Safety
    asks: bool = True


class Caring:
    """Cares for the session of a screen. ``heed`` shows and keeps what the engine reports."""

    def __init__(
        self,
        screen: Screen[None],
        recorder: Recorder,
        care: Care,
        clock: Callable[[], float],
        heed: Callable[[tuple[Event, ...]], None],
    ) -> None:
        self._screen, self._recorder, self._care = screen, recorder, care
        self._clock, self._heed = clock, heed
        self._session = recorder.session
        taken_up = self._session.state is State.PAUSED
        self._still = Standstill.taken_up(clock()) if taken_up else Standstill(clock())
        self._ruled_out = set(care.terms.brief.never)

    # What the engine reports

    def heed(self, events: tuple[Event, ...]) -> None:
        """Note since when it stands still."""
        self._still.heed(events, self._clock())

    def stands_long(self) -> bool:
        """Whether it has stood still for so long that there may be less time now."""
        return self._session.state is State.PAUSED and self._still.is_long(self._clock())

    def go_on_asking(self) -> None:
        """Ask again what was being asked when an earlier process ended."""
        if open_pain(self._recorder.answers):
            self._ask()

    def _say(self, way: WayOn) -> None:
        self._recorder.say(chosen(self._recorder.answers, way))

    def _spot(self) -> Spot:
        hurt = (pain.exercise for pain in self._recorder.answers.pains)
        return spot_of(self._session, self._clock(), hurt)

    # It hurts

    def hurts(self) -> None:
        """Stop at once, keep where it hurt, and ask how to go on."""
        self._heed(self._session.hurts(self._clock()))
        if open_pain(self._recorder.answers) and not self._session.over:
            self._ask()

    def _ask(self) -> None:
        spot, terms = self._spot(), self._care.terms
        pain = self._recorder.answers.pains[-1]
        where = care_words.hurt_words(pain, spot.exercise)
        easier, rules = easier_way(spot, terms), self._care.safety.stop_short
        dialog = HurtDialog(where, rules, spot.exercise, easier, partial(swap, spot, terms))
        self._screen.app.push_screen(dialog, partial(self._answered, spot))

    def _answered(self, spot: Spot, choice: Chosen | None) -> None:
        match choice:
            case None:
                pass
            case WayOn.RED_FLAG:
                flags = RedFlagDialog(self._care.safety.red_flags)
                self._screen.app.push_screen(flags, self._flagged)
            case Way():
                self._say(choice.way)
                now = self._clock()
                # In one line of the journal: cut off in between, it would be asked again and done twice.
                self._heed((*self._session.replan(now, choice.timeline), *self._session.next(now)))
                self._ask_to_leave_out(spot.exercise, self._go_on)
            case WayOn.LEFT_OUT if spot.later:
                self._say(choice)
                self._heed(self._session.next(self._clock()))
                self._ask_to_leave_out(spot.exercise, self._go_on)
            case WayOn.WENT_ON:
                self._say(choice)
                self._go_on()
            case _:
                self._say(choice)
                end = self._session.next if choice is WayOn.LEFT_OUT else self._session.stop
                self._ask_to_leave_out(spot.exercise, lambda: self._heed(end(self._clock())))

    def _go_on(self) -> None:
        if self._session.state is State.PAUSED:
            self._heed(self._session.resume(self._clock()))

    def _ask_to_leave_out(self, exercise: Exercise, then: Callable[[], None]) -> None:
        """Offer to leave it out from now on; any answer, or none, goes on."""
        if not self._care.asks or exercise.slug in self._ruled_out:
            then()
            return

        def answered(leave_out: bool | None) -> None:
            if leave_out:
                self._ruled_out.add(exercise.slug)
                self._screen.post_message(RuleOut(exercise))
            then()

        detail = "The composer and your routines then do without it. Escape decides later."
        dialog = Choice("leave-out", care_words.left_out_words(exercise), YES_OR_NO, detail)
        self._screen.app.push_screen(dialog, answered)

    def _flagged(self, flag: Flag | None) -> None:
        if flag is None:
            self._ask()
            return
        self._say(WayOn.RED_FLAG)
        self._heed(self._session.stop(self._clock()))
        self._screen.post_message(SeeAdvice(*flag))

    # Less time

    def less_time(self) -> None:
        """Pause, and show what would be kept in less time; Escape goes on as it was."""
        ran = self._session.state in (State.RUNNING, State.COUNT_IN)
        self._heed(self._session.pause(self._clock()))
        if self._session.over:
            return
        spot, terms = self._spot(), self._care.terms
        left = self._session.view(self._clock()).total_left

        def find(seconds: float, should_stop: Callable[[], bool]) -> Replan | TooLittle:
            return replan(spot, terms, seconds, should_stop=should_stop)

        def answered(found: Replan | None) -> None:
            if found:
                now = self._clock()
                events = self._session.replan(now, found.timeline)
                ends = () if found.finishes else self._session.next(now)
                self._heed((*events, *ends))
            if ran:
                self._go_on()

        self._screen.app.push_screen(LessTimeDialog(spot, left, find), answered)
