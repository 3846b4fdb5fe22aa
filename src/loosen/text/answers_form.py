"""The form for what a person says of a session afterwards: feelings, the morning after, a note.

Which side was harder and where it hurt are asked during the session and cannot be changed here.
"""

from collections.abc import Mapping
from datetime import datetime

from loosen.domain.answers import Answers, Feeling, Morning, Score
from loosen.domain.history import SessionRecord
from loosen.domain.value import Note, Record
from loosen.text.controls import ChoiceRow, Groups, with_fields

LONGEST_NOTE = 400
"""Characters of a note."""


class EditableAnswers(Record):
    """The answers that can be changed after a session, as flat fields; None where nothing was said."""

    stiffness_before: Score | None = None
    pain_before: Score | None = None
    stiffness_after: Score | None = None
    pain_after: Score | None = None
    morning: Morning | None = None
    note: Note = ""


SCORES: tuple[int | None, ...] = (None, *range(11))
NO_SCORE: Mapping[int | None, str] = {None: "not said"}
MORNINGS: Mapping[Morning | None, str] = {None: "not said", **{m: m.value for m in Morning}}


def _score(field: str, label: str) -> ChoiceRow[EditableAnswers, int | None]:
    return ChoiceRow(field, label, SCORES, NO_SCORE)


CONTROLS: Groups[EditableAnswers] = (
    ("before", (_score("stiffness_before", "stiffness"), _score("pain_before", "pain"))),
    ("after", (_score("stiffness_after", "stiffness"), _score("pain_after", "pain"))),
    (
        "the next day",
        (
            ChoiceRow[EditableAnswers, Morning | None](
                "morning", "the morning after", tuple(MORNINGS), MORNINGS
            ),
        ),
    ),
)


def editable_answers(answers: Answers) -> EditableAnswers:
    """The part of a session's answers that can be changed."""
    before, after = answers.before or Feeling(), answers.after or Feeling()
    return EditableAnswers(
        stiffness_before=before.stiffness,
        pain_before=before.pain,
        stiffness_after=after.stiffness,
        pain_after=after.pain,
        morning=answers.morning,
        note=answers.note or "",
    )


def edited_record(
    record: SessionRecord, edited_record: EditableAnswers, now: datetime
) -> SessionRecord:
    """A session with edited answers, marked as changed at ``now``; its other answers stay."""
    answers = with_fields(
        record.answers,
        before=_feeling(edited_record.stiffness_before, edited_record.pain_before),
        after=_feeling(edited_record.stiffness_after, edited_record.pain_after),
        morning=edited_record.morning,
        note=edited_record.note or None,
    )
    return record.copy_with(answers=answers, changed=now)


def _feeling(stiffness: int | None, pain: int | None) -> Feeling | None:
    return None if stiffness is None and pain is None else Feeling(stiffness=stiffness, pain=pain)
