"""Why a plan is as it is: what each step is there for, and which limits hold it back."""

from dataclasses import dataclass

from loosen.domain.body import Area
from loosen.domain.composer.model import DOSES, TIME, Goal, Model
from loosen.domain.composer.plan import Plan
from loosen.domain.composer.problem import PHASES, Problem
from loosen.domain.composer.revise import swaps
from loosen.domain.composer.worth import doses_of, worth_of

NOTHING = 0.05
"""A price below this, in half points, is none."""


@dataclass(frozen=True, slots=True)
class Service:
    """What a step gives an area asked for: dose units, and percent of its fair share."""

    area: Area
    units: int
    percent: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one step is in. ``loss`` is the points that the rest would be worth less without it."""

    services: tuple[Service, ...]
    roles: tuple[str, ...]
    loss: float
    words: str


@dataclass(frozen=True, slots=True)
class Substitute:
    """What would replace a step, and the points that it would cost."""

    slug: str
    name: str
    loss: float


@dataclass(frozen=True, slots=True)
class Binding:
    """A limit that holds the plan back.

    ``points`` is what one more would bring: a minute, a step, a dose unit.
    """

    limit: str
    points: float
    words: str


def reasons(plan: Plan) -> tuple[Reason, ...]:
    """Why each step is in."""
    return tuple(_reason(plan, step) for step in range(len(plan.picks)))


def _reason(plan: Plan, step: int) -> Reason:
    problem, (j, number) = plan.problem, plan.picks[step]
    item = problem.items[j]
    units = item.options[number].units
    services = tuple(
        Service(demand.area, units * weight, round(100 * units * weight / demand.share))
        for demand, weight in zip(problem.demands, item.weights, strict=True)
        if weight
    )
    services = tuple(sorted(services, key=lambda s: -s.percent))
    roles = tuple(_roles(plan, step))
    rest = [pick for n, pick in enumerate(plan.picks) if n != step]
    loss = (worth_of(problem, plan.picks) - worth_of(problem, rest)) / 2
    served = ", ".join(f"{s.area.label} {s.percent} %" for s in services[:3])
    words = "; ".join([*roles, *([served] if served else [])]) or "fills the time"
    return Reason(services, roles, loss, words)


def _roles(plan: Plan, step: int) -> list[str]:
    problem, (j, _) = plan.problem, plan.picks[step]
    item = problem.items[j]
    others = [problem.items[other] for other, _ in plan.picks if other != j]
    roles = []
    if item.forced:
        roles.append("asked for")
    if problem.brief.start_moving and step == 0:
        roles.append("gets you moving")
    if problem.brief.end_quiet and step == len(plan.picks) - 1:
        roles.append("ends quietly")
    for number, demand in enumerate(problem.demands):
        alone = not any(other.weights[number] for other in others)
        if problem.brief.areas and item.weights[number] and alone:
            roles.append(f"the only one for {demand.area.label}")
    if len(others) > 1 and not any(other.phase == item.phase for other in others):
        roles.append(f"the only one for {PHASES[item.phase]}")
    return roles


def substitute(plan: Plan, step: int) -> Substitute | None:
    """What would best replace a step, everything else left alone; None where nothing can."""
    found = swaps(plan, step)
    if not found:
        return None
    exercise = found[0].plan.steps[found[0].step].exercise
    return Substitute(exercise.slug, exercise.name, found[0].loss)


def bindings(plan: Plan) -> tuple[Binding, ...]:
    """The limits with a price at the optimum, the dearest first; none for a plan edited by hand."""
    tariff = plan.solution.tariff
    if tariff is None:
        return ()
    rows = Model(plan.problem, Goal.WORTH).rows
    found = [*_time(tariff.prices[TIME])]
    doses = doses_of(plan.problem, plan.picks)
    for number, (row, price) in enumerate(zip(rows, tariff.prices, strict=False)):
        if DOSES <= number < DOSES + len(doses):
            found += _floor(plan.problem, number - DOSES, doses[number - DOSES], price)
        elif number >= DOSES and abs(price) > NOTHING:
            end = "at most" if price < 0 else "at least"
            bound = row.high if price < 0 else row.low
            what = row.name.removeprefix("kind ").replace("-", " ")
            found.append(Binding(row.name, abs(price) / 2, f"{end} {bound} {what}"))
    return tuple(sorted(found, key=lambda binding: -binding.points))


def _time(price: float) -> list[Binding]:
    points = -price * 60 / 2
    if points <= NOTHING:
        return []
    return [Binding("budget", points, f"the time: a minute more is worth {points:.0f} points")]


def _floor(problem: Problem, number: int, dose: int, price: float) -> list[Binding]:
    """A floor binds where its price is above what the dose itself earns."""
    demand = problem.demands[number]
    earned = demand.points(dose + 1) - demand.points(dose)
    if not demand.floor or dose > demand.floor + 2 or price <= earned + NOTHING:
        return []
    words = f"{demand.area.label}: at least its floor"
    return [Binding(f"floor {demand.area}", (price - earned) / 2, words)]
