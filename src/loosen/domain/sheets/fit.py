"""Fitting of a line's amounts to its exercise, which gives a step.

The same words give different steps: “10” is ten repetitions for an exercise that is counted, and “each
side” contradicts one that works both sides at once. A remark says what was changed and what to write
instead.
"""

from dataclasses import dataclass

from loosen.domain.body import Sides
from loosen.domain.dose import Dose, Hold, Reps, Timed
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep
from loosen.domain.sheets.amounts import Amounts, as_repetitions
from loosen.domain.sheets.reader import ONE_SIDE
from loosen.domain.text import clean


@dataclass(frozen=True, slots=True)
class StepRequest:
    """Content of a line for any exercise; ``unclear`` is the reason why its dose cannot be read."""

    amounts: Amounts
    notes: tuple[str, ...] = ()
    unclear: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class FittedStep:
    """Step of a line, with remarks for the person and the conflict with the exercise, if any.

    ``one_sided`` says that the exercise is done side by side and the line's dose names no side.
    """

    step: ExerciseStep
    remarks: tuple[str, ...] = ()
    conflict: str | None = None
    one_sided: bool = False


def fit(request: StepRequest, exercise: Exercise, *, each_side: bool = False) -> FittedStep:
    """Return the step of a line with an exercise; ``each_side`` if its dose is for each side."""
    dose, remarks, notes = _dose(request, exercise)
    conflict = None
    if dose and dose.sides is not Sides.NONE and exercise.sides is Sides.NONE:
        both = dose.copy_with(sides=Sides.NONE)
        conflict = f"“{dose}” is for each side, and it works both at once; write “{both}”"
        dose = both
    lacks = dose is not None and dose.sides is Sides.NONE
    one_sided = lacks and exercise.default.dose.sides is not Sides.NONE
    if dose and one_sided:
        sided = dose.copy_with(sides=Sides.EACH)
        if each_side:
            dose, one_sided = sided, False
        elif any(ONE_SIDE.fullmatch(note) for note in notes):
            remarks.append("for one side: the note says which, the clock does not")
            one_sided = False
        else:
            remarks.append(f"no side is named; write “{sided}” if it is for each")
    if dose is None:
        remarks.append(f"no dose is read: its own holds, {exercise.default.dose}")
    rounds = request.amounts.stiffer_rounds
    if rounds and (dose or exercise.default.dose).sides is not Sides.EACH:
        notes.append(f"{rounds} rounds for the stiffer side")
        rounds = None
    step = ExerciseStep(
        exercise=exercise.slug,
        dose=dose,
        rest=request.amounts.rest,
        stiffer_rounds=rounds,
        section=request.section,
        note=clean("; ".join(dict.fromkeys(notes))) or None,
    )
    return FittedStep(step, tuple(remarks), conflict, one_sided)


def _dose(request: StepRequest, exercise: Exercise) -> tuple[Dose | None, list[str], list[str]]:
    """Return the dose before its sides are compared with the exercise, the remarks, and the notes."""
    amounts, own = request.amounts, exercise.default.dose.amount
    remarks, notes = list(amounts.remarks), [*request.notes, *amounts.notes]
    dose = amounts.dose
    if request.unclear:
        remarks.append(f"its dose is unclear: {request.unclear}")
    elif dose is None and amounts.bare:
        dose = as_repetitions(amounts) if isinstance(own, Reps) else None
        if dose:
            remarks.append(f"“{amounts.bare}” read as {dose}")
        else:
            remarks.append(f"“{amounts.bare}” has no unit; write “{amounts.bare} reps” or “… s”")
            notes.append(str(amounts.bare))
    elif dose and isinstance(dose.amount, Hold) and not amounts.held and _only_moves(exercise):
        dose = dose.copy_with(amount=Timed(dose.amount.seconds))
        remarks.append("read as moving all the while; write “hold” if it is held")
    return dose, remarks, notes


def _only_moves(exercise: Exercise) -> bool:
    """Return whether all doses in seconds that the catalogue gives are of movement, none of a hold."""
    doses = (exercise.default.dose, *(source.dose for source in exercise.doses))
    timed = [isinstance(d.amount, Timed) for d in doses if d and isinstance(d.amount, Timed | Hold)]
    return bool(timed) and all(timed)
