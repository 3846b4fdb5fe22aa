"""A routine: exercises in order, each with a dose; and what can be wrong with one.

A step is either an exercise or a *pick*: a choice among several, of which a session takes a few and
the next session others. ``resolve`` settles the picks; what remains are plain steps.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from loosen.domain.body import Equipment, Sides
from loosen.domain.catalogue import Catalogue
from loosen.domain.dose import Dose
from loosen.domain.dose_text import DoseText, SpanText
from loosen.domain.exercise import Exercise, Source
from loosen.domain.frequency import FrequencyText
from loosen.domain.value import Record, Slug, Text

MOST_STEPS = 200
OWN_ENDING = ", my way"
"""What is added to the name of a routine when a person makes it their own."""


class ExerciseStep(Record):
    """One exercise of a routine. Without a dose it takes the exercise's default."""

    exercise: Slug
    dose: DoseText | None = None
    rest: int | None = Field(default=None, ge=0, le=600)
    """Seconds between sets; None for the pace's own."""
    stiffer_rounds: int | None = Field(default=None, ge=2, le=5)
    """Rounds for the stiffer side in all; None for the same on both sides."""
    open_ended: bool = False
    """Work that a key ends, not the clock."""
    section: Text | None = None
    """A heading that begins with this step."""
    note: Text | None = None

    def dose_for(self, exercise: Exercise) -> Dose:
        """The dose of this step, or the exercise's own."""
        return self.dose or exercise.default.dose


class PickStep(Record):
    """A choice: ``pick`` of the steps in ``among``, others next time."""

    pick: SpanText
    among: tuple[ExerciseStep, ...] = Field(min_length=1)
    most_per_family: int | None = Field(default=None, ge=1)
    section: Text | None = None
    note: Text | None = None


def _which(step: object) -> str:
    picks = isinstance(step, PickStep) or (
        isinstance(step, dict) and step.keys() & {"pick", "among"}
    )
    return "pick" if picks else "exercise"


Step = Annotated[
    Annotated[ExerciseStep, Tag("exercise")] | Annotated[PickStep, Tag("pick")],
    Discriminator(_which),
]


class Routine(Record):
    """Steps in order, with what a person wants to know before starting."""

    slug: Slug
    name: Text
    summary: Text
    source: Slug | None = None
    """The source whose order and doses it keeps; None for a routine of ours or the user's."""
    frequency: FrequencyText | None = None
    """How often it is meant to be done; without one it is never due."""
    when: Text | None = None
    """When, in words that say more than how often: "after driving"."""
    rules: tuple[Text, ...] = ()
    ours: tuple[Text, ...] = ()
    """What in it is ours rather than the source's, in words."""
    brief: Mapping[str, object] | None = None
    """What it was composed from, so that it can be recomposed: a table that the composer reads."""
    steps: tuple[Step, ...] = Field(min_length=1, max_length=MOST_STEPS)

    @property
    def exercise_steps(self) -> Iterator[ExerciseStep]:
        """Every exercise step, those to pick from too."""
        for step in self.steps:
            if isinstance(step, PickStep):
                yield from step.among
            else:
                yield step


def alone(exercise: Exercise) -> Routine:
    """A routine of one exercise, to try it."""
    step = ExerciseStep(exercise=exercise.slug)
    return Routine(slug=exercise.slug, name=exercise.name, summary=exercise.summary, steps=(step,))


def own_copy(routine: Routine) -> Routine:
    """A routine as a person's own, under another name.

    Its source is not named any more: order and doses under a source's name are promised as printed.
    """
    name = f"{routine.name.removesuffix(OWN_ENDING)}{OWN_ENDING}"
    return routine.model_copy(update={"name": name, "source": None, "ours": ()})


@dataclass(frozen=True, slots=True)
class RoutineProblem:
    """Something wrong with a routine: where, what, and what to write instead."""

    key: str
    wrong: str
    instead: str | None = None


def _places(routine: Routine) -> Iterator[tuple[str, ExerciseStep]]:
    for number, step in enumerate(routine.steps, 1):
        if isinstance(step, PickStep):
            for choice, among in enumerate(step.among, 1):
                yield f"steps[{number}].among[{choice}]", among
        else:
            yield f"steps[{number}]", step


