"""Where it hurts: what a person is offered instead.

An easier form of the exercise, another exercise for the time that is left of it, or none. What comes
in its place is a timeline that is the same up to the end of the step that hurts, for the engine to go
on with: that step's rest is left out and counts as skipped.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pydantic import ValidationError

from loosen.domain.answers import WayOn
from loosen.domain.body import Level, Position, Side
from loosen.domain.brief import Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.evaluation import worth_of
from loosen.domain.composer.menu import menu_of
from loosen.domain.composer.problem import MOVE_COST, problem_of, removed_by
from loosen.domain.dose import Dose, exactly
from loosen.domain.exercise import Exercise, Origin
from loosen.domain.pace import Pace
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.session.engine import Session
from loosen.domain.settings import Settings
from loosen.domain.timeline import (
    Part,
    Segment,
    SegmentKind,
    Timeline,
    TimelineStep,
    lay_out,
    part_of,
    rest_between_sets,
)


@dataclass(frozen=True)
class Terms:
    """What a session may be changed within: the brief's filters, and the pace."""

    catalogue: Catalogue
    brief: Brief
    pace: Pace


def terms_of(
    catalogue: Catalogue, settings: Settings, routine: Routine | None, timeline: Timeline
) -> Terms:
    """The limits that a session stands under.

    The brief that its routine was composed from, where it has one; else what its exercises show. The
    person's own limits always count, and what the session uses is at hand.
    """
    exercises = [step.exercise for step in timeline.steps]
    asked, own = _wish(routine), settings.exercises
    wish = asked or _shown_by(exercises)
    used = {item for exercise in exercises for item in exercise.needed}
    return Terms(
        catalogue,
        Brief(
            positions=wish.positions,
            equipment=(*(asked or settings).equipment, *used),
            avoid=(*settings.avoid, *wish.avoid),
            level=wish.level,
            ours_only=wish.ours_only,
            exclude=wish.exclude,
            liked=own.liked,
            less=own.less,
            never=(*own.never, *wish.never),
        ),
        settings.pace,
    )


def _shown_by(exercises: Sequence[Exercise]) -> Brief:
    """The limits that exercises show by being there: their positions, the most they ask, whose they are.

    What is unknown of one widens no limit.
    """
    positions = tuple(e.position for e in exercises if e.position)
    return Brief(
        positions=positions or tuple(Position),
        level=max(map(_surely, exercises), key=lambda level: level.rank),
        ours_only=all(e.origin is not Origin.IMPORTED for e in exercises),
    )


def _surely(exercise: Exercise) -> Level:
    """What an exercise asks; the least, where that is unknown, so that nothing harder comes of it."""
    return exercise.level or next(iter(Level))


def _wish(routine: Routine | None) -> Brief | None:
    if routine is None or not routine.brief:
        return None
    try:
        return Brief.from_table(routine.brief)
    except ValidationError:
        return None  # edited by hand; the routine runs all the same


@dataclass(frozen=True)
class CareSpot:
    """Where a session stands within a step: the work of it that is still open, and its seconds.

    ``hurt`` are the exercises that have hurt today.
    """

    timeline: Timeline
    step: int
    open: tuple[Segment, ...]
    left: float
    hurt: frozenset[str] = frozenset()

    @property
    def shown(self) -> TimelineStep:
        """The step."""
        return self.timeline.steps[self.step]

    @property
    def exercise(self) -> Exercise:
        """Its exercise."""
        return self.shown.exercise

    @cached_property
    def later(self) -> tuple[Part, ...]:
        """The steps after it."""
        steps = range(self.step + 1, len(self.timeline.steps))
        return tuple(self.timeline.part(n) for n in steps)

    @cached_property
    def later_seconds(self) -> int:
        """How long they take, with moving to them."""
        stop = self.timeline.of_step(self.step).stop
        return sum(segment.seconds for segment in self.timeline.segments[stop:])

    @property
    def side(self) -> Side | None:
        """The one side that is still open, where the other is done; None for both or neither."""
        sides = {segment.side for segment in self.open}
        return sides.pop() if len(sides) == 1 else None

    @property
    def sets(self) -> int:
        """How many sets are still open, on the side that has more of them."""
        return max(Counter(s.side for s in self.open if not s.again).values(), default=1)


def spot_of(session: Session, now: float, hurt: Iterable[str] = ()) -> CareSpot:
    """Where a session stands at ``now``, and what has hurt in it so far."""
    view = session.view(now)
    here = (view.segment,) if view.segment.kind is SegmentKind.WORK else ()
    ahead = tuple(s for s in session.upcoming() if s.step == view.segment.step)
    left = session.left_of_step(now)
    return CareSpot(session.timeline, view.segment.step, here + ahead, left, frozenset(hurt))


@dataclass(frozen=True)
class Way:
    """What could come instead: an exercise, on one ``side`` only where the other is done.

    ``seconds`` is what it takes with moving to it and on from it; ``timeline`` the whole session's.
    """

    way: WayOn
    step: ExerciseStep
    part: Part
    side: Side | None
    seconds: int
    timeline: Timeline

    @property
    def exercise(self) -> Exercise:
        """What is done instead."""
        return self.part.step.exercise


