"""Over the exercises that ship: what helps where many limits meet, and what a plan gives up."""

from itertools import combinations

import pytest

from loosen.domain.body import Area, Caution, Kind, Level, Position, Surface
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief, NoPlan, Plan, compose
from loosen.domain.composer.limits import Avoided, Habit, Rule
from loosen.domain.dose import Span
from loosen.services.library import Library
from loosen.storage.locations import Locations

BACK = {Area.LOW_BACK: 1}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    nowhere = tmp_path_factory.mktemp("home")
    return Library(Locations(nowhere, nowhere, nowhere)).catalogue


def refused(brief: Brief, catalogue: Catalogue) -> NoPlan:
    found = compose(brief, catalogue)
    assert isinstance(found, NoPlan)
    return found


@pytest.mark.parametrize("area", [Area.LOW_BACK, Area.GLUTES, Area.OUTER_HIP])
@pytest.mark.parametrize("caution", Caution)
def test_each_caution_gives_a_plan_or_something_that_helps(
    shipped: Catalogue, caution: Caution, area: Area
) -> None:
    answer = compose(Brief(avoid=(caution,), areas={area: 1}), shipped)
    if isinstance(answer, NoPlan):
        assert answer.relaxations
        for change in answer.relaxations:
            assert isinstance(compose(change.brief, shipped), Plan)


def test_with_every_caution_the_smallest_set_of_them_is_offered(shipped: Catalogue) -> None:
    brief = Brief(avoid=tuple(Caution), areas=BACK)
    (change,) = refused(brief, shipped).relaxations
    dropped = [limit.caution for limit in change.limits if isinstance(limit, Avoided)]
    assert len(dropped) == len(change.limits) > 1
    assert isinstance(compose(change.brief, shipped), Plan)
    for fewer in combinations(Caution, len(dropped) - 1):
        left = brief.copy_with(avoid=tuple(set(Caution) - set(fewer)))
        assert isinstance(compose(left, shipped), NoPlan)


def test_where_no_single_change_is_enough_one_of_several_is_offered(shipped: Catalogue) -> None:
    brief = Brief(
        seconds=480,
        areas={Area.GLUTES: 1, Area.HIP_FLEXORS: 1},
        positions=(Position.SEATED_CHAIR,),
        equipment=(),
        level=Level.GENTLE,
        kinds={Kind.STRENGTH: Span(3, 3)},
    )
    (change,) = refused(brief, shipped).relaxations
    assert set(change.limits) == {Rule.LEVEL, Rule.POSITIONS}
    assert isinstance(compose(change.brief, shipped), Plan)


def test_a_minute_with_floors_is_told_how_long_it_takes(shipped: Catalogue) -> None:
    brief = Brief(seconds=60, areas={Area.HIP_FLEXORS: 1, Area.LOW_BACK: 1})
    changes = {change.limits: change.brief for change in refused(brief, shipped).relaxations}
    longer = changes[Rule.BUDGET,]
    assert 60 < longer.seconds < 300
    assert isinstance(compose(longer, shipped), Plan)


def plan(brief: Brief, catalogue: Catalogue) -> Plan:
    found = compose(brief, catalogue)
    assert isinstance(found, Plan)
    return found


@pytest.mark.parametrize(
    ("brief", "given_up"),
    [
        (Brief(include=("deep-squat",), steps=Span(1, 1)), {Habit.START}),
        (Brief(include=("knee-to-chest-double",), steps=Span(2, 3)), set()),
        (Brief(), set()),
        (Brief(seconds=60, areas={Area.GLUTES: 1}), set()),
    ],
)
def test_only_what_leaves_no_other_way_is_given_up(
    shipped: Catalogue, brief: Brief, given_up: set[Habit]
) -> None:
    assert plan(brief, shipped).given_up == given_up


def test_any_start_may_be_asked_for(shipped: Catalogue) -> None:
    brief = Brief(areas=BACK, kinds={Kind.MOBILITY: Span(0, 0), Kind.DYNAMIC_WARMUP: Span(0, 0)})
    assert plan(brief, shipped).given_up == {Habit.START}
    assert plan(brief.copy_with(start_moving=False), shipped).given_up == set()


def test_all_of_a_plan_in_bed_can_be_done_there(shipped: Catalogue) -> None:
    found = plan(Brief(seconds=480, surface=Surface.BED), shipped)
    assert found.seconds > 420
    assert all(Surface.BED in (step.exercise.surfaces or ()) for step in found.steps)
