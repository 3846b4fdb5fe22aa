"""Why there is no plan."""

from collections.abc import Callable

from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.plan import NoPlan
from loosen.domain.composer.problem import Problem


def no_plan(problem: Problem, catalogue: Catalogue, should_stop: Callable[[], bool]) -> NoPlan:
    """Stub."""
    return NoPlan(problem.brief, candidates=len(problem.items))
