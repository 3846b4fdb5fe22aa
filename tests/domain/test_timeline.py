from collections import Counter
from itertools import product

import pytest
from builders import exercise, small_catalogue, step, timeline
from hypothesis import given, settings
from hypothesis import strategies as st

from loosen.domain.body import Kind, Position, Side, Sides
from loosen.domain.dose import Dose, Hold, Reps, exactly, parse_dose
from loosen.domain.exercise import Exercise
from loosen.domain.pace import Pace, seconds_between
from loosen.domain.routine import ExerciseStep
from loosen.domain.timeline import (
    Round,
    Segment,
    SegmentKind,
    Timeline,
    get_ready_seconds,
    lay_out,
    rest_between_sets,
    rounds_of,
    unroll,
    work_segments,
)

RIGHT, LEFT = Side.RIGHT, Side.LEFT
PACE = Pace(get_ready=4, switch_side=2, rest_strength=20, rest_other=3)
DOSES = [
    "30 s each side",
    "3 x 10 s each side",
    "3 x 10 s each side, alternating",
    "2 x 20 s moving each side",
    "10 each side x 2",
    "5 each side x 2, alternating",
    "2 x 4 breaths each side",
    "3 x 5 s",
    "10 reps x 3",
    "8 breaths",
]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(Kind),
        st.sampled_from(Position),
        st.sampled_from(DOSES),
        st.none() | st.integers(0, 30),
        st.none() | st.integers(2, 5),
        st.integers(0, 10),
    ),
    min_size=1,
    max_size=5,
)
Generated = list[tuple[Kind, Position, str, int | None, int | None, int]]


def told(line: Timeline) -> list[tuple[str, int, Side | None]]:
    return [(segment.kind.value, segment.seconds, segment.side) for segment in line.segments]


def unrolled(rows: Generated, pace: Pace, stiffer: Side | None) -> Timeline:
    catalogue: dict[str, Exercise] = {}
    steps: list[ExerciseStep] = []
    for number, (kind, position, dose, rest, rounds, setup) in enumerate(rows):
        slug = f"e{number}"
        catalogue[slug] = exercise(
            slug, dose=dose, kind=kind, position=position, setup_seconds=setup
        )
        steps.append(step(slug, rest=rest, stiffer_rounds=rounds))
    return unroll(steps, catalogue, pace, stiffer)


class TestSecondsBetween:
    @pytest.mark.parametrize("slow", [False, True])
    def test_it_is_a_metric(self, *, slow: bool) -> None:
        for a, b, c in product(Position, repeat=3):
            direct = seconds_between(a, c, slow=slow)
            assert direct <= seconds_between(a, b, slow=slow) + seconds_between(b, c, slow=slow)
        for a, b in product(Position, repeat=2):
            assert seconds_between(a, b, slow=slow) == seconds_between(b, a, slow=slow)
            assert (seconds_between(a, b, slow=slow) == 0) == (a is b)

    def test_getting_down_and_up_takes_longest_and_longer_when_slow(self) -> None:
        down = (Position.STANDING, Position.SUPINE)
        assert seconds_between(*down) == max(
            seconds_between(a, b) for a, b in product(Position, repeat=2)
        )
        assert seconds_between(*down, slow=True) > seconds_between(*down)
        for a, b in product(Position, repeat=2):
            assert seconds_between(a, b, slow=True) >= seconds_between(a, b)

    @pytest.mark.parametrize(
        ("a", "b", "seconds"),
        [
            (Position.STANDING, Position.PLANK, 15),
            (Position.SEATED_CHAIR, Position.SUPINE, 15),
            (Position.STANDING, Position.SEATED_CHAIR, 8),
            (Position.SUPINE, Position.HOOKLYING, 4),
            (Position.KNEELING, Position.QUADRUPED, 4),
            (Position.SUPINE, Position.SEATED_FLOOR, 10),
            (Position.SUPINE, Position.SIDE_LYING, 12),
        ],
    )
    def test_changes_of_position_as_they_are_known(
        self, a: Position, b: Position, seconds: int
    ) -> None:
        assert seconds_between(a, b) == seconds


