"""Revising a plan: other plans, one step changed, what time remains filled, or a new budget.

Each answer is a plan like any other. What a person edits by hand keeps the bound of the problem, so
that its gap says what the edit cost at most.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from loosen.domain.brief import Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.evaluation import Disorder, Violation, ordered, violations, worth_of
from loosen.domain.composer.plan import Plan, plan_of
from loosen.domain.composer.problem import Item, Pick, Problem, problem_of
from loosen.domain.composer.solver import Solution, never, solve
from loosen.domain.routine import ExerciseStep
from loosen.domain.value import Value

DIFFERENT_STEPS = 2
"""Steps in which the next plan differs from each before."""
ALLOWED_BY_HAND: frozenset[Violation] = frozenset({Disorder.DETOUR, Disorder.UP_AND_DOWN})
"""What a person may do although the composer would not."""


class Swap(Value):
    """A plan with one step replaced, and the points that it loses."""

    plan: Plan
    step: int
    loss: float


def _restricted(
    problem: Problem, options: Mapping[int, Collection[int]], forced: Collection[int]
) -> tuple[Problem, list[list[int]]]:
    """A problem with fewer options, and for each item the old numbers of its options."""
    items: list[Item] = []
    numbers: list[list[int]] = []
    for j, item in enumerate(problem.items):
        kept = sorted(options.get(j, range(len(item.options))))
        numbers.append(kept)
        items.append(
            item.copy_with(
                options=tuple(item.options[n] for n in kept),
                points=tuple(item.points[n] for n in kept),
                forced=item.forced or j in forced,
            )
        )
    return problem.copy_with(items=tuple(items)), numbers


def _solved(
    problem: Problem,
    options: Mapping[int, Collection[int]],
    forced: Collection[int],
    should_stop: Callable[[], bool],
) -> Plan | None:
    """The best plan with fewer options, as a plan of the whole problem."""
    smaller, numbers = _restricted(problem, options, forced)
    found = solve(smaller, should_stop=should_stop)
    if not found.picks:
        return None
    picks = tuple((j, numbers[j][n]) for j, n in found.picks)
    return plan_of(problem, found.copy_with(picks=picks))


def next_plans(plan: Plan, *, should_stop: Callable[[], bool] = never) -> Iterator[Plan]:
    """The best plan that differs in at least two steps, then the next, as long as there is one."""
    problem, before = plan.problem, plan
    for number in range(1, 100):
        own = tuple(j for j, _ in before.picks if not problem.items[j].forced)
        most = max(0, len(own) - DIFFERENT_STEPS)
        problem = problem.without_likeness(number, own, most)
        found = solve(problem, should_stop=should_stop)
        if not found.picks:
            return
        before = plan_of(problem, found)
        yield Plan(plan.problem, before.picks, found)


def fill(plan: Plan, *, should_stop: Callable[[], bool] = never) -> Plan | None:
    """Every step kept, none of them shorter, and the time that is left put to use."""
    items = plan.problem.items
    options = {j: range(n, len(items[j].options)) for j, n in plan.picks}
    return _solved(plan.problem, options, {j for j, _ in plan.picks}, should_stop)


def shrink(
    plan: Plan, catalogue: Catalogue, seconds: int, *, should_stop: Callable[[], bool] = never
) -> Plan | None:
    """The best of the plan's own steps, none of them longer, in less time; None where none will do."""
    brief = plan.brief.copy_with(seconds=seconds)
    problem = problem_of(brief, catalogue, plan.problem.pace, habits=plan.problem.habits)
    own = {plan.problem.items[j].slug: plan.problem.option((j, n)) for j, n in plan.picks}
    kept = [j for j, item in enumerate(problem.items) if item.slug in own]
    smaller = problem.among(kept)
    options = {
        j: [n for n, o in enumerate(item.options) if o.seconds <= own[item.slug].seconds] or [0]
        for j, item in enumerate(smaller.items)
    }
    return _solved(smaller, options, (), should_stop)


def swaps(plan: Plan, step: int) -> tuple[Swap, ...]:
    """Every exercise that could stand for one step, at its best dose, the least loss first."""
    problem = plan.problem
    rest = [pick for n, pick in enumerate(plan.picks) if n != step]
    used = {j for j, _ in plan.picks}
    worth = worth_of(problem, plan.picks)
    found: list[tuple[int, int, Plan]] = []
    for j, item in enumerate(problem.items):
        if j in used:
            continue
        options = [_edited(plan, [*rest, (j, n)]) for n in range(len(item.options))]
        plans = [p for p in options if p is not None]
        if plans:
            best = max(plans, key=lambda p: worth_of(problem, p.picks))
            found.append((worth - worth_of(problem, best.picks), j, best))
    found.sort(key=lambda one: one[:2])
    return tuple(
        Swap(new, [j for j, _ in new.picks].index(number), loss / 2) for loss, number, new in found
    )


