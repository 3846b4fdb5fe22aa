"""Less time: never longer than asked, nothing grows, the order stays, and what was done stays done."""

from random import Random

from builders import exercise, step
from hypothesis import given, settings
from hypothesis import strategies as st
from random_briefs import some_catalogue

from loosen.domain.body import Side
from loosen.domain.care import CareSpot, SessionLimits, spot_of
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Brief
from loosen.domain.composer.menu import span_of
from loosen.domain.dose import Dose
from loosen.domain.pace import Pace
from loosen.domain.replan import Replan, TooLittle, replan, stiffer_of
from loosen.domain.routine import ExerciseStep
from loosen.domain.session.engine import Session
from loosen.domain.timeline import Timeline, unroll

PACE = Pace()
CATALOGUE = Catalogue(
    [
        exercise("first", dose="30 s each side", position="standing"),
        exercise("second", dose="20-60 s each side", areas={"primary": ["low-back"]}),
        exercise("third", dose="10 reps x 3", kind="strength", sides="none", position="hooklying"),
        exercise("fourth", dose="8 breaths", kind="relaxation", sides="none", position="kneeling"),
    ]
)


def terms(catalogue: Catalogue = CATALOGUE) -> SessionLimits:
    return SessionLimits(catalogue, Brief(), PACE)


def at(line: Timeline, second: float) -> tuple[Session, CareSpot]:
    session = Session(line)
    session.start(0.0)
    session.advance(second)
    return session, spot_of(session, second)


def line_of(*steps: str | ExerciseStep, stiffer: Side | None = None) -> Timeline:
    own = [step(one) if isinstance(one, str) else one for one in steps]
    return unroll(own, CATALOGUE, PACE, stiffer)


def names(found: Replan) -> list[str]:
    return [one.step.exercise.slug for one in found.kept]


def test_where_there_is_time_all_of_it_stays_as_it_is() -> None:
    line = line_of("first", "second", "third")
    _, spot = at(line, 10.0)
    found = replan(spot, terms(), line.seconds - 10.0)
    assert isinstance(found, Replan)
    assert (found.gone, found.timeline) == ((), line)
    assert found.seconds == line.seconds - 10.0
    assert not any(one.less for one in found.kept)


def test_with_less_some_go_and_the_rest_keeps_its_order() -> None:
    _, spot = at(line_of("first", "second", "third", "fourth"), 10.0)
    found = replan(spot, terms(), 240.0)
    assert isinstance(found, Replan)
    assert found.finishes
    assert names(found) == sorted(names(found), key=["second", "third", "fourth"].index)
    assert found.gone
    assert found.seconds <= 240.0


def test_the_current_step_ends_where_it_stands_when_it_does_not_fit() -> None:
    session, spot = at(line_of(step("first", dose="120 s each side"), "second"), 20.0)
    found = replan(spot, terms(), 120.0)
    assert isinstance(found, Replan)
    assert not found.finishes
    assert names(found) == ["second"]
    session.replan(20.0, found.timeline)
    session.next(20.0)
    assert session.view(20.0).total_left == found.seconds


def test_with_time_for_the_current_step_alone_nothing_comes_after_it() -> None:
    session, spot = at(line_of("first", "third"), 40.0)
    found = replan(spot, terms(), 60.0)
    assert isinstance(found, Replan)
    assert (found.finishes, found.kept, found.seconds) == (True, (), spot.left)
    session.replan(40.0, found.timeline)
    session.advance(40.0 + spot.left)
    assert session.finished


def test_where_nothing_fits_it_says_what_would() -> None:
    _, spot = at(line_of(step("first", dose="300 s each side"), "third"), 20.0)
    found = replan(spot, terms(), 20.0)
    assert isinstance(found, TooLittle)
    assert found.step.exercise.slug == "third"
    fits = replan(spot, terms(), found.seconds)
    assert isinstance(fits, Replan)
    assert (names(fits), fits.seconds) == (["third"], found.seconds)


def test_a_heading_goes_to_the_first_step_that_is_left_under_it() -> None:
    line = line_of(
        "first",
        step("third", dose="300 s", section="Strength"),
        step("second", dose="20 s each side"),
    )
    _, spot = at(line, 10.0)
    found = replan(spot, terms(), spot.left + 75.0)
    assert isinstance(found, Replan)
    assert names(found) == ["second"]
    assert [one.section for one in found.timeline.steps] == [None, "Strength"]


def test_the_same_exercise_twice_is_two_steps() -> None:
    line = line_of("first", "fourth", "second", "fourth")
    _, spot = at(line, 10.0)
    found = replan(spot, terms(), line.seconds - 40.0)
    assert isinstance(found, Replan)
    assert len(found.kept) + len(found.gone) == 3


def test_the_stiffer_side_still_goes_first() -> None:
    line = line_of(
        "first", step("second", stiffer_rounds=2), step("third", dose="300 s"), stiffer=Side.LEFT
    )
    assert stiffer_of(line) is Side.LEFT
    assert stiffer_of(line_of("first", "third")) is None
    _, spot = at(line, 10.0)
    found = replan(spot, terms(), spot.left + 100.0)
    assert isinstance(found, Replan)
    again = [s.side for s in found.timeline.segments if s.step == 1 and s.side]
    assert again[0] is Side.LEFT


def no_longer(dose: Dose, planned: Dose) -> bool:
    """Whether a dose asks no more than another in any way."""
    shorter = span_of(dose.amount).low <= span_of(planned.amount).low
    return shorter and dose.sets.low <= planned.sets.low and dose.sides is planned.sides


@settings(max_examples=120)
@given(st.integers(0, 10_000), st.floats(0, 1), st.integers(1, 20))
def test_a_replan_is_never_longer_than_asked_and_keeps_what_was_done(
    number: int, part: float, minutes: int
) -> None:
    random = Random(f"replan {number}")
    catalogue = some_catalogue(random.choice((8, 20)), number)
    slugs = [random.choice(list(catalogue)) for _ in range(random.randint(1, 8))]
    steps = [step(slug, rest=random.choice((None, None, 0, 7))) for slug in slugs]
    line = unroll(steps, catalogue, PACE, random.choice((None, *Side)))
    now = part * (line.seconds - 0.01)
    session, spot = at(line, now)
    found = replan(spot, terms(catalogue), minutes * 60.0)
    if isinstance(found, TooLittle):
        assert found.seconds > minutes * 60.0
        return
    assert found.seconds <= minutes * 60.0
    stop = line.of_step(spot.step).stop
    assert found.timeline.segments[:stop] == line.segments[:stop]
    planned = list(line.steps[spot.step + 1 :])
    for one in found.kept:
        while planned[0].exercise is not one.step.exercise:
            planned.pop(0)
        assert no_longer(one.step.dose, planned.pop(0).dose)
    before = dict(session.ended)
    session.replan(now, found.timeline)
    if not found.finishes:
        session.next(now)
    assert {n: session.ended[n] for n in before} == before
    assert abs(session.view(now).total_left - found.seconds) < 1e-6
