"""Two histories become one: nothing doubles, the later change counts, and which side asks is all one."""

from datetime import timedelta
from uuid import UUID

from histories import MONDAY, few, histories, session, sessions
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.answers import Answers
from loosen.domain.history import SessionRecord, merge

Kept = dict[UUID, SessionRecord]


def merged(ours: tuple[SessionRecord, ...], theirs: tuple[SessionRecord, ...]) -> Kept:
    """What is kept after theirs was merged into ours."""
    kept = {record.id: record for record in ours}
    return kept | {record.id: record for record in merge(ours, theirs).changes}


def test_what_is_new_is_added_what_was_changed_later_is_taken_and_the_rest_stays() -> None:
    mine = session(2, answers=Answers(note="mine"), changed=MONDAY)
    theirs = session(2, answers=Answers(note="theirs"), changed=MONDAY + timedelta(seconds=1))
    never = session(3)
    touched = session(3, answers=Answers(note="once"), changed=MONDAY)
    news = merge((session(1), mine, never), (session(1), theirs, touched, session(4)))
    assert (news.added, news.updated, news.same) == ((session(4),), (theirs, touched), 1)
    back = merge((theirs, touched), (mine, never))
    assert (back.changes, back.same) == ((), 2)


def test_a_file_that_has_a_session_twice_brings_the_later_one_once() -> None:
    late = session(1, answers=Answers(note="late"), changed=MONDAY)
    assert merge((), (session(1), late, session(1))).added == (late,)


@st.composite
def two_of_one_past(draw: st.DrawFn) -> tuple[tuple[SessionRecord, ...], ...]:
    """Two histories that share some sessions; of each, one side at most has changed it since."""
    shared = draw(histories(4))
    ours, theirs = list(draw(histories(3, 100))), list(draw(histories(3, 200)))
    for record in shared:
        minutes = draw(st.integers(1, 99))
        later = (record.changed or MONDAY) + timedelta(minutes=minutes)
        edited = draw(sessions(record.id.int)).copy_with(changed=later)
        whose = draw(st.sampled_from(["neither", "ours", "theirs"]))
        ours.append(edited if whose == "ours" else record)
        theirs.append(edited if whose == "theirs" else record)
    return tuple(ours), tuple(theirs)


@few
@given(two_of_one_past())
def test_a_into_b_is_b_into_a_and_twice_is_once(
    both: tuple[tuple[SessionRecord, ...], tuple[SessionRecord, ...]],
) -> None:
    ours, theirs = both
    kept = merged(ours, theirs)
    assert kept == merged(theirs, ours)
    assert set(kept) == {record.id for record in (*ours, *theirs)}
    again = merge(tuple(kept.values()), theirs)
    assert (again.changes, again.same) == ((), len(theirs))


@few
@given(histories(), histories(first=3))
def test_every_session_of_theirs_is_counted_once(
    ours: tuple[SessionRecord, ...], theirs: tuple[SessionRecord, ...]
) -> None:
    news = merge(ours, theirs)
    assert len(news.added) + len(news.updated) + news.same == len(theirs)
