"""Care in a running session, for both faces: standstill, pain reports and less time.

The faces differ only in how they put a question.
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
"""An alternative exercise, or one of the other ways on."""


@dataclass(frozen=True)
class Decision:
    """Consequence of an answer about pain.

    ``move`` advances the session at an instant and returns its events. ``ends`` is whether it is over then,
    ``asks`` whether to offer to leave the exercise out of later sessions.
    """

    move: Callable[[float], tuple[Event, ...]]
    ends: bool
    asks: bool


def _stay(_now: float) -> tuple[Event, ...]:
    return ()


class CareSession:
    """A recorded session from ``now`` on, with the limits on changes to it."""

    def __init__(self, recorder: Recorder, terms: SessionLimits, now: float) -> None:
        self.session = recorder.session
        self._recorder, self._terms = recorder, terms
        self._still = Standstill.resumed(now) if self.is_paused else Standstill(now)
        self._ruled_out = set(terms.brief.never)

    @property
    def is_paused(self) -> bool:
        """Whether the session is paused."""
        return self.session.state is State.PAUSED

    @property
    def is_in_pain(self) -> bool:
        """Whether a pain was reported and no way on has been chosen for it."""
        return open_pain(self._recorder.answers) is not None

    @property
    def pain(self) -> Pain:
        """The last pain. Ask for it only after one."""
        return self._recorder.answers.pains[-1]

    def handle(self, events: tuple[Event, ...], now: float) -> None:
        """Handle engine events. Call it with an empty tuple too: the standstill needs the tick."""
        self._still.handle(events, now)

    def stands_long(self, now: float) -> bool:
        """Whether it has stood still for so long that a shorter rest is worth offering."""
        return self.is_paused and self._still.is_long(now)

    def spot(self, now: float) -> CareSpot:
        """The position of the session at ``now``, with the exercises that have hurt."""
        return spot_of(self.session, now, (pain.exercise for pain in self._recorder.answers.pains))

    def choose(self, way: WayOn) -> None:
        """Record the way on for the last pain."""
        self._recorder.say(with_way_on(self._recorder.answers, way))

    def easier(self, spot: CareSpot) -> Alternative | None:
        """An easier form of the exercise, if there is one."""
        return find_easier(spot, self._terms)

    def swap(self, spot: CareSpot) -> Alternative | None:
        """Another exercise for the time left of the step, if one fits. Slow: the composer rates all."""
        return find_swap(spot, self._terms)

    def decide(self, answer: PainChoice, spot: CareSpot) -> Decision:
        """Record an answer about pain and return its consequence."""
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
        """Replace the rest of the step by an alternative.

        The events belong in one line of the journal: cut in between, the question would be asked again and
        the rest replaced twice.
        """
        return (*self.session.replan(now, way.timeline), *self.session.next(now))

    def shorten(self, found: Replan, now: float) -> tuple[Event, ...]:
        """Go on with a shortened plan."""
        events = self.session.replan(now, found.timeline)
        return events if found.finishes else (*events, *self.session.next(now))

    def may_be_ruled_out(self, exercise: Exercise) -> bool:
        """Whether an exercise is not left out of later sessions yet."""
        return exercise.slug not in self._ruled_out

    def rule_out(self, exercise: Exercise) -> None:
        """Mark an exercise as left out, so that it is not offered again."""
        self._ruled_out.add(exercise.slug)
