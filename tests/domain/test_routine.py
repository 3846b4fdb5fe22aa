from typing import Any

import pytest
from builders import exercise, pick, routine, step
from hypothesis import given, settings
from hypothesis import strategies as st

from loosen.domain.body import Equipment
from loosen.domain.catalogue import Catalogue
from loosen.domain.dose import parse_dose
from loosen.domain.exercise import Exercise
from loosen.domain.routine import (
    ExerciseStep,
    PickStep,
    Routine,
    RoutineProblem,
    check,
    choose,
    resolve,
)
from loosen.domain.value import Invalid

ALL = frozenset(Equipment)
STRETCHES = [
    exercise("a1", family="a"),
    exercise("a2", family="a"),
    exercise("b1", family="b"),
    exercise("b2", family="b", equipment={"required": ["belt"]}),
    exercise("c1", family="c", equipment={"required": ["band", "ball"]}),
]
SLUGS = [one.slug for one in STRETCHES]


def taken(chosen: PickStep, turn: int, at_hand: frozenset[Equipment] = ALL) -> list[str]:
    return [s.exercise for s in choose(chosen, Catalogue(STRETCHES), turn, at_hand)]


def test_a_step_without_a_dose_takes_the_exercises_own() -> None:
    bridge = exercise("bridge", dose="10 reps", sides="none")
    assert step("bridge").dose_for(bridge) == bridge.default.dose
    assert step("bridge", dose="8 reps").dose_for(bridge) == parse_dose("8 reps")


def test_a_routine_is_read_from_tables_as_files_hold_them() -> None:
    read = Routine.from_plain(
        {
            "slug": "short",
            "name": "Short",
            "summary": "A few.",
            "steps": [
                {"exercise": "march"},
                {"pick": 2, "among": [{"exercise": "lunge"}, {"exercise": "pigeon"}]},
            ],
        }
    )
    assert read == routine("march", pick(2, "lunge", "pigeon"))
    assert [s.exercise for s in read.exercise_steps] == ["march", "lunge", "pigeon"]
    assert Routine.from_plain(read.to_plain()) == read


@pytest.mark.parametrize(
    ("bad", "key"),
    [
        ({"exercise": "a", "reps": 3}, "reps"),
        ({"exercise": "a", "rest": -1}, "rest"),
        ({"exercise": "a", "stiffer_rounds": 1}, "stiffer_rounds"),
        ({"pick": 1, "among": []}, "among"),
        ({"pick": 1}, "among"),
        ({"among": [{"exercise": "a"}]}, "pick"),
        ({}, "exercise"),
        ("a", "`object`"),
    ],
)
def test_a_bad_step_is_an_error_at_its_key(bad: Any, key: str) -> None:
    with pytest.raises(Invalid, match=key):
        Routine.from_plain({"slug": "x", "name": "X", "summary": "X.", "steps": [bad]})


def test_a_routine_has_at_least_one_step_and_not_too_many() -> None:
    with pytest.raises(Invalid, match=">= 1"):
        routine()
    with pytest.raises(Invalid, match="<= 200"):
        routine(*["march"] * 201)


