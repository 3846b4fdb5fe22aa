"""Composing: from a brief and a catalogue to a plan, or to the reasons why there is none."""

from collections.abc import Callable

from loosen.domain.brief import Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.clash import no_plan
from loosen.domain.composer.effort import EFFORT
from loosen.domain.composer.plan import NoPlan, Plan, plan_of
from loosen.domain.composer.problem import problem_of
from loosen.domain.composer.solve import never, solve
from loosen.domain.pace import Pace

PACE = Pace()


def compose(
    brief: Brief,
    catalogue: Catalogue,
    *,
    pace: Pace = PACE,
    should_stop: Callable[[], bool] = never,
    effort: int = EFFORT,
) -> Plan | NoPlan:
    """The best plan for a brief, or why there is none.

    ``should_stop`` is polled; once it is true the best plan so far is returned, its gap with it, or a
    ``NoPlan`` that says it was stopped. ``effort`` (labels a pass may keep, a small part of it
    on large catalogues) bounds the work; the built-in one needs far less.
    """
    problem = problem_of(brief, catalogue, pace)
    solution = solve(problem, should_stop=should_stop, effort=effort)
    if solution.picks:
        return plan_of(problem, solution)
    if not solution.impossible:
        return NoPlan(brief, candidates=len(problem.items), stopped=True)
    return no_plan(problem, catalogue, should_stop)
