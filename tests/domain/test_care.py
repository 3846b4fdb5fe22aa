"""Where it hurts: what is offered breaks no limit, fits what is left, and leaves the past alone."""

from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from builders import exercise, step
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_checker import passes
from random_briefs import some_brief, some_catalogue

from loosen.domain.answers import WayOn
from loosen.domain.body import Caution, Equipment, Level, Position, Side
from loosen.domain.care import (
    Alternative,
    CareSpot,
    SessionLimits,
    find_easier,
    find_swap,
    session_limits,
    spot_of,
)
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief
from loosen.domain.exercise import Exercise
from loosen.domain.pace import Pace
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.session.engine import Session
from loosen.domain.session.events import Outcome, Replanned
from loosen.domain.settings import Settings
from loosen.domain.timeline import SegmentKind, Timeline, unroll

PACE = Pace()
ANYTHING = Brief()
VARIANT = {
    "slug": "pigeon-leaning",
    "name": "Pigeon, leaning",
    "source": "clinic",
    "change": "Lean.",
    "position": "side-lying",
}


def catalogue_of(**changes: Any) -> Catalogue:
    """Pigeon pose, with whatever a test gives it, and a few others of its area."""
    pigeon: dict[str, Any] = {"position": "quadruped", "level": "moderate", "variants": [VARIANT]}
    return Catalogue(
        [
            exercise("pigeon", **(pigeon | {"easier": ["pigeon-leaning", "bow"]} | changes)),
            exercise("bow", dose="20-40 s each side", level="moderate"),
            exercise("drops", dose="10 reps", sides="none", kind="mobility", seconds_per_rep=3),
            exercise("press", dose="5 x 5 s", sides="none", family="pigeon"),
            exercise("breathe", dose="8 breaths", sides="none", areas={"primary": ["low-back"]}),
        ]
    )


def asks_no_more(found: Exercise, than: Exercise) -> bool:
    return bool(found.level and than.level and found.level.rank <= than.level.rank)


def timeline_of(catalogue: Catalogue, *steps: ExerciseStep | str) -> Timeline:
    own = [step(one) if isinstance(one, str) else one for one in steps]
    return unroll(own, catalogue, PACE)


def spot_at(timeline: Timeline, second: float) -> CareSpot:
    """Where a session stands after so many seconds."""
    session = Session(timeline)
    session.start(0.0)
    session.advance(second)
    return spot_of(session, second)


def terms(catalogue: Catalogue, brief: Brief = ANYTHING) -> SessionLimits:
    return SessionLimits(catalogue, brief, PACE)


def sides(way: Alternative) -> list[Side | None]:
    return [s.side for s in way.part.segments if s.kind is SegmentKind.WORK]


