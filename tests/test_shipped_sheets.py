"""Our own routines in our own words, read again."""

import pytest

from loosen.domain.exercise import Exercise
from loosen.domain.frequency import parse_frequency
from loosen.domain.routine import ExerciseStep, Routine, resolve
from loosen.domain.sheets.placement import read_sheet
from loosen.services.library import Library
from loosen.storage.locations import of_this_user
from loosen.text import wording

LIBRARY = Library(of_this_user())
CATALOGUE = LIBRARY.catalogue
ROUTINES = tuple(LIBRARY.routines.values())


def with_dose(step: ExerciseStep) -> ExerciseStep:
    return step.copy_with(dose=step.dose_for(CATALOGUE[step.exercise]))


def written(routine: Routine, *, printed: bool) -> str:
    """A routine as a sheet: headings, numbers, names, doses, remarks in brackets."""
    lines = [f"# {routine.name}", ""]
    for number, step in enumerate(resolve(routine, CATALOGUE), 1):
        exercise = CATALOGUE[step.exercise]
        dose = step.dose_for(exercise)
        parts = [exercise.name, wording.dose_words(dose) if printed else str(dose)]
        parts += [f"rest {step.rest} s"] if step.rest is not None else []
        if step.stiffer_rounds:
            parts.append(f"{step.stiffer_rounds} rounds for the stiffer side")
        lines += [f"{step.section}:"] if step.section else []
        lines.append(f"{number}. {', '.join(parts)}{f' ({step.note})' if step.note else ''}")
    often = routine.frequency and wording.frequency_words(routine.frequency)
    return "\n".join([*lines, "", f"How often: {often}"])


@pytest.mark.parametrize("printed", [True, False], ids=["as words", "as a file has it"])
@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.slug)
def test_a_routine_in_our_own_words_is_read_as_the_same_steps(
    routine: Routine, printed: bool
) -> None:
    sheet = read_sheet(written(routine, printed=printed), CATALOGUE)
    assert sheet.unplaced == ()
    assert list(sheet.steps().values()) == [with_dose(s) for s in resolve(routine, CATALOGUE)]
    assert sheet.title == routine.name
    assert sheet.frequency is not None
    assert parse_frequency(sheet.frequency) == routine.frequency


@pytest.mark.parametrize("record", CATALOGUE.records, ids=lambda record: record.slug)
def test_every_name_and_alias_with_its_own_dose_is_placed(record: Exercise) -> None:
    exercise = CATALOGUE[record.slug]
    dose = exercise.default.dose
    for name in (exercise.name, *exercise.aliases):
        for line in (f"{name}, {wording.dose_words(dose)}", f"{name.upper()} - {dose}"):
            (step,) = read_sheet(f"# Sheet\n{line}", CATALOGUE).steps().values()
            assert (step.exercise, step.dose) == (exercise.slug, dose), line