def best_swap(plan: Plan, step: int) -> Plan | None:
    """The plan with the best exercise that could stand for one step; None where there is none."""
    found = swaps(plan, step)
    return found[0].plan if found else None


def _edited(plan: Plan, picks: Sequence[Pick], *, keep_order: bool = False) -> Plan | None:
    """A plan with other picks under the same bound; None where they break a limit."""
    problem = plan.problem
    sequence = tuple(picks) if keep_order else ordered(problem, picks)
    allowed = ALLOWED_BY_HAND if keep_order else frozenset()
    if not sequence or set(violations(problem, sequence)) - allowed:
        return None
    bound = plan.solution.bound
    return Plan(problem, sequence, Solution(worth_of(problem, sequence), sequence, bound))


def without_step(plan: Plan, step: int) -> Plan | None:
    """The plan without one step; None where a limit needs it."""
    return _edited(plan, [pick for n, pick in enumerate(plan.picks) if n != step])


def with_brief(plan: Plan, catalogue: Catalogue, brief: Brief) -> Plan | None:
    """The same steps as the answer to a narrower brief; None where they break one of its limits."""
    problem = problem_of(brief, catalogue, plan.problem.pace)
    places = {item.slug: j for j, item in enumerate(problem.items)}
    picks: list[Pick] = []
    for old, number in plan.picks:
        item = plan.problem.items[old]
        place = places.get(item.slug)
        option = item.options[number]
        if place is None or option not in problem.items[place].options:
            return None
        picks.append((place, problem.items[place].options.index(option)))
    if set(violations(problem, picks)) - ALLOWED_BY_HAND:
        return None
    found = Solution(worth_of(problem, picks), tuple(picks), plan.solution.bound)
    return Plan(problem, tuple(picks), found)


def with_dose(plan: Plan, step: int, by: int) -> Plan | None:
    """The plan with one step's dose moved along its menu; None where there is none or no time."""
    j, number = plan.picks[step]
    if not 0 <= number + by < len(plan.problem.items[j].options):
        return None
    picks = list(plan.picks)
    picks[step] = (j, number + by)
    return _edited(plan, picks, keep_order=True)


def moved(plan: Plan, step: int, by: int) -> Plan | None:
    """The plan with one step moved; None where phases, links or the time forbid it."""
    to = step + by
    if not 0 <= to < len(plan.picks):
        return None
    picks = list(plan.picks)
    picks.insert(to, picks.pop(step))
    return _edited(plan, picks, keep_order=True)


def with_doses(
    plan: Plan, wanted: Iterable[ExerciseStep], *, should_stop: Callable[[], bool] = never
) -> tuple[Plan, tuple[ExerciseStep, ...]]:
    """The plan with some exercises at such doses, and those of them that it could not take.

    Where a limit does not hold with them, the other steps are composed anew around them.
    """
    found, taken, left = plan, dict[int, int](), list[ExerciseStep]()
    for step in wanted:
        pick = _pick_of(plan, step)
        changed = _at_doses(plan, taken | dict([pick]), should_stop) if pick else None
        if pick is None or changed is None:
            left.append(step)
        else:
            found = changed
            taken |= dict([pick])
    return found, tuple(left)


def _pick_of(plan: Plan, step: ExerciseStep) -> Pick | None:
    """The pick of a step's exercise at its dose; None where the plan has no such exercise or dose."""
    for j, _ in plan.picks:
        item = plan.problem.items[j]
        steps = [option.step(item.slug) for option in item.options]
        if step in steps:
            return j, steps.index(step)
    return None


def _at_doses(plan: Plan, doses: Mapping[int, int], should_stop: Callable[[], bool]) -> Plan | None:
    picks = tuple((j, doses.get(j, number)) for j, number in plan.picks)
    if picks == plan.picks:
        return plan
    edited = _edited(plan, picks, keep_order=True)
    if edited is not None:
        return edited
    options = {j: [number] for j, number in doses.items()}
    around = _solved(plan.problem, options, doses, should_stop)
    return _edited(plan, around.picks) if around is not None else None


def in_order(plan: Plan, slugs: Sequence[str]) -> Plan | None:
    """The plan in an order of exercises; None where it has others, or phases, links or time forbid it."""
    places = {slug: number for number, slug in enumerate(slugs)}
    items = plan.problem.items
    if any(items[j].slug not in places for j, _ in plan.picks):
        return None
    picks = tuple(sorted(plan.picks, key=lambda pick: places[items[pick[0]].slug]))
    return plan if picks == plan.picks else _edited(plan, picks, keep_order=True)
