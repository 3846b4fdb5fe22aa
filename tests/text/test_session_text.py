"""What a session tells, instant by instant; each timeline is written out where it is looked at."""

from dataclasses import replace
from typing import ClassVar

import pytest
from builders import SOURCE, exercise, step, timeline
from conftest import FakeClock

from loosen.domain.body import Side, SideChange
from loosen.domain.catalogue import Catalogue
from loosen.domain.pace import Pace
from loosen.domain.routine import ExerciseStep
from loosen.domain.session.engine import Session
from loosen.domain.timeline import unroll
from loosen.text.block_letters import BigCount
from loosen.text.session_text import CUE_SECONDS, PhaseStyle, SessionText, describe, mirrored

PACE = Pace(get_ready=4, switch_side=3, rest_strength=6, rest_other=2)


def begun(clock: FakeClock, *steps: str | ExerciseStep) -> Session:
    session = Session(timeline(*steps, pace=PACE))
    session.start(clock.now)
    return session


def after(clock: FakeClock, session: Session, seconds: float) -> SessionText:
    session.advance(clock.advance(seconds))
    return describe(session, clock.now)


def told(clock: FakeClock, seconds: float, *steps: str | ExerciseStep) -> SessionText:
    return after(clock, begun(clock, *steps), seconds)


def of_one(clock: FakeClock, seconds: float, dose: str, **changes: object) -> SessionText:
    """What is told of a single exercise, with keys of its file changed."""
    catalogue = Catalogue([exercise("one", dose=dose, **changes)], [SOURCE])
    session = Session(unroll([step("one")], catalogue, PACE))
    session.start(clock.now)
    return after(clock, session, seconds)


class TestPhases:
    """Lunge: get ready 4 · right 10 · switch 3 · left 10. Child’s pose: move 4 · ready 4 · 48."""

    @pytest.fixture
    def session(self, clock: FakeClock) -> Session:
        return begun(clock, step("lunge", dose="10 s each side"), "childs-pose")

    def test_at_first_one_gets_ready(self, clock: FakeClock, session: Session) -> None:
        text = after(clock, session, 1)
        assert text.fraction == pytest.approx(1 / 83)
        assert replace(text, fraction=0.0) == SessionText(
            style=PhaseStyle.READY,
            name="Kneeling lunge",
            side="RIGHT side · 10 s",
            big=BigCount("3", words=("RIGHT",)),
            held=None,
            phase="get ready",
            lead="",
            cue="Lie down. Pull.",
            note="",
            following="right side · then left side",
            place="1 of 2",
            left="1:22 left of 1:23",
            fraction=0.0,
        )

    def test_a_hold_counts_down_and_rounds_up(self, clock: FakeClock, session: Session) -> None:
        text = after(clock, session, 6.5)
        assert (text.style, text.phase, text.big.count) == (PhaseStyle.WORK, "hold", "8")
        assert text.following == "left side · then Child’s pose"
        assert text.cue == "A pull."

    def test_a_switch_names_the_side_to_come(self, clock: FakeClock, session: Session) -> None:
        text = after(clock, session, 15)
        assert (text.style, text.phase) == (PhaseStyle.SWITCH, "switch to the left side")
        assert text.side == "LEFT side · 10 s"
        assert (text.lead, text.cue) == ("The same on the other side.", "")
        assert text.following == "left side · then Child’s pose"

    def test_a_change_of_position_says_where_to(self, clock: FakeClock, session: Session) -> None:
        text = after(clock, session, 28)
        assert (text.style, text.big.count) == (PhaseStyle.READY, "3")
        assert text.phase == "change position: kneeling"
        assert text.side == "8 breaths"
        assert text.following == "Child’s pose · then done"
        assert text.place == "2 of 2"

    def test_a_breath_is_counted_and_goes_in_and_out(
        self, clock: FakeClock, session: Session
    ) -> None:
        text = after(clock, session, 36)
        assert (text.phase, text.big.count) == ("breathe · breath 1 of 8 · in", "1")
        assert text.following == "done"
        assert after(clock, session, 4).phase == "breathe · breath 1 of 8 · out"
        assert after(clock, session, 3).phase == "breathe · breath 2 of 8 · in"

    def test_a_pause_keeps_the_count(self, clock: FakeClock, session: Session) -> None:
        after(clock, session, 6.5)
        session.pause(clock.now)
        clock.advance(100)
        text = describe(session, clock.now)
        assert (text.style, text.phase, text.big.count) == (PhaseStyle.PAUSED, "paused", "8")

    def test_a_count_in_counts_itself(self, clock: FakeClock, session: Session) -> None:
        after(clock, session, 6.5)
        session.pause(clock.now)
        session.resume(clock.advance(10))
        text = describe(session, clock.advance(0.5))
        assert (text.style, text.phase, text.big.count) == (PhaseStyle.WORK, "resuming", "3")

    def test_the_end_says_so(self, clock: FakeClock, session: Session) -> None:
        text = after(clock, session, 83)
        assert (text.style, text.phase) == (PhaseStyle.DONE, "done")
        assert text.left == "0:00 left of 1:23"
        assert text.fraction == 1.0
        assert text.following == "done"

    def test_what_was_ended_stands_as_paused(self, clock: FakeClock, session: Session) -> None:
        session.stop(clock.advance(6))
        assert describe(session, clock.now).style is PhaseStyle.PAUSED

    def test_the_time_left_is_zero_only_at_the_end(
        self, clock: FakeClock, session: Session
    ) -> None:
        assert after(clock, session, 82.9).left == "0:01 left of 1:23"


