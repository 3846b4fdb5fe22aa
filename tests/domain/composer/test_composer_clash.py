"""Where there is no plan: what is named clashes, nothing of it is spare, and what is offered helps."""

import pytest
from random_briefs import some_brief, some_catalogue

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief, NoPlan, Plan, compose
from loosen.domain.composer.conflict import FixedFloors, Inquiry, lifted, limits_of
from loosen.domain.composer.limits import AreaFloor, Avoided, Limit, Required, Rule
from loosen.domain.composer.problem import NO_HABITS, problem_of
from loosen.domain.composer.solver import any_plan, never
from loosen.domain.dose import Span
from loosen.domain.pace import Pace
from loosen.text.composer import blocking_words, change_words, relaxation_words

PACE = Pace()


def refused(brief: Brief, catalogue: Catalogue) -> NoPlan:
    found = compose(brief, catalogue)
    assert isinstance(found, NoPlan)
    return found


def changes(answer: NoPlan) -> list[str]:
    return [change for change, _ in relaxation_words(answer)]


def impossible_briefs() -> list[tuple[int, Catalogue, Brief]]:
    found = []
    for number in range(60):
        catalogue = some_catalogue(12, number)
        brief = some_brief(catalogue, number)
        if any_plan(problem_of(brief, catalogue, PACE, habits=NO_HABITS)).impossible:
            found.append((number, catalogue, brief))
    return found[:15]


@pytest.mark.parametrize(("number", "catalogue", "brief"), impossible_briefs())
def test_each_limit_named_is_needed_for_the_clash(
    number: int, catalogue: Catalogue, brief: Brief
) -> None:
    answer = refused(brief, catalogue)
    named = set(answer.blocking)
    assert named, number
    problem = problem_of(brief, catalogue, PACE, habits=NO_HABITS)
    limits = list(limits_of(problem))
    floors = {demand.area: demand.floor for demand in problem.demands}

    def possible_without(some: set[Limit]) -> bool:
        asked = FixedFloors(brief, floors)
        for limit in limits:
            if limit in some:
                asked = lifted(limit, asked)
        problem = problem_of(asked.brief, catalogue, PACE, asked.floors, NO_HABITS)
        return not any_plan(problem).impossible

    spare = set(limits) - named
    assert not possible_without(spare)
    for one in named:
        assert possible_without(spare | {one}), one


@pytest.mark.parametrize(("number", "catalogue", "brief"), impossible_briefs())
def test_each_change_offered_gives_a_plan(number: int, catalogue: Catalogue, brief: Brief) -> None:
    for relaxation in refused(brief, catalogue).relaxations:
        assert isinstance(compose(relaxation.brief, catalogue), Plan), (number, relaxation)


def test_says_how_many_minutes_are_needed(catalogue: Catalogue) -> None:
    brief = Brief(seconds=60, include=("bridge", "childs-pose"))
    answer = refused(brief, catalogue)
    change = next(r for r in answer.relaxations if r.limits == (Rule.BUDGET,))
    minutes, seconds = divmod(change.brief.seconds, 60)
    assert seconds == 0
    assert isinstance(compose(change.brief, catalogue), Plan)
    assert change_words(change, answer) == f"make it {minutes} minutes"
    shorter = change.brief.copy_with(seconds=60 * (minutes - 1))
    assert isinstance(compose(shorter, catalogue), NoPlan)


def test_offers_the_position_that_brings_exercises_back(catalogue: Catalogue) -> None:
    brief = Brief(areas={Area.HIP_FLEXORS: 1}, positions=(Position.SUPINE,))
    answer = refused(brief, catalogue)
    assert blocking_words(answer) == [
        "only lying",
        "hip flexors: no exercise is left",
    ]
    told = zip(answer.relaxations, relaxation_words(answer), strict=True)
    assert dict(words for relaxation, words in told if relaxation.limits == (Rule.POSITIONS,)) == {
        "allow standing": "1 more exercise",
        "allow half kneeling": "1 more exercise",
    }


