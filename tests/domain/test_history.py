"""What a session is kept as comes from the engine's own records, round by round."""

from datetime import UTC, datetime
from uuid import UUID

from builders import small_catalogue, step, timeline

from loosen.domain.body import Side
from loosen.domain.history import (
    Ending,
    SessionHeading,
    SessionRecord,
    ended_up_to,
    heading_steps,
    record_of,
)
from loosen.domain.session.engine import Session
from loosen.domain.session.events import Mark, Outcome
from loosen.domain.timeline import Timeline
from loosen.storage.history_file import CSV_COLUMNS, csv_rows

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = datetime(2026, 5, 4, 12, 10, tzinfo=UTC)


def heading(plan: Timeline) -> SessionHeading:
    return SessionHeading(
        id=UUID(int=7),
        routine="short",
        name="Short",
        started=NOON,
        steps=heading_steps(plan),
        segments=plan.segments,
    )


def record(session: Session, outcome: Ending = Ending.FINISHED) -> SessionRecord:
    mark = session.mark()
    return record_of(heading(session.timeline), session.ended, mark.active, LATER, outcome)


def test_a_finished_session_has_every_round_at_its_planned_length() -> None:
    session = Session(timeline("lunge", "pigeon"))
    session.start(0.0)
    session.advance(10_000.0)
    kept = record(session)
    assert (kept.planned, kept.active) == (session.timeline.seconds, session.timeline.seconds)
    assert [one.exercise for one in kept.steps] == ["lunge", "pigeon"]
    assert [one.dose for one in kept.steps] == ["3 x 10 s each side", "30 s each side"]
    rounds = [one for kept_step in kept.steps for one in kept_step.rounds]
    assert [(one.side, one.set_number) for one in kept.steps[0].rounds] == [
        (side, number) for side in (Side.RIGHT, Side.LEFT) for number in (1, 2, 3)
    ]
    assert all(one.seconds == one.planned for one in rounds)
    assert {one.outcome for one in rounds} == {Outcome.COMPLETED}
    assert kept.steps[1].seconds == 60


def test_a_side_left_out_is_skipped_and_what_never_began_has_no_outcome() -> None:
    session = Session(timeline("pigeon", "childs-pose"))
    session.start(0.0)
    session.advance(8.0 + 10.0)
    session.skip_side(18.0)
    session.stop(20.0)
    kept = record(session, Ending.STOPPED)
    right, left = kept.steps[0].rounds
    assert (right.seconds, right.outcome) == (10.0, Outcome.SKIPPED)
    assert (left.seconds, left.outcome) == (0.0, None)
    assert kept.steps[1].rounds[0].outcome is None


def test_a_heading_gives_the_same_timeline_back_with_notes_sections_and_doses() -> None:
    noted = step("lunge", dose="20 s each side", note="Slowly.", section="Legs", open_ended=True)
    plan = timeline("march", noted, "bridge")
    assert heading(plan).timeline(small_catalogue()) == plan
    assert heading(plan).planned == plan.seconds


def test_what_was_running_counts_up_to_the_mark_and_what_had_ended_stays() -> None:
    session = Session(timeline("pigeon"))
    session.start(0.0)
    session.advance(20.5)
    ended = ended_up_to(session.ended, session.mark())
    assert (ended[1].seconds, ended[1].outcome) == (12.5, Outcome.ENDED_EARLY)
    assert ended_up_to(ended, Mark(1, 3.0)) == ended
    assert ended_up_to({}, Mark(0)) == {}


def test_rows_for_a_spreadsheet_are_flat_and_one_for_each_round() -> None:
    session = Session(timeline("lunge"))
    session.start(0.0)
    session.stop(9.0)
    rows = list(csv_rows([record(session, Ending.STOPPED)]))
    assert len(rows) == 6
    assert {len(row) for row in rows} == {len(CSV_COLUMNS)}
    first = dict(zip(CSV_COLUMNS, rows[0], strict=True))
    assert (first["side"], first["set"], first["round_seconds"]) == ("right", 1, 1.0)
    assert (first["session_outcome"], first["round_outcome"]) == ("stopped", "ended-early")
    assert dict(zip(CSV_COLUMNS, rows[-1], strict=True))["round_outcome"] == ""


def test_a_record_survives_json() -> None:
    session = Session(timeline("pigeon"))
    session.start(0.0)
    session.stop(13.0)
    kept = record(session, Ending.STOPPED)
    assert SessionRecord.from_json(kept.to_json()) == kept


def test_a_marked_session_goes_on_as_if_nothing_had_happened() -> None:
    plan = timeline("clam", "lunge")
    played = Session(plan)
    played.start(0.0)
    played.advance(60.0)
    played.skip_side(60.0)
    played.add(61.0, 7.0)
    played.pause(64.25)
    taken_up = Session.resume_at(plan, played.mark(), played.ended)
    assert taken_up.view(0.0).elapsed == played.view(64.25).elapsed
    assert taken_up.view(0.0).total_left == played.view(64.25).total_left
    assert taken_up.upcoming() == played.upcoming()
    played.resume(64.25)
    taken_up.resume(64.25)
    assert taken_up.advance(10_000.0) == played.advance(10_000.0)
    assert taken_up.ended == played.ended
