"""Less time than planned: what to keep of the steps that remain.

Nothing is added and no dose grows. Which steps stay, and how much of each, is the composer's answer,
with the areas weighed by what was still to come; their order and their headings stay as they were.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from loosen.domain.body import Area, Side
from loosen.domain.brief import Brief
from loosen.domain.care import CareSpot, Terms
from loosen.domain.composer.menu import Option, cuts_of
from loosen.domain.composer.problem import item_of, problem_among
from loosen.domain.composer.solver import never, solve
from loosen.domain.routine import ExerciseStep
from loosen.domain.timeline import (
    Part,
    SegmentKind,
    Timeline,
    TimelineStep,
    lay_out,
    part_of,
    seconds_between,
)

MOST_ALIKE = 9
"""As many of a family as a session has: what was planned is not judged again."""
SMALL_PART = 6
"""An area that gets less than this part of what the first one gets is not asked for."""


@dataclass(frozen=True, slots=True)
class Stays:
    """A step that is kept; ``less`` where its dose is smaller than planned."""

    step: TimelineStep
    less: bool


@dataclass(frozen=True)
class Replan:
    """The rest of a session in less time, before it is taken.

    ``finishes`` says whether the current step is done to its end; else it ends where it stands.
    ``seconds`` is what all of it takes from here.
    """

    finishes: bool
    kept: tuple[Stays, ...]
    gone: tuple[TimelineStep, ...]
    seconds: float
    timeline: Timeline


@dataclass(frozen=True)
class TooLittle:
    """Nothing that remains fits; ``seconds`` would do, for ``step``."""

    seconds: float
    step: TimelineStep


def replan(
    spot: CareSpot, terms: Terms, seconds: float, *, should_stop: Callable[[], bool] = never
) -> Replan | TooLittle:
    """What to keep of a session's rest in so many seconds.

    The current step is finished where there is time for it.
    """
    finishes = spot.left <= seconds
    room = seconds - spot.left if finishes else seconds
    kept = dict(enumerate(spot.later))
    if spot.later_seconds > room:
        kept = _best(spot, terms, int(room), should_stop)
    if not kept and not finishes:
        return _least(spot, terms)
    rest = _laid_out(spot, terms, kept)
    return Replan(
        finishes,
        tuple(Stays(p.step, p.step.dose != spot.later[n].step.dose) for n, p in kept.items()),
        tuple(part.step for n, part in enumerate(spot.later) if n not in kept),
        rest.seconds + (spot.left if finishes else 0.0),
        spot.timeline.followed_by(spot.step, rest),
    )


Kept = dict[int, Part]
"""What is kept of the later steps, by their number, in their order."""


def _laid_out(spot: CareSpot, terms: Terms, kept: Kept) -> Timeline:
    """What is kept, each heading on the first step that is left under it."""
    parts: list[Part] = []
    heading: str | None = None
    for number, part in enumerate(spot.later):
        heading = part.step.section or heading
        if number in kept:
            step = replace(kept[number].step, section=heading)
            parts.append(replace(kept[number], step=step))
            heading = None
    return lay_out(parts, terms.pace, spot.exercise.position, somewhere=True)


def _best(spot: CareSpot, terms: Terms, room: int, should_stop: Callable[[], bool]) -> Kept:
    """The best choice that fits with its moving, which the session's order may make longer.

    The composer counts the shortest way through the positions. Where the session's own way is longer,
    it is asked again for so much less; and where that comes to nothing, for the best step alone.
    """
    stiffer = stiffer_of(spot.timeline)
    planned = [_planned(part) for part in spot.later]
    menus = [_menu(spot, n, planned[n], terms, room) for n in range(len(planned))]
    for most in (len(planned), 1):
        budget = room
        while budget > 0 and not should_stop():
            found = _chosen(spot, terms, menus, budget=budget, most=most, should_stop=should_stop)
            kept = {
                n: _cut(spot.later[n], planned[n], option, terms, stiffer)
                for n, option in sorted(found.items())
            }
            over = _laid_out(spot, terms, kept).seconds - room
            if kept and over <= 0:
                return kept
            budget = budget - over if kept and most > 1 else 0
    return {}


def _menu(
    spot: CareSpot, number: int, planned: ExerciseStep, terms: Terms, room: int
) -> tuple[Option, ...]:
    """The doses of a step that fit, with no more moving to it than there has to be."""
    exercise = spot.later[number].step.exercise
    slow = terms.pace.slow_transitions
    moving = seconds_between(spot.exercise.position, exercise.position, slow=slow)
    menu = cuts_of(exercise, planned, terms.pace, stiffer_of(spot.timeline))
    return tuple(option for option in menu if option.seconds + moving <= room)


def _chosen(
    spot: CareSpot,
    terms: Terms,
    menus: Sequence[tuple[Option, ...]],
    *,
    budget: int,
    most: int,
    should_stop: Callable[[], bool],
) -> dict[int, Option]:
    """The composer's choice of so many steps at most: for their numbers the dose of each."""
    likes = {"liked": terms.brief.liked, "less": terms.brief.less}
    brief = Brief(areas=_areas(spot.later), max_per_family=MOST_ALIKE)
    brief = brief.model_copy(update={"seconds": budget, **likes})
    items, numbers = [], []
    for number, (part, menu) in enumerate(zip(spot.later, menus, strict=True)):
        fitting = tuple(option for option in menu if option.seconds <= budget)
        if fitting:
            items.append(item_of(part.step.exercise, brief, fitting))
            numbers.append(number)
    if not items:
        return {}
    problem = problem_among(tuple(items), brief, terms.pace, most)
    picks = solve(problem, should_stop=should_stop).picks
    return {numbers[j]: items[j].options[n] for j, n in picks}


