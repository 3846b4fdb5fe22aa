"""What a person can say of a session afterwards: feelings, the morning after, a note; as controls.

Which side was harder and where it hurt were said in the moment, and stay.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator

from loosen.domain.answers import Answers, Feeling, Morning, Score
from loosen.domain.history import SessionRecord
from loosen.domain.text import clean
from loosen.domain.value import Record
from loosen.text.controls import ChoiceRow, Groups, changed

LONGEST_NOTE = 400


class Said(Record):
    """The answers that can be changed, side by side."""

    stiffness_before: Score | None = None
    pain_before: Score | None = None
    stiffness_after: Score | None = None
    pain_after: Score | None = None
    morning: Morning | None = None
    note: Annotated[str, AfterValidator(clean)] = ""


SCORES: tuple[int | None, ...] = (None, *range(11))
UNSAID: Mapping[int | None, str] = {None: "not said"}
MORNINGS: Mapping[Morning | None, str] = {None: "not said", **{m: m.value for m in Morning}}


def _score(field: str, words: str) -> ChoiceRow[Said, int | None]:
    return ChoiceRow(field, words, SCORES, UNSAID)


CONTROLS: Groups[Said] = (
    ("before", (_score("stiffness_before", "stiffness"), _score("pain_before", "pain"))),
    ("after", (_score("stiffness_after", "stiffness"), _score("pain_after", "pain"))),
    (
        "the next day",
        (
            ChoiceRow[Said, Morning | None](
                "morning", "the morning after", tuple(MORNINGS), MORNINGS
            ),
        ),
    ),
)


def said_of(answers: Answers) -> Said:
    """The answers that can be changed."""
    before, after = answers.before or Feeling(), answers.after or Feeling()
    return Said(
        stiffness_before=before.stiffness,
        pain_before=before.pain,
        stiffness_after=after.stiffness,
        pain_after=after.pain,
        morning=answers.morning,
        note=answers.note or "",
    )


def with_said(answers: Answers, said: Said) -> Answers:
    """The answers with those changed; the others stay."""
    return changed(
        answers,
        before=_feeling(said.stiffness_before, said.pain_before),
        after=_feeling(said.stiffness_after, said.pain_after),
        morning=said.morning,
        note=said.note or None,
    )


def edited(record: SessionRecord, said: Said, now: datetime) -> SessionRecord:
    """A session of which this is said from ``now`` on."""
    answers = with_said(record.answers, said)
    return record.model_copy(update={"answers": answers, "changed": now})


def _feeling(stiffness: int | None, pain: int | None) -> Feeling | None:
    return None if stiffness is None and pain is None else Feeling(stiffness=stiffness, pain=pain)
