"""Draft of a routine, its lines, and the history of drafts for undo."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from loosen.domain.frequency import Frequency
from loosen.domain.routine import ExerciseStep, PickStep, Routine, Step


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Line of a draft: a step, a choice of a pick, or the heading before a step. Indices from 0."""

    step: int
    choice: int | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Reason why a change is not possible, in a sentence."""

    words: str


@dataclass(frozen=True)
class DraftChange:
    """Result of a change: the new draft, and the line for the cursor."""

    draft: "Draft"
    place: DraftPlace


@dataclass(frozen=True)
class Draft:
    """Routine in the making, which may lack a name and steps."""

    name: str = ""
    summary: str = ""
    frequency: Frequency | None = None
    when: str | None = None
    steps: tuple[Step, ...] = ()
    source: str | None = None
    rules: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    brief: Mapping[str, object] | None = None

    @classmethod
    def of(cls, routine: Routine) -> "Draft":
        """Return a draft of a routine as it is."""
        return cls(**{key: getattr(routine, key) for key in cls.__dataclass_fields__})

    @classmethod
    def of_exercises(cls, slugs: Iterable[str]) -> "Draft":
        """Return a draft without a name: exercises in order, each at its default dose."""
        return cls(steps=tuple(ExerciseStep(exercise=slug) for slug in slugs))

    def routine(self, slug: str) -> Routine:
        """Return the routine with this content.

        Raises:
            Invalid: if it lacks a name, a summary or steps.
        """
        content = {key: getattr(self, key) for key in type(self).__dataclass_fields__}
        return Routine.from_plain({"slug": slug, **content})

    @property
    def exercise_steps(self) -> Iterator[ExerciseStep]:
        """Every exercise step, including those of picks."""
        for step in self.steps:
            yield from step.among if isinstance(step, PickStep) else (step,)

    # Lines

    @property
    def lines(self) -> tuple[DraftPlace, ...]:
        """Every line in reading order: headings, steps, and the choices of picks."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[DraftPlace]:
        for number, step in enumerate(self.steps):
            if step.section:
                yield DraftPlace(number, heading=True)
            yield DraftPlace(number)
            if isinstance(step, PickStep):
                yield from (DraftPlace(number, choice) for choice in range(len(step.among)))

    def at(self, place: DraftPlace) -> Step:
        """Return the step or choice of a line; for a heading, the step below it."""
        step = self.steps[place.step]
        if isinstance(step, PickStep) and place.choice is not None:
            return step.among[place.choice]
        return step

    def put(self, place: DraftPlace, step: Step) -> "Draft":
        """Return the draft with the step or choice of a line replaced."""
        current = self.steps[place.step]
        if isinstance(current, PickStep) and place.choice is not None:
            among = [*current.among]
            if isinstance(step, PickStep):
                raise TypeError("a pick is no choice of another")
            among[place.choice] = step
            step = current.copy_with(among=tuple(among))
        steps = [*self.steps]
        steps[place.step] = step
        return replace(self, steps=tuple(steps))

    def missing(self) -> str | None:
        """Return in words what it lacks for a routine; None if it is complete."""
        if not self.steps:
            return "There is no step yet; a adds one."
        return None if self.name else "It has no name yet."


def with_heading(step: Step, section: str | None) -> Step:
    """Return a step with the heading before it replaced; None for no heading."""
    return step.copy_with(section=section) if step.section != section else step


@dataclass(frozen=True)
class Edits:
    """Drafts of one editing session: the current one, those before it, and those undone."""

    draft: Draft
    place: DraftPlace
    past: tuple[DraftChange, ...] = ()
    future: tuple[DraftChange, ...] = ()

    def apply(self, change: DraftChange, here: DraftPlace) -> "Edits":
        """Return the edits after a change made on the line ``here``.

        A change that alters nothing moves the cursor only.
        """
        if change.draft == self.draft:
            return replace(self, place=change.place)
        return Edits(change.draft, change.place, (*self.past, DraftChange(self.draft, here)))

    def undo(self) -> "Edits":
        """Return the edits before the last change; unchanged if there is none."""
        if not self.past:
            return self
        *past, before = self.past
        current = DraftChange(self.draft, self.place)
        return Edits(before.draft, before.place, tuple(past), (current, *self.future))

    def redo(self) -> "Edits":
        """Return the edits after the change undone last; unchanged if there is none."""
        if not self.future:
            return self
        after, *future = self.future
        current = DraftChange(self.draft, self.place)
        return Edits(after.draft, after.place, (*self.past, current), tuple(future))
