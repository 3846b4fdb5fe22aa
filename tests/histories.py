"""Histories for tests: a session from what a test cares about, and strategies for any history."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st

from loosen.domain.answers import Answers, Feeling, Harder, Morning, Pain, WayOn
from loosen.domain.body import Side
from loosen.domain.history import Ending, RoundRecord, SessionRecord, StepRecord
from loosen.domain.session.events import Outcome

MONDAY = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
"""The Monday that the tests' weeks are told from."""


def rounds(*seconds: float, side: Side | None = None, planned: int = 30) -> tuple[RoundRecord, ...]:
    """Sets on a side, each so many seconds long; one of none never began."""
    return tuple(
        RoundRecord(
            side=side,
            set_number=number,
            again=False,
            planned=planned,
            seconds=one,
            outcome=Outcome.COMPLETED if one >= planned else Outcome.ENDED_EARLY if one else None,
        )
        for number, one in enumerate(seconds, 1)
    )


def step(slug: str, *sets: RoundRecord, dose: str = "30 s") -> StepRecord:
    """A step of an exercise; a minute of it where nothing else is said."""
    name = slug.replace("-", " ").capitalize()
    return StepRecord(exercise=slug, name=name, dose=dose, rounds=sets or rounds(30, 30))


def session(
    number: int = 1,
    *steps: StepRecord,
    at: datetime = MONDAY,
    days: float = 0,
    outcome: Ending = Ending.FINISHED,
    active: float | None = None,
    answers: Answers | None = None,
    changed: datetime | None = None,
) -> SessionRecord:
    """A session that began ``days`` after ``at``."""
    done = steps or (step("bridge"),)
    work = sum(one.seconds for one in done)
    started = at + timedelta(days=days)
    return SessionRecord(
        id=UUID(int=number),
        routine="short",
        name="Short",
        started=started,
        ended=started + timedelta(minutes=10),
        outcome=outcome,
        planned=600,
        active=round(work if active is None else active, 3),
        steps=done,
        answers=answers or Answers(),
        changed=changed,
    )


def felt(before: int | None, after: int | None, **more: object) -> Answers:
    """Stiffness before and after."""
    return Answers.from_plain(
        {"before": Feeling(stiffness=before), "after": Feeling(stiffness=after), **more}
    )


few = settings(max_examples=40)
"""For laws over whole histories, which take long to make up."""

SLUGS = ("march", "bridge", "clam", "pigeon", "gone-since")
"""Exercises of the small catalogue, and one that is not in it."""

_seconds = st.integers(0, 90_000).map(lambda ms: ms / 1_000)
_rounds = st.builds(
    RoundRecord,
    side=st.sampled_from([None, *Side]),
    set_number=st.integers(1, 3),
    again=st.booleans(),
    planned=st.integers(5, 90),
    seconds=_seconds,
    outcome=st.sampled_from([None, *Outcome]),
)
_steps = st.builds(
    StepRecord,
    exercise=st.sampled_from(SLUGS),
    name=st.sampled_from(["Bridge", "Clam", "Pigeon pose"]),
    dose=st.just("30 s"),
    rounds=st.lists(_rounds, min_size=1, max_size=3).map(tuple),
)
_scores = st.none() | st.integers(0, 10)
_feelings = st.none() | st.builds(Feeling, stiffness=_scores, pain=_scores)
_pains = st.builds(
    Pain,
    step=st.integers(0, 2),
    exercise=st.sampled_from(SLUGS),
    side=st.sampled_from([None, *Side]),
    at=_seconds,
    seconds=_seconds,
    way_on=st.sampled_from([None, *WayOn]),
)
_answers = st.builds(
    Answers,
    before=_feelings,
    after=_feelings,
    morning=st.sampled_from([None, *Morning]),
    note=st.none() | st.sampled_from(["A note.", "Zwei Wörter", "x [/] *y* | z"]),
    pains=st.lists(_pains, max_size=2).map(tuple),
)
offsets = st.integers(-12 * 4, 14 * 4).map(
    lambda quarters: timezone(timedelta(minutes=15 * quarters))
)
moments = st.builds(
    lambda day, zone: day.replace(tzinfo=zone, microsecond=0),
    st.datetimes(datetime(2025, 11, 1), datetime(2026, 4, 1)),  # noqa: DTZ001  the zone comes next
    offsets,
)


@st.composite
def sessions(draw: st.DrawFn, number: int = 1) -> SessionRecord:
    """Any session with an id of a number."""
    steps = draw(st.lists(_steps, min_size=1, max_size=3).map(tuple))
    harder = draw(st.dictionaries(st.integers(0, len(steps) - 1), st.sampled_from(Harder)))
    started = draw(moments)
    return SessionRecord(
        id=UUID(int=number),
        routine="short",
        name="Short",
        started=started,
        ended=started + timedelta(minutes=draw(st.integers(0, 90))),
        outcome=draw(st.sampled_from(Ending)),
        planned=draw(st.integers(0, 5_000)),
        active=draw(_seconds),
        steps=steps,
        answers=draw(_answers).copy_with(harder=harder),
        changed=draw(st.none() | moments),
    )


@st.composite
def histories(draw: st.DrawFn, most: int = 5, first: int = 1) -> tuple[SessionRecord, ...]:
    """Any history, each session with an id of its own."""
    return tuple(draw(sessions(first + n)) for n in range(draw(st.integers(0, most))))
