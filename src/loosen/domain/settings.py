"""Settings of a person, and the app's memory. Every field has a default that suits a first start."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from msgspec import Meta

from loosen.domain.body import Area, Caution, Equipment, Side
from loosen.domain.pace import Pace
from loosen.domain.value import Form, Record, Slug, Slugs, Text, Texts


def _once(slugs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slugs))


UniqueSlugs = Form[Slugs, _once]
"""Slugs in the order chosen, without duplicates."""


Bells = Literal["all", "changes", "end", "off"]
"""Which bells ring: ticks, halfway and changes; changes only; the end only; none."""


class MotionLevel(StrEnum):
    """How much moves on the screen."""

    FULL = "full"
    REDUCED = "reduced"
    OFF = "off"


class FigureStyle(StrEnum):
    """What figures are drawn with."""

    AUTO = "auto"
    SOLID = "solid"
    DOTS = "dots"
    ASCII = "ascii"

    def on(self, *, colour: bool, signs: bool) -> "FigureStyle":
        """What is used on a terminal with or without colour, and with or without block and braille signs.

        Solid figures are told apart by their colours alone, and dots set the target off without; so
        a terminal that lacks what was wished for gets the next that it can show.
        """
        if not signs or self is FigureStyle.ASCII:
            return FigureStyle.ASCII
        return FigureStyle.DOTS if self is FigureStyle.DOTS or not colour else FigureStyle.SOLID


class Liking(StrEnum):
    """A person's opinion of an exercise, which the composer follows."""

    LIKED = "liked"
    LESS = "less"
    NEVER = "never"


class ExerciseSettings(Record):
    """A person's likings of exercises by slug, and the hidden exercises."""

    liked: UniqueSlugs = ()
    less: UniqueSlugs = ()
    never: UniqueSlugs = ()
    hidden: UniqueSlugs = ()
    """Exercises that no list shows; routines with them still run."""

    def __post_init__(self) -> None:
        named = [*self.liked, *self.less, *self.never]
        twice = sorted({slug for slug in named if named.count(slug) > 1})
        if twice:
            raise ValueError(f"in two lists at once: {', '.join(twice)}; write each into one")

    def liking(self, slug: str) -> Liking | None:
        """Return the liking of an exercise; None for no opinion."""
        return next((liking for liking in Liking if slug in getattr(self, liking)), None)

    def with_liking(self, slug: str, liking: Liking | None) -> "ExerciseSettings":
        """Return the settings with the liking of an exercise replaced."""
        lists: dict[str, tuple[str, ...]] = {
            key.value: tuple(s for s in getattr(self, key) if s != slug) for key in Liking
        }
        if liking:
            lists[liking.value] += (slug,)
        return ExerciseSettings.from_plain({"hidden": self.hidden, **lists})

    def toggled(self, slug: str, liking: Liking) -> "ExerciseSettings":
        """Return the settings with this liking of an exercise, or without one if it had it before."""
        return self.with_liking(slug, None if self.liking(slug) is liking else liking)


class RoutineSettings(Record):
    """The routines that a person keeps up."""

    keep_up: UniqueSlugs = ()
    """Slugs of the routines that can be due."""

    def with_kept_up(self, slug: str, *, kept: bool) -> "RoutineSettings":
        """Return the settings with a routine kept up, a new one last; or with it removed."""
        if kept:
            return RoutineSettings.from_plain({"keep_up": (*self.keep_up, slug)})
        return RoutineSettings(keep_up=tuple(other for other in self.keep_up if other != slug))

    def toggled(self, slug: str) -> "RoutineSettings":
        """Return the settings with a routine kept up, or removed if it was."""
        return self.with_kept_up(slug, kept=slug not in self.keep_up)


class CueSettings(Record):
    """Cues of a session outside the screen's content: bell, window title, notification, voice."""

    bell: Bells = "all"
    title: bool = True
    """Whether the window's title names the exercise."""
    notify: Literal["off", "osc9", "osc777", "osc99"] = "off"
    """Desktop notification by this escape sequence, in terminals that support it."""
    command: Texts = ()
    """Program that says each change, by its words; ``{text}`` in them stands for the sentence."""


class QuestionSettings(Record):
    """Which questions the app asks; every answer can be skipped."""

    before_and_after: bool = True
    """Stiffness and pain, before and after a session."""
    harder_side: bool = True
    """Which side felt harder, after exercises whose stiffer side an article gives more."""
    next_morning: bool = True
    """How the morning after was, at the next start."""

    @classmethod
    def none(cls) -> Self:
        """Return settings without any question."""
        return cls(before_and_after=False, harder_side=False, next_morning=False)


class WeekSettings(Record):
    """Targets for a week."""

    sessions: Annotated[int, Meta(ge=0, le=35)] = 3
    """Number of sessions; 0 for no target."""
    minutes: Mapping[Area, Annotated[int, Meta(ge=1, le=600)]] = {}
    """Minutes of work by area."""


class Settings(Record):
    """Content of the settings file."""

    stiffer_side: Side | None = None
    """Side that goes first and gets the extra rounds; None for neither."""
    equipment: tuple[Equipment, ...] = (
        Equipment.MAT,
        Equipment.SUPPORT,
        Equipment.CHAIR,
        Equipment.PILLOW,
    )
    """Equipment at hand."""
    avoid: tuple[Caution, ...] = ()
    """Cautions that always apply."""
    theme: Text = "loosen-dark"
    """Name of a theme; the command palette lists them."""
    motion: MotionLevel = MotionLevel.FULL
    """How much moves on the screen."""
    figures: FigureStyle = FigureStyle.AUTO
    """What figures are drawn with."""
    pace: Pace = Pace()
    cues: CueSettings = CueSettings()
    exercises: ExerciseSettings = ExerciseSettings()
    routines: RoutineSettings = RoutineSettings()
    questions: QuestionSettings = QuestionSettings()
    week: WeekSettings = WeekSettings()
    keys: Mapping[str, str] = {}
    """The key or keys of actions, by the action's id, where they differ from the defaults."""


class Memory(Record):
    """Content of the state file: what the app remembers by itself."""

    safety_seen: bool = False
    turns: Mapping[Slug, int] = {}
    """Times that each routine was finished; it decides which choices its picks take."""
    brief: Mapping[str, object] = {}
    """The last brief, as a table."""
    asked_morning: UUID | None = None
    """The session whose morning after was asked about last."""
