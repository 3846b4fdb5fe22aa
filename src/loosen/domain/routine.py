"""Routine: steps in order, and the check of one against the catalogue.

A step is an exercise with a dose, or a *pick*: a choice among several exercise steps, of which each
session takes some, other ones than the last. ``resolve`` replaces the picks by the steps they take.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from loosen.domain.body import Equipment, Sides
from loosen.domain.dose import Dose, DoseText, SpanText
from loosen.domain.frequency import FrequencyText
from loosen.domain.value import Choose, Form, Record, Slug, Text, Value

if TYPE_CHECKING:
    from loosen.domain.catalogue import Catalogue
    from loosen.domain.exercise import Exercise, Source

MOST_STEPS = 200
OWN_ENDING = ", my way"
"""Suffix of the name of a person's own copy of a routine."""


class ExerciseStep(Record):
    """Step that is one exercise. Without a dose it has the exercise's default dose."""

    exercise: Slug
    dose: DoseText | None = None
    rest: Annotated[int, Meta(ge=0, le=600)] | None = None
    """Seconds between sets; None for those of the pace."""
    stiffer_rounds: Annotated[int, Meta(ge=2, le=5)] | None = None
    """Total rounds for the stiffer side; None for the same number on both sides."""
    open_ended: bool = False
    """Whether a key ends the work rather than the clock."""
    section: Text | None = None
    """A heading that begins with this step."""
    note: Text | None = None

    def dose_for(self, exercise: "Exercise") -> Dose:
        """Return the dose of this step, or the exercise's default."""
        return self.dose or exercise.default.dose


class PickStep(Record):
    """Step that takes ``pick`` of the steps in ``among``, and other ones next time."""

    pick: SpanText
    among: Annotated[tuple[ExerciseStep, ...], Meta(min_length=1)]
    most_per_family: Annotated[int, Meta(ge=1)] | None = None
    section: Text | None = None
    note: Text | None = None


def _kind_of(step: object) -> type[Record]:
    """Return the class of a step in plain data."""
    is_pick = isinstance(step, Mapping) and step.keys() & {"pick", "among"}
    return PickStep if is_pick else ExerciseStep


Step = Form[ExerciseStep | PickStep, Choose(_kind_of)]


class Routine(Record):
    """Named list of steps, shipped or a person's own."""

    slug: Slug
    name: Text
    summary: Text
    source: Slug | None = None
    """The source whose order and doses it keeps; None for one of ours or a person's own."""
    frequency: FrequencyText | None = None
    """How often it is to be done; without one it is never due."""
    when: Text | None = None
    """When to do it, in words beyond the frequency: "after driving"."""
    rules: tuple[Text, ...] = ()
    ours: tuple[Text, ...] = ()
    """In words, what in it is ours rather than the source's."""
    brief: Mapping[str, object] | None = None
    """The brief it was composed from, as a table, so that it can be composed again."""
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=MOST_STEPS)]

    @property
    def exercise_steps(self) -> Iterator[ExerciseStep]:
        """Every exercise step, including those of picks."""
        for step in self.steps:
            if isinstance(step, PickStep):
                yield from step.among
            else:
                yield step


def single_exercise_routine(exercise: "Exercise") -> Routine:
    """Return a routine of one exercise at its default dose."""
    step = ExerciseStep(exercise=exercise.slug)
    return Routine(slug=exercise.slug, name=exercise.name, summary=exercise.summary, steps=(step,))


def own_copy(routine: Routine) -> Routine:
    """Return a copy of a routine as a person's own, under another name.

    It names no source: under a source's name the order and doses are exactly the printed ones.
    """
    name = f"{routine.name.removesuffix(OWN_ENDING)}{OWN_ENDING}"
    return routine.copy_with(name=name, source=None, ours=())


class RoutineProblem(Value):
    """Problem in a routine: the key, what is wrong, and what to write instead."""

    key: str
    wrong: str
    instead: str | None = None


def _keyed_steps(routine: Routine) -> Iterator[tuple[str, ExerciseStep]]:
    """Yield every exercise step with its key in the file, such as ``steps[2].among[1]``."""
    for number, step in enumerate(routine.steps, 1):
        if isinstance(step, PickStep):
            for choice, among in enumerate(step.among, 1):
                yield f"steps[{number}].among[{choice}]", among
        else:
            yield f"steps[{number}]", step


def check(routine: Routine, catalogue: "Catalogue") -> list[RoutineProblem]:
    """Return the problems of a routine that only the catalogue shows."""
    problems = []
    for key, step in _keyed_steps(routine):
        if step.exercise not in catalogue:
            problems.append(unknown_exercise(f"{key}.exercise", step.exercise, catalogue))
            continue
        problems += contradictions(key, step, catalogue[step.exercise])
    for number, pick in enumerate(routine.steps, 1):
        if isinstance(pick, PickStep) and pick.pick.high > len(pick.among):
            wrong = f"wants {pick.pick} of {len(pick.among)}"
            instead = f"at most {len(pick.among)}"
            problems.append(RoutineProblem(f"steps[{number}].pick", wrong, instead))
    return problems