class TestTheWordAcrossARoom:
    """The side, or the word of a phase in which the side is not what matters, with the side after it."""

    def test_while_paused_the_pause_stands_before_the_side(self, clock: FakeClock) -> None:
        session = begun(clock, step("lunge", dose="10 s each side"))
        assert after(clock, session, 6.5).big.words == ("RIGHT",)
        session.pause(clock.now)
        text = describe(session, clock.advance(100))
        assert text.big.words == ("PAUSED", "RIGHT")
        assert text.side.startswith("RIGHT side")
        session.resume(clock.now)
        assert describe(session, clock.advance(0.5)).big.words == ("RIGHT",)

    def test_a_step_with_sides_names_them_from_getting_ready_to_its_end(
        self, clock: FakeClock
    ) -> None:
        session = begun(clock, step("lunge", dose="10 s each side"), "childs-pose")
        seconds = (1, 5, 10, 4)  # getting ready, the first side, changing, the second side
        words = [after(clock, session, more).big.words for more in seconds]
        assert words == [("RIGHT",), ("RIGHT",), ("LEFT",), ("LEFT",)]

    def test_a_step_without_sides_says_ready_and_then_nothing(self, clock: FakeClock) -> None:
        session = begun(clock, "childs-pose")
        assert after(clock, session, 1).big.words == ("READY",)
        assert after(clock, session, 5).big.words == ()
        session.pause(clock.now)
        assert describe(session, clock.now).big.words == ("PAUSED",)

    def test_sides_in_turn_are_named_in_work_alone(self, clock: FakeClock) -> None:
        session = begun(clock, "march")
        assert after(clock, session, 1).big.words == ("READY",)
        assert after(clock, session, 4).big.words == ("RIGHT",)

    def test_a_rest_says_so_where_the_side_stays(self, clock: FakeClock) -> None:
        assert told(clock, 4 + 40 + 1, "bridge").big.words == ("REST",)

    def test_a_rest_in_which_sides_change_names_the_side_to_come(self, clock: FakeClock) -> None:
        changes = {"kind": "strength", "side_change": "other-leg"}
        text = of_one(clock, 4 + 8 + 8 + 8 + 1, "2 x 2 each side", **changes)
        assert (text.style, text.big.words) == (PhaseStyle.REST, ("RIGHT",))

    def test_the_end_says_so(self, clock: FakeClock) -> None:
        session = begun(clock, "childs-pose")
        assert after(clock, session, 53).big.words == ("DONE",)