def check(routine: Routine, catalogue: Catalogue) -> list[RoutineProblem]:
    """Everything in a routine that the catalogue contradicts."""
    problems = []
    for place, step in _places(routine):
        if step.exercise not in catalogue:
            problems.append(unknown_exercise(f"{place}.exercise", step.exercise, catalogue))
            continue
        problems += contradictions(place, step, catalogue[step.exercise])
    for number, picked in enumerate(routine.steps, 1):
        if isinstance(picked, PickStep) and picked.pick.high > len(picked.among):
            wrong = f"wants {picked.pick} of {len(picked.among)}"
            instead = f"at most {len(picked.among)}"
            problems.append(RoutineProblem(f"steps[{number}].pick", wrong, instead))
    return problems


def contradictions(place: str, step: ExerciseStep, exercise: Exercise) -> Iterator[RoutineProblem]:
    """What in a step its exercise contradicts; ``place`` is the step's key."""
    dose = step.dose_for(exercise)
    if exercise.sides is Sides.NONE and dose.sides is not Sides.NONE:
        wrong = f"“{dose}” is for each side, but {exercise.name} works both at once"
        yield RoutineProblem(f"{place}.dose", wrong, "a dose without “each side”")
    if step.stiffer_rounds and dose.sides is not Sides.EACH:
        wrong = "needs a dose for one side and then the other"
        yield RoutineProblem(f"{place}.stiffer_rounds", wrong, "“each side” in the dose")


def unknown_exercise(place: str, slug: str, catalogue: Catalogue) -> RoutineProblem:
    """What is wrong with the key ``place``: its exercise is not in the catalogue."""
    near = catalogue.nearest(slug)
    instead = f"“{near}”" if near else "a slug that “loosen list” shows"
    return RoutineProblem(place, f"“{slug}” is not in the catalogue", instead)


def _is_ruled_out(step: ExerciseStep, catalogue: Catalogue, never: Collection[str]) -> bool:
    return bool(never) and not {step.exercise, catalogue[step.exercise].variant_of}.isdisjoint(
        never
    )


def choose(
    step: PickStep,
    catalogue: Catalogue,
    turn: int,
    at_hand: frozenset[Equipment],
    never: Collection[str] = (),
) -> tuple[ExerciseStep, ...]:
    """The steps a pick takes on its ``turn``-th time (from 0), in the order they are written.

    What was taken goes to the end of the queue for the next turn, so that every choice has its day.
    Leaves out what needs equipment that is not at hand, what is ruled out, and, while others remain,
    more than ``most_per_family`` of a family.
    """
    fits = [
        s
        for s in step.among
        if set(catalogue[s.exercise].needed) <= at_hand and not _is_ruled_out(s, catalogue, never)
    ]
    families = [catalogue[s.exercise].family for s in fits]
    queue, taken = list(range(len(fits))), list[int]()
    for _ in range(turn + 1):
        taken = _take(queue, families, step.pick.low, step.most_per_family)
        queue = [n for n in queue if n not in taken] + taken
    return tuple(fits[n] for n in sorted(taken))


def _take(queue: list[int], families: list[str], wanted: int, most: int | None) -> list[int]:
    """The first of a queue that do not crowd a family; where that is too few, the first others."""
    taken: list[int] = []
    for spare in (False, True):
        for n in queue:
            same = sum(families[other] == families[n] for other in taken)
            crowded = most is not None and same >= most
            if len(taken) < wanted and n not in taken and (spare or not crowded):
                taken.append(n)
    return taken


def resolve(
    routine: Routine,
    catalogue: Catalogue,
    turn: int = 0,
    at_hand: Iterable[Equipment] = tuple(Equipment),
    never: Collection[str] = (),
) -> tuple[ExerciseStep, ...]:
    """A routine's steps with every pick settled, its heading and note on the first one taken.

    Exercises in ``never`` are left out, and the variants of those with them.
    """
    hand = frozenset(at_hand)
    steps: list[ExerciseStep] = []
    for step in routine.steps:
        if isinstance(step, ExerciseStep):
            if not _is_ruled_out(step, catalogue, never):
                steps.append(step)
            continue
        taken = choose(step, catalogue, turn, hand, never)
        heading = {k: v for k, v in (("section", step.section), ("note", step.note)) if v}
        steps += [
            one.model_copy(update=heading) if place == 0 and heading else one
            for place, one in enumerate(taken)
        ]
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class ListedRoutine:
    """A routine as a list shows it: the steps of its next session and the seconds they take."""

    routine: Routine
    steps: tuple[ExerciseStep, ...]
    seconds: int
    source: Source | None
    yours: bool
    """Whether it is a file of the person's own."""
    kept: bool
    """Whether it is kept up."""

    @property
    def whose(self) -> str:
        """Who wrote it, in a word: "yours", the publisher of its source, or "ours"."""
        return "yours" if self.yours else self.source.publisher if self.source else "ours"
