"""What a person has chosen once and for all. Every field has a default that suits a first start."""

from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from loosen.domain.body import Area, Caution, Equipment, Side
from loosen.domain.pace import Pace
from loosen.domain.value import Record, Slug, Slugs, Text


def _once(slugs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slugs))


Names = Annotated[Slugs, AfterValidator(_once)]
"""Slugs in the order they were chosen, each once."""


Bells = Literal["all", "changes", "end", "off"]
"""Which terminal bells ring: ticks, halfway and changes; changes alone; the end alone; none."""


class Motion(StrEnum):
    """How much moves on the screen."""

    FULL = "full"
    REDUCED = "reduced"
    OFF = "off"


class Liking(StrEnum):
    """What a person thinks of an exercise, as far as the composer is to know."""

    LIKED = "liked"
    LESS = "less"
    NEVER = "never"

    @property
    def sign(self) -> str:
        """A sign for lists that every font has."""
        return {Liking.LIKED: "+", Liking.LESS: "-", Liking.NEVER: "×"}[self]

    @property
    def label(self) -> str:
        """A word or two for a line of facts."""
        return "rather not" if self is Liking.LESS else self.value

    @property
    def words(self) -> str:
        """What it means, in a sentence."""
        return {
            Liking.LIKED: "You like it: the composer would rather take it than others.",
            Liking.LESS: "You would rather not: the composer takes it where little else fits.",
            Liking.NEVER: "Never for you: the composer leaves it out.",
        }[self]


def liking_words(name: str, liking: Liking | None) -> str:
    """What it means that an exercise of this name is thought of so; of None, that nothing is thought."""
    return f"{name}: {liking.words if liking else 'like any other again.'}"


class ExerciseSettings(Record):
    """The exercises a person would rather have, rather not have, and never."""

    liked: Names = ()
    less: Names = ()
    never: Names = ()
    hidden: Names = ()
    """Those that no list shows; a routine that has one in it still runs."""

    @model_validator(mode="after")
    def _one_word_each(self) -> Self:
        named = [*self.liked, *self.less, *self.never]
        twice = sorted({slug for slug in named if named.count(slug) > 1})
        if twice:
            raise ValueError(f"in two lists at once: {', '.join(twice)}; write each into one")
        return self

    def liking(self, slug: str) -> Liking | None:
        """What is thought of an exercise."""
        return next((one for one in Liking if slug in getattr(self, one)), None)

    def thinking(self, slug: str, liking: Liking | None) -> "ExerciseSettings":
        """With this thought of an exercise and nothing else."""
        lists = {one: tuple(s for s in getattr(self, one) if s != slug) for one in Liking}
        if liking:
            lists[liking] += (slug,)
        return ExerciseSettings.model_validate({**lists, "hidden": self.hidden})

    def toggled(self, slug: str, liking: Liking) -> "ExerciseSettings":
        """With this thought of an exercise; without any, where it was thought before."""
        return self.thinking(slug, None if self.liking(slug) is liking else liking)


class RoutineSettings(Record):
    """What a person does again and again."""

    keep_up: Names = ()
    """The routines that are taken on: those that can be due."""

    def keeping(self, slug: str, *, kept: bool) -> "RoutineSettings":
        """With a routine taken on, last where it was not there yet; or without it."""
        if kept:
            return RoutineSettings(keep_up=(*self.keep_up, slug))
        return RoutineSettings(keep_up=tuple(one for one in self.keep_up if one != slug))

    def toggled(self, slug: str) -> "RoutineSettings":
        """With a routine taken on; without it, where it was."""
        return self.keeping(slug, kept=slug not in self.keep_up)


class CueSettings(Record):
    """What tells of a change besides the screen."""

    bell: Bells = "all"
    title: bool = True
    """The window's title names the exercise."""
    notify: Literal["off", "osc9", "osc777", "osc99"] = "off"
    """Desktop notification by escape sequence, where the terminal knows it."""


class QuestionSettings(Record):
    """What the app asks; every answer can be skipped."""

    before_and_after: bool = True
    """Stiffness and pain, before a session and after it."""
    harder_side: bool = True
    """Which side felt harder, where an article gives the stiffer one more."""
    next_morning: bool = True
    """At the next start: how it was the morning after."""

    @classmethod
    def none(cls) -> Self:
        """Nothing is asked."""
        return cls(before_and_after=False, harder_side=False, next_morning=False)


class WeekSettings(Record):
    """What is wanted of a week."""

    sessions: int = Field(default=3, ge=0, le=35)
    """How many sessions; 0 for no target."""
    minutes: dict[Area, Annotated[int, Field(ge=1, le=600)]] = Field(default_factory=dict)
    """Minutes for each area."""


class Settings(Record):
    """A person's settings, as the settings file holds them."""

    stiffer_side: Side | None = None
    """The side that goes first and gets the extra rounds; None for neither."""
    equipment: tuple[Equipment, ...] = (
        Equipment.MAT,
        Equipment.SUPPORT,
        Equipment.CHAIR,
        Equipment.PILLOW,
    )
    """What is at hand."""
    avoid: tuple[Caution, ...] = ()
    """Cautions that always count."""
    theme: Text = "loosen-dark"
    """The name of a theme; the command palette lists them."""
    motion: Motion = Motion.FULL
    """How much moves."""
    pace: Pace = Pace()
    cues: CueSettings = CueSettings()
    exercises: ExerciseSettings = ExerciseSettings()
    routines: RoutineSettings = RoutineSettings()
    questions: QuestionSettings = QuestionSettings()
    week: WeekSettings = WeekSettings()
    keys: dict[str, str] = Field(default_factory=dict)
    """Other keys for the app's actions: the action's id, and the key or keys for it."""


class Memory(Record):
    """What the app remembers by itself."""

    safety_seen: bool = False
    turns: dict[Slug, int] = Field(default_factory=dict)
    """How often each routine was finished: it turns the picks."""
    brief: dict[str, object] = Field(default_factory=dict)
    """What was last asked of the composer."""
    asked_morning: UUID | None = None
    """The session whose morning after was last asked about."""
