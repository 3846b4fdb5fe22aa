"""Plain text of what a screen shows: whole, aligned, and within a page."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from builders import routine, step, timeline

from loosen.domain.answers import Answers, Feeling
from loosen.domain.body import Side
from loosen.domain.history import Ending, RoundRecord, SessionRecord, StepRecord
from loosen.domain.session.events import Outcome
from loosen.text.history import shortfall_words, summary_lines
from loosen.text.plain_pages import PAGE, path_words, routine_lines
from loosen.text.progress_page import Section, section_lines
from loosen.text.styled_lines import Tone


def worked(name: str, side: Side | None, seconds: float, planned: int) -> StepRecord:
    """An exercise of one set, done for so many seconds."""
    outcome = Outcome.COMPLETED if seconds == planned else Outcome.ENDED_EARLY if seconds else None
    one = RoundRecord(
        side=side, set_number=1, again=False, planned=planned, seconds=seconds, outcome=outcome
    )
    return StepRecord(exercise="bridge", name=name, dose="30 s", rounds=(one,))


def ended(outcome: Ending, *steps: StepRecord) -> SessionRecord:
    """A session of 33 seconds."""
    began = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
    return SessionRecord(
        id=UUID(int=1),
        routine="desk-break",
        name="Desk break",
        started=began,
        ended=began + timedelta(seconds=33),
        outcome=outcome,
        planned=50,
        active=33,
        steps=steps,
    )


WHOLE = worked("Bridge", None, 30, 30)
PART = worked("Lunge", Side.LEFT, 3, 10)
NONE = worked("Pigeon", Side.LEFT, 0, 10)


def test_a_routine_is_told_step_by_step_with_doses_times_and_notes() -> None:
    note = "A pillow under the right knee."
    steps = (step("lunge", dose="10 s each side", note=note), step("childs-pose"))
    begun = timeline(*steps)
    made = routine(*steps, summary="word " * 40, rules=("Stop where it hurts.",), ours=("Ours.",))
    lines = list(routine_lines(made, begun, "Mild and easy."))
    assert lines[0] == made.name
    assert max(map(len, lines)) <= PAGE
    (lunge,) = [line for line in lines if "Kneeling lunge" in line]
    (pose,) = [line for line in lines if "Child’s pose" in line]
    assert lunge.startswith("1  ")
    assert len(lunge) == len(pose)
    assert lines[lines.index(lunge) + 1] == f"    {note}"
    path = " ".join(path_words(begun).split())
    assert lines[-4:] == [path, "Stop where it hurts.", "Mild and easy.", "◦ Ours."]


def test_a_rehearsal_comes_to_nothing_and_says_so() -> None:
    lines = list(summary_lines("Desk break", ended(Ending.FINISHED), Answers(), kept=False))
    assert lines[0] == "Rehearsal, nothing kept."
    assert not any("Done" in line for line in lines)


def test_a_session_is_told_with_what_was_left_out_and_said() -> None:
    summary = ended(Ending.STOPPED, WHOLE, PART, NONE)
    answers = Answers(before=Feeling(stiffness=6, pain=None), note="Better.")
    lines = list(summary_lines("Desk break", summary, answers))
    assert lines == [
        "◐ Ended here. 0:33, 2 exercises.",
        "Desk break",
        "",
        "✓ Bridge",
        "◐ Lunge  ·  left side 0:03 of 0:10",
        "· Pigeon  ·  not done",
        "",
        "before: stiffness 6",
        "“Better.”",
    ]
    assert list(summary_lines("x", summary, Answers()))[-1] == f"· {shortfall_words(NONE)}"


def test_sections_lose_their_tones_and_keep_their_titles() -> None:
    one = Section("Weeks", ((("a ", Tone.PLAIN), ("b  ", Tone.QUIET)),))
    assert list(section_lines((one, one))) == ["Weeks", "a b", "", "Weeks", "a b"]
