"""Why a plan is as it is: what each step is there for, and which limits bind."""

from collections.abc import Iterator
from enum import Enum, auto
from fractions import Fraction

from loosen.domain.body import Area
from loosen.domain.composer.evaluation import doses_of, worth_of
from loosen.domain.composer.limits import AreaFloor, CountBound, End, Rule
from loosen.domain.composer.model import DOSES, TIME, Goal, Model
from loosen.domain.composer.plan import Plan
from loosen.domain.composer.problem import Problem, is_easy_start
from loosen.domain.composer.revise import swaps
from loosen.domain.value import Value

NEGLIGIBLE = 0.05
"""A multiplier below this, in half points, is none."""


class Service(Value):
    """What a step gives an area asked for: dose units, and the part of what the area gets."""

    area: Area
    units: int
    part: Fraction


class Part(Enum):
    """A part that a step has in a plan."""

    REQUIRED = auto()
    OPENER = auto()
    CLOSER = auto()


class OnlyForArea(Value):
    """No other step is for this area."""

    area: Area


class OnlyOfPhase(Value):
    """No other step is of this phase, one of ``problem.PHASES``; ``alone`` where nothing else would fit."""

    phase: int
    alone: bool


Purpose = Part | OnlyForArea | OnlyOfPhase


class Reason(Value):
    """Why one step is in: whom it serves, the largest part first, and what it alone is there for.

    ``good_for`` is the area that it is for first, asked or not.
    ``loss`` is the points that the rest would be worth less without it.
    """

    services: tuple[Service, ...]
    purposes: tuple[Purpose, ...]
    good_for: Area
    loss: float


class Substitute(Value):
    """What would replace a step, the points that it would cost, and the part of the plan's that they are."""

    slug: str
    name: str
    loss: float
    part: float


class Binding(Value):
    """A limit with a multiplier at the optimum.

    ``points`` is what one more would bring: a minute, a step, a dose unit. ``number`` is the number of
    steps where the limit is a count, else 0.
    """

    limit: Rule | AreaFloor | CountBound
    points: float
    number: int = 0


def reasons(plan: Plan) -> tuple[Reason, ...]:
    """Why each step is in."""
    return tuple(_reason(plan, step) for step in range(len(plan.picks)))


def _reason(plan: Plan, step: int) -> Reason:
    problem, (j, number) = plan.problem, plan.picks[step]
    item = problem.items[j]
    units = item.options[number].units
    got = doses_of(problem, plan.picks)
    services = [
        Service(demand.area, units * weight, Fraction(units * weight, dose))
        for demand, weight, dose in zip(problem.demands, item.weights, got, strict=True)
        if weight
    ]
    services.sort(key=lambda service: -service.part)
    rest = [pick for n, pick in enumerate(plan.picks) if n != step]
    loss = (worth_of(problem, plan.picks) - worth_of(problem, rest)) / 2
    areas = item.exercise.areas
    return Reason(tuple(services), tuple(_purposes(plan, step)), areas.primary[0], loss)


def _purposes(plan: Plan, step: int) -> Iterator[Purpose]:
    problem, (j, _) = plan.problem, plan.picks[step]
    item = problem.items[j]
    others = [problem.items[other] for other, _ in plan.picks if other != j]
    if item.forced:
        yield Part.REQUIRED
    if problem.brief.start_moving and step == 0 and is_easy_start(item.exercise):
        yield Part.OPENER
    if problem.brief.end_quiet and step == len(plan.picks) - 1:
        yield Part.CLOSER
    for number, demand in enumerate(problem.demands):
        alone = not any(other.weights[number] for other in others)
        if problem.brief.areas and item.weights[number] and alone:
            yield OnlyForArea(demand.area)
    if len(others) > 1 and not any(other.phase == item.phase for other in others):
        alone = sum(other.phase == item.phase for other in problem.items) == 1
        yield OnlyOfPhase(item.phase, alone)


def substitute(plan: Plan, step: int) -> Substitute | None:
    """What would best replace a step, everything else left alone; None where nothing can."""
    found = swaps(plan, step)
    if not found:
        return None
    exercise = found[0].plan.steps[found[0].step].exercise
    part = found[0].loss / max(1.0, abs(plan.score))
    return Substitute(exercise.slug, exercise.name, found[0].loss, part)


def bindings(plan: Plan) -> tuple[Binding, ...]:
    """The limits with a multiplier at the optimum, the dearest first; none for a plan edited by hand."""
    dual = plan.solution.multipliers
    if dual is None:
        return ()
    found = [*_time(dual.rows[TIME])]
    doses = doses_of(plan.problem, plan.picks)
    for number, (dose, price) in enumerate(zip(doses, dual.rows[DOSES:], strict=False)):
        found += _floor(plan.problem, number, dose, price)
    rows = Model(plan.problem, Goal.WORTH).rows
    for row, price in zip(rows, dual.rows, strict=True):
        if row.group is not None and abs(price) > NEGLIGIBLE:
            end, number = (End.MOST, row.high) if price < 0 else (End.LEAST, row.low)
            found.append(Binding(CountBound(row.group, end), abs(price) / 2, number))
    return tuple(sorted(found, key=lambda binding: -binding.points))


def _time(price: float) -> Iterator[Binding]:
    points = -price * 60 / 2
    if points > NEGLIGIBLE:
        yield Binding(Rule.BUDGET, points)


def _floor(problem: Problem, number: int, dose: int, price: float) -> Iterator[Binding]:
    """A floor binds where its multiplier is above what the dose itself earns."""
    demand = problem.demands[number]
    earned = demand.points(dose + 1) - demand.points(dose)
    if demand.floor and dose <= demand.floor + 2 and price > earned + NEGLIGIBLE:
        yield Binding(AreaFloor(demand.area), (price - earned) / 2)
