"""A judge of plans that knows the composer's specification but none of its code, and brute force.

The judge reads a plan's steps alone: exercises, doses, order. It works out seconds with the timeline,
limits and worth from the words of the specification, and names whatever is not as it should be.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, permutations, product

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief, Plan, PlanStep
from loosen.domain.composer.evaluation import Disorder, moving_of, ordered, violations, worth_of
from loosen.domain.composer.limits import Habit
from loosen.domain.composer.problem import Pick, Problem
from loosen.domain.exercise import Exercise
from loosen.domain.pace import Pace, seconds_between
from loosen.domain.timeline import unroll

PHASES = (
    {Kind.DYNAMIC_WARMUP},
    {Kind.MOBILITY},
    {Kind.STRENGTH, Kind.ISOMETRIC},
    {Kind.STATIC_STRETCH},
    {Kind.RELAXATION},
)
QUIET = (Kind.STATIC_STRETCH, Kind.RELAXATION)


def phase_of(exercise: Exercise) -> int:
    """Its place in the order of phases."""
    return next(n for n, kinds in enumerate(PHASES) if exercise.kind in kinds)


def passes(exercise: Exercise, brief: Brief) -> bool:
    """Whether a brief's filters let an exercise through."""
    names = {exercise.slug, exercise.variant_of}
    return (
        not names & {*brief.exclude, *brief.never}
        and not (brief.ours_only and exercise.attribution)
        and _level_and_start(exercise, brief)
        and _kit_and_cautions(exercise, brief)
    )


def _level_and_start(exercise: Exercise, brief: Brief) -> bool:
    """What is unknown passes only where the brief allows everything."""
    level = exercise.level or Level.DEMANDING
    if brief.surface and brief.surface not in (exercise.surfaces or ()):
        return False
    known = exercise.position in brief.positions
    anywhere = exercise.position is None and set(brief.positions) == set(Position)
    return level.rank <= _highest(brief).rank and (known or anywhere)


def _highest(brief: Brief) -> Level:
    careful = {Caution.PREGNANCY, Caution.PELVIC_GIRDLE, Caution.HIP_REPLACEMENT} & set(brief.avoid)
    return brief.level or (Level.GENTLE if careful else Level.DEMANDING)


def _kit_and_cautions(exercise: Exercise, brief: Brief) -> bool:
    kit, cautions = exercise.equipment, exercise.cautions
    needed = set(Equipment) if kit is None else set(kit.required)
    carried = set(Caution) if cautions is None else set(cautions.all)
    if kit and kit.other:
        return False
    return needed <= set(brief.equipment) and not carried & set(brief.avoid)


def faults(plan: Plan, catalogue: Catalogue, pace: Pace) -> list[str]:
    """Everything in a plan that the specification forbids."""
    brief, steps = plan.brief, plan.steps
    exercises = [step.exercise for step in steps]
    found = [f"{e.slug} is ruled out" for e in exercises if not passes(e, brief)]
    found += [f"{slug} is missing" for slug in brief.include if slug not in _slugs(exercises)]
    seconds = unroll(plan.exercise_steps, catalogue, pace, brief.stiffer).seconds
    if seconds != plan.seconds:
        found.append(f"takes {seconds} s, not {plan.seconds} s")
    if seconds > brief.seconds:
        found.append("takes too long")
    found += _wrong_numbers(exercises, brief)
    found += _wrong_order(exercises, brief)
    found += _bad_habits(plan)
    found += [f"{c.area} below its floor" for c in plan.coverage if c.got < c.least]
    if plan.score != worth(plan, pace):
        found.append(f"is worth {worth(plan, pace)}, not {plan.score}")
    return found


def _slugs(exercises: Iterable[Exercise]) -> set[str]:
    return {exercise.slug for exercise in exercises}


def _wrong_numbers(exercises: Sequence[Exercise], brief: Brief) -> Iterator[str]:
    if not max(1, brief.steps.low) <= len(exercises) <= brief.steps.high:
        yield "number of steps"
    kinds = Counter(exercise.kind for exercise in exercises)
    for kind, span in brief.kinds.items():
        if not span.low <= kinds[kind] <= span.high:
            yield f"number of {kind}"
    unlike = [e for e in exercises if not any(_leads(other, e) for other in exercises)]
    if any(n > brief.max_per_family for n in Counter(e.family for e in unlike).values()):
        yield "too many of a family"
    strength = Counter(e.family for e in exercises if e.kind is Kind.STRENGTH)
    if any(n > 2 for n in strength.values()):
        yield "strength picks too much alike"
    parents = [exercise.variant_of or exercise.slug for exercise in exercises]
    if len(set(parents)) < len(parents) and not set(brief.include) & _slugs(exercises):
        yield "the same exercise twice"