class TestTheEasierForm:
    def test_is_the_first_that_the_catalogue_names_at_the_same_dose(self) -> None:
        catalogue = catalogue_of()
        line = timeline_of(catalogue, step("pigeon", dose="45 s each side"), "breathe")
        way = find_easier(spot_at(line, 20.0), terms(catalogue))
        assert way
        assert (way.way_on, way.exercise.slug) == (WayOn.EASIER, "pigeon-leaning")
        assert str(way.step.dose) == "45 s each side"
        assert sides(way) == [Side.RIGHT, Side.LEFT]
        assert [one.exercise.slug for one in way.timeline.steps] == [
            "pigeon",
            "pigeon-leaning",
            "breathe",
        ]

    def test_is_another_where_the_limits_forbid_the_first(self) -> None:
        catalogue = catalogue_of()
        standing = tuple(p for p in Position if p is not Position.SIDE_LYING)
        spot = spot_at(timeline_of(catalogue, "pigeon"), 20.0)
        way = find_easier(spot, terms(catalogue, Brief(positions=standing)))
        assert way
        assert way.exercise.slug == "bow"

    def test_of_another_movement_takes_the_longest_dose_there_is_time_for(self) -> None:
        catalogue = catalogue_of(variants=[], easier=["bow"])
        long = timeline_of(catalogue, step("pigeon", dose="90 s each side"))
        short = timeline_of(catalogue, step("pigeon", dose="20 s each side"))
        doses = [
            str(way.step.dose)
            for line in (long, short)
            if (way := find_easier(spot_at(line, 10.0), terms(catalogue)))
        ]
        assert doses == ["40 s each side", "20 s each side"]

    def test_that_comes_later_anyway_is_not_offered(self) -> None:
        catalogue = catalogue_of()
        line = timeline_of(catalogue, "pigeon", "pigeon-leaning", "bow")
        assert find_easier(spot_at(line, 20.0), terms(catalogue)) is None

    def test_that_has_hurt_today_is_not_offered_again(self) -> None:
        catalogue = catalogue_of()
        session = Session(timeline_of(catalogue, "pigeon"))
        session.start(0.0)
        way = find_easier(spot_of(session, 0.0, ["pigeon-leaning"]), terms(catalogue))
        assert way
        assert way.exercise.slug == "bow"

    def test_of_a_harder_variant_is_the_exercise_itself(self) -> None:
        catalogue = catalogue_of(easier=[], harder=["pigeon-leaning"])
        way = find_easier(spot_at(timeline_of(catalogue, "pigeon-leaning"), 20.0), terms(catalogue))
        assert way
        assert way.exercise.slug == "pigeon"

    def test_is_for_the_open_side_alone_where_the_other_is_done(self) -> None:
        catalogue = catalogue_of()
        line = timeline_of(catalogue, step("pigeon", dose="2 x 30 s each side"))
        done = sum(s.seconds for s in line.segments if s.side is Side.RIGHT)
        way = find_easier(spot_at(line, done + 10.0), terms(catalogue))
        assert way
        assert way.side is Side.LEFT
        assert sides(way) == [Side.LEFT, Side.LEFT]
        kinds = [segment.kind for segment in way.part.segments]
        assert kinds == [
            SegmentKind.GET_READY,
            SegmentKind.WORK,
            SegmentKind.REST,
            SegmentKind.WORK,
        ]

    def test_repeats_no_set_that_is_done(self) -> None:
        catalogue = catalogue_of()
        line = timeline_of(catalogue, step("pigeon", dose="3 x 10 s each side"))
        left = [n for n, s in enumerate(line.segments) if s.side is Side.LEFT and s.set_number == 2]
        way = find_easier(spot_at(line, line.starts[left[-1]] + 1.0), terms(catalogue))
        assert way
        assert sides(way) == [Side.LEFT, Side.LEFT]

    def test_there_is_none_where_the_catalogue_knows_none(self) -> None:
        catalogue = catalogue_of()
        spot = spot_at(timeline_of(catalogue, "breathe"), 12.0)
        assert find_easier(spot, terms(catalogue)) is None


class TestTheSwap:
    def test_is_of_the_same_area_and_another_family(self) -> None:
        catalogue = catalogue_of(easier=[])
        spot = spot_at(timeline_of(catalogue, step("pigeon", dose="60 s each side")), 10.0)
        way = find_swap(spot, terms(catalogue))
        assert way
        assert way.way_on is WayOn.SWAPPED
        assert way.exercise.slug in {"bow", "drops"}

    def test_stays_in_the_family_where_nothing_else_is_left(self) -> None:
        catalogue = catalogue_of(easier=[])
        spot = spot_at(timeline_of(catalogue, step("pigeon", dose="60 s each side")), 10.0)
        way = find_swap(spot, terms(catalogue, Brief(exclude=("bow", "drops"))))
        assert way
        assert way.exercise.slug == "press"

    def test_there_is_none_in_the_last_seconds(self) -> None:
        catalogue = catalogue_of()
        line = timeline_of(catalogue, "pigeon")
        assert find_swap(spot_at(line, line.seconds - 5.0), terms(catalogue)) is None