class TestCheck:
    def test_nothing_is_wrong_with_a_good_routine(self, catalogue: Catalogue) -> None:
        rounds = step("pigeon", stiffer_rounds=2)
        assert check(routine("march", rounds, pick(1, "lunge")), catalogue) == []

    def test_variants_are_known(self, catalogue: Catalogue) -> None:
        assert check(routine("pigeon-on-the-back"), catalogue) == []

    def test_all_problems_are_reported_each_with_its_place(self, catalogue: Catalogue) -> None:
        wrong = routine(
            "brige",
            step("bridge", dose="10 each side"),
            step("march", stiffer_rounds=2),
            pick("2-3", "lunge", "xyzzy"),
            step("bridge", dose="5 each side, alternating", stiffer_rounds=3),
        )
        problems = check(wrong, catalogue)
        assert sorted(problem.key for problem in problems) == [
            "steps[1].exercise",
            "steps[2].dose",
            "steps[3].stiffer_rounds",
            "steps[4].among[2].exercise",
            "steps[4].pick",
            "steps[5].dose",
            "steps[5].stiffer_rounds",
        ]
        assert all(problem.instead for problem in problems)

    def test_an_unknown_exercise_is_told_the_nearest(self, catalogue: Catalogue) -> None:
        assert check(routine("brige"), catalogue) == [
            RoutineProblem("steps[1].exercise", "“brige” is not in the catalogue", "“bridge”")
        ]
        (problem,) = check(routine("xyzzy"), catalogue)
        assert problem.instead == "a slug that “loosen list” shows"

    def test_a_pick_cannot_want_more_than_there_are(self, catalogue: Catalogue) -> None:
        assert check(routine(pick(3, "lunge", "march")), catalogue) == [
            RoutineProblem("steps[1].pick", "wants 3 of 2", "at most 2")
        ]


class TestChoose:
    def test_the_next_turn_goes_on_where_the_last_stopped(self) -> None:
        chosen = pick(2, "a1", "b1", "a2")
        assert [taken(chosen, turn) for turn in range(4)] == [
            ["a1", "b1"],
            ["a1", "a2"],
            ["b1", "a2"],
            ["a1", "b1"],
        ]

    def test_a_family_is_not_crowded_while_others_remain(self) -> None:
        assert taken(pick(2, "a1", "a2", "b1", most_per_family=1), 0) == ["a1", "b1"]
        assert taken(pick(3, "a1", "a2", "b1", most_per_family=1), 0) == ["a1", "a2", "b1"]

    def test_nobody_starves_where_families_are_kept_apart(self) -> None:
        chosen = pick(2, "a1", "a2", "b1", "b2", most_per_family=1)
        assert [taken(chosen, turn) for turn in range(3)] == [
            ["a1", "b1"],
            ["a2", "b2"],
            ["a1", "b1"],
        ]

    def test_a_pick_spreads_over_areas_and_still_everyone_has_a_turn(self) -> None:
        areas = {"g1": "glutes", "g2": "glutes", "o1": "outer-hip", "o2": "outer-hip", "q": "quads"}
        catalogue = Catalogue(
            [exercise(slug, family=slug, areas={"primary": [a]}) for slug, a in areas.items()]
        )
        turns = [choose(pick(3, *areas), catalogue, turn, ALL) for turn in range(2)]
        assert [[s.exercise for s in one] for one in turns] == [
            ["g1", "o1", "q"],
            ["g2", "o2", "q"],
        ]
        assert len(choose(pick(4, *areas), catalogue, 0, ALL)) == 4

    def test_what_is_not_at_hand_is_left_out(self) -> None:
        chosen = pick(3, "a1", "b2", "c1")
        assert taken(chosen, 0, frozenset()) == ["a1"]
        assert taken(chosen, 0, frozenset({Equipment.BELT, Equipment.BALL})) == ["a1", "b2"]
        assert taken(pick(1, "b2"), 0, frozenset()) == []

    def test_the_same_step_twice_is_two_choices(self) -> None:
        chosen = pick(1, "a1", "a1", "b1")
        assert [taken(chosen, turn) for turn in range(3)] == [["a1"], ["a1"], ["b1"]]

    @settings(max_examples=200)
    @given(
        among=st.lists(st.sampled_from(SLUGS), min_size=1, max_size=6),
        low=st.integers(1, 7),
        most=st.none() | st.integers(1, 3),
        at_hand=st.sets(st.sampled_from([Equipment.BELT, Equipment.BAND, Equipment.BALL])),
        first=st.integers(0, 30),
    )
    def test_every_turn_keeps_its_promises(
        self, among: list[str], low: int, most: int | None, at_hand: set[Equipment], first: int
    ) -> None:
        catalogue = Catalogue(STRETCHES)
        chosen = pick(low, *among, most_per_family=most)
        fits = [s for s in among if set(catalogue[s].needed) <= at_hand]
        seen: set[str] = set()
        for turn in range(first, first + len(fits)):
            got = taken(chosen, turn, frozenset(at_hand))
            assert len(got) == min(low, len(fits))
            assert is_in_order(got, fits)
            assert not avoidably_crowded(got, fits, most, catalogue)
            seen.update(got)
        assert seen == set(fits)