def contradictions(key: str, step: ExerciseStep, exercise: "Exercise") -> Iterator[RoutineProblem]:
    """Yield the contradictions between a step and its exercise; ``key`` is the step's."""
    dose = step.dose_for(exercise)
    if exercise.sides is Sides.NONE and dose.sides is not Sides.NONE:
        wrong = f"“{dose}” is for each side, but {exercise.name} works both at once"
        yield RoutineProblem(f"{key}.dose", wrong, "a dose without “each side”")
    if step.stiffer_rounds and dose.sides is not Sides.EACH:
        wrong = "needs a dose for one side and then the other"
        yield RoutineProblem(f"{key}.stiffer_rounds", wrong, "“each side” in the dose")


def unknown_exercise(key: str, slug: str, catalogue: "Catalogue") -> RoutineProblem:
    """Return the problem of a key whose exercise is not in the catalogue."""
    near = catalogue.nearest(slug)
    instead = f"“{near}”" if near else "a slug that “loosen list” shows"
    return RoutineProblem(key, f"“{slug}” is not in the catalogue", instead)


def _is_ruled_out(
    step: ExerciseStep, catalogue: Mapping[str, "Exercise"], never: Collection[str]
) -> bool:
    return bool(never) and not {step.exercise, catalogue[step.exercise].variant_of}.isdisjoint(
        never
    )


def choose(
    step: PickStep,
    catalogue: Mapping[str, "Exercise"],
    turn: int,
    at_hand: frozenset[Equipment],
    never: Collection[str] = (),
) -> tuple[ExerciseStep, ...]:
    """Return the steps that a pick takes on its ``turn``-th time (from 0), in the order written.

    A choice that was taken goes to the end of the queue for the next turn, so that each one comes up.
    Choices whose equipment is not at hand and those in ``never`` are left out. More than
    ``most_per_family`` of a family are taken only where too few others remain, and two that are first
    of all for the same area only where there is none for another.
    """
    candidates = [
        s
        for s in step.among
        if set(catalogue[s.exercise].needed) <= at_hand and not _is_ruled_out(s, catalogue, never)
    ]
    exercises = [catalogue[s.exercise] for s in candidates]
    queue, taken = list(range(len(candidates))), list[int]()
    for _ in range(turn + 1):
        taken = _take(queue, exercises, step.pick.low, step.most_per_family)
        queue = [n for n in queue if n not in taken] + taken
    return tuple(candidates[n] for n in sorted(taken))


def _take(
    queue: list[int], exercises: "list[Exercise]", wanted: int, most: int | None
) -> list[int]:
    """Return so many of a queue, each time the first of those that are least like the others taken."""

    def likeness(n: int) -> tuple[bool, bool]:
        one, others = exercises[n], [exercises[other] for other in taken]
        of_family = sum(other.family == one.family for other in others)
        same_area = any(other.areas.primary[0] is one.areas.primary[0] for other in others)
        return most is not None and of_family >= most, same_area

    taken: list[int] = []
    while len(taken) < min(wanted, len(queue)):
        taken.append(min((n for n in queue if n not in taken), key=likeness))
    return taken


def resolve(
    routine: Routine,
    catalogue: Mapping[str, "Exercise"],
    turn: int = 0,
    at_hand: Iterable[Equipment] = tuple(Equipment),
    never: Collection[str] = (),
) -> tuple[ExerciseStep, ...]:
    """Return a routine's steps with each pick replaced by the steps it takes.

    A pick's heading and note go to the first of these. Exercises in ``never`` and their variants are
    left out; the heading of a step that is left out goes to the next one of its section.
    """
    equipment = frozenset(at_hand)
    steps: list[ExerciseStep] = []
    heading: str | None = None
    for step in routine.steps:
        heading = step.section or heading
        first, *others = _taken(step, catalogue, turn, equipment, never) or (None,)
        if first is None:
            continue
        added = {"section": heading, "note": step.note}
        steps += [first.copy_with(**{key: text for key, text in added.items() if text}), *others]
        heading = None
    return tuple(steps)


def _taken(
    step: Step,
    catalogue: Mapping[str, "Exercise"],
    turn: int,
    equipment: frozenset[Equipment],
    never: Collection[str],
) -> tuple[ExerciseStep, ...]:
    """Return the exercise steps that a step comes to; none where they are left out."""
    if isinstance(step, PickStep):
        return choose(step, catalogue, turn, equipment, never)
    return () if _is_ruled_out(step, catalogue, never) else (step,)


class ListedRoutine(Value):
    """Row of a list of routines: the routine, the steps of its next session and their seconds."""

    routine: Routine
    steps: tuple[ExerciseStep, ...]
    seconds: int
    source: "Source | None"
    yours: bool
    """Whether it is the person's own file."""
    kept: bool
    """Whether the person keeps it up, so that it can be due."""

    @property
    def author(self) -> str:
        """Who wrote it, in a word or name: "yours", the publisher of its source, or "ours"."""
        return "yours" if self.yours else self.source.publisher if self.source else "ours"