class TestCounts:
    def test_from_a_hundred_seconds_on_the_count_is_a_clock(self, clock: FakeClock) -> None:
        assert of_one(clock, 4, "120 s each side").big.count == "2:00"
        assert of_one(clock, 4 + 21, "120 s each side").big.count == "99"

    def test_what_has_no_end_counts_up(self, clock: FakeClock) -> None:
        session = begun(clock, step("lunge", dose="10 s each side", open_ended=True))
        text = after(clock, session, 4 + 25)
        assert (text.phase, text.big.count) == ("hold", "0:25")

    def test_repetitions_are_counted(self, clock: FakeClock) -> None:
        text = of_one(clock, 4 + 9, "10 reps", sides="none")
        assert (text.phase, text.big.count) == ("move · rep 3 of 10", "3")

    def test_movement_by_the_clock_has_no_repetitions(self, clock: FakeClock) -> None:
        text = of_one(clock, 4 + 9, "30 s moving each side")
        assert (text.phase, text.big.count) == ("move", "21")

    def test_each_way_is_counted_anew(self, clock: FakeClock) -> None:
        one_way = of_one(clock, 4 + 9, "5 each way each side")
        assert (one_way.phase, one_way.big.count) == ("move · rep 3 of 5, one way", "3")
        other = of_one(FakeClock(), 4 + 21, "5 each way each side")
        assert (other.phase, other.big.count) == ("move · rep 1 of 5, the other way", "1")

    def test_sides_that_take_turns_are_named_with_the_repetition(self, clock: FakeClock) -> None:
        text = told(clock, 4 + 1, "march")
        assert text.side == "sides in turn · 10 reps"
        assert text.phase == "move · rep 1 of 20, right"
        assert told(FakeClock(), 4 + 3, "march").phase == "move · rep 2 of 20, left"

    @pytest.mark.parametrize(
        ("breath", "first", "second"),
        [("out-in", "out", "in"), ("in-out", "in", "out")],
    )
    def test_the_breath_goes_with_the_movement(self, breath: str, first: str, second: str) -> None:
        begins = of_one(FakeClock(), 4 + 1, "10 reps", sides="none", breath=breath)
        assert begins.phase == f"move · rep 1 of 10 · breathe {first}"
        returns = of_one(FakeClock(), 4 + 3, "10 reps", sides="none", breath=breath)
        assert returns.phase == f"move · rep 1 of 10 · breathe {second}"


class TestRounds:
    def test_a_rest_says_which_round_is_next(self, clock: FakeClock) -> None:
        text = told(clock, 4 + 40 + 1, "bridge")
        assert (text.style, text.phase, text.big.count) == (PhaseStyle.REST, "rest", "5")
        assert text.side == "round 2 of 3 · 10 reps"
        assert text.following == "round 2 of 3 · then round 3 of 3"

    def test_the_last_round_is_followed_by_the_end(self, clock: FakeClock) -> None:
        assert told(clock, 4 + 40 + 6 + 1, "bridge").following == "round 3 of 3 · then done"

    def test_what_comes_is_never_nameless(self, clock: FakeClock) -> None:
        text = told(clock, 1, "childs-pose", "squeeze")
        assert text.following == "Child’s pose · then Squeeze"

    def test_another_exercise_comes_with_its_side(self, clock: FakeClock) -> None:
        last = told(clock, 4 + 10 + 5 * 5 + 4 * 2 - 1, "squeeze", "pigeon")
        assert last.following == "Pigeon pose, right · then Pigeon pose, left"


def words_to_come(clock: FakeClock, session: Session, seconds: float) -> str | None:
    coming = after(clock, session, seconds).coming
    return coming.words if coming else None


