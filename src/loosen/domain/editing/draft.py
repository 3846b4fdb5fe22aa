"""A draft of a routine: what may still lack a name and steps, as lines that a cursor can stand on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from loosen.domain.frequency import Frequency
from loosen.domain.routine import ExerciseStep, PickStep, Routine, Step, own_copy


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """A line of a draft: a step, one choice of a pick, or the heading before a step. From 0."""

    step: int
    choice: int | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a change cannot be, in a sentence for the person who asked for it."""

    words: str


@dataclass(frozen=True)
class DraftChange:
    """What a change leads to: another draft, and the line to look at."""

    draft: "Draft"
    place: DraftPlace


@dataclass(frozen=True)
class Draft:
    """A routine that is being written: it may still lack a name, and steps."""

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
        """A draft of a routine as it is."""
        return cls(**{key: getattr(routine, key) for key in cls.__dataclass_fields__})

    @classmethod
    def copied(cls, routine: Routine) -> "Draft":
        """A draft of a person's own from another routine."""
        return cls.of(own_copy(routine))

    @classmethod
    def of_exercises(cls, slugs: Iterable[str]) -> "Draft":
        """A draft without a name: exercises in order, each with its own dose."""
        return cls(steps=tuple(ExerciseStep(exercise=slug) for slug in slugs))

    def routine(self, slug: str) -> Routine:
        """The routine it stands for.

        Raises:
            ValidationError: while it lacks a name, a summary or steps.
        """
        return Routine(
            slug=slug, **{key: getattr(self, key) for key in type(self).__dataclass_fields__}
        )

    @property
    def exercise_steps(self) -> Iterator[ExerciseStep]:
        """Every exercise step, those to pick from too."""
        for step in self.steps:
            yield from step.among if isinstance(step, PickStep) else (step,)

    # Lines

    @property
    def lines(self) -> tuple[DraftPlace, ...]:
        """Every line in the order in which it is read: headings, steps, and the choices of picks."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[DraftPlace]:
        for number, step in enumerate(self.steps):
            if step.section:
                yield DraftPlace(number, heading=True)
            yield DraftPlace(number)
            if isinstance(step, PickStep):
                yield from (DraftPlace(number, choice) for choice in range(len(step.among)))

    def at(self, place: DraftPlace) -> Step:
        """The step or choice of a line; of a heading, the step that it begins with."""
        step = self.steps[place.step]
        if isinstance(step, PickStep) and place.choice is not None:
            return step.among[place.choice]
        return step

    def put(self, place: DraftPlace, step: Step) -> "Draft":
        """With another step, or another choice, on a line."""
        whole = self.steps[place.step]
        if isinstance(whole, PickStep) and place.choice is not None:
            among = [*whole.among]
            if isinstance(step, PickStep):
                raise TypeError("a pick is no choice of another")
            among[place.choice] = step
            step = whole.model_copy(update={"among": tuple(among)})
        steps = [*self.steps]
        steps[place.step] = step
        return replace(self, steps=tuple(steps))

    def lack(self) -> str | None:
        """What it still lacks for a routine, in words."""
        if not self.steps:
            return "There is no step yet; a adds one."
        return None if self.name else "It has no name yet."


def headed(step: Step, section: str | None) -> Step:
    """A step with a heading before it, or with none."""
    return step.model_copy(update={"section": section}) if step.section != section else step


@dataclass(frozen=True)
class Edits:
    """The drafts of one sitting: what stands, what came before, and what was undone."""

    draft: Draft
    place: DraftPlace
    past: tuple[DraftChange, ...] = ()
    future: tuple[DraftChange, ...] = ()

    def did(self, change: DraftChange, here: DraftPlace) -> "Edits":
        """After a change that was made on the line ``here``; one that changes nothing leaves no trace."""
        if change.draft == self.draft:
            return replace(self, place=change.place)
        return Edits(change.draft, change.place, (*self.past, DraftChange(self.draft, here)))

    def undone(self) -> "Edits":
        """Before the last change; as it is, where there was none."""
        if not self.past:
            return self
        *past, before = self.past
        undone = DraftChange(self.draft, self.place)
        return Edits(before.draft, before.place, tuple(past), (undone, *self.future))

    def redone(self) -> "Edits":
        """After the change that was last undone; as it is, where none was."""
        if not self.future:
            return self
        after, *future = self.future
        here = DraftChange(self.draft, self.place)
        return Edits(after.draft, after.place, (*self.past, here), tuple(future))