def _areas(parts: Sequence[Part]) -> dict[Area, int]:
    """What some steps are for, weighed from 1 to 3 by the time that goes to each area."""
    amounts: Counter[Area] = Counter()
    for part in parts:
        areas = part.step.exercise.areas
        for area in (*areas.primary, *areas.secondary):
            amounts[area] += part.seconds * areas.weight(area)
    most = max(amounts.values())
    return {
        area: max(1, round(3 * amount / most))
        for area, amount in amounts.items()
        if amount * SMALL_PART >= most
    }


def stiffer_of(timeline: Timeline) -> Side | None:
    """The side that goes first in a timeline; None where nothing tells it from the usual one."""
    sides = (segment.side for segment in timeline.segments if segment.again)
    firsts = (timeline.part(n).segments[0].side for n in range(len(timeline.steps)))
    return next(sides, None) or next((Side.LEFT for side in firsts if side is Side.LEFT), None)


def _planned(part: Part) -> ExerciseStep:
    """The routine's step that a part was made from, as far as its times go."""
    step, segments = part.step, part.segments
    rests = [s.seconds for s in segments if s.kind is SegmentKind.REST]
    work = [s for s in segments if s.kind is SegmentKind.WORK]
    return ExerciseStep(
        exercise=step.exercise.slug,
        dose=step.dose,
        rest=rests[0] if rests else 0 if step.dose.sets.low > 1 else None,
        stiffer_rounds=max(s.sets for s in work) if any(s.again for s in work) else None,
        open_ended=any(s.open_ended for s in work),
    )


def _cut(
    part: Part, planned: ExerciseStep, option: Option, terms: Terms, stiffer: Side | None
) -> Part:
    """A part at another dose; as it was, where the dose is the planned one."""
    if option.dose == part.step.dose:
        return part
    changes = {"dose": option.dose, "stiffer_rounds": option.stiffer_rounds}
    less = part_of(planned.model_copy(update=changes), part.step.exercise, terms.pace, stiffer)
    return replace(less, step=replace(part.step, dose=option.dose))


def _least(spot: CareSpot, terms: Terms) -> TooLittle:
    """What would do: to finish the current step, or the shortest of the others alone."""
    ways = [(spot.left, spot.shown)]
    for part in spot.later:
        menu = cuts_of(part.step.exercise, _planned(part), terms.pace, stiffer_of(spot.timeline))
        kept = _cut(part, _planned(part), menu[0], terms, stiffer_of(spot.timeline))
        alone = lay_out((kept,), terms.pace, spot.exercise.position, somewhere=True)
        ways.append((alone.seconds, part.step))
    seconds, step = min(ways, key=lambda way: way[0])
    return TooLittle(seconds, step)