class TestTheTerms:
    def test_are_the_positions_and_the_level_of_the_session_and_the_persons_own(self) -> None:
        catalogue = catalogue_of()
        own = Settings.from_plain(
            {
                "avoid": ["knee"],
                "equipment": ["mat"],
                "exercises": {"never": ["bow"], "less": ["drops"]},
            }
        )
        brief = session_limits(
            catalogue, own, None, timeline_of(catalogue, "pigeon", "breathe")
        ).brief
        assert set(brief.positions) == {Position.QUADRUPED, Position.SUPINE}
        assert (brief.level, brief.avoid) == (Level.MODERATE, (Caution.KNEE,))
        assert (brief.never, brief.less) == (("bow",), ("drops",))
        assert brief.equipment == (Equipment.MAT,)

    def test_are_the_brief_that_the_routine_was_composed_from(self) -> None:
        catalogue = catalogue_of()
        asked = Brief(
            positions=(Position.QUADRUPED, Position.STANDING, Position.SUPINE),
            avoid=(Caution.WRIST,),
            level=Level.GENTLE,
            exclude=("press",),
            equipment=(),
        )
        routine = composed(asked.to_table())
        own = Settings(avoid=(Caution.KNEE,))
        brief = session_limits(catalogue, own, routine, timeline_of(catalogue, "pigeon")).brief
        assert (brief.positions, brief.level) == (asked.positions, Level.GENTLE)
        assert set(brief.avoid) == {Caution.WRIST, Caution.KNEE}
        assert (brief.exclude, brief.equipment) == (("press",), ())

    def test_a_brief_that_makes_no_sense_counts_as_none(self) -> None:
        catalogue = catalogue_of()
        line = timeline_of(catalogue, "breathe")
        routine = composed({"level": "heroic"})
        assert session_limits(catalogue, Settings(), routine, line) == session_limits(
            catalogue, Settings(), None, line
        )


def composed(brief: dict[str, object]) -> Routine:
    return Routine(slug="c", name="C", summary="S", steps=(step("pigeon"),), brief=brief)


@dataclass(frozen=True)
class Case:
    """A session somewhere in its middle, under some limits."""

    session: Session
    now: float
    spot: CareSpot
    terms: SessionLimits


def case(number: int) -> Case:
    """A case made up from a number: the same number, the same case."""
    random = Random(f"care {number}")
    made = some_catalogue(random.choice((6, 15, 40)), number).exercises
    catalogue = Catalogue(one.copy_with(easier=(random.choice(made).slug,)) for one in made)
    slugs = random.sample(list(catalogue), random.randint(1, min(6, len(catalogue))))
    line = unroll(
        [ExerciseStep(exercise=slug) for slug in slugs],
        catalogue,
        PACE,
        random.choice((None, *Side)),
    )
    session = Session(line)
    session.start(0.0)
    now = random.uniform(0.0, line.seconds - 0.01)
    session.advance(now)
    if random.random() < 0.3:
        session.skip_side(now)
    if session.over:
        session = Session(line)
        session.start(now)
    wishes = some_brief(catalogue, number).copy_with(include=())
    brief = random.choice((wishes, ANYTHING))
    return Case(session, now, spot_of(session, now), SessionLimits(catalogue, brief, PACE))


CASES = st.integers(0, 10_000).map(case)


def taken(one: Case, way: Alternative) -> None:
    """Take a way, and play to the end: what was done stays done, and the rest comes to pass."""
    session, step_now = one.session, one.spot.step
    before = dict(session.ended)
    prefix = session.timeline.of_step(step_now).stop
    assert way.timeline.segments[:prefix] == session.timeline.segments[:prefix]
    assert way.timeline.steps[step_now + 2 :] == session.timeline.steps[step_now + 1 :]
    session.hurts(one.now)
    assert isinstance(session.replan(one.now, way.timeline)[-1], Replanned)
    session.next(one.now)
    assert {n: session.ended[n] for n in before} == before
    assert session.view(one.now).total_left == way.timeline.seconds - sum(
        s.seconds for s in way.timeline.segments[:prefix]
    )
    later = {session.ended[n].outcome for n in range(prefix) if n not in before}
    assert later <= {Outcome.SKIPPED}
    session.resume(one.now)
    session.advance(one.now + way.timeline.seconds + 10.0)
    assert session.finished


