"""What is asked, and when: never twice, never where there is nothing to compare."""

from datetime import timedelta
from uuid import UUID

import pytest
from builders import exercise
from conftest import FakeClock
from kept_sessions import NOON

from loosen.domain.answers import Answers, Feeling, Harder, Morning, Pain
from loosen.domain.body import Side
from loosen.domain.exercise import StifferSide
from loosen.domain.history import Ending, SessionRecord, StepRecord
from loosen.domain.pace import Pace
from loosen.domain.questions import (
    MORNING_QUESTION_FOR,
    harder_side,
    morning_question,
    pains_of,
    side_question,
    worth_asking,
)
from loosen.domain.routine import ExerciseStep
from loosen.domain.session.engine import Session
from loosen.domain.timeline import unroll
from loosen.text.history import feeling_change_words

RULE = {"rounds": "2", "source": "clinic"}
OFFER = {"rounds": "2", "source": "loosen"}


def played(*rules: dict[str, str] | None) -> Session:
    """A session of ten seconds a side for each; what rule each has for the stiffer side."""
    exercises = {
        f"hold-{n}": exercise(f"hold-{n}", dose="10 s each side", stiffer_side=rule)
        for n, rule in enumerate(rules)
    }
    steps = [ExerciseStep(exercise=slug) for slug in exercises]
    return Session(unroll(steps, exercises, Pace(get_ready=3, switch_side=2)))


class TestTheHarderSide:
    def test_it_is_asked_between_two_exercises_once_both_sides_are_done(
        self, clock: FakeClock
    ) -> None:
        session = played(RULE, None)
        session.start(clock.now)
        asked = []
        for _ in range(40):
            session.advance(clock.advance(1.0))
            asked.append(side_question(session, Answers()))
        assert asked == [None] * 24 + [0] * 3 + [None] * 13

    def test_an_answer_ends_the_question(self, clock: FakeClock) -> None:
        session = played(RULE, None)
        session.start(clock.now)
        session.advance(clock.advance(26.0))
        answers = Answers().with_harder(0, Harder.LEFT)
        assert side_question(session, answers) is None
        assert answers.harder == {0: Harder.LEFT}

    def test_of_the_last_exercise_it_is_asked_at_the_end(self, clock: FakeClock) -> None:
        session = played(RULE)
        session.start(clock.now)
        session.advance(clock.advance(60.0))
        assert session.finished
        assert side_question(session, Answers()) == 0

    @pytest.mark.parametrize("rule", [None, OFFER])
    def test_without_an_article_that_asks_for_more_nothing_is_asked(
        self, rule: dict[str, str] | None, clock: FakeClock
    ) -> None:
        session = played(rule, None)
        session.start(clock.now)
        session.advance(clock.advance(26.0))
        assert side_question(session, Answers()) is None

    def test_with_one_side_left_out_there_is_nothing_to_compare(self, clock: FakeClock) -> None:
        session = played(RULE, None)
        session.start(clock.now)
        session.advance(clock.advance(15.0))
        session.next(clock.now)
        assert side_question(session, Answers()) is None

    def test_a_session_of_nothing_asks_nothing(self) -> None:
        assert side_question(played(), Answers()) is None

    def test_what_was_said_last_is_what_counts(self) -> None:
        said = [
            record(1, Answers(harder={0: Harder.LEFT})),
            record(2, Answers(harder={0: Harder.SAME, 1: Harder.RIGHT})),
            record(3, Answers()),
        ]
        assert harder_side(said) is Side.RIGHT
        assert harder_side(said[:1]) is Side.LEFT
        assert harder_side([*said, record(4, Answers(harder={0: Harder.SAME}))]) is None
        assert harder_side([]) is None


def record(number: int, answers: Answers | None = None, **changes: object) -> SessionRecord:
    """A session of ten minutes, ``number`` days after the first."""
    started = NOON + timedelta(days=number)
    whole = SessionRecord(
        id=UUID(int=number),
        routine="short",
        name="Short",
        started=started,
        ended=started + timedelta(minutes=10),
        outcome=Ending.FINISHED,
        planned=600,
        active=600.0,
        steps=(
            StepRecord(exercise="pigeon", name="Pigeon", dose="30 s", rounds=()),
            StepRecord(exercise="clam", name="Clam", dose="10 reps", rounds=()),
        ),
        answers=answers or Answers(),
    )
    return whole.copy_with(**changes)


class TestTheMorningAfter:
    def test_the_latest_session_is_asked_about_from_the_next_day_on(self) -> None:
        records = [record(1), record(2)]
        evening = NOON + timedelta(days=2, hours=11)
        assert morning_question(records, evening, None) is None
        morning = NOON + timedelta(days=2, hours=20)
        assert morning_question(records, morning, None) == records[1]
        assert morning_question(records[::-1], morning, None) == records[1]

    def test_one_that_went_past_midnight_is_not_asked_about_before_the_next_night(self) -> None:
        late = NOON + timedelta(hours=11, minutes=55)
        session = record(0, started=late, ended=late + timedelta(minutes=20))
        assert morning_question([session], late + timedelta(hours=1), None) is None
        assert morning_question([session], late + timedelta(days=1, hours=1), None) == session

    def test_it_is_asked_once(self) -> None:
        tomorrow = NOON + timedelta(days=1)
        session = record(0)
        assert morning_question([session], tomorrow, session.id) is None
        answered = record(0, Answers(morning=Morning.SAME))
        assert morning_question([answered], tomorrow, None) is None

    def test_after_a_week_or_of_a_few_seconds_it_is_not_asked(self) -> None:
        session = record(0)
        late = session.ended + MORNING_QUESTION_FOR + timedelta(minutes=1)
        assert morning_question([session], late, None) is None
        short = record(0, active=20.0)
        assert morning_question([short], NOON + timedelta(days=1), None) is None
        assert morning_question([], NOON, None) is None


def test_where_it_hurt_names_each_exercise_once_in_the_order_it_hurt() -> None:
    pains = tuple(
        Pain(step=step, exercise=slug, at=10.0 * n, seconds=1.0)
        for n, (step, slug) in enumerate([(1, "clam"), (0, "pigeon"), (1, "clam")])
    )
    session = record(1, Answers(pains=pains))
    assert pains_of(session) == ((pains[0], "Clam"), (pains[1], "Pigeon"))


def test_a_few_seconds_are_not_worth_asking_about() -> None:
    assert worth_asking(Ending.FINISHED, 20.0)
    assert worth_asking(Ending.STOPPED, 60.0)
    assert not worth_asking(Ending.STOPPED, 59.0)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, None, ""),
        (
            Feeling(stiffness=6, pain=2),
            Feeling(stiffness=4, pain=0),
            "Stiffness 6 → 4, pain 2 → 0.",
        ),
        (Feeling(pain=2), None, "Pain 2 → ?."),
        (None, Feeling(stiffness=10), "Stiffness ? → 10."),
    ],
)
def test_feelings_read_as_before_and_after(
    before: Feeling | None, after: Feeling | None, words: str
) -> None:
    assert feeling_change_words(before, after) == words


def test_the_rule_of_an_article_is_told_from_our_offer() -> None:
    assert StifferSide.from_plain(RULE).by_rule
    assert not StifferSide.from_plain(OFFER).by_rule