def easier_way(spot: CareSpot, terms: Terms) -> Way | None:
    """The first easier form of an exercise that the limits allow.

    Not one that comes later anyway, nor one that has hurt today.

    Of a side that is done nothing is repeated: only the open one gets the easier form. Where both are
    open, even partly, both get it, so that they stay even.
    """
    hurt, brief = spot.exercise, _no_harder(spot, terms)
    others = {part.step.exercise.slug for part in spot.later} | spot.hurt | {hurt.slug}
    for slug in _easier_names(hurt, terms.catalogue):
        found = terms.catalogue[slug]
        if slug not in others and removed_by(found, brief) is None:
            doses = _easier_doses(found, spot, terms)
            ways = list(_ways(WayOn.EASIER, doses, found, spot, terms))
            fitting = [way for way in ways if way.seconds <= spot.left]
            return max(fitting, key=lambda way: way.seconds, default=ways[0])
    return None


def _no_harder(spot: CareSpot, terms: Terms) -> Brief:
    """The limits, with nothing more demanding than what hurts."""
    level: Level = min(terms.brief.level, _surely(spot.exercise), key=lambda level: level.rank)
    return terms.brief.model_copy(update={"level": level})


def _easier_names(hurt: Exercise, catalogue: Catalogue) -> Iterator[str]:
    """What the catalogue calls easier; for a harder variant, what it is a variant of comes first."""
    parent = catalogue.get(hurt.variant_of or "")
    if parent and hurt.slug in parent.harder:
        yield parent.slug
    yield from (slug for slug in hurt.easier if slug in catalogue)


def _easier_doses(found: Exercise, spot: CareSpot, terms: Terms) -> Iterator[Dose]:
    """The same dose for the same movement, else those of its menu; no more sets than are open."""
    hurt = spot.exercise
    kin = {hurt.slug, hurt.variant_of} & {found.slug, found.variant_of} - {None}
    if kin and found.default.dose == hurt.default.dose:
        doses = [spot.shown.dose]
    else:
        doses = [option.dose for option in menu_of(found, terms.pace)]
    for dose in doses:
        yield replace(dose, sets=exactly(min(dose.sets.low, spot.sets)))


def _ways(
    way: WayOn, doses: Iterable[Dose], found: Exercise, spot: CareSpot, terms: Terms
) -> Iterator[Way]:
    """An exercise in place of what is left of a step, at each of some doses."""
    side = spot.side if way is WayOn.EASIER else None
    for dose in doses:
        step = ExerciseStep(exercise=found.slug, dose=dose)
        part = part_of(step, found, terms.pace)
        if side and any(segment.side for segment in part.segments):
            part = one_sided(part, side, terms.pace)
        later = (part, *spot.later)
        rest = lay_out(later, terms.pace, spot.exercise.position, somewhere=True)
        seconds = rest.seconds - spot.later_seconds
        whole = spot.timeline.followed_by(spot.step, rest)
        yield Way(way, step, part, side, seconds, whole)


def one_sided(part: Part, side: Side, pace: Pace) -> Part:
    """A part with the work of one side alone, and rests between its sets."""
    first = part.segments[0]
    work = [s for s in part.segments if s.kind is SegmentKind.WORK and s.side is side]
    rest = rest_between_sets(part.step.exercise, pace)
    own = [replace(first, side=side, set_number=work[0].set_number, sets=work[0].sets)]
    for number, segment in enumerate(work):
        if number:
            own.append(replace(segment, kind=SegmentKind.REST, seconds=rest, work=None))
        own.append(segment)
    return replace(part, segments=tuple(own))


def swap(spot: CareSpot, terms: Terms) -> Way | None:
    """The composer's best for what is left of a step: same areas, same limits, nothing done today.

    Another family than the one that hurts, where there is any. It is worth what the composer says,
    with the moving to it and on from it taken off.
    """
    easier = easier_way(spot, terms)
    taken = {step.exercise.slug for step in spot.timeline.steps}
    taken |= {step.exercise.variant_of or "" for step in spot.timeline.steps} - {""}
    taken |= {easier.exercise.slug} if easier else set()
    kin = {e.slug for e in terms.catalogue.exercises if e.family == spot.exercise.family}
    for excluded in (taken | kin, taken):
        best = max(_swaps(spot, terms, excluded), key=lambda one: one[0], default=None)
        if best:
            return best[1]
    return None


def _swaps(spot: CareSpot, terms: Terms, excluded: Iterable[str]) -> Iterator[tuple[int, Way]]:
    """Everything that fits, with its worth in half points."""
    areas = spot.exercise.areas
    weights = {area: areas.weight(area) for area in (*areas.primary, *areas.secondary)}
    without = (*terms.brief.exclude, *excluded)
    changes = {"seconds": int(spot.left), "areas": weights, "exclude": without}
    brief = _no_harder(spot, terms).model_copy(update=changes)
    problem = problem_of(brief, terms.catalogue, terms.pace)
    for j, item in enumerate(problem.items):
        if not any(item.exercise.areas.weight(area) for area in areas.primary):
            continue
        doses = [option.dose for option in item.options]
        ways = _ways(WayOn.SWAPPED, doses, item.exercise, spot, terms)
        for n, way in enumerate(ways):
            if way.seconds <= spot.left:
                moving = way.seconds - way.part.seconds
                yield worth_of(problem, ((j, n),)) - MOVE_COST * moving, way
