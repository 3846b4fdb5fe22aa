"""The problem: what a brief makes of a catalogue, in whole numbers. Solver, checker and oracle share it.

Worth is counted in half points, so that all of it is whole. The package's docstring says in words what
the numbers here are.
"""

import math
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from loosen.domain.body import Area, Kind, Level
from loosen.domain.brief import Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.limits import (
    Avoided,
    EarlierPlan,
    Excluded,
    Group,
    Habit,
    Limit,
    Never,
    Rule,
    StepRole,
    StrengthFamily,
)
from loosen.domain.composer.menu import UNITS, Option, menu_in
from loosen.domain.composer.route import PLACES
from loosen.domain.exercise import Exercise, Origin
from loosen.domain.filters import (
    avoids,
    can_be_done_on,
    is_within_level,
    needs_only,
    starts_within,
)
from loosen.domain.pace import Pace
from loosen.domain.value import Value

PHASE_OF = {
    Kind.DYNAMIC_WARMUP: 0,
    Kind.MOBILITY: 1,
    Kind.STRENGTH: 2,
    Kind.ISOMETRIC: 2,
    Kind.STATIC_STRETCH: 3,
    Kind.RELAXATION: 4,
}
PHASES = ("moving", "mobility", "strength", "long holds", "quiet")
FIRST_LOADED_PHASE = 2
FIRST_QUIET_PHASE = 3
PLACE_OF = {position: place for place, position in enumerate(PLACES)}

# Worth, in half points
STEP_COST = 16
RECENT_COST = {0: 28, 1: 28, 2: 16, 3: 8}
"""Cost of an exercise by the days since it was last done."""
LIKED, LESS = 12, -20
ALIKE_COST = 24
"""Cost of a harder form beside the easier one of its family: more of the same."""
DEMANDING_COST = 40
"""Cost of a demanding exercise where the brief says no level."""
SEED_POINTS = 8
SHORT_COST = 1
"""Cost of a second by which the steps stay below ``Problem.fill_target``."""
MOVE_COST = 1
"""Cost of a second of changing position."""

FILL = 90
"""Percent of the budget that the steps themselves should fill."""
FLOOR = 40
"""Percent of its fair share that an area asked for must get, where the brief does not say."""
UNITS_A_MINUTE = 4 * UNITS
MOST_STRENGTH_ALIKE = 2
MOST_CHANGES = 2
"""Changes between standing and the floor: one down and one up."""
LARGEST_PART = 4
"""No exercise takes more than this part of the time, or ``LONGEST_STEP`` seconds where that is more."""
LONGEST_STEP = 180
SHORT = 180
"""With less time than this nothing has to come before the one exercise that fits."""
STRENGTH_EVERY = 600
"""Seconds for each exercise of strength that nobody asked for."""
ALL_HABITS = frozenset(Habit)
NO_HABITS: frozenset[Habit] = frozenset()
NOTHING_ASKED = (Area.HIP_FLEXORS, Area.GLUTES, Area.LOW_BACK, Area.HIP_JOINT)


Pick = tuple[int, int]
"""An item and the number of one of its options."""
Pairs = tuple[tuple[int, int], ...]
"""Pairs of items of which the first comes first."""


class Item(Value):
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
    kin: str = ""
    """Those of one kin count as alike: its family; its own slug where it follows another of the family."""

    @property
    def slug(self) -> str:
        """The exercise's or variant's own."""
        return self.exercise.slug


class Demand(Value):
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


class CountLimit(Value):
    """Between ``low`` and ``high`` of the members, which are numbers of items, must be in."""

    group: Group
    low: int
    high: int
    members: tuple[int, ...]


class Need(Value):
    """An item that may be in only with one of some others, which come before it."""

    item: int
    providers: frozenset[int]