class TestComing:
    """The pose that is next is told in the last five seconds of work, where it is another one."""

    def test_the_other_side_and_then_the_next_exercise(self, clock: FakeClock) -> None:
        session = begun(clock, step("lunge", dose="10 s each side"), "pigeon")
        assert words_to_come(clock, session, 4 + 4) is None
        assert words_to_come(clock, session, 1) == "LEFT side"
        assert words_to_come(clock, session, 4.9) == "LEFT side"
        assert words_to_come(clock, session, 0.1) is None, "the switch itself"
        assert words_to_come(clock, session, 3 + 5) == "RIGHT side · Pigeon pose"

    def test_without_sides_the_name_alone(self, clock: FakeClock) -> None:
        session = begun(clock, step("lunge", dose="10 s"), "childs-pose")
        assert words_to_come(clock, session, 4 + 6) == "Child’s pose"

    def test_nothing_at_the_end_in_a_rest_and_before_the_same_pose(self, clock: FakeClock) -> None:
        session = begun(clock, step("lunge", dose="2 × 10 s"))
        for seconds in (4 + 6, 4.5, 1, 9):
            assert words_to_come(clock, session, seconds) is None

    def test_nothing_where_work_has_no_end(self, clock: FakeClock) -> None:
        session = begun(clock, step("lunge", dose="10 s", open_ended=True), "childs-pose")
        assert words_to_come(clock, session, 4 + 6) is None

    def test_it_is_the_exercise_and_the_side(self, clock: FakeClock) -> None:
        session = begun(clock, step("lunge", dose="10 s each side"))
        coming = after(clock, session, 4 + 6).coming
        assert coming is not None
        assert (coming.exercise.slug, coming.side) == ("lunge", Side.LEFT)


class TestCues:
    CUES = ("Right knee high", "Mind the left foot", "Breathe")

    def test_cues_take_turns_while_one_works(self) -> None:
        def cue(seconds: float) -> str:
            return of_one(FakeClock(), 4 + seconds, "30 s each side", cues=self.CUES).cue

        assert [cue(n * CUE_SECONDS + 1) for n in range(4)] == [*self.CUES, self.CUES[0]]

    def test_they_are_turned_round_on_the_left(self, clock: FakeClock) -> None:
        assert of_one(clock, 4 + 30 + 3 + 1, "30 s each side", cues=self.CUES).cue == (
            "Left knee high"
        )

    def test_without_cues_the_feeling_stands(self, clock: FakeClock) -> None:
        assert of_one(clock, 5, "30 s", sides="none").cue == "A pull."
        assert of_one(FakeClock(), 5, "30 s each side").cue == "A pull."

    def test_a_rest_keeps_a_cue(self, clock: FakeClock) -> None:
        text = of_one(clock, 4 + 30 + 1, "2 x 30 s", sides="none", cues=self.CUES)
        assert (text.style, text.cue) == (PhaseStyle.REST, "Right knee high")


def of_two_sides(seconds: float, **changes: object) -> SessionText:
    """Get ready 4 · right 10 · switch at least 3 · left 10, with a beginning and a movement."""
    said = {"setup": "Lie on your left.", "move": "Lift the right leg.", "cues": ["Slow right"]}
    return of_one(FakeClock(), seconds, "10 s each side", **said | changes)