class TestRounds:
    @pytest.mark.parametrize(
        ("dose", "kind", "sides"),
        [
            ("3 x 10 s each side, alternating", Kind.STATIC_STRETCH, "RLRLRL"),
            ("3 x 10 s each side", Kind.STATIC_STRETCH, "RRRLLL"),
            ("10 each side x 3", Kind.STRENGTH, "RLRLRL"),
            ("5 each side x 2, alternating", Kind.MOBILITY, "--"),
            ("10 reps x 2", Kind.STRENGTH, "--"),
        ],
    )
    def test_sides_in_the_order_they_are_done(self, dose: str, kind: Kind, sides: str) -> None:
        letters = {RIGHT: "R", LEFT: "L", None: "-"}
        assert "".join(letters[r.side] for r in rounds_of(parse_dose(dose), kind)) == sides

    def test_the_stiffer_side_goes_first_and_again(self) -> None:
        dose = parse_dose("30 s each side")
        assert rounds_of(dose, Kind.STATIC_STRETCH, LEFT, 3) == [
            Round(LEFT, 1),
            Round(LEFT, 2, again=True),
            Round(LEFT, 3, again=True),
            Round(RIGHT, 1),
        ]

    def test_extra_rounds_are_not_lost_in_strength_work(self) -> None:
        rounds = rounds_of(parse_dose("10 each side x 2"), Kind.STRENGTH, LEFT, 3)
        assert [(r.side, r.number, r.again) for r in rounds] == [
            (LEFT, 1, False),
            (RIGHT, 1, False),
            (LEFT, 2, False),
            (RIGHT, 2, False),
            (LEFT, 3, True),
        ]

    def test_no_extra_rounds_where_neither_side_is_stiffer_or_there_are_enough(self) -> None:
        dose = parse_dose("2 x 30 s each side")
        plain = rounds_of(dose, Kind.STATIC_STRETCH)
        assert rounds_of(dose, Kind.STATIC_STRETCH, None, 3) == plain
        assert rounds_of(dose, Kind.STATIC_STRETCH, RIGHT, 2) == plain


class TestWork:
    def test_one_side_and_then_the_other_with_rests_and_one_switch(self) -> None:
        lunge = small_catalogue()["lunge"]
        segments = work_segments(lunge, step("lunge", dose="2 x 10 s each side"), PACE)
        assert [(s.kind.value, s.seconds, s.side, s.set_number, s.sets) for s in segments] == [
            ("work", 10, RIGHT, 1, 2),
            ("rest", 3, RIGHT, 2, 2),
            ("work", 10, RIGHT, 2, 2),
            ("switch", 2, LEFT, 1, 2),
            ("work", 10, LEFT, 1, 2),
            ("rest", 3, LEFT, 2, 2),
            ("work", 10, LEFT, 2, 2),
        ]

    def test_strength_rests_after_both_sides_have_worked(self) -> None:
        clam = small_catalogue()["clam"]
        segments = work_segments(clam, step("clam"), PACE)
        assert [(s.kind.value, s.seconds, s.side) for s in segments] == [
            ("work", 40, RIGHT),
            ("switch", 6, LEFT),
            ("work", 40, LEFT),
            ("rest", 20, RIGHT),
            ("work", 40, RIGHT),
            ("switch", 6, LEFT),
            ("work", 40, LEFT),
        ]

    def test_a_rest_in_strength_is_never_too_short_to_change_sides(self) -> None:
        clam = small_catalogue()["clam"]
        segments = work_segments(clam, step("clam", rest=0), PACE)
        assert [s.seconds for s in segments if s.kind is SegmentKind.REST] == [6]

    def test_taking_turns_is_a_switch_each_time(self) -> None:
        lunge = small_catalogue()["lunge"]
        turns = step("lunge", dose="2 x 10 s each side, alternating")
        kinds = [s.kind.value for s in work_segments(lunge, turns, PACE)]
        assert kinds == ["work", "switch"] * 3 + ["work"]

    def test_no_rest_is_no_segment(self) -> None:
        squeeze = small_catalogue()["squeeze"]
        segments = work_segments(squeeze, step("squeeze", dose="2 x 5 s", rest=0), PACE)
        assert [s.kind.value for s in segments] == ["work", "work"]

    def test_the_extra_round_is_marked_and_counted(self) -> None:
        pigeon = small_catalogue()["pigeon"]
        segments = work_segments(pigeon, step("pigeon", stiffer_rounds=2), PACE, LEFT)
        worked = [s for s in segments if s.kind is SegmentKind.WORK]
        assert [(s.side, s.set_number, s.sets, s.again) for s in worked] == [
            (LEFT, 1, 2, False),
            (LEFT, 2, 2, True),
            (RIGHT, 1, 1, False),
        ]

    def test_only_work_is_open_ended(self) -> None:
        line = timeline(step("lunge", open_ended=True), pace=PACE)
        assert all(s.open_ended == (s.kind is SegmentKind.WORK) for s in line.segments)

    @pytest.mark.parametrize(
        ("dose", "turns"),
        [
            (None, True),
            ("6 each way each side", True),
            ("30 s moving each side", True),
            ("30 s each side", False),
            ("10 each side", False),
        ],
    )
    def test_work_turns_where_it_goes_each_way(self, dose: str | None, *, turns: bool) -> None:
        circles = exercise("one", dose="10 each way each side")
        own = step("one", dose=dose) if dose else step("one")
        work = [s for s in work_segments(circles, own, Pace()) if s.kind is SegmentKind.WORK]
        assert [segment.turns for segment in work] == [turns, turns]
        straight = work_segments(exercise("two", dose="10 each side"), step("two"), Pace())
        assert not any(segment.turns for segment in straight)

    def test_rest_depends_on_the_kind_of_work(self) -> None:
        catalogue = small_catalogue()
        assert rest_between_sets(catalogue["bridge"], PACE) == 20
        assert rest_between_sets(catalogue["squeeze"], PACE) == 3

    def test_getting_ready_includes_setting_up_and_putting_on(self) -> None:
        assert get_ready_seconds(small_catalogue()["clam"], PACE) == 4 + 4 + 15
        assert get_ready_seconds(small_catalogue()["lunge"], PACE) == 4


