"""Other plans, one step changed, time filled, a new budget: each is a plan that holds."""

from itertools import islice

import pytest
from plan_checker import faults
from random_briefs import easy_brief, some_catalogue

from loosen.domain.body import Area, Kind
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import (
    Brief,
    Plan,
    bindings,
    compose,
    fill,
    in_order,
    moved,
    next_plans,
    reasons,
    shrink,
    substitute,
    swaps,
    with_dose,
    with_doses,
    without_step,
)
from loosen.domain.composer.explain import Part
from loosen.domain.composer.limits import Rule
from loosen.domain.pace import Pace
from loosen.text.composer import reason_words

PACE = Pace()
CATALOGUE = some_catalogue(40, 5)
BRIEF = Brief(
    seconds=900,
    areas={Area.GLUTES: 2, Area.LOW_BACK: 1, Area.HIP_FLEXORS: 1},
    start_moving=True,
    end_quiet=True,
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = compose(BRIEF, CATALOGUE)
    assert isinstance(found, Plan)
    return found


def slugs(plan: Plan) -> set[str]:
    return {step.exercise.slug for step in plan.steps}


def sound(plan: Plan | None) -> Plan:
    assert plan is not None
    assert faults(plan, CATALOGUE, PACE) == []
    return plan


def test_next_plans_differ_in_two_steps_and_are_worth_less_and_less(plan: Plan) -> None:
    found = [plan, *islice(next_plans(plan), 4)]
    assert len(found) == 5
    for number, later in enumerate(found):
        sound(later)
        for earlier in found[:number]:
            assert later.score <= earlier.score
            assert len(slugs(earlier) - slugs(later)) >= 2


def test_swaps_change_one_step_the_least_loss_first(plan: Plan) -> None:
    found = swaps(plan, 1)
    assert found
    gone = plan.steps[1].exercise.slug
    for swap in found:
        sound(swap.plan)
        assert slugs(plan) - slugs(swap.plan) == {gone}
        assert swap.plan.steps[swap.step].exercise.slug not in slugs(plan)
        assert swap.loss == plan.score - swap.plan.score >= 0
    losses = [swap.loss for swap in found]
    assert losses == sorted(losses)
    best = substitute(plan, 1)
    assert best is not None
    assert best.loss == losses[0]


def test_a_swapped_plan_knows_that_it_is_not_the_best(plan: Plan) -> None:
    swap = next(s for s in swaps(plan, 1) if s.loss > 0)
    assert swap.plan.gap == pytest.approx(swap.loss / abs(swap.plan.score))


def test_filling_keeps_every_step_and_shortens_none(plan: Plan) -> None:
    short = without_step(plan, 1)
    assert short is not None
    full = sound(fill(short))
    assert full.seconds >= short.seconds
    before = {s.exercise.slug: s.seconds for s in short.steps}
    after = {s.exercise.slug: s.seconds for s in full.steps}
    assert all(after[slug] >= seconds for slug, seconds in before.items())


def test_shrinking_keeps_to_the_steps_there_were(plan: Plan) -> None:
    small = sound(shrink(plan, CATALOGUE, 600))
    assert small.seconds <= 600
    assert slugs(small) <= slugs(plan)
    assert small.brief.seconds == 600


def test_a_dose_goes_up_and_down_its_menu(plan: Plan) -> None:
    for step in range(len(plan.steps)):
        less = with_dose(plan, step, -1)
        if less is not None:
            sound(less)
            assert less.steps[step].seconds < plan.steps[step].seconds
            back = with_dose(less, step, 1)
            assert back is not None
            assert back.picks == plan.picks
    assert with_dose(plan, 0, 99) is None


def test_a_step_moves_within_its_phase_only(plan: Plan) -> None:
    phases = [step.phase for step in plan.steps]
    for step in range(len(phases) - 1):
        other = moved(plan, step, 1)
        if phases[step] != phases[step + 1]:
            assert other is None
        elif other is not None:
            assert other.steps[step + 1].exercise == plan.steps[step].exercise
            assert other.seconds <= BRIEF.seconds
    assert moved(plan, 0, -1) is None


def test_a_step_that_a_limit_needs_stays() -> None:
    brief = BRIEF.copy_with(include=("e3",), max_per_family=2)
    found = compose(brief, CATALOGUE)
    assert isinstance(found, Plan)
    step = [s.exercise.slug for s in found.steps].index("e3")
    assert without_step(found, step) is None


def test_each_step_has_its_reasons(plan: Plan) -> None:
    found = reasons(plan)
    assert len(found) == len(plan.steps)
    assert Part.OPENER in found[0].purposes
    assert Part.CLOSER in found[-1].purposes
    for reason, step in zip(found, plan.steps, strict=True):
        words = reason_words(reason)
        assert words
        for service in reason.services:
            assert step.exercise.areas.weight(service.area) > 0
            assert 0 < service.part <= 1


def test_what_binds_has_a_price(plan: Plan) -> None:
    found = bindings(plan)
    assert Rule.BUDGET in {binding.limit for binding in found}
    assert all(binding.points > 0 for binding in found)
    assert bindings(swaps(plan, 1)[0].plan) == ()


def test_a_limit_on_a_kind_binds_where_more_would_be_better() -> None:
    free = compose(BRIEF, CATALOGUE)
    assert isinstance(free, Plan)
    kinds = {Kind.STRENGTH: "0"}
    bound = compose(Brief.from_plain(BRIEF.to_plain() | {"kinds": kinds}), CATALOGUE)
    assert isinstance(bound, Plan)
    assert bound.score <= free.score


@pytest.mark.parametrize("number", range(12))
def test_revised_plans_hold_on_random_briefs(number: int) -> None:
    catalogue: Catalogue = some_catalogue(12, number)
    plan = compose(easy_brief(catalogue, number), catalogue)
    if not isinstance(plan, Plan):
        return
    others = [*islice(next_plans(plan), 2), fill(plan)]
    others += [swap.plan for swap in swaps(plan, 0)[:2]]
    for other in others:
        if other is not None:
            assert faults(other, catalogue, PACE) == []


TIGHT_CATALOGUE = some_catalogue(40, 7)


@pytest.fixture(scope="module")
def tight() -> Plan:
    """A plan that some longer doses have no room in."""
    found = compose(BRIEF.copy_with(end_quiet=False), TIGHT_CATALOGUE)
    assert isinstance(found, Plan)
    return found


def test_a_dose_that_is_asked_for_stands_and_others_are_composed_around_it(tight: Plan) -> None:
    composed_anew = 0
    for j, _ in tight.picks:
        item = tight.problem.items[j]
        for option in item.options:
            wanted = option.step(item.slug)
            found, left = with_doses(tight, (wanted,))
            assert not left
            assert wanted in found.exercise_steps
            assert faults(found, TIGHT_CATALOGUE, PACE) == []
            others = [{pick for pick in one.picks if pick[0] != j} for one in (tight, found)]
            composed_anew += others[0] != others[1]
    assert composed_anew


def test_doses_that_have_no_time_together_are_taken_one_by_one_while_they_fit(tight: Plan) -> None:
    chosen = [tight.problem.items[j] for j, _ in tight.picks]
    longest = [item.options[-1].step(item.slug) for item in chosen]
    found, left = with_doses(tight, longest)
    taken = [step for step in longest if step not in left]
    assert taken
    assert left
    assert set(taken) <= set(found.exercise_steps)
    assert faults(found, TIGHT_CATALOGUE, PACE) == []


def test_a_dose_of_what_the_plan_has_not_is_left(tight: Plan) -> None:
    used = {j for j, _ in tight.picks}
    other = next(i for j, i in enumerate(tight.problem.items) if j not in used)
    wanted = other.options[0].step(other.slug)
    assert with_doses(tight, (wanted,)) == (tight, (wanted,))


def test_an_order_holds_for_the_same_steps_alone(tight: Plan) -> None:
    order = [step.exercise for step in tight.exercise_steps]
    assert in_order(tight, order) is tight
    assert in_order(tight, order[1:]) is None
    assert in_order(tight, order[::-1]) is None
    other = next(p for n in range(len(order)) if (p := moved(tight, n, 1)) is not None)
    found = in_order(tight, [step.exercise for step in other.exercise_steps])
    assert found is not None
    assert found.picks == other.picks