@settings(max_examples=150)
@given(CASES)
def test_a_swap_breaks_no_limit_and_takes_no_more_than_is_left(one: Case) -> None:
    spot = one.spot
    way = find_swap(spot, one.terms)
    if way is None:
        return
    there = {e.exercise.slug for e in spot.timeline.steps}
    found = way.exercise
    assert passes(found, one.terms.brief)
    assert asks_no_more(found, spot.exercise)
    assert not {found.slug, found.variant_of} & there
    assert any(found.areas.weight(area) for area in spot.exercise.areas.primary)
    assert way.seconds <= spot.left
    before = spot.timeline.seconds - spot.later_seconds
    assert way.timeline.seconds == before + way.seconds + spot.later_seconds
    taken(one, way)


@settings(max_examples=150)
@given(CASES)
def test_an_easier_form_breaks_no_limit_and_repeats_no_side_that_is_done(one: Case) -> None:
    spot = one.spot
    way = find_easier(spot, one.terms)
    if way is None:
        return
    assert passes(way.exercise, one.terms.brief)
    assert asks_no_more(way.exercise, spot.exercise)
    if spot.side:
        assert {s.side for s in way.part.segments if s.kind is SegmentKind.WORK} <= {
            spot.side,
            None,
        }
    taken(one, way)


def test_the_cases_hold_swaps_and_easier_forms() -> None:
    """So that the laws above speak of something."""
    made = [case(number) for number in range(120)]
    assert sum(find_swap(one.spot, one.terms) is not None for one in made) > 15
    assert sum(find_easier(one.spot, one.terms) is not None for one in made) > 5


@pytest.mark.parametrize("second", [0.0, 3.0, 20.0])
def test_before_the_work_begins_all_of_it_is_open(second: float) -> None:
    catalogue = catalogue_of()
    line = timeline_of(catalogue, "pigeon")
    spot = spot_at(line, second)
    assert (len(spot.open), spot.side, spot.sets) == (2, None, 1)
    assert spot.left == line.seconds - second


UNKNOWN: dict[str, Any] = {
    "position": None,
    "surfaces": None,
    "sides": None,
    "level": None,
    "equipment": None,
    "cautions": None,
    "origin": "imported",
    "attribution": {
        "source": "other-set",
        "id": "7",
        "licence": "CC BY 4.0",
        "licence_address": "https://example.org/by",
        "address": "https://example.org/7",
    },
}


def test_what_is_unknown_of_an_exercise_widens_no_limit_and_only_the_gentle_replaces_it() -> None:
    theirs = exercise("set.one", dose="2 x 30 s", **UNKNOWN)
    hard = exercise("hard", dose="20 s", level="demanding")
    mild = exercise("mild", dose="20 s", level="gentle")
    catalogue = Catalogue([theirs, hard, mild])
    alone, both = timeline_of(catalogue, "set.one"), timeline_of(catalogue, "set.one", "hard")
    limits = session_limits(catalogue, Settings(), None, alone).brief
    assert (limits.level, set(limits.positions)) == (Level.GENTLE, set(Position))
    assert not limits.ours_only
    terms = session_limits(catalogue, Settings(), None, both)
    assert (terms.brief.level, len(terms.brief.positions)) == (Level.DEMANDING, 1)
    spot = spot_at(both, 12)
    way = find_swap(spot, terms)
    assert way
    assert way.exercise.slug == "mild"
    assert find_easier(spot, terms) is None


def test_nothing_imported_comes_into_a_session_that_has_none() -> None:
    catalogue = catalogue_of()
    assert session_limits(
        catalogue, Settings(), None, timeline_of(catalogue, "bow")
    ).brief.ours_only


def test_moving_on_from_an_unknown_position_takes_the_longest_way() -> None:
    theirs = exercise("set.one", dose="2 x 30 s", **UNKNOWN)
    catalogue = Catalogue([theirs, exercise("mild", dose="20 s"), exercise("next", dose="20 s")])
    whole = timeline_of(catalogue, "set.one", "next")
    spot = spot_at(whole, 12)
    way = find_swap(spot, session_limits(catalogue, Settings(), None, whole))
    assert way
    moved = [s for s in way.timeline.segments if s.kind is SegmentKind.MOVE]
    assert [s.seconds for s in moved] == [15]
