"""What there is to type about a step, a pick or a whole routine, as forms."""

from collections.abc import Callable
from functools import partial

from loosen.domain.editing import (
    Draft,
    head_texts,
    pick_texts,
    read_head,
    read_pick,
    read_step,
    step_texts,
)
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep, PickStep
from loosen.tui.dialogs.form import FormDialog, Line

SECTION = Line("section", "section", "", "a heading that begins here")
OF_STEP = (
    Line("dose", "dose", "", ""),
    Line("rest", "rest", "", "seconds between sets, if not the pace’s own"),
    Line("stiffer_rounds", "stiffer", "", "rounds in all for the stiffer side"),
    SECTION,
    Line("note", "note", "", "what is shown while you do it"),
)
OF_PICK = (
    Line("pick", "take", "", "how many, for example 2 or 3-4"),
    Line("most_per_family", "alike", "", "at most so many that work alike"),
    SECTION,
    Line("note", "note", "", "what is shown at the first of them"),
)
OF_HEAD = (
    Line("name", "name", "", "for example: After the long drive"),
    Line("summary", "summary", "", "what it is, in a line"),
    Line("frequency", "how often", "", "for example: every morning, or 2-3 a week"),
    Line("when", "when", "", "for example: after driving"),
)


def _filled(lines: tuple[Line, ...], texts: dict[str, str], **hints: str) -> list[Line]:
    return [
        Line(one.name, one.word, texts[one.name], hints.get(one.name, one.hint)) for one in lines
    ]


def step_form(
    step: ExerciseStep, exercise: Exercise, tell: Callable[[ExerciseStep], str], first: str = ""
) -> FormDialog[ExerciseStep]:
    """A step, typed over; ``tell`` says what it comes to."""
    hint = f"its own: {exercise.default.dose}"
    lines = _filled(OF_STEP, step_texts(step), dose=hint)
    return FormDialog(exercise.name, lines, lambda t: read_step(step, t, exercise), tell, first)


def pick_form(
    step: PickStep, tell: Callable[[PickStep], str], first: str = ""
) -> FormDialog[PickStep]:
    """A pick, typed over."""
    title = f"A pick of {len(step.among)}, others next time"
    lines = _filled(OF_PICK, pick_texts(step))
    return FormDialog(title, lines, partial(read_pick, step), tell, first)


def head_form(draft: Draft) -> FormDialog[Draft]:
    """A routine's name and what is said of it, typed over."""
    lines = _filled(OF_HEAD, head_texts(draft))
    return FormDialog("This routine", lines, partial(read_head, draft), lambda _: "")