class TestUnroll:
    def test_a_short_routine_from_beginning_to_end(self) -> None:
        line = timeline(step("lunge", dose="10 s each side"), "childs-pose", pace=PACE)
        assert told(line) == [
            ("get-ready", 4, RIGHT),
            ("work", 10, RIGHT),
            ("switch", 2, LEFT),
            ("work", 10, LEFT),
            ("move", 4, None),
            ("get-ready", 4, None),
            ("work", 48, None),
        ]
        assert line.starts == (0, 4, 14, 16, 26, 30, 34)
        assert [line.of_step(0), line.of_step(1)] == [range(4), range(4, 7)]
        assert (line.seconds_of_step(0), line.seconds_of_step(1), line.seconds) == (26, 56, 82)

    def test_steps_show_their_own_dose_note_and_heading(self) -> None:
        line = timeline(step("lunge", dose="10 s each side", note="Slow.", section="Floor"))
        (only,) = line.steps
        assert only.exercise.slug == "lunge"
        assert str(only.dose) == "10 s each side"
        assert (only.note, only.section) == ("Slow.", "Floor")

    def test_no_move_where_the_position_stays(self) -> None:
        kinds = [s.kind for s in timeline("bridge", "squeeze").segments]
        assert SegmentKind.MOVE not in kinds

    def test_slow_transitions_take_longer(self) -> None:
        slow = timeline("march", "lunge", pace=Pace(slow_transitions=True))
        assert slow.seconds - timeline("march", "lunge").seconds == 10

    def test_an_unknown_exercise_is_a_key_error(self) -> None:
        with pytest.raises(KeyError, match="xyzzy"):
            unroll([step("xyzzy")], small_catalogue(), PACE)

    def test_a_timeline_of_nothing_lasts_no_time(self) -> None:
        assert timeline_of_nothing().seconds == 0
        assert timeline_of_nothing().starts == ()


def timeline_of_nothing() -> Timeline:
    return unroll([], small_catalogue(), PACE)