def _leads(first: Exercise, then: Exercise) -> bool:
    """Whether one is the easier form of the other in its family, or comes before it in a source."""
    if first is then or first.family != then.family or phase_of(first) > phase_of(then):
        return False
    return _is_before(first, then)


def _is_before(first: Exercise, then: Exercise) -> bool:
    if phase_of(first) == phase_of(then) and _easy(then) and not _easy(first):
        return False
    names, others = ({e.slug, e.variant_of or e.slug} for e in (first, then))
    return bool(
        set(first.before) & others or set(then.easier) & names or set(first.harder) & others
    )


def _easy(exercise: Exercise) -> bool:
    return phase_of(exercise) < 2 and exercise.level is Level.GENTLE


def _bad_habits(plan: Plan) -> Iterator[str]:
    """What a plan does that a physiotherapist would not, among the habits it does not give up."""
    brief, steps, habits = plan.brief, plan.steps, plan.problem.habits
    exercises = [step.exercise for step in steps]
    allowed = any(_easy(item.exercise) for item in plan.problem.items)
    asked = Habit.START in habits and brief.start_moving and brief.seconds >= 180
    if asked and allowed and not _easy(exercises[0]):
        yield "does not begin with easy movement"
    off = [e.position in (Position.STANDING, Position.SEATED_CHAIR) for e in exercises]
    if Habit.FEW_CHANGES in habits and sum(a != b for a, b in pairwise(off)) > 2:
        yield "goes up and down"
    for step in steps:
        if step.exercise.slug not in brief.include:
            yield from _bad_step(step, plan)


def _bad_step(step: PlanStep, plan: Plan) -> Iterator[str]:
    brief, exercise, habits = plan.brief, step.exercise, plan.problem.habits
    if Habit.SHARE in habits and step.seconds > max(180, brief.seconds / 4):
        yield f"{exercise.slug} takes more than its share"
    effort = exercise.kind is Kind.STRENGTH and Kind.STRENGTH not in brief.kinds
    much = step.dose.sets.high > 1 or exercise.level is Level.DEMANDING
    if Habit.LITTLE_STRENGTH in habits and effort and much:
        yield f"{exercise.slug} is strength that nobody asked for"
    if Habit.STEPS_UP in habits:
        before = [
            item.exercise
            for item in plan.problem.items
            if _leads(item.exercise, exercise)
            or (
                (exercise.level is Level.DEMANDING and _is_before(item.exercise, exercise))
                and phase_of(item.exercise) <= phase_of(exercise)
                and item.exercise is not exercise
            )
        ]
        if before and not any(one.exercise in before for one in plan.steps):
            yield f"{exercise.slug} comes without an easier one"


def _wrong_order(exercises: Sequence[Exercise], brief: Brief) -> Iterator[str]:
    phases = [phase_of(exercise) for exercise in exercises]
    if phases != sorted(phases):
        yield "phases out of order"
    if brief.end_quiet and exercises[-1].kind not in QUIET:
        yield "does not end quietly"
    for n, later in enumerate(exercises):
        for earlier in exercises[:n]:
            if _belongs_before(later, earlier):
                yield f"{later.slug} comes after {earlier.slug}"


def _belongs_before(first: Exercise, then: Exercise) -> bool:
    names, others = ({e.slug, e.variant_of or e.slug} for e in (first, then))
    same = phase_of(first) == phase_of(then)
    if same and _easy(then) and not _easy(first):
        return False
    if set(first.before) & others:
        return True
    return same and bool(set(then.easier) & names or set(first.harder) & others)


