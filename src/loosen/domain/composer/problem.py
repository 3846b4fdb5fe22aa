"""The problem: what a brief makes of a catalogue, in whole numbers. Solver, checker and oracle share it.

Worth is counted in half points, so that all of it is whole. The package's docstring says in words what
the numbers here are.
"""

import math
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loosen.domain.body import Area, Kind
from loosen.domain.brief import Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.limits import (
    Avoided,
    EarlierPlan,
    Excluded,
    Group,
    Limit,
    Never,
    Role,
    Rule,
    StrengthFamily,
)
from loosen.domain.composer.menu import UNITS, Option, menu_in
from loosen.domain.composer.route import PLACES
from loosen.domain.exercise import Exercise, Origin
from loosen.domain.pace import Pace
from loosen.domain.suitability import avoids, is_within_level, needs_only, starts_within

PHASE_OF = {
    Kind.DYNAMIC_WARMUP: 0,
    Kind.MOBILITY: 1,
    Kind.STRENGTH: 2,
    Kind.ISOMETRIC: 2,
    Kind.STATIC_STRETCH: 3,
    Kind.RELAXATION: 4,
}
PHASES = ("moving", "mobility", "strength", "long holds", "quiet")
FIRST_QUIET_PHASE = 3
PLACE_OF = {position: place for place, position in enumerate(PLACES)}

# Worth, in half points
STEP_COST = 16
RECENT_COST = {0: 28, 1: 28, 2: 16, 3: 8}
"""Cost of an exercise by the days since it was last done."""
LIKED, LESS = 12, -20
SEED_POINTS = 8
SHORT_COST = 10
"""Cost of a second by which the steps stay below ``Problem.fill_target``."""
MOVE_COST = 2
"""Cost of a second of changing position."""

FILL = 90
"""Percent of the budget that the steps themselves should fill."""
FLOOR = 40
"""Percent of its fair share that an area asked for must get, where the brief does not say."""
UNITS_A_MINUTE = 4 * UNITS
MOST_STRENGTH_ALIKE = 2
NOTHING_ASKED = (Area.HIP_FLEXORS, Area.GLUTES, Area.LOW_BACK, Area.HIP_JOINT)


