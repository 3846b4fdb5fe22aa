"""The care of a running session: where it hurts, and where there is less time than planned.

The session's screen hands on its two keys and all that the engine reports; here the dialogs are opened
one after the other, and their answers become calls to the engine and words for the record.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from textual.screen import Screen

from loosen.domain.answers import WayOn
from loosen.domain.care import Alternative, CareSpot, SessionLimits
from loosen.domain.exercise import Exercise
from loosen.domain.replan import Replan, TooLittle, replan
from loosen.domain.safety import Safety
from loosen.domain.session.events import Event
from loosen.domain.session.view import State
from loosen.services.care_session import CareSession, Decision, PainChoice
from loosen.services.recorder import Recorder
from loosen.text import care
from loosen.tui.dialogs.choice import Answer, Choice
from loosen.tui.dialogs.less_time import LessTimeDialog
from loosen.tui.dialogs.signs import Flag, RedFlagDialog
from loosen.tui.messages import RuleOut, SeeAdvice


def hurt_choice(
    where: str,
    rules: Sequence[str],
    exercise: Exercise,
    easier: Alternative | None,
    find: Callable[[], Alternative | None],
) -> Choice[PainChoice]:
    """Asks how to go on; Escape leaves the session paused. ``find`` looks for a swap in a thread."""

    def answer(way: WayOn, found: Alternative | None = None) -> Answer[PainChoice]:
        words = care.pain_answer_words(way, exercise, found)
        waits = way is WayOn.SWAPPED and found is None
        return Answer(care.PAIN_ANSWERS[way].name, words, found or way, ready=not waits)

    looking = replace(answer(WayOn.SWAPPED), words="looking for a swap …")
    offered = {way: answer(way) for way in care.PAIN_ANSWERS} | {WayOn.SWAPPED: looking}
    del offered[WayOn.EASIER]
    first = (answer(WayOn.EASIER, easier),) if easier else ()
    choice = Choice[PainChoice](
        "hurt",
        f"! That hurts · {where}",
        (*first, *offered.values()),
        "\n".join(rules),
        find=lambda: answer(WayOn.SWAPPED, find()),
    )
    return choice.add_class("-hurt")


YES_OR_NO = (Answer("yes", "yes", value=True), Answer("no", "no", value=False))


@dataclass(frozen=True)
class CareSetup:
    """What the care of a session needs: the limits, the safety page, and whether to ask what to leave out."""

    terms: SessionLimits
    safety: Safety
    asks: bool = True


class SessionCare:
    """Asks about the session of a screen. ``handle`` shows and keeps what the engine reports."""

    def __init__(
        self,
        screen: Screen[None],
        recorder: Recorder,
        care: CareSetup,
        clock: Callable[[], float],
        handle: Callable[[tuple[Event, ...]], None],
    ) -> None:
        self._screen, self._care = screen, care
        self._clock, self._handle = clock, handle
        self._session = recorder.session
        self._care_session = CareSession(recorder, care.terms, clock())

    # What the engine reports

    def handle(self, events: tuple[Event, ...]) -> None:
        """Note since when the session stands still."""
        self._care_session.handle(events, self._clock())

    def stands_long(self) -> bool:
        """Whether the session has been paused for so long that there may be less time than planned."""
        return self._care_session.stands_long(self._clock())

    def go_on_asking(self) -> None:
        """Ask again how to go on, where an earlier process ended in that question."""
        if self._care_session.is_in_pain:
            self._ask()

    # It hurts

    def hurts(self) -> None:
        """Stop at once, keep where it hurt, and ask how to go on."""
        self._handle(self._session.hurts(self._clock()))
        if self._care_session.is_in_pain and not self._session.over:
            self._ask()

    def _ask(self) -> None:
        asked, spot = self._care_session, self._care_session.spot(self._clock())
        where = care.hurt_words(asked.pain, spot.exercise)
        rules, find = self._care.safety.stop_short, partial(asked.swap, spot)
        dialog = hurt_choice(where, rules, spot.exercise, asked.easier(spot), find)
        self._screen.app.push_screen(dialog, partial(self._answered, spot))

    def _answered(self, spot: CareSpot, choice: PainChoice | None) -> None:
        if choice is WayOn.RED_FLAG:
            flags = RedFlagDialog(self._care.safety.red_flags)
            self._screen.app.push_screen(flags, partial(self._flagged, spot))
        elif choice is not None:
            self._follow(self._care_session.decide(choice, spot), spot.exercise)

    def _follow(self, decision: Decision, exercise: Exercise) -> None:
        """Carry out a decision. A session that ends closes its screen, so questions come before that."""

        def move() -> None:
            self._handle(decision.move(self._clock()))

        if not decision.ends:
            move()
        then = move if decision.ends else self._go_on
        if decision.asks:
            self._ask_to_leave_out(exercise, then)
        else:
            then()

    def _go_on(self) -> None:
        if self._care_session.is_paused:
            self._handle(self._session.resume(self._clock()))

    def _ask_to_leave_out(self, exercise: Exercise, then: Callable[[], None]) -> None:
        """Offer to leave it out from now on; any answer, or none, goes on."""
        if not self._care.asks or not self._care_session.may_be_ruled_out(exercise):
            then()
            return

        def answered(leave_out: bool | None) -> None:
            if leave_out:
                self._care_session.rule_out(exercise)
                self._screen.post_message(RuleOut(exercise))
            then()

        detail = "The composer and your routines then do without it. Escape decides later."
        dialog = Choice("leave-out", care.left_out_words(exercise), YES_OR_NO, detail)
        self._screen.app.push_screen(dialog, answered)

    def _flagged(self, spot: CareSpot, flag: Flag | None) -> None:
        if flag is None:
            self._ask()
            return
        self._follow(self._care_session.decide(WayOn.RED_FLAG, spot), spot.exercise)
        self._screen.post_message(SeeAdvice(*flag))

    # Less time

    def less_time(self) -> None:
        """Pause, and show what would be kept in less time; Escape goes on as it was."""
        ran = self._session.state in (State.RUNNING, State.COUNT_IN)
        self._handle(self._session.pause(self._clock()))
        if self._session.over:
            return
        now = self._clock()
        spot, terms = self._care_session.spot(now), self._care.terms
        left = self._session.view(now).total_left

        def find(seconds: float, should_stop: Callable[[], bool]) -> Replan | TooLittle:
            return replan(spot, terms, seconds, should_stop=should_stop)

        def answered(found: Replan | None) -> None:
            if found:
                self._handle(self._care_session.shorten(found, self._clock()))
            if ran:
                self._go_on()

        self._screen.app.push_screen(LessTimeDialog(spot, left, find), answered)