class TestWhatToDo:
    def test_getting_ready_says_where_to_begin_and_then_the_movement(self) -> None:
        text = of_two_sides(1)
        assert (text.lead, text.cue) == ("Lie on your left.", "Lift the right leg.")

    def test_the_movement_stands_all_through_work_with_a_cue_beneath(self) -> None:
        for seconds in (5, 13):
            text = of_two_sides(seconds)
            assert (text.lead, text.cue) == ("Lift the right leg.", "Slow right")

    def test_a_switch_says_what_has_to_happen_and_on_which_side(self) -> None:
        text = of_two_sides(15, side_change="roll-over")
        assert text.style is PhaseStyle.SWITCH
        assert text.lead == "Roll over onto your other side: now the left side."
        assert text.cue == "Lift the left leg."

    def test_all_of_it_is_turned_round_for_the_left(self) -> None:
        text = of_two_sides(4 + 10 + 12 + 1, side_change="roll-over")
        assert (text.lead, text.cue) == ("Lift the left leg.", "Slow left")

    @pytest.mark.parametrize("change", SideChange)
    def test_every_change_of_side_has_words_that_name_the_side(self, change: SideChange) -> None:
        text = of_two_sides(15, side_change=change)
        assert text.lead.endswith(": now the left side.")
        words = {of_two_sides(15, side_change=one).lead for one in SideChange}
        assert len(words) == len(SideChange)

    def test_a_rest_in_which_the_side_changes_says_so(self, clock: FakeClock) -> None:
        changes = {"kind": "strength", "side_change": "other-leg", "move": "Lift the right leg."}
        text = of_one(clock, 4 + 8 + 8 + 8 + 1, "2 x 2 each side", **changes)
        assert (text.style, text.side) == (
            PhaseStyle.REST,
            "RIGHT side · round 2 of 2 · 2 reps",
        )
        assert text.lead == ("Set this leg down and take the other one: now the right side.")

    def test_what_has_to_be_put_on_is_said_in_getting_ready(self, clock: FakeClock) -> None:
        text = of_one(clock, 1, "30 s", sides="none", equipment={"required": ["belt"]})
        assert text.phase == "get ready, with belt"

    def test_a_note_of_the_routine_stays_with_its_step(self, clock: FakeClock) -> None:
        session = begun(clock, step("lunge", note="The right knee on a pillow."), "childs-pose")
        assert after(clock, session, 1).note == "The right knee on a pillow."
        assert after(clock, session, 5).note == "The right knee on a pillow."
        session.next(clock.now)
        assert describe(session, clock.now).note == ""


class TestTurning:
    """Get ready 4 · right 12 one way and 12 the other · switch 3 · left."""

    CIRCLES: ClassVar = {"working_side": "The leg that circles.", "move": "Circle the right leg."}

    def circling(self, seconds: float, dose: str = "3 each way each side") -> SessionText:
        circles = self.CIRCLES | {
            "doses": [{"source": "clinic", "called": "C", "dose": "3 each way"}]
        }
        return of_one(FakeClock(), 4 + seconds, dose, **circles)

    @pytest.mark.parametrize("dose", ["3 each way each side", "24 s moving each side"])
    def test_it_says_when_to_turn_and_that_the_leg_stays(self, dose: str) -> None:
        assert self.circling(11.5, dose).lead == "Circle the right leg."
        for seconds in (12.1, 12 + CUE_SECONDS - 0.5):
            text = self.circling(seconds, dose)
            assert text.lead == "Now the other way, with the same leg."
            assert text.style is PhaseStyle.WORK
        assert self.circling(12 + CUE_SECONDS + 0.5, dose).lead == "Circle the right leg."

    def test_the_way_stands_with_the_phase(self) -> None:
        assert self.circling(1, "24 s moving each side").phase == "move · one way"
        assert self.circling(13, "24 s moving each side").phase == "move · the other way"

    def test_the_turn_comes_next_before_the_other_side(self) -> None:
        following = "the other way, with the same leg · then left side"
        assert self.circling(1).following == following
        assert self.circling(13).following == "left side · then done"


class TestMirroring:
    @pytest.mark.parametrize(
        ("right", "left"),
        [
            ("Bend your right knee.", "Bend your left knee."),
            ("Left hand on the right thigh.", "Right hand on the left thigh."),
            ("Right, then the left: both", "Left, then the right: both"),
            ("The right’s heel (on the right)", "The left’s heel (on the left)"),
            ("Knees at a right angle.", "Knees at a right angle."),
            ("Knees at right angles", "Knees at right angles"),
            ("Put it right away", "Put it right away"),
            ("Cross the right over the left.", "Cross the left over the right."),
            ("Keep the left at rest.", "Keep the right at rest."),
            ("Brightly leftover", "Brightly leftover"),
        ],
    )
    def test_sides_change_and_nothing_else(self, right: str, left: str) -> None:
        assert mirrored(right, Side.LEFT) == left
        assert mirrored(right, Side.RIGHT) == mirrored(right, None) == right


@pytest.mark.parametrize("look", PhaseStyle)
def test_every_phase_has_a_sign_of_its_own(look: PhaseStyle) -> None:
    assert len(look.sign) == 1
    assert [other for other in PhaseStyle if other.sign == look.sign] == [look]
    assert look.colour == look.name.lower()