def test_an_exercise_asked_for_and_filtered_out_is_named(catalogue: Catalogue) -> None:
    brief = Brief(include=("lunge",), avoid=(Caution.KNEE,))
    answer = refused(brief, catalogue)
    assert set(answer.blocking) == {Avoided(Caution.KNEE), Required("lunge")}
    assert changes(answer) == [
        "leave out “Kneeling lunge”",
        "only if it is fine for you: drop the caution “knee”",
    ]


def test_an_exercise_that_nobody_knows_is_named(catalogue: Catalogue) -> None:
    answer = refused(Brief(include=("flying",)), catalogue)
    assert answer.blocking == (Required("flying"),)


def test_cautions_are_offered_last_and_only_with_a_word_of_care(catalogue: Catalogue) -> None:
    brief = Brief(
        areas={Area.HIP_FLEXORS: 1}, avoid=(Caution.KNEE, Caution.BALANCE), level=Level.GENTLE
    )
    answer = refused(brief, catalogue)
    assert Avoided(Caution.BALANCE) in answer.blocking
    cautions = [r for r in answer.relaxations if isinstance(r.limits[0], Avoided)]
    assert cautions
    assert answer.relaxations[-len(cautions) :] == tuple(cautions)
    for relaxation in cautions:
        words = change_words(relaxation, answer)
        assert words.startswith("only if it is fine for you: drop the caution ")
        assert len(relaxation.brief.avoid) == len(brief.avoid) - 1


def test_a_caution_is_not_offered_where_the_rest_clashes_anyway(catalogue: Catalogue) -> None:
    brief = Brief(seconds=60, include=("bridge", "childs-pose"), avoid=(Caution.WRIST,))
    answer = refused(brief, catalogue)
    assert not [r for r in answer.relaxations if isinstance(r.limits[0], Avoided)]


def test_no_candidates_at_all_are_said_as_such(catalogue: Catalogue) -> None:
    answer = refused(Brief(positions=()), catalogue)
    assert answer.candidates == 0
    assert blocking_words(answer) == ["no start position is allowed"]


@pytest.mark.parametrize(
    ("brief", "change"),
    [
        (Brief(kinds={Kind.STRENGTH: Span(3, 4)}), "ask for at least 2 strength exercises"),
        (Brief(steps=Span(20, 30), seconds=1_800), "ask for at least 7 exercises"),
        (Brief(include=("clam",), equipment=(Equipment.PILLOW,)), "use a band"),
        (Brief(include=("bridge",), level=Level.GENTLE), "allow moderate exercises"),
        (
            Brief(include=("bridge", "clam"), kinds={Kind.STRENGTH: Span(0, 1)}),
            "ask for at most 2 strength exercises",
        ),
        (Brief(end_quiet=True, seconds=60, include=("march",)), "let it end with anything"),
    ],
)
def test_the_smallest_change_of_each_limit(catalogue: Catalogue, brief: Brief, change: str) -> None:
    assert change in changes(refused(brief, catalogue))


def test_families_are_opened_as_far_as_it_takes() -> None:
    catalogue = some_catalogue(12, 2)
    family = next(iter(catalogue.exercises)).family
    kin = [e.slug for e in catalogue.exercises if e.family == family][:2]
    brief = Brief(seconds=1_200, include=tuple(kin), max_per_family=1)
    if len(kin) == 2:
        assert "allow 2 exercises of a family" in changes(refused(brief, catalogue))


def test_a_floor_is_lowered_no_further_than_it_must(catalogue: Catalogue) -> None:
    areas = {Area.GLUTES: 1, Area.LOW_BACK: 1, Area.HIP_FLEXORS: 1}
    brief = Brief(seconds=120, areas=areas, floors=dict.fromkeys(areas, 100))
    floors = [(r, r.limits[0]) for r in refused(brief, catalogue).relaxations]
    for change, limit in floors:
        if not isinstance(limit, AreaFloor):
            continue
        area = limit.area
        higher = {**change.brief.floors, area: change.brief.floors[area] + 1}
        tighter = change.brief.copy_with(floors=higher)
        assert isinstance(compose(tighter, catalogue), NoPlan)


def test_asking_why_can_be_stopped(catalogue: Catalogue) -> None:
    problem = problem_of(Brief(positions=()), catalogue, PACE)
    assert not Inquiry(problem, catalogue, never).report().stopped
    assert Inquiry(problem, catalogue, lambda: True).report().stopped
