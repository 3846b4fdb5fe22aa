"""Form fields of a line or a whole routine: their texts, and reading them back as they are typed.

Each field is checked by itself, so that all problems show at once and no input is lost. A problem is a
sentence that says what is wrong and what to write instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from loosen.domain.dose import Dose, parse_dose, parse_span
from loosen.domain.editing.changes import with_dose
from loosen.domain.editing.draft import Draft
from loosen.domain.exercise import Exercise
from loosen.domain.frequency import parse_frequency
from loosen.domain.routine import ExerciseStep, PickStep, contradictions
from loosen.domain.text import clean

Value = TypeVar("Value")
Texts = Mapping[str, str]
Read = Callable[[str], Value]

LONGEST_REST = 600
ROUNDS = range(2, 6)


@dataclass(frozen=True)
class Problems:
    """Problems of the typed texts, one sentence by field."""

    by_field: Mapping[str, str]


class _InvalidText(ValueError):
    """Error for a text that a field does not accept, in a sentence."""


def step_texts(step: ExerciseStep) -> dict[str, str]:
    """Return the texts of a step's fields."""
    return {
        "dose": _text(step.dose),
        "rest": _text(step.rest),
        "stiffer_rounds": _text(step.stiffer_rounds),
        "section": step.section or "",
        "note": step.note or "",
    }


def read_step(step: ExerciseStep, texts: Texts, exercise: Exercise) -> ExerciseStep | Problems:
    """Return a step with its fields read from texts, or the problems; an empty text means the default."""
    typed = _TypedTexts(texts)
    dose = typed.read("dose", _dose(exercise))
    rounds = typed.read("stiffer_rounds", _number(ROUNDS.start, ROUNDS.stop - 1, "rounds"))
    changes = {
        "rest": typed.read("rest", _number(0, LONGEST_REST, "seconds")),
        "stiffer_rounds": rounds,
        "section": typed.read("section", str),
        "note": typed.read("note", str),
    }
    read = with_dose(step, dose, exercise).copy_with(**changes)
    if not typed.problems:
        for problem in contradictions("step", read, exercise):
            sentence = f"It {problem.wrong}; write {problem.instead}"
            typed.problems[problem.key.partition(".")[2]] = sentence
    return Problems(typed.problems) if typed.problems else read


def pick_texts(step: PickStep) -> dict[str, str]:
    """Return the texts of a pick's fields."""
    return {
        "pick": _text(step.pick),
        "most_per_family": _text(step.most_per_family),
        "section": step.section or "",
        "note": step.note or "",
    }


def read_pick(step: PickStep, texts: Texts) -> PickStep | Problems:
    """Return a pick with its fields read from texts, or the problems."""
    typed = _TypedTexts(texts)
    most = len(step.among)
    pick = typed.read("pick", lambda text: parse_span(text, 1, most)) or step.pick
    changes = {
        "pick": pick,
        "most_per_family": typed.read("most_per_family", _number(1, most, "of a family")),
        "section": typed.read("section", str),
        "note": typed.read("note", str),
    }
    return Problems(typed.problems) if typed.problems else step.copy_with(**changes)


def head_texts(draft: Draft) -> dict[str, str]:
    """Return the texts of the fields of a whole routine."""
    return {
        "name": draft.name,
        "summary": draft.summary,
        "frequency": _text(draft.frequency),
        "when": draft.when or "",
    }


def read_head(draft: Draft, texts: Texts) -> Draft | Problems:
    """Return a draft with the fields of the whole routine read from texts, or the problems."""
    typed = _TypedTexts(texts)
    name = typed.read("name", str)
    frequency, when = typed.read("frequency", parse_frequency), typed.read("when", str)
    if not name:
        typed.problems["name"] = "It needs a name, for example “After the long drive”"
    if typed.problems or not name:
        return Problems(typed.problems)
    summary = typed.read("summary", str) or ""
    return replace(draft, name=name, summary=summary, frequency=frequency, when=when)


class _TypedTexts:
    """Reader of texts by field, which collects the problems."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.problems: dict[str, str] = {}

    def read(self, field: str, reads: Read[Value]) -> Value | None:
        text = clean(self._texts.get(field, ""))
        try:
            return reads(text) if text else None
        except ValueError as error:
            sentence = str(error)
            self.problems[field] = f"{sentence[:1].upper()}{sentence[1:]}"
            return None


def _dose(exercise: Exercise) -> Read[Dose]:
    def read(text: str) -> Dose:
        dose = parse_dose(text)
        for problem in contradictions(
            "", ExerciseStep(exercise=exercise.slug, dose=dose), exercise
        ):
            raise _InvalidText(f"{problem.wrong}; write {problem.instead}")
        return dose

    return read


def _number(low: int, high: int, what: str) -> Read[int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal()) or not low <= int(text[:9]) <= high:
            raise _InvalidText(f"“{text}” will not do; write a number from {low} to {high} {what}")
        return int(text)

    return read


def _text(value: object) -> str:
    return "" if value is None else str(value)
