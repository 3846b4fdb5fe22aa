"""Fitting: what a line asks for, held against the exercise it means.

The same words come to different steps: “10” is ten repetitions where an exercise is counted, “each side”
contradicts one that works both sides at once. What had to give way is told, with what to write instead.
"""

from dataclasses import dataclass, replace

from loosen.domain.body import Sides
from loosen.domain.dose import Dose, Hold, Reps, Timed
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep
from loosen.domain.sheets.amounts import Amounts, counted
from loosen.domain.sheets.reader import ONE_SIDE
from loosen.domain.text import clean


@dataclass(frozen=True, slots=True)
class Request:
    """What a line asks for, whichever exercise it means; ``unclear`` is why its dose cannot be read."""

    amounts: Amounts
    notes: tuple[str, ...] = ()
    unclear: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Fitted:
    """A step, what is to be told of it, and what in the line contradicts the exercise.

    ``one_sided`` says that the exercise goes side by side and the line's dose names no side.
    """

    step: ExerciseStep
    told: tuple[str, ...] = ()
    conflict: str | None = None
    one_sided: bool = False


def fit(request: Request, exercise: Exercise, *, each_side: bool = False) -> Fitted:
    """The step that a line comes to with an exercise; ``each_side`` if its dose is for each side."""
    dose, told, notes = _dose(request, exercise)
    conflict = None
    if dose and dose.sides is not Sides.NONE and exercise.sides is Sides.NONE:
        both = replace(dose, sides=Sides.NONE)
        conflict = f"“{dose}” is for each side, and it works both at once; write “{both}”"
        dose = both
    lacks = dose is not None and dose.sides is Sides.NONE
    one_sided = lacks and exercise.default.dose.sides is not Sides.NONE
    if dose and one_sided:
        sided = replace(dose, sides=Sides.EACH)
        if each_side:
            dose, one_sided = sided, False
        elif any(ONE_SIDE.fullmatch(note) for note in notes):
            told.append("for one side: the note says which, the clock does not")
            one_sided = False
        else:
            told.append(f"no side is named; write “{sided}” if it is for each")
    if dose is None:
        told.append(f"no dose is read: its own holds, {exercise.default.dose}")
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
    return Fitted(step, tuple(told), conflict, one_sided)


def _dose(request: Request, exercise: Exercise) -> tuple[Dose | None, list[str], list[str]]:
    """The dose before sides are held against the exercise, what is told of it, and the notes."""
    amounts, own = request.amounts, exercise.default.dose.amount
    told, notes = list(amounts.told), [*request.notes, *amounts.notes]
    dose = amounts.dose
    if request.unclear:
        told.append(f"its dose is unclear: {request.unclear}")
    elif dose is None and amounts.bare:
        dose = counted(amounts) if isinstance(own, Reps) else None
        if dose:
            told.append(f"“{amounts.bare}” read as {dose}")
        else:
            told.append(f"“{amounts.bare}” has no unit; write “{amounts.bare} reps” or “… s”")
            notes.append(str(amounts.bare))
    elif dose and isinstance(dose.amount, Hold) and not amounts.held and _only_moves(exercise):
        dose = replace(dose, amount=Timed(dose.amount.seconds))
        told.append("read as moving all the while; write “hold” if it is held")
    return dose, told, notes


def _only_moves(exercise: Exercise) -> bool:
    """Whether every time that the catalogue gives for it is moved through, never held."""
    doses = (exercise.default.dose, *(said.dose for said in exercise.doses))
    timed = [isinstance(d.amount, Timed) for d in doses if d and isinstance(d.amount, Timed | Hold)]
    return bool(timed) and all(timed)