Pick = tuple[int, int]
"""An item and the number of one of its options."""
Pairs = tuple[tuple[int, int], ...]
"""Pairs of items of which the first comes first."""


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise that may be chosen. ``points`` go with the options; ``weights`` with the demands."""

    exercise: Exercise
    phase: int
    place: int
    """The number of its position in ``route.PLACES``; an unknown one comes last."""
    weights: tuple[int, ...]
    options: tuple[Option, ...]
    points: tuple[int, ...]
    """Half points of each option that do not depend on other picks."""
    forced: bool

    @property
    def slug(self) -> str:
        """The exercise's or variant's own."""
        return self.exercise.slug


@dataclass(frozen=True, slots=True)
class Demand:
    """An area asked for: its fair share in dose units, and the least it must get."""

    area: Area
    weight: int
    share: int
    floor: int

    def points(self, dose: int) -> int:
        """Half points of a dose: full slope to the share, half to twice the share, nothing beyond."""
        return (
            self.weight
            * 2
            * (2 * min(dose, self.share) + max(0, min(dose - self.share, self.share)))
        )


@dataclass(frozen=True, slots=True)
class CountLimit:
    """Between ``low`` and ``high`` of the members, which are numbers of items, must be in."""

    group: Group
    low: int
    high: int
    members: tuple[int, ...]


@dataclass(frozen=True)
class Problem:
    """Items and limits."""

    brief: Brief
    pace: Pace
    items: tuple[Item, ...]
    demands: tuple[Demand, ...]
    limits: tuple[CountLimit, ...]
    apart: Pairs = ()
    """Pairs that the order of phases forbids together."""
    links: Pairs = ()
    """Pairs of one phase of which the first must come first."""
    missing: tuple[str, ...] = ()
    """Exercises that must be in but are no items: filtered out, too long, or unknown."""

    @property
    def budget(self) -> int:
        """Seconds there are."""
        return self.brief.seconds

    @property
    def fill_target(self) -> int:
        """Seconds that the steps themselves should fill."""
        return math.ceil(self.brief.seconds * FILL / 100)

    def option(self, pick: Pick) -> Option:
        """The option of a pick."""
        return self.items[pick[0]].options[pick[1]]

    def without_likeness(self, number: int, members: tuple[int, ...], most: int) -> "Problem":
        """The same problem, with at most so many of the members of an earlier plan."""
        limit = CountLimit(EarlierPlan(number), 0, most, members)
        return replace(self, limits=(*self.limits, limit))

    def among(self, kept: Sequence[int]) -> "Problem":
        """The problem with some of its items alone, renumbered in the order given."""
        new = {j: n for n, j in enumerate(kept)}
        return replace(
            self,
            items=tuple(self.items[j] for j in kept),
            limits=tuple(
                replace(limit, members=tuple(new[j] for j in limit.members if j in new))
                for limit in self.limits
            ),
            apart=tuple((new[a], new[b]) for a, b in self.apart if a in new and b in new),
            links=tuple((new[a], new[b]) for a, b in self.links if a in new and b in new),
        )


# Candidates: the exercises that pass the filters


def removed_by(exercise: Exercise, brief: Brief) -> Limit | None:
    """The first filter of a brief that removes an exercise; None where it passes them all."""
    return next(_violated_filters(exercise, brief), None)


def _violated_filters(exercise: Exercise, brief: Brief) -> Iterator[Limit]:
    names = names_of(exercise)
    yield from (Never(slug) for slug in brief.never if slug in names)
    yield from (Excluded(slug) for slug in brief.exclude if slug in names)
    if brief.ours_only and exercise.origin is Origin.IMPORTED:
        yield Rule.OURS_ONLY
    if not is_within_level(exercise, brief.level):
        yield Rule.LEVEL
    if not starts_within(exercise, brief.positions):
        yield Rule.POSITIONS
    if not needs_only(exercise, brief.equipment):
        yield Rule.EQUIPMENT
    yield from (Avoided(c) for c in brief.avoid if not avoids(exercise, (c,)))


def candidates(catalogue: Catalogue, brief: Brief) -> tuple[Exercise, ...]:
    """Every exercise that a brief allows, in catalogue order.

    Never one beside its own variant, unless both are asked for by name.
    """
    return tuple(found for e in catalogue.exercises for found in _allowed(e, catalogue, brief))


def _allowed(exercise: Exercise, catalogue: Catalogue, brief: Brief) -> Iterator[Exercise]:
    """The exercise where it passes, else its first variant that does; and any asked for by name."""
    variants = [catalogue[variant.slug] for variant in exercise.variants]
    wanted = [v for v in variants if v.slug in brief.include and not removed_by(v, brief)]
    if not removed_by(exercise, brief):
        if not wanted or exercise.slug in brief.include:
            yield exercise
    elif not wanted:
        yield from [v for v in variants if not removed_by(v, brief)][:1]
    yield from wanted


# Items


def item_of(exercise: Exercise, brief: Brief, options: tuple[Option, ...]) -> Item:
    """An exercise that may be chosen, at one of some doses."""
    asked = _weights(brief)
    other = min(3, sum(exercise.areas.weight(a) for a in Area if a not in asked))
    fixed = _fixed_points(exercise, brief)
    return Item(
        exercise,
        PHASE_OF[exercise.kind],
        PLACE_OF[exercise.position],
        tuple(exercise.areas.weight(area) for area in asked),
        options,
        tuple(option.units * other // 2 + fixed for option in options),
        exercise.slug in brief.include,
    )


def _weights(brief: Brief) -> dict[Area, int]:
    """The areas asked for; where none is, the hips and the low back, all alike."""
    return {area: brief.areas[area] for area in brief.ordered_areas} or dict.fromkeys(
        NOTHING_ASKED, 1
    )


def _fixed_points(exercise: Exercise, brief: Brief) -> int:
    """Half points that an exercise has or costs whatever its dose."""
    names = names_of(exercise)
    ago = min((brief.recency[n] for n in names if n in brief.recency), default=99)
    points = -STEP_COST - RECENT_COST.get(ago, 0)
    points += LIKED if names & set(brief.liked) else 0
    points += LESS if names & set(brief.less) else 0
    if brief.seed:
        points += zlib.crc32(f"{brief.seed}:{exercise.slug}".encode()) % SEED_POINTS
    return points


def _items(brief: Brief, catalogue: Catalogue, pace: Pace) -> Iterator[Item]:
    for exercise in candidates(catalogue, brief):
        menu = menu_in(catalogue, exercise.slug, pace, brief.stiffer)
        options = tuple(option for option in menu if option.seconds <= brief.seconds)
        if options:
            yield item_of(exercise, brief, options)


# Precedence: which of two exercises comes first, and which two cannot both be chosen


def names_of(exercise: Exercise) -> set[str]:
    """The names under which others may speak of an exercise or variant."""
    return {exercise.slug, exercise.variant_of or exercise.slug}


def precedence(items: Sequence[tuple[Exercise, int]]) -> tuple[Pairs, Pairs]:
    """From exercises with their phases: pairs to keep apart, and links within a phase.

    A link that closes a circle is left out.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, (exercise, _) in enumerate(items):
        for name in names_of(exercise):
            by_name[name].append(number)
    before, easier = set(), set()
    for number, (exercise, _) in enumerate(items):
        before |= {(number, other) for slug in exercise.before for other in by_name.get(slug, ())}
        easier |= {(other, number) for slug in exercise.easier for other in by_name.get(slug, ())}
        easier |= {(number, other) for slug in exercise.harder for other in by_name.get(slug, ())}
    phases = [phase for _, phase in items]
    apart = sorted((a, b) for a, b in before if phases[a] > phases[b])
    links = sorted((a, b) for a, b in before | easier if a != b and phases[a] == phases[b])
    return tuple(apart), tuple(_without_circles(links))


