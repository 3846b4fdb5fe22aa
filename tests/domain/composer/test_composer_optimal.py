"""On tiny catalogues every plan is compared with all there are; on larger ones a judge looks at it.

``COMPOSER_BRIEFS=10000 python -m pytest tests/domain/composer/test_composer_optimal.py`` looks at ten
thousand briefs.
"""

import os

import pytest
from plan_checker import brute_force, cheapest_order, faults
from random_briefs import easy_brief, some_brief, some_catalogue

from loosen.domain.composer import NoPlan, Plan, Status, compose
from loosen.domain.composer.evaluation import moving_of, ordered
from loosen.domain.composer.plan import plan_of
from loosen.domain.composer.problem import problem_of
from loosen.domain.composer.solver import any_plan, solve
from loosen.domain.pace import Pace

BRIEFS = int(os.environ.get("COMPOSER_BRIEFS", "300"))
PACES = (Pace(), Pace(slow_transitions=True, get_ready=5))


@pytest.mark.parametrize("number", range(60))
def test_is_the_best_of_all_plans_ties_and_all(number: int) -> None:
    catalogue = some_catalogue(3 + number % 4, number)
    problem = problem_of(easy_brief(catalogue, number), catalogue, PACES[number % 2])
    best = brute_force(problem)
    found = solve(problem)
    if best is None:
        assert found.impossible
    else:
        assert found.optimal
        assert found.value == best[0]
        assert tuple((-j, -n) for j, n in sorted(found.picks)) == best[3]


def test_tiny_briefs_are_mostly_possible() -> None:
    catalogues = [some_catalogue(3 + number % 4, number) for number in range(60)]
    problems = [problem_of(easy_brief(c, n), c, PACES[0]) for n, c in enumerate(catalogues)]
    assert sum(not any_plan(problem).impossible for problem in problems) > 30


@pytest.mark.parametrize("number", range(40))
def test_no_order_moves_less(number: int) -> None:
    catalogue = some_catalogue(6, number)
    problem = problem_of(easy_brief(catalogue, 3), catalogue, PACES[number % 2])
    picks = tuple((j, 0) for j in range(len(problem.items)))[:6]
    found = ordered(problem, picks)
    fewest = cheapest_order(problem, picks)
    assert (found is None) == (fewest is None)
    if found is not None:
        assert moving_of(problem, found) == fewest


def test_hard_limits_hold_in_random_briefs() -> None:
    plans = 0
    for number in range(BRIEFS):
        size = 40 if number % 500 == 0 else 5 + number % 6
        catalogue = some_catalogue(size, number // 10)
        make = easy_brief if number % 2 else some_brief
        pace = PACES[number % 3 == 0]
        problem = problem_of(make(catalogue, number), catalogue, pace)
        solution = solve(problem)
        if solution.impossible:
            continue
        found = plan_of(problem, solution)
        assert faults(found, catalogue, pace) == [], number
        plans += 1
    assert plans > BRIEFS // 5


def test_the_same_question_has_the_same_answer() -> None:
    catalogue = some_catalogue(120, 1)
    brief = easy_brief(catalogue, 12)
    first, second = compose(brief, catalogue), compose(brief, catalogue)
    assert isinstance(first, Plan)
    assert isinstance(second, Plan)
    assert first.picks == second.picks
    assert first.score == second.score


def test_little_effort_still_gives_a_plan_and_a_true_bound() -> None:
    catalogue = some_catalogue(40, 1)
    brief = easy_brief(catalogue, 4)
    best, quick = compose(brief, catalogue), compose(brief, catalogue, effort=20)
    assert isinstance(best, Plan)
    assert isinstance(quick, Plan)
    assert best.status is Status.OPTIMAL
    assert quick.score <= best.score
    assert quick.score + quick.gap * max(0.5, abs(quick.score)) >= best.score


def test_a_large_catalogue_gives_a_plan_where_the_nearest_options_alone_give_none() -> None:
    catalogue = some_catalogue(500, 2)
    assert isinstance(compose(some_brief(catalogue, 111), catalogue), Plan)


def test_stopping_at_once_says_so() -> None:
    catalogue = some_catalogue(40, 1)
    found = compose(easy_brief(catalogue, 4), catalogue, should_stop=lambda: True)
    assert isinstance(found, NoPlan)
    assert found.stopped
    assert not found.blocking


def test_another_seed_may_choose_among_near_equals_only() -> None:
    catalogue = some_catalogue(40, 2)
    brief = easy_brief(catalogue, 8).copy_with(seed=0)
    plain = compose(brief, catalogue)
    assert isinstance(plain, Plan)
    for seed in range(1, 6):
        seeded = compose(brief.copy_with(seed=seed), catalogue)
        assert isinstance(seeded, Plan)
        assert abs(seeded.score - plain.score) <= 3.5 * max(len(plain.steps), len(seeded.steps))
