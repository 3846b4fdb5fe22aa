"""The problem: what a brief makes of a catalogue, in whole numbers. Solver, checker and oracle share it.

Worth is counted in half points, so that all of it is whole. The package's docstring says in words what
the numbers here are.
"""

import math
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from loosen.domain.body import Area, Kind
from loosen.domain.brief import Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.candidates import candidates, why_not
from loosen.domain.composer.links import pairs_of
from loosen.domain.composer.menu import UNITS, Option, menu_in
from loosen.domain.composer.route import PLACES
from loosen.domain.exercise import Exercise
from loosen.domain.pace import Pace

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
STEP_COST = 16
RECENT_COST = {0: 28, 1: 28, 2: 16, 3: 8}
LIKED, LESS = 12, -20
SEED_POINTS = 8
PLACE_OF = {position: place for place, position in enumerate(PLACES)}
SHORT_COST = 10
MOVE_COST = 2
FILL = 90
"""Percent of the budget that the steps themselves should fill."""
FLOOR = 40
"""Percent of its fair share that an area asked for must get, where the brief does not say."""
UNITS_A_MINUTE = 4 * UNITS
MOST_STRENGTH_ALIKE = 2
NOTHING_ASKED = (Area.HIP_FLEXORS, Area.GLUTES, Area.LOW_BACK, Area.HIP_JOINT)


Pick = tuple[int, int]
"""An item and the number of one of its options."""


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise that may be chosen. ``points`` go with the options; ``weights`` with the demands."""

    exercise: Exercise
    phase: int
    place: int
    """The number of its position in the order of the body's words; an unknown one comes last."""
    weights: tuple[int, ...]
    options: tuple[Option, ...]
    points: tuple[int, ...]
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
        """Worth of a dose: full slope to the share, half to twice the share, nothing beyond."""
        return (
            self.weight
            * 2
            * (2 * min(dose, self.share) + max(0, min(dose - self.share, self.share)))
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """Between ``low`` and ``high`` of the members must be in."""

    name: str
    low: int
    high: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """An exercise that must be in but may not: which filter removes it."""

    slug: str
    filter: str


@dataclass(frozen=True)
class Problem:
    """Items and limits."""

    brief: Brief
    pace: Pace
    items: tuple[Item, ...]
    demands: tuple[Demand, ...]
    limits: tuple[Limit, ...]
    apart: tuple[tuple[int, int], ...]
    """Pairs that the order of phases forbids together."""
    links: tuple[tuple[int, int], ...]
    """Pairs of one phase of which the first must come first."""
    removed: tuple[Removed, ...]

    @property
    def budget(self) -> int:
        """Seconds there are."""
        return self.brief.seconds

    @property
    def mark(self) -> int:
        """Seconds that the steps themselves should fill."""
        return math.ceil(self.brief.seconds * FILL / 100)

    def option(self, pick: Pick) -> Option:
        """The option of a pick."""
        return self.items[pick[0]].options[pick[1]]


def _fixed_points(exercise: Exercise, brief: Brief) -> int:
    """Points an exercise has or costs whatever its dose."""
    names = {exercise.slug, exercise.variant_of or exercise.slug}
    ago = min((brief.recency[n] for n in names if n in brief.recency), default=99)
    points = -STEP_COST - RECENT_COST.get(ago, 0)
    points += LIKED if names & set(brief.liked) else 0
    points += LESS if names & set(brief.less) else 0
    if brief.seed:
        points += zlib.crc32(f"{brief.seed}:{exercise.slug}".encode()) % SEED_POINTS
    return points


def _weights(brief: Brief) -> dict[Area, int]:
    """The areas asked for; where none is, the hips and the low back, all alike."""
    return {area: brief.areas[area] for area in brief.asked} or dict.fromkeys(NOTHING_ASKED, 1)


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


def _items(brief: Brief, catalogue: Catalogue, pace: Pace) -> Iterator[Item]:
    for exercise in candidates(catalogue, brief):
        menu = menu_in(catalogue, exercise.slug, pace, brief.stiffer)
        options = tuple(option for option in menu if option.seconds <= brief.seconds)
        if options:
            yield item_of(exercise, brief, options)


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


def _limits(items: tuple[Item, ...], brief: Brief) -> Iterator[Limit]:
    everything = tuple(range(len(items)))
    yield Limit("steps", max(1, brief.steps.low), brief.steps.high, everything)
    for kind, wanted in brief.kinds.items():
        members = tuple(n for n in everything if items[n].exercise.kind is kind)
        yield Limit(f"kind {kind}", wanted.low, wanted.high, members)
    if brief.start_moving:
        first = 0 if any(item.phase == 0 for item in items) else 1
        members = tuple(n for n in everything if items[n].phase == first)
        yield Limit("start moving", 1, len(items), members)
    if brief.end_quiet:
        members = tuple(n for n in everything if items[n].phase >= FIRST_QUIET_PHASE)
        yield Limit("end quiet", 1, len(items), members)
    if brief.max_per_family > MOST_STRENGTH_ALIKE:
        yield from _strength_alike(items)


def _strength_alike(items: tuple[Item, ...]) -> Iterator[Limit]:
    families: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        if item.exercise.kind is Kind.STRENGTH:
            families[item.exercise.family].append(number)
    for family, members in families.items():
        if len(members) > MOST_STRENGTH_ALIKE:
            yield Limit(f"strength of {family}", 0, MOST_STRENGTH_ALIKE, tuple(members))


def _removed(items: tuple[Item, ...], brief: Brief, catalogue: Catalogue) -> Iterator[Removed]:
    have = {item.slug for item in items}
    for slug in brief.include:
        if slug not in have:
            known = slug in catalogue
            why = (why_not(catalogue[slug], brief) or "budget") if known else "unknown"
            yield Removed(slug, why)


NO_FLOORS: Mapping[Area, int] = {}


def problem_among(items: tuple[Item, ...], brief: Brief, pace: Pace, most: int) -> Problem:
    """The problem of choosing up to so many items in any order, with no other limit but the time."""
    alone = tuple(replace(item, phase=0) for item in items)
    demands = tuple(_demands(alone, brief, dict.fromkeys(_weights(brief), 0)))
    limit = Limit("steps", 1, min(most, len(items)), tuple(range(len(items))))
    return Problem(brief, pace, alone, demands, (limit,), (), (), ())


def problem_of(
    brief: Brief, catalogue: Catalogue, pace: Pace, floors: Mapping[Area, int] = NO_FLOORS
) -> Problem:
    """The problem of a brief. ``floors`` are in dose units and go before the brief's."""
    items = tuple(_items(brief, catalogue, pace))
    apart, links = pairs_of([(item.exercise, item.phase) for item in items])
    return Problem(
        brief=brief,
        pace=pace,
        items=items,
        demands=tuple(_demands(items, brief, floors)),
        limits=tuple(_limits(items, brief)),
        apart=apart,
        links=links,
        removed=tuple(_removed(items, brief, catalogue)),
    )
