"""How long a draft takes, line by line, as its next session would take it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loosen.domain.body import Equipment, Side
from loosen.domain.catalogue import Catalogue
from loosen.domain.editing.draft import Draft, DraftPlace
from loosen.domain.pace import Pace
from loosen.domain.routine import ExerciseStep, PickStep, choose
from loosen.domain.timeline import unroll


@dataclass(frozen=True)
class Times:
    """Seconds in all, and those of each line that the next session would play."""

    seconds: int
    of: Mapping[DraftPlace, int]


def times(
    draft: Draft,
    catalogue: Catalogue,
    pace: Pace,
    *,
    turn: int = 0,
    at_hand: Iterable[Equipment] = tuple(Equipment),
    stiffer: Side | None = None,
) -> Times:
    """The times of a draft's lines, with moving to each; a pick has those of what it takes.

    Raises:
        KeyError: for an exercise that is not in the catalogue.
    """
    played = _played(draft, catalogue, turn, frozenset(at_hand))
    timeline = unroll([step for _, step in played], catalogue, pace, stiffer)
    seconds: dict[DraftPlace, int] = {}
    for number, (place, _) in enumerate(played):
        taken = timeline.seconds_of_step(number)
        for line in {place, DraftPlace(place.step)}:
            seconds[line] = seconds.get(line, 0) + taken
    return Times(timeline.seconds, seconds)


def _played(
    draft: Draft, catalogue: Catalogue, turn: int, at_hand: frozenset[Equipment]
) -> list[tuple[DraftPlace, ExerciseStep]]:
    """The steps of the next session, each with its line."""
    played: list[tuple[DraftPlace, ExerciseStep]] = []
    for number, step in enumerate(draft.steps):
        if isinstance(step, PickStep):
            taken = choose(step, catalogue, turn, at_hand)
            left = list(range(len(step.among)))
            for one in taken:
                place = next(n for n in left if step.among[n] is one)
                left.remove(place)
                played.append((DraftPlace(number, place), one))
        else:
            played.append((DraftPlace(number), step))
    return played
