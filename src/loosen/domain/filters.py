"""Filters: what a person may want of the exercises, each wish a callable of its own.

A filter says itself in words (``str``), so that a screen can show what it filters by.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Word
from loosen.domain.exercise import OURS, Exercise, Origin
from loosen.domain.search import rank
from loosen.domain.suitability import asks_at_most, keeps_clear_of, makes_do_with, starts_within


class Filter:
    """A wish about exercises; ``a & b`` wants both."""

    def __call__(self, exercise: Exercise) -> bool:
        """Whether an exercise is wanted."""
        raise NotImplementedError

    def __and__(self, other: "Filter") -> "Filter":
        """Both wishes."""
        return Every((*self.parts, *other.parts))

    @property
    def parts(self) -> tuple["Filter", ...]:
        """The single wishes it is made of."""
        return (self,)


@dataclass(frozen=True)
class Every(Filter):
    """All of several wishes; with none, everything is wanted."""

    filters: tuple[Filter, ...] = ()

    def __call__(self, exercise: Exercise) -> bool:
        return all(wanted(exercise) for wanted in self.filters)

    @property
    def parts(self) -> tuple[Filter, ...]:
        return self.filters

    def __str__(self) -> str:
        return " · ".join(str(part) for part in self.filters)


@dataclass(frozen=True)
class Some(Filter):
    """At least one of several wishes."""

    filters: tuple[Filter, ...]

    def __call__(self, exercise: Exercise) -> bool:
        return any(wanted(exercise) for wanted in self.filters)

    def __str__(self) -> str:
        return " or ".join(str(one) for one in self.filters)


@dataclass(frozen=True)
class ForArea(Filter):
    """Exercises that serve an area, first or second."""

    area: Area

    def __call__(self, exercise: Exercise) -> bool:
        return exercise.areas.weight(self.area) > 0

    def __str__(self) -> str:
        return self.area.label


@dataclass(frozen=True)
class InPosition(Filter):
    """Exercises that start in a position."""

    position: Position

    def __call__(self, exercise: Exercise) -> bool:
        return starts_within(exercise, (self.position,))

    def __str__(self) -> str:
        return self.position.label


@dataclass(frozen=True)
class OfKind(Filter):
    """Exercises of a kind, first or second."""

    kind: Kind

    def __call__(self, exercise: Exercise) -> bool:
        return self.kind is exercise.kind or self.kind in exercise.also

    def __str__(self) -> str:
        return self.kind.label


@dataclass(frozen=True)
class Using(Filter):
    """Exercises that need or can use a piece of equipment."""

    equipment: Equipment

    def __call__(self, exercise: Exercise) -> bool:
        kit = exercise.equipment
        return kit is not None and self.equipment in kit.required + kit.optional

    def __str__(self) -> str:
        return f"with {self.equipment.label}"


@dataclass(frozen=True)
class NeedingNothing(Filter):
    """Exercises that need no equipment at all."""

    def __call__(self, exercise: Exercise) -> bool:
        return makes_do_with(exercise, ())

    def __str__(self) -> str:
        return "nothing needed"


@dataclass(frozen=True)
class Avoiding(Filter):
    """Exercises that carry no caution of a kind, in either degree."""

    caution: Caution

    def __call__(self, exercise: Exercise) -> bool:
        return keeps_clear_of(exercise, (self.caution,))

    def __str__(self) -> str:
        return f"avoid {self.caution.label}"


@dataclass(frozen=True)
class UpTo(Filter):
    """Exercises that ask no more than a level."""

    level: Level

    def __call__(self, exercise: Exercise) -> bool:
        return asks_at_most(exercise, self.level)

    def __str__(self) -> str:
        return f"at most {self.level.label}"


@dataclass(frozen=True)
class From(Filter):
    """Exercises that came with the program, a person's own, or imported ones."""

    origin: Origin

    def __call__(self, exercise: Exercise) -> bool:
        return exercise.origin is self.origin

    def __str__(self) -> str:
        return self.origin.label


@dataclass(frozen=True)
class FromSource(Filter):
    """Exercises of one source: an imported set, an article that gives a dose, or loosen as a whole."""

    source: str

    def __call__(self, exercise: Exercise) -> bool:
        if exercise.attribution:
            return exercise.attribution.source == self.source
        return self.source == OURS or any(dose.source == self.source for dose in exercise.doses)

    def __str__(self) -> str:
        return f"from {self.source}"


@dataclass(frozen=True)
class Matching(Filter):
    """Exercises in which every word of a search stands somewhere."""

    text: str

    def __call__(self, exercise: Exercise) -> bool:
        return rank(exercise, self.text) is not None

    def __str__(self) -> str:
        return f"“{self.text}”"


EVERYTHING = Every()
WISHES: Mapping[type[Word], Callable[..., Filter]] = {
    Area: ForArea,
    Position: InPosition,
    Kind: OfKind,
    Equipment: Using,
    Caution: Avoiding,
    Level: UpTo,
    Origin: From,
}
"""The filter that a word of each list stands for."""


def wanting(words: Iterable[Word]) -> Filter:
    """The filter for words of any lists: one of the areas, one of the positions, and so on.

    Cautions are the exception: every one of them is avoided.
    """
    found: dict[type[Word], list[Filter]] = {}
    for word in words:
        if type(word) not in WISHES:
            raise TypeError(f"nothing is filtered by {word!r}")
        found.setdefault(type(word), []).append(WISHES[type(word)](word))
    wishes: list[Filter] = []
    for kind, filters in found.items():
        together = kind is Caution or len(filters) == 1
        wishes += filters if together else [Some(tuple(filters))]
    return Every(tuple(wishes))
