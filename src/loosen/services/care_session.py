"""A running session with its idle time and its pain reports: what both faces do about them.

Both faces ask the same of it and do the same with the answers. They differ in how a question is put,
so that part is theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from loosen.domain.answers import Pain, WayOn, open_pain, with_way_on
from loosen.domain.care import (
    Alternative,
    CareSpot,
    SessionLimits,
    find_easier,
    find_swap,
    spot_of,
)
from loosen.domain.exercise import Exercise
from loosen.domain.replan import Replan
from loosen.domain.session.events import Event
from loosen.domain.session.standstill import Standstill
from loosen.domain.session.view import State
from loosen.services.recorder import Recorder

PainChoice = Alternative | WayOn
"""An exercise instead, with all that comes of it; or one of the other ways on."""


@dataclass(frozen=True)
class Decision:
    """What comes of an answer to the question how to go on.

    ``move`` moves the session on at an instant, and returns its events. ``ends`` says that it is over
    then, ``asks`` that leaving the exercise out from now on is to be offered.
    """

    move: Callable[[float], tuple[Event, ...]]
    ends: bool
    asks: bool


def _stay(_now: float) -> tuple[Event, ...]:
    return ()


class CareSession:
    """A recorded session from ``now`` on, and the terms that it may be changed within."""

    def __init__(self, recorder: Recorder, terms: SessionLimits, now: float) -> None:
        self.session = recorder.session
        self._recorder, self._terms = recorder, terms
        self._still = Standstill.resumed(now) if self.is_paused else Standstill(now)
        self._ruled_out = set(terms.brief.never)

    @property
    def is_paused(self) -> bool:
        """Whether it waits for the person."""
        return self.session.state is State.PAUSED

    @property
    def is_in_pain(self) -> bool:
        """Whether it hurt and nothing has been chosen yet."""
        return open_pain(self._recorder.answers) is not None

    @property
    def pain(self) -> Pain:
        """Note of the last pain; to be asked for only after one."""
        return self._recorder.answers.pains[-1]

    def handle(self, events: tuple[Event, ...], now: float) -> None:
        """Note since when it stands still; to be given every answer of the session, empty ones too."""
        self._still.handle(events, now)

    def stands_long(self, now: float) -> bool:
        """Whether it has stood still for so long that there may be less time than there was."""
        return self.is_paused and self._still.is_long(now)

    def spot(self, now: float) -> CareSpot:
        """Where it stands, and all that hurt so far."""
        return spot_of(self.session, now, (pain.exercise for pain in self._recorder.answers.pains))

    def choose(self, way: WayOn) -> None:
        """Keep what was chosen where it hurt last."""
        self._recorder.say(with_way_on(self._recorder.answers, way))

    def easier(self, spot: CareSpot) -> Alternative | None:
        """An easier form of what hurts, if there is one."""
        return find_easier(spot, self._terms)

    def swap(self, spot: CareSpot) -> Alternative | None:
        """Another exercise for what is left of the time; it is looked for, so it takes a moment."""
        return find_swap(spot, self._terms)

    def decide(self, answer: PainChoice, spot: CareSpot) -> Decision:
        """Keep an answer to the question how to go on, and return what comes of it."""
        self.choose(answer.way_on if isinstance(answer, Alternative) else answer)
        match answer:
            case Alternative():
                return Decision(partial(self._replace, answer), ends=False, asks=True)
            case WayOn.LEFT_OUT:
                return Decision(self.session.next, ends=not spot.later, asks=True)
            case WayOn.ENDED:
                return Decision(self.session.stop, ends=True, asks=True)
            case WayOn.RED_FLAG:
                return Decision(self.session.stop, ends=True, asks=False)
            case _:
                return Decision(_stay, ends=False, asks=False)

    def _replace(self, way: Alternative, now: float) -> tuple[Event, ...]:
        """Go on another way, from the next step; what that reports belongs in one line of the journal.

        Cut off in between, it would be asked again and done twice.
        """
        return (*self.session.replan(now, way.timeline), *self.session.next(now))

    def shorten(self, found: Replan, now: float) -> tuple[Event, ...]:
        """Go on with what is kept of the rest."""
        events = self.session.replan(now, found.timeline)
        return events if found.finishes else (*events, *self.session.next(now))

    def may_be_ruled_out(self, exercise: Exercise) -> bool:
        """Whether it is not left out from now on already."""
        return exercise.slug not in self._ruled_out

    def rule_out(self, exercise: Exercise) -> None:
        """Do not offer it again to leave this exercise out."""
        self._ruled_out.add(exercise.slug)