def is_in_order(some: list[str], among: list[str]) -> bool:
    rest = iter(among)
    return all(one in rest for one in some)


def avoidably_crowded(
    got: list[str], fits: list[str], most: int | None, catalogue: Catalogue
) -> bool:
    """Whether a family has too many although another choice, of a family with room, was left."""
    if most is None:
        return False
    families = [catalogue[one].family for one in got]
    left = list(fits)
    for one in got:
        left.remove(one)
    room = any(families.count(catalogue[one].family) < most for one in left)
    return room and any(families.count(family) > most for family in families)


class TestResolve:
    def test_plain_steps_stay_and_picks_are_settled(self, catalogue: Catalogue) -> None:
        short = routine("march", pick(1, "lunge", "pigeon"), "bridge")
        assert [s.exercise for s in resolve(short, catalogue)] == ["march", "lunge", "bridge"]
        assert [s.exercise for s in resolve(short, catalogue, 1)] == ["march", "pigeon", "bridge"]

    def test_what_is_not_at_hand_is_not_picked(self, catalogue: Catalogue) -> None:
        short = routine(pick(1, "squeeze", "lunge"))
        assert [s.exercise for s in resolve(short, catalogue, 0, [])] == ["lunge"]
        assert [s.exercise for s in resolve(short, catalogue)] == ["squeeze"]

    def test_a_picks_heading_and_note_stand_on_the_first_one_taken(
        self, catalogue: Catalogue
    ) -> None:
        headed = pick(2, "lunge", "pigeon", section="Stretch", note="Either.")
        first, second = resolve(routine(headed), catalogue)
        assert (first.section, first.note) == ("Stretch", "Either.")
        assert (second.section, second.note) == (None, None)

    def test_a_heading_alone_leaves_the_steps_own_note(self, catalogue: Catalogue) -> None:
        noted = PickStep.from_plain(
            {"pick": 1, "section": "Stretch", "among": [{"exercise": "lunge", "note": "Slow."}]}
        )
        (only,) = resolve(routine(noted), catalogue)
        assert only == ExerciseStep(exercise="lunge", section="Stretch", note="Slow.")

    def test_a_heading_stays_where_its_first_step_is_left_out(self, catalogue: Catalogue) -> None:
        steps = (
            step("march", section="Up"),
            step("pigeon", section="Down"),
            pick(1, "pigeon", section=None),
            "lunge",
            step("pigeon", section="End"),
        )
        left = resolve(routine(*steps), catalogue, never=["pigeon"])
        named = [(one.exercise, one.section) for one in left]
        assert named == [("march", "Up"), ("lunge", "Down")]

    def test_resolving_changes_no_exercise(self, catalogue: Catalogue) -> None:
        before: list[Exercise] = list(catalogue.exercises)
        resolve(routine(pick(1, "lunge", section="x")), catalogue)
        assert list(catalogue.exercises) == before

    def test_what_is_ruled_out_is_left_out_with_its_variants(self, catalogue: Catalogue) -> None:
        whole = routine("march", "pigeon", "pigeon-on-the-back", pick(1, "pigeon", "lunge"))
        steps = resolve(whole, catalogue, never=["pigeon"])
        assert [step.exercise for step in steps] == ["march", "lunge"]
        steps = resolve(whole, catalogue, never=["pigeon-on-the-back"])
        assert [step.exercise for step in steps] == ["march", "pigeon", "pigeon"]
