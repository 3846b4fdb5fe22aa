"""Times of a draft and its lines, as in its next session."""

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
    """Seconds of the whole draft, and of each line that is in the next session."""

    seconds: int
    by_line: Mapping[DraftPlace, int]


def times_of(
    draft: Draft,
    catalogue: Catalogue,
    pace: Pace,
    *,
    turn: int = 0,
    at_hand: Iterable[Equipment] = tuple(Equipment),
    stiffer: Side | None = None,
) -> Times:
    """Return the times of a draft's lines, including the moves; a pick has those of the steps it takes.

    Raises:
        KeyError: if an exercise is not in the catalogue.
    """
    resolved = _resolved(draft, catalogue, turn, frozenset(at_hand))
    timeline = unroll([step for _, step in resolved], catalogue, pace, stiffer)
    seconds: dict[DraftPlace, int] = {}
    for number, (place, _) in enumerate(resolved):
        length = timeline.seconds_of_step(number)
        for line in {place, DraftPlace(place.step)}:
            seconds[line] = seconds.get(line, 0) + length
    return Times(timeline.seconds, seconds)


def _resolved(
    draft: Draft, catalogue: Catalogue, turn: int, at_hand: frozenset[Equipment]
) -> list[tuple[DraftPlace, ExerciseStep]]:
    """Return the steps of the next session, each with its line."""
    steps: list[tuple[DraftPlace, ExerciseStep]] = []
    for number, step in enumerate(draft.steps):
        if isinstance(step, PickStep):
            taken = choose(step, catalogue, turn, at_hand)
            left = list(range(len(step.among)))
            for choice in taken:
                index = next(n for n in left if step.among[n] is choice)
                left.remove(index)
                steps.append((DraftPlace(number, index), choice))
        else:
            steps.append((DraftPlace(number), step))
    return steps