class Problem(Value):
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
    needs: tuple[Need, ...] = ()
    missing: tuple[str, ...] = ()
    """Exercises that must be in but are no items: filtered out, too long, or unknown."""
    habits: frozenset[Habit] = NO_HABITS
    """The habits that its plans keep to."""

    @property
    def budget(self) -> int:
        """Seconds there are."""
        return self.brief.seconds

    @property
    def most_changes(self) -> int | None:
        """Changes between standing and the floor that a plan may have; None for any number."""
        return MOST_CHANGES if Habit.FEW_CHANGES in self.habits else None

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
        return self.copy_with(limits=(*self.limits, limit))

    def among(self, kept: Sequence[int]) -> "Problem":
        """The problem with some of its items alone, renumbered in the order given."""
        new = {j: n for n, j in enumerate(kept)}
        return self.copy_with(
            items=tuple(self.items[j] for j in kept),
            limits=tuple(
                limit.copy_with(members=tuple(new[j] for j in limit.members if j in new))
                for limit in self.limits
            ),
            apart=tuple((new[a], new[b]) for a, b in self.apart if a in new and b in new),
            links=tuple((new[a], new[b]) for a, b in self.links if a in new and b in new),
            needs=tuple(
                Need(new[need.item], frozenset(new[j] for j in need.providers if j in new))
                for need in self.needs
                if need.item in new
            ),
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
    if not is_within_level(exercise, brief.highest_level):
        yield Rule.LEVEL
    if not can_be_done_on(exercise, brief.surface):
        yield Rule.SURFACE
    if not starts_within(exercise, brief.positions):
        yield Rule.POSITIONS
    if not needs_only(exercise, brief.equipment):
        yield Rule.EQUIPMENT
    yield from (Avoided(c) for c in brief.avoid if not avoids(exercise, c))


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
        exercise.family,
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
    if brief.level is None and exercise.level is Level.DEMANDING:
        points -= DEMANDING_COST
    points += LIKED if names & set(brief.liked) else 0
    points += LESS if names & set(brief.less) else 0
    if brief.seed:
        points += zlib.crc32(f"{brief.seed}:{exercise.slug}".encode()) % SEED_POINTS
    return points


def _items(
    brief: Brief, catalogue: Catalogue, pace: Pace, habits: frozenset[Habit]
) -> Iterator[Item]:
    for exercise in candidates(catalogue, brief):
        menu = menu_in(catalogue, exercise.slug, pace, brief.stiffer)
        options = tuple(_allowed_options(exercise, brief, menu, habits))
        if options:
            yield item_of(exercise, brief, options)


def _allowed_options(
    exercise: Exercise, brief: Brief, menu: Iterable[Option], habits: frozenset[Habit]
) -> Iterator[Option]:
    """The doses for which there is time, and which the habits allow unless it is asked for by name."""
    named = exercise.slug in brief.include
    longest = brief.seconds
    if Habit.SHARE in habits and not named:
        longest = min(longest, max(LONGEST_STEP, brief.seconds // LARGEST_PART))
    if Habit.LITTLE_STRENGTH in habits and not named and exercise.kind not in brief.kinds:
        menu = _little_effort(exercise, brief, menu)
    yield from (option for option in menu if option.seconds <= longest)


def _little_effort(exercise: Exercise, brief: Brief, menu: Iterable[Option]) -> Iterable[Option]:
    """What is left of a menu of effort that nobody asked for: it serves an area that is, and is little."""
    areas, asked = exercise.areas, _weights(brief)
    if exercise.kind is Kind.ISOMETRIC:
        return menu if any(areas.weight(area) for area in asked) else ()
    if exercise.kind is not Kind.STRENGTH:
        return menu
    if exercise.level is Level.DEMANDING or asked.keys().isdisjoint(areas.primary):
        return ()
    return [option for option in menu if option.dose.sets.high == 1]


# Easy movement first


def is_easy_start(exercise: Exercise) -> bool:
    """Whether a plan may begin with it: a gentle warm-up or gentle mobility."""
    return PHASE_OF[exercise.kind] < FIRST_LOADED_PHASE and exercise.level is Level.GENTLE


def is_cold(item: Item) -> bool:
    """Whether it belongs to the first two phases and is no easy start; in its place such come later."""
    return item.phase < FIRST_LOADED_PHASE and item.exercise.level is not Level.GENTLE


def _cold_needs(items: Sequence[Item]) -> Iterator[Need]:
    """What each harder warm-up or mobility exercise needs: easy movement in its place, or before."""
    easy: dict[tuple[int, int], set[int]] = defaultdict(set)
    for number, item in enumerate(items):
        if is_easy_start(item.exercise):
            easy[item.phase, item.place].add(number)
    moving = {n for (phase, _), found in easy.items() for n in found if phase == 0}
    providers: dict[tuple[int, int], frozenset[int]] = {}
    for number, item in enumerate(items):
        if is_cold(item):
            cell = (item.phase, item.place)
            if cell not in providers:
                earlier = moving if item.phase else set[int]()
                providers[cell] = frozenset(easy.get(cell, set()) | earlier)
            yield Need(number, providers[cell])


def _starts(items: Sequence[Item], brief: Brief, habits: frozenset[Habit]) -> bool:
    """Whether easy movement has to come first; where none is left, it cannot."""
    wanted = Habit.START in habits and brief.start_moving and brief.seconds >= SHORT
    return wanted and any(is_easy_start(item.exercise) for item in items)


# Precedence: which of two exercises comes first, and which two cannot both be chosen


def names_of(exercise: Exercise) -> set[str]:
    """The names under which others may speak of an exercise or variant."""
    return {exercise.slug, exercise.variant_of or exercise.slug}


def precedence(items: Sequence[Item]) -> tuple[Pairs, Pairs]:
    """Pairs to keep apart, and pairs of which the first comes first, in one phase or an earlier one.

    A link that closes a circle is left out, and one that puts a harder start before an easy one.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for name in names_of(item.exercise):
            by_name[name].append(number)
    before, easier = set(), set()
    for number, item in enumerate(items):
        exercise = item.exercise
        before |= {(number, other) for slug in exercise.before for other in by_name.get(slug, ())}
        easier |= {(other, number) for slug in exercise.easier for other in by_name.get(slug, ())}
        easier |= {(number, other) for slug in exercise.harder for other in by_name.get(slug, ())}
    phases = [item.phase for item in items]
    apart = sorted((a, b) for a, b in before if phases[a] > phases[b])
    links = sorted(
        (a, b)
        for a, b in before | easier
        if a != b
        and phases[a] <= phases[b]
        and not (is_cold(items[a]) and not is_cold(items[b]) and phases[a] == phases[b])
    )
    return tuple(apart), tuple(_without_circles(links))


def _leaders(items: Sequence[Item], links: Pairs) -> dict[int, frozenset[int]]:
    """By item, those that come before it: of its family; of any where it is demanding."""
    leaders: dict[int, set[int]] = defaultdict(set)
    for first, then in links:
        if _are_kin(items, first, then) or items[then].exercise.level is Level.DEMANDING:
            leaders[then].add(first)
    return {j: frozenset(found) for j, found in leaders.items()}


def _are_kin(items: Sequence[Item], first: int, then: int) -> bool:
    return items[first].exercise.family == items[then].exercise.family


def _led(items: Sequence[Item], leaders: Mapping[int, frozenset[int]]) -> Iterator[Item]:
    """The items, those that follow one of their family no longer counted as alike.

    A source's pair is one step in two parts and costs one; a harder form beside its easier one is more
    of the same.
    """
    for number, item in enumerate(items):
        family = [n for n in leaders.get(number, ()) if _are_kin(items, n, number)]
        if not family:
            yield item
            continue
        names = names_of(item.exercise)
        linked = any(names & set(items[n].exercise.before) for n in family)
        more = STEP_COST if linked else -ALIKE_COST
        points = tuple(point + more for point in item.points)
        yield item.copy_with(kin=item.slug, points=points)


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
        by_family[item.kin].append(item.weights[number] * item.options[-1].units)
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


def _limits(
    items: tuple[Item, ...], brief: Brief, habits: frozenset[Habit]
) -> Iterator[CountLimit]:
    everything = tuple(range(len(items)))
    yield CountLimit(StepRole.STEP, max(1, brief.steps.low), brief.steps.high, everything)
    for kind, wanted in brief.kinds.items():
        members = tuple(n for n in everything if items[n].exercise.kind is kind)
        yield CountLimit(kind, wanted.low, wanted.high, members)
    if _starts(items, brief, habits):
        members = tuple(n for n in everything if is_easy_start(items[n].exercise))
        yield CountLimit(StepRole.OPENER, 1, len(items), members)
    if Habit.LITTLE_STRENGTH in habits and Kind.STRENGTH not in brief.kinds:
        members = tuple(
            n for n in everything if items[n].exercise.kind is Kind.STRENGTH and not items[n].forced
        )
        yield CountLimit(Kind.STRENGTH, 0, 1 + brief.seconds // STRENGTH_EVERY, members)
    if brief.end_quiet:
        members = tuple(n for n in everything if items[n].phase >= FIRST_QUIET_PHASE)
        yield CountLimit(StepRole.CLOSER, 1, len(items), members)
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
    alone = tuple(item.copy_with(phase=0) for item in items)
    demands = tuple(_demands(alone, brief, dict.fromkeys(_weights(brief), 0)))
    limit = CountLimit(StepRole.STEP, 1, min(most, len(items)), tuple(range(len(items))))
    return Problem(brief, pace, alone, demands, (limit,))


def problem_of(
    brief: Brief,
    catalogue: Catalogue,
    pace: Pace,
    floors: Mapping[Area, int] = NO_FLOORS,
    habits: frozenset[Habit] = ALL_HABITS,
) -> Problem:
    """The problem of a brief. ``floors`` are in dose units and go before the brief's."""
    items = tuple(_items(brief, catalogue, pace, habits))
    needs: list[Need] = []
    if _starts(items, brief, habits):
        needs = list(_cold_needs(items))
        cold = {need.item for need in needs if not need.providers}
        items = tuple(item for n, item in enumerate(items) if n not in cold or item.forced)
        needs = list(_cold_needs(items))
    apart, links = precedence(items)
    leaders = _leaders(items, links)
    items = tuple(_led(items, leaders))
    if Habit.STEPS_UP in habits:
        needs += [Need(j, found) for j, found in leaders.items() if not items[j].forced]
    have = {item.slug for item in items}
    return Problem(
        brief=brief,
        pace=pace,
        items=items,
        demands=tuple(_demands(items, brief, floors)),
        limits=tuple(_limits(items, brief, habits)),
        apart=apart,
        links=tuple((a, b) for a, b in links if items[a].phase == items[b].phase),
        needs=tuple(needs),
        missing=tuple(slug for slug in brief.include if slug not in have),
        habits=habits,
    )
