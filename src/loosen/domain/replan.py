"""Replanning a running session for less time: which of the later steps to keep, and at which doses.

Nothing is added and no dose grows. The composer chooses, with the areas weighted by the time that the
later steps give them; order and headings stay the same.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loosen.domain.body import Area, Side
from loosen.domain.brief import Brief
from loosen.domain.care import CareSpot, SessionLimits
from loosen.domain.composer.menu import Option, cuts_of
from loosen.domain.composer.problem import item_of, problem_among
from loosen.domain.composer.solver import never, solve
from loosen.domain.pace import seconds_between
from loosen.domain.routine import ExerciseStep
from loosen.domain.timeline import (
    SegmentKind,
    StepSegments,
    Timeline,
    TimelineStep,
    lay_out,
    part_of,
)

MOST_ALIKE = 9
"""Limit of steps of one family, high enough to allow whatever the session had planned."""
SMALL_PART = 6
"""An area with less than 1/6 of the time of the first one is not asked for."""


@dataclass(frozen=True, slots=True)
class KeptStep:
    """Step that is kept; ``less`` where its dose is smaller than planned."""

    step: TimelineStep
    less: bool


@dataclass(frozen=True)
class Replan:
    """Proposal for the rest of a session in less time.

    ``finishes`` says whether the current step is done to its end; otherwise it ends at once. ``seconds``
    is the length from now on, ``timeline`` the whole session's.
    """

    finishes: bool
    kept: tuple[KeptStep, ...]
    gone: tuple[TimelineStep, ...]
    seconds: float
    timeline: Timeline


@dataclass(frozen=True)
class TooLittle:
    """Result where nothing fits: the least ``seconds`` that would do, and the ``step`` they are for."""

    seconds: float
    step: TimelineStep


def replan(
    spot: CareSpot, terms: SessionLimits, seconds: float, *, should_stop: Callable[[], bool] = never
) -> Replan | TooLittle:
    """Return what to keep of the rest of a session in ``seconds``.

    The current step is finished if there is time for it.
    """
    finishes = spot.left <= seconds
    room = seconds - spot.left if finishes else seconds
    kept = dict(enumerate(spot.later))
    if spot.later_seconds > room:
        kept = _best_fit(spot, terms, int(room), should_stop)
    if not kept and not finishes:
        return _too_little(spot, terms)
    rest = _lay_out_kept(spot, terms, kept)
    return Replan(
        finishes,
        tuple(KeptStep(p.step, p.step.dose != spot.later[n].step.dose) for n, p in kept.items()),
        tuple(part.step for n, part in enumerate(spot.later) if n not in kept),
        rest.seconds + (spot.left if finishes else 0.0),
        spot.timeline.followed_by(spot.step, rest),
    )


KeptParts = dict[int, StepSegments]
"""KeptParts parts by the index of the later step, in order."""


def _lay_out_kept(spot: CareSpot, terms: SessionLimits, kept: KeptParts) -> Timeline:
    """Return the timeline of the kept parts, with each heading on the first one left under it."""
    parts: list[StepSegments] = []
    heading: str | None = None
    for number, part in enumerate(spot.later):
        heading = part.step.section or heading
        if number in kept:
            step = kept[number].step.copy_with(section=heading)
            parts.append(kept[number].copy_with(step=step))
            heading = None
    return lay_out(parts, terms.pace, spot.exercise.position, count_first_move=True)


def _best_fit(
    spot: CareSpot, terms: SessionLimits, room: int, should_stop: Callable[[], bool]
) -> KeptParts:
    """Return the best parts that fit in ``room`` seconds with the moves between them; {} if none does.

    The composer counts the shortest order of the positions. If the session's own order takes longer, it
    solves again for that much less; if nothing is left of that, for the single best step.
    """
    stiffer = stiffer_of(spot.timeline)
    planned = [_planned(part) for part in spot.later]
    menus = [_menu(spot, n, planned[n], terms, room) for n in range(len(planned))]
    for most in (len(planned), 1):
        budget = room
        while budget > 0 and not should_stop():
            chosen = _choose(spot, terms, menus, budget=budget, most=most, should_stop=should_stop)
            kept = {
                n: _with_dose(spot.later[n], planned[n], option, terms, stiffer)
                for n, option in sorted(chosen.items())
            }
            over = _lay_out_kept(spot, terms, kept).seconds - room
            if kept and over <= 0:
                return kept
            budget = budget - over if kept and most > 1 else 0
    return {}


def _menu(
    spot: CareSpot, number: int, planned: ExerciseStep, terms: SessionLimits, room: int
) -> tuple[Option, ...]:
    """Return the doses of a later step that fit with the direct move to it."""
    exercise = spot.later[number].step.exercise
    slow = terms.pace.slow_transitions
    moving = seconds_between(spot.exercise.position, exercise.position, slow=slow)
    menu = cuts_of(exercise, planned, terms.pace, stiffer_of(spot.timeline))
    return tuple(option for option in menu if option.seconds + moving <= room)


def _choose(
    spot: CareSpot,
    terms: SessionLimits,
    menus: Sequence[tuple[Option, ...]],
    *,
    budget: int,
    most: int,
    should_stop: Callable[[], bool],
) -> dict[int, Option]:
    """Return the composer's choice of at most ``most`` steps: their options by index."""
    likes = {"liked": terms.brief.liked, "less": terms.brief.less}
    brief = Brief(areas=_areas(spot.later), max_per_family=MOST_ALIKE)
    brief = brief.copy_with(seconds=budget, **likes)
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


def _areas(parts: Sequence[StepSegments]) -> dict[Area, int]:
    """Return the areas of some steps, weighted from 1 to 3 by the time that goes to each."""
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
    """Return the stiffer side that a timeline was unrolled with; None where it shows none."""
    sides = (segment.side for segment in timeline.segments if segment.again)
    firsts = (timeline.part(n).segments[0].side for n in range(len(timeline.steps)))
    return next(sides, None) or next((Side.LEFT for side in firsts if side is Side.LEFT), None)


def _planned(part: StepSegments) -> ExerciseStep:
    """Return a routine's step with the same segments as a part."""
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


def _with_dose(
    part: StepSegments,
    planned: ExerciseStep,
    option: Option,
    terms: SessionLimits,
    stiffer: Side | None,
) -> StepSegments:
    """Return a part at the dose of an option; the same part if that is the planned dose."""
    if option.dose == part.step.dose:
        return part
    changes = {"dose": option.dose, "stiffer_rounds": option.stiffer_rounds}
    less = part_of(planned.copy_with(**changes), part.step.exercise, terms.pace, stiffer)
    return less.copy_with(step=part.step.copy_with(dose=option.dose))


def _too_little(spot: CareSpot, terms: SessionLimits) -> TooLittle:
    """Return the least time that would do: the rest of the current step, or the shortest later one."""
    options = [(spot.left, spot.shown)]
    for part in spot.later:
        menu = cuts_of(part.step.exercise, _planned(part), terms.pace, stiffer_of(spot.timeline))
        kept = _with_dose(part, _planned(part), menu[0], terms, stiffer_of(spot.timeline))
        alone = lay_out((kept,), terms.pace, spot.exercise.position, count_first_move=True)
        options.append((alone.seconds, part.step))
    seconds, step = min(options, key=lambda option: option[0])
    return TooLittle(seconds, step)