def worth(plan: Plan, pace: Pace) -> float:
    """The points of a plan, from its coverage and its steps."""
    brief = plan.brief
    weights: dict[Area, int] = {a: brief.areas[a] for a in Area if a in brief.areas}
    if not weights:
        hips = (Area.HIP_FLEXORS, Area.GLUTES, Area.LOW_BACK, Area.HIP_JOINT)
        weights = dict.fromkeys(hips, 1)
    doses = dict.fromkeys(weights, 0)
    points = 0.0
    for pick, step in zip(plan.picks, plan.steps, strict=True):
        units = plan.problem.option(pick).units
        other = 0
        for area in Area:
            weight = step.exercise.areas.weight(area)
            if area in doses:
                doses[area] += units * weight
            else:
                other += weight
        points += math.floor(units * min(3, other) / 2) / 2 + _fixed(step.exercise, plan)
    for coverage in plan.coverage:
        got, share = doses[coverage.area], coverage.asked
        assert got == coverage.got
        points += weights[coverage.area] * (2 * min(got, share) + max(0, min(got - share, share)))
    positions = [step.exercise.position for step in plan.steps]
    points -= sum(_moving(a, b, pace) for a, b in pairwise(positions)) / 2
    mark = math.ceil(brief.seconds * 0.9)
    return points - 0.5 * max(0, mark - sum(step.seconds for step in plan.steps))


def _moving(a: Position | None, b: Position | None, pace: Pace) -> int:
    return seconds_between(a, b, slow=pace.slow_transitions)


def _fixed(exercise: Exercise, plan: Plan) -> float:
    import zlib

    brief = plan.brief
    names = {exercise.slug, exercise.variant_of or exercise.slug}
    ago = min((brief.recency[n] for n in names if n in brief.recency), default=9)
    points = 0.0 if _follows_source(exercise, plan) else -8.0
    points -= {0: 14, 1: 14, 2: 8, 3: 4}.get(ago, 0)
    points -= 20 * (brief.level is None and exercise.level is Level.DEMANDING)
    points -= 12 * _is_more_of_the_same(exercise, plan)
    points += 6 * bool(names & set(brief.liked)) - 10 * bool(names & set(brief.less))
    if brief.seed:
        points += zlib.crc32(f"{brief.seed}:{exercise.slug}".encode()) % 8 / 2
    return points


def _leaders(exercise: Exercise, plan: Plan) -> list[Exercise]:
    items = [item.exercise for item in plan.problem.items]
    return [one for one in items if _leads(one, exercise)]


def _follows_source(exercise: Exercise, plan: Plan) -> bool:
    names = {exercise.slug, exercise.variant_of or exercise.slug}
    return any(names & set(one.before) for one in _leaders(exercise, plan))


def _is_more_of_the_same(exercise: Exercise, plan: Plan) -> bool:
    return bool(_leaders(exercise, plan)) and not _follows_source(exercise, plan)


def cheapest_order(problem: Problem, picks: Sequence[Pick]) -> int | None:
    """Fewest seconds of moving in any order that phases and links allow, each place once a phase."""
    allowed = []
    for order in permutations(picks):
        cells = [(problem.items[j].phase, problem.items[j].place) for j, _ in order]
        runs = [cell for n, cell in enumerate(cells) if n == 0 or cells[n - 1] != cell]
        wrong = {Disorder.PHASES, Disorder.LINKS} & set(violations(problem, order))
        if not wrong and len(runs) == len(set(runs)):
            allowed.append(moving_of(problem, order))
    return min(allowed, default=None)


Rank = tuple[int, int, int, tuple[tuple[int, int], ...]]


def brute_force(problem: Problem) -> Rank | None:
    """The best of all plans: worth, then fewer steps, less moving, earlier in the catalogue."""
    best: Rank | None = None
    numbers = range(len(problem.items))
    for size in range(1, len(problem.items) + 1):
        for chosen in combinations(numbers, size):
            menus = (range(len(problem.items[j].options)) for j in chosen)
            for options in product(*menus):
                rank = _rank(problem, tuple(zip(chosen, options, strict=True)))
                if rank and (best is None or rank > best):
                    best = rank
    return best


def _rank(problem: Problem, picks: tuple[Pick, ...]) -> Rank | None:
    if sum(problem.option(pick).seconds for pick in picks) > problem.budget:
        return None
    order = ordered(problem, picks)
    if order is None or violations(problem, order):
        return None
    moving = moving_of(problem, order)
    return worth_of(problem, order), -len(order), -moving, tuple((-j, -n) for j, n in picks)