def _without_circles(links: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    after: dict[int, set[int]] = defaultdict(set)
    for first, then in links:
        seen, ahead = {then}, [then]
        while ahead:
            new = after[ahead.pop()] - seen
            seen |= new
            ahead += new
        if first not in seen:
            after[first].add(then)
            yield first, then


# Demands and counts


def _supply(items: Iterable[Item], number: int, most: int) -> int:
    """What the items could give an area at the most, with at most so many of a family."""
    by_family: dict[str, list[int]] = defaultdict(list)
    for item in items:
        by_family[item.exercise.family].append(item.weights[number] * item.options[-1].units)
    return sum(sum(sorted(doses)[-most:]) for doses in by_family.values())


def _demands(items: tuple[Item, ...], brief: Brief, floors: Mapping[Area, int]) -> Iterator[Demand]:
    asked = _weights(brief)
    total = sum(asked.values())
    for number, (area, weight) in enumerate(asked.items()):
        supply = _supply(items, number, brief.max_per_family)
        share = round(UNITS_A_MINUTE * brief.seconds / 60 * weight / total)
        share = max(1, min(share, supply // 2))
        percent = brief.floors.get(area, FLOOR if brief.areas else 0)
        floor = floors.get(area, math.ceil(share * percent / 100))
        yield Demand(area, weight, share, floor)


def _limits(items: tuple[Item, ...], brief: Brief) -> Iterator[CountLimit]:
    everything = tuple(range(len(items)))
    yield CountLimit(Role.STEP, max(1, brief.steps.low), brief.steps.high, everything)
    for kind, wanted in brief.kinds.items():
        members = tuple(n for n in everything if items[n].exercise.kind is kind)
        yield CountLimit(kind, wanted.low, wanted.high, members)
    if brief.start_moving:
        first = 0 if any(item.phase == 0 for item in items) else 1
        members = tuple(n for n in everything if items[n].phase == first)
        yield CountLimit(Role.OPENER, 1, len(items), members)
    if brief.end_quiet:
        members = tuple(n for n in everything if items[n].phase >= FIRST_QUIET_PHASE)
        yield CountLimit(Role.CLOSER, 1, len(items), members)
    if brief.max_per_family > MOST_STRENGTH_ALIKE:
        yield from _strength_alike(items)


def _strength_alike(items: tuple[Item, ...]) -> Iterator[CountLimit]:
    families: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        if item.exercise.kind is Kind.STRENGTH:
            families[item.exercise.family].append(number)
    for family, members in families.items():
        if len(members) > MOST_STRENGTH_ALIKE:
            yield CountLimit(StrengthFamily(family), 0, MOST_STRENGTH_ALIKE, tuple(members))


# Problems

NO_FLOORS: Mapping[Area, int] = {}


def problem_among(items: tuple[Item, ...], brief: Brief, pace: Pace, most: int) -> Problem:
    """The problem of choosing up to so many items in any order, with no other limit but the time."""
    alone = tuple(replace(item, phase=0) for item in items)
    demands = tuple(_demands(alone, brief, dict.fromkeys(_weights(brief), 0)))
    limit = CountLimit(Role.STEP, 1, min(most, len(items)), tuple(range(len(items))))
    return Problem(brief, pace, alone, demands, (limit,))


def problem_of(
    brief: Brief, catalogue: Catalogue, pace: Pace, floors: Mapping[Area, int] = NO_FLOORS
) -> Problem:
    """The problem of a brief. ``floors`` are in dose units and go before the brief's."""
    items = tuple(_items(brief, catalogue, pace))
    apart, links = precedence([(item.exercise, item.phase) for item in items])
    have = {item.slug for item in items}
    return Problem(
        brief=brief,
        pace=pace,
        items=items,
        demands=tuple(_demands(items, brief, floors)),
        limits=tuple(_limits(items, brief)),
        apart=apart,
        links=links,
        missing=tuple(slug for slug in brief.include if slug not in have),
    )