@settings(max_examples=80)
@given(STEPS, st.sampled_from([None, LEFT, RIGHT]))
def test_each_side_works_as_long_but_for_extra_rounds(
    rows: Generated, stiffer: Side | None
) -> None:
    line = unrolled(rows, PACE, stiffer)
    for number in range(len(rows)):
        worked: Counter[Side | None] = Counter()
        for segment in segments_of(line, number):
            if segment.kind is SegmentKind.WORK and not segment.again:
                worked[segment.side] += segment.seconds
        assert worked[LEFT] == worked[RIGHT]
        assert bool(worked[None]) != bool(worked[LEFT])


@settings(max_examples=80)
@given(STEPS, st.sampled_from([None, LEFT, RIGHT]), st.booleans())
def test_a_timeline_adds_up_and_keeps_its_order(
    rows: Generated, stiffer: Side | None, slow: bool
) -> None:
    line = unrolled(rows, Pace(slow_transitions=slow), stiffer)
    assert line.seconds == sum(s.seconds for s in line.segments)
    assert line.seconds == sum(line.seconds_of_step(n) for n in range(len(rows)))
    assert [s.step for s in line.segments] == sorted(s.step for s in line.segments)
    assert all(s.seconds > 0 for s in line.segments)
    for n, segment in enumerate(line.segments):
        assert line.starts[n] == sum(s.seconds for s in line.segments[:n])
        assert n in line.of_step(segment.step)


@settings(max_examples=80)
@given(STEPS, st.sampled_from([None, LEFT, RIGHT]))
def test_every_step_gets_ready_and_ends_with_work(rows: Generated, stiffer: Side | None) -> None:
    line = unrolled(rows, PACE, stiffer)
    for number, (_, position, *_rest) in enumerate(rows):
        kinds = [segment.kind for segment in segments_of(line, number)]
        moves = number > 0 and rows[number - 1][1] is not position
        assert kinds[: 1 + moves] == [SegmentKind.MOVE] * moves + [SegmentKind.GET_READY]
        assert kinds[-1] is SegmentKind.WORK
        between = kinds[1 + moves :]
        assert SegmentKind.GET_READY not in between
        assert SegmentKind.MOVE not in between


@given(STEPS, st.sampled_from([LEFT, RIGHT]))
def test_the_stiffer_side_goes_first_and_has_the_rounds_asked_for(
    rows: Generated, stiffer: Side
) -> None:
    line = unrolled(rows, PACE, stiffer)
    for number, (_, _, text, _, rounds, _) in enumerate(rows):
        work = [s for s in segments_of(line, number) if s.kind is SegmentKind.WORK]
        dose = parse_dose(text)
        if work[0].side is None:
            continue
        done = Counter(s.side for s in work)
        extra = rounds or 0 if dose.sides is Sides.EACH else 0
        assert work[0].side is stiffer
        assert done[stiffer] == max(dose.sets.low, extra)
        assert done[stiffer.other] == dose.sets.low


def segments_of(line: Timeline, number: int) -> list[Segment]:
    return [line.segments[n] for n in line.of_step(number)]


@given(st.integers(1, 20), st.booleans(), st.sampled_from(Kind))
def test_alternating_holds_take_turns_and_alternating_repetitions_are_one(
    sets: int, holds: bool, kind: Kind
) -> None:
    amount = Hold(exactly(10)) if holds else Reps(exactly(5))
    rounds = rounds_of(Dose(amount, exactly(sets), Sides.ALTERNATING), kind)
    assert [r.side for r in rounds] == ([RIGHT, LEFT] if holds else [None]) * sets


class TestLayingOut:
    def test_parts_laid_out_again_are_the_same_timeline(self) -> None:
        line = timeline("march", "pigeon", "bridge", "squeeze")
        parts = [line.part(n) for n in range(len(line.steps))]
        assert lay_out(parts, PACE) == line

    def test_from_another_position_there_is_moving_first(self) -> None:
        line = timeline("pigeon", "bridge")
        laid = lay_out([line.part(1)], PACE, Position.STANDING)
        assert laid.segments[0].kind is SegmentKind.MOVE
        assert laid.seconds == line.part(1).seconds + 15
        assert lay_out([], PACE, Position.STANDING).seconds == 0
