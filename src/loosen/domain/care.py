"""Alternatives to an exercise that hurts, in a running session.

There is an easier form of the exercise, or another exercise for the time left of it. An alternative has
the timeline for the engine to go on with. It equals the session's up to the end of the step that hurts,
whose remaining work is left out and counts as skipped.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from loosen.domain.answers import WayOn
from loosen.domain.body import Kind, Level, Position, Side
from loosen.domain.brief import Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.evaluation import worth_of
from loosen.domain.composer.menu import menu_of
from loosen.domain.composer.problem import MOVE_COST, NO_HABITS, problem_of, removed_by
from loosen.domain.dose import Dose, exactly
from loosen.domain.exercise import Exercise, Origin
from loosen.domain.pace import Pace
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.session.engine import Session
from loosen.domain.settings import Settings
from loosen.domain.timeline import (
    Segment,
    SegmentKind,
    StepSegments,
    Timeline,
    TimelineStep,
    lay_out,
    part_of,
    rest_between_sets,
)
from loosen.domain.value import Invalid

HURT_MOVE_COST = 2 * MOVE_COST
"""Half points of a second of moving for one who hurts."""


@dataclass(frozen=True)
class SessionLimits:
    """Limits on changes to a running session: the filters of a brief, and the pace."""

    catalogue: Catalogue
    brief: Brief
    pace: Pace


def session_limits(
    catalogue: Catalogue, settings: Settings, routine: Routine | None, timeline: Timeline
) -> SessionLimits:
    """Return the limits of a session.

    They are those of the brief that its routine was composed from, or else those that its exercises
    imply. The person's own limits always apply, and equipment that the session uses is at hand.
    """
    exercises = [step.exercise for step in timeline.steps]
    composed, own = _brief_of(routine), settings.exercises
    brief = composed or _implied_brief(exercises)
    used = {item for exercise in exercises for item in exercise.needed}
    return SessionLimits(
        catalogue,
        Brief.from_plain(
            {
                "positions": brief.positions,
                "equipment": (*(composed or settings).equipment, *used),
                "avoid": (*settings.avoid, *brief.avoid),
                "level": brief.highest_level,
                "surface": brief.surface,
                "ours_only": brief.ours_only,
                "exclude": brief.exclude,
                "liked": own.liked,
                "less": own.less,
                "never": (*own.never, *brief.never),
            }
        ),
        settings.pace,
    )


def _implied_brief(exercises: Sequence[Exercise]) -> Brief:
    """Return the tightest limits that allow some exercises: their positions, highest level and origins.

    An unknown position or level widens no limit.
    """
    positions = tuple(e.position for e in exercises if e.position)
    return Brief.from_plain(
        {
            "positions": positions or tuple(Position),
            "level": max(map(_known_level, exercises), key=lambda level: level.rank),
            "ours_only": all(e.origin is not Origin.IMPORTED for e in exercises),
        }
    )


def _known_level(exercise: Exercise) -> Level:
    """Return the level of an exercise; the lowest where it is unknown, so that it allows nothing harder."""
    return exercise.level or next(iter(Level))


def _brief_of(routine: Routine | None) -> Brief | None:
    if routine is None or not routine.brief:
        return None
    try:
        return Brief.from_plain(routine.brief)
    except Invalid:
        return None  # a brief edited by hand must not keep the routine from running


@dataclass(frozen=True)
class CareSpot:
    """Point in a session: the current step, its open work segments, and the seconds left of it.

    ``hurt`` are the slugs of the exercises that have hurt in this session.
    """

    timeline: Timeline
    step: int
    open: tuple[Segment, ...]
    left: float
    hurt: frozenset[str] = frozenset()

    @property
    def shown(self) -> TimelineStep:
        """The current step."""
        return self.timeline.steps[self.step]

    @property
    def exercise(self) -> Exercise:
        """The exercise of the current step."""
        return self.shown.exercise

    @cached_property
    def later(self) -> tuple[StepSegments, ...]:
        """The steps after the current one."""
        steps = range(self.step + 1, len(self.timeline.steps))
        return tuple(self.timeline.part(n) for n in steps)

    @cached_property
    def later_seconds(self) -> int:
        """Length of the later steps, including the moves to them."""
        stop = self.timeline.of_step(self.step).stop
        return sum(segment.seconds for segment in self.timeline.segments[stop:])

    @property
    def side(self) -> Side | None:
        """The side that is open while the other is done; None where both are, or sides do not matter."""
        sides = {segment.side for segment in self.open}
        return sides.pop() if len(sides) == 1 else None

    @property
    def sets(self) -> int:
        """Number of open sets, on the side that has more of them; at least 1."""
        return max(Counter(s.side for s in self.open if not s.again).values(), default=1)


def spot_of(session: Session, now: float, hurt: Iterable[str] = ()) -> CareSpot:
    """Return the point of a session at ``now``; ``hurt`` are the exercises that have hurt in it."""
    view = session.view(now)
    here = (view.segment,) if view.segment.kind is SegmentKind.WORK else ()
    ahead = tuple(s for s in session.upcoming() if s.step == view.segment.step)
    left = session.left_of_step(now)
    return CareSpot(session.timeline, view.segment.step, here + ahead, left, frozenset(hurt))


@dataclass(frozen=True)
class Alternative:
    """Exercise in place of the rest of the current step, on one ``side`` only where the other is done.

    ``seconds`` is its length with the moves to it and on from it; ``timeline`` is the whole session's.
    """

    way_on: WayOn
    step: ExerciseStep
    part: StepSegments
    side: Side | None
    seconds: int
    timeline: Timeline

    @property
    def exercise(self) -> Exercise:
        """The exercise done instead."""
        return self.part.step.exercise


def find_easier(spot: CareSpot, terms: SessionLimits) -> Alternative | None:
    """Return the first easier form of the current exercise within the limits, or None.

    Exercises that come later in the session or have hurt in it are left out.

    If one side is done, only the other gets the easier form. If both are open, even partly, both get it,
    so that they stay balanced.
    """
    hurt, brief = spot.exercise, _no_harder(spot, terms)
    others = {part.step.exercise.slug for part in spot.later} | spot.hurt | {hurt.slug}
    for slug in _easier_slugs(hurt, terms.catalogue):
        easier = terms.catalogue[slug]
        if slug not in others and removed_by(easier, brief) is None:
            doses = _easier_doses(easier, spot, terms)
            options = list(_alternatives(WayOn.EASIER, doses, easier, spot, terms))
            fitting = [option for option in options if option.seconds <= spot.left]
            return max(fitting, key=lambda option: option.seconds, default=options[0])
    return None


def _no_harder(spot: CareSpot, terms: SessionLimits) -> Brief:
    """Return the brief of the limits with at most the level of the current exercise."""
    levels = (terms.brief.highest_level, _known_level(spot.exercise))
    level: Level = min(levels, key=lambda level: level.rank)
    return terms.brief.copy_with(level=level)


def _is_strength(exercise: Exercise) -> bool:
    return exercise.kind is Kind.STRENGTH


def _easier_slugs(hurt: Exercise, catalogue: Catalogue) -> Iterator[str]:
    """Yield the easier exercises of the catalogue; for a harder variant, its parent first."""
    parent = catalogue.get(hurt.variant_of or "")
    if parent and hurt.slug in parent.harder:
        yield parent.slug
    yield from (slug for slug in hurt.easier if slug in catalogue)


def _easier_doses(easier: Exercise, spot: CareSpot, terms: SessionLimits) -> Iterator[Dose]:
    """Yield the current dose for the same movement, else those of its menu; at most the open sets."""
    hurt = spot.exercise
    same_movement = {hurt.slug, hurt.variant_of} & {easier.slug, easier.variant_of} - {None}
    if same_movement and easier.default.dose == hurt.default.dose:
        doses = [spot.shown.dose]
    else:
        doses = [option.dose for option in menu_of(easier, terms.pace)]
    for dose in doses:
        yield dose.copy_with(sets=exactly(min(dose.sets.low, spot.sets)))


def _alternatives(
    way_on: WayOn, doses: Iterable[Dose], exercise: Exercise, spot: CareSpot, terms: SessionLimits
) -> Iterator[Alternative]:
    """Yield an exercise in place of the rest of the current step, at each of some doses."""
    side = spot.side if way_on is WayOn.EASIER else None
    for dose in doses:
        step = ExerciseStep(exercise=exercise.slug, dose=dose)
        part = part_of(step, exercise, terms.pace)
        if side and any(segment.side for segment in part.segments):
            part = one_sided(part, side, terms.pace)
        later = (part, *spot.later)
        rest = lay_out(later, terms.pace, spot.exercise.position, count_first_move=True)
        seconds = rest.seconds - spot.later_seconds
        timeline = spot.timeline.followed_by(spot.step, rest)
        yield Alternative(way_on, step, part, side, seconds, timeline)


def one_sided(part: StepSegments, side: Side, pace: Pace) -> StepSegments:
    """Return a part with the work of one side only, and rests between its sets."""
    first = part.segments[0]
    work = [s for s in part.segments if s.kind is SegmentKind.WORK and s.side is side]
    rest = rest_between_sets(part.step.exercise, pace)
    segments = [first.copy_with(side=side, set_number=work[0].set_number, sets=work[0].sets)]
    for number, segment in enumerate(work):
        if number:
            segments.append(segment.copy_with(kind=SegmentKind.REST, seconds=rest, work=None))
        segments.append(segment)
    return part.copy_with(segments=tuple(segments))


def find_swap(spot: CareSpot, terms: SessionLimits) -> Alternative | None:
    """Return the best exercise for the time left of the current step, or None.

    It serves the same areas within the limits, is not in the session, and is of another family if there
    is one. It is rated by the composer, less the cost of the moves to it and on from it.
    """
    easier = find_easier(spot, terms)
    taken = {step.exercise.slug for step in spot.timeline.steps}
    taken |= {step.exercise.variant_of or "" for step in spot.timeline.steps} - {""}
    taken |= {easier.exercise.slug} if easier else set()
    family = {e.slug for e in terms.catalogue.exercises if e.family == spot.exercise.family}
    for excluded in (taken | family, taken):
        best = max(_swaps(spot, terms, excluded), key=lambda rated: rated[0], default=None)
        if best:
            return best[1]
    return None


def _swaps(
    spot: CareSpot, terms: SessionLimits, excluded: Iterable[str]
) -> Iterator[tuple[int, Alternative]]:
    """Yield every alternative that fits, with its worth in half points."""
    areas = spot.exercise.areas
    weights = {area: areas.weight(area) for area in (*areas.primary, *areas.secondary)}
    exclude = (*terms.brief.exclude, *excluded)
    changes = {"seconds": int(spot.left), "areas": weights, "exclude": exclude}
    brief = _no_harder(spot, terms).copy_with(**changes)
    problem = problem_of(brief, terms.catalogue, terms.pace, habits=NO_HABITS)
    for j, item in enumerate(problem.items):
        if not any(item.exercise.areas.weight(area) for area in areas.primary):
            continue
        if _is_strength(item.exercise) and not _is_strength(spot.exercise):
            continue  # effort does not stand for what asked for none
        doses = [option.dose for option in item.options]
        options = _alternatives(WayOn.SWAPPED, doses, item.exercise, spot, terms)
        for n, option in enumerate(options):
            if option.seconds <= spot.left:
                moving = option.seconds - option.part.seconds
                yield worth_of(problem, ((j, n),)) - HURT_MOVE_COST * moving, option
