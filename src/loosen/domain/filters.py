"""Filters of exercises: predicates that can be combined, and described with ``str`` for a screen."""

from collections.abc import Callable, Iterable, Mapping

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Word
from loosen.domain.exercise import OURS, Exercise, Origin
from loosen.domain.search import rank
from loosen.domain.suitability import avoids, is_within_level, starts_within
from loosen.domain.value import Value


class Filter(Value):
    """Predicate on exercises; ``a & b`` passes what both pass."""

    def __call__(self, exercise: Exercise) -> bool:
        """Return whether an exercise passes."""
        raise NotImplementedError

    def __and__(self, other: "Filter") -> "Filter":
        """Return the filter that passes what both pass."""
        return AllOf((*self.parts, *other.parts))

    @property
    def parts(self) -> tuple["Filter", ...]:
        """The filters that it combines; itself where it combines none."""
        return (self,)


class AllOf(Filter):
    """Conjunction of filters; without any, every exercise passes."""

    filters: tuple[Filter, ...] = ()

    def __call__(self, exercise: Exercise) -> bool:
        return all(wanted(exercise) for wanted in self.filters)

    @property
    def parts(self) -> tuple[Filter, ...]:
        return self.filters

    def __str__(self) -> str:
        return " · ".join(str(part) for part in self.filters)


class AnyOf(Filter):
    """Disjunction of filters."""

    filters: tuple[Filter, ...]

    def __call__(self, exercise: Exercise) -> bool:
        return any(wanted(exercise) for wanted in self.filters)

    def __str__(self) -> str:
        return " or ".join(str(part) for part in self.filters)


class ForArea(Filter):
    """Exercises that serve an area, primary or secondary."""

    area: Area

    def __call__(self, exercise: Exercise) -> bool:
        return exercise.areas.weight(self.area) > 0

    def __str__(self) -> str:
        return self.area.label


class InPosition(Filter):
    """Exercises that start in a position."""

    position: Position

    def __call__(self, exercise: Exercise) -> bool:
        return starts_within(exercise, (self.position,))

    def __str__(self) -> str:
        return self.position.label


class OfKind(Filter):
    """Exercises of a kind, as their main kind or another."""

    kind: Kind

    def __call__(self, exercise: Exercise) -> bool:
        return self.kind is exercise.kind or self.kind in exercise.also

    def __str__(self) -> str:
        return self.kind.label


class Using(Filter):
    """Exercises that require or can use a piece of equipment."""

    equipment: Equipment

    def __call__(self, exercise: Exercise) -> bool:
        kit = exercise.equipment
        return kit is not None and self.equipment in kit.required + kit.optional

    def __str__(self) -> str:
        return f"with {self.equipment.label}"


class Avoiding(Filter):
    """Exercises that do not carry a caution, in either degree."""

    caution: Caution

    def __call__(self, exercise: Exercise) -> bool:
        return avoids(exercise, (self.caution,))

    def __str__(self) -> str:
        return f"avoid {self.caution.label}"


class UpToLevel(Filter):
    """Exercises of at most a level."""

    level: Level

    def __call__(self, exercise: Exercise) -> bool:
        return is_within_level(exercise, self.level)

    def __str__(self) -> str:
        return f"at most {self.level.label}"


class FromOrigin(Filter):
    """Exercises of an origin: shipped, the person's own, or imported."""

    origin: Origin

    def __call__(self, exercise: Exercise) -> bool:
        return exercise.origin is self.origin

    def __str__(self) -> str:
        return self.origin.label


class FromSource(Filter):
    """Exercises of a source: an imported set, an article that gives a dose, or loosen as a whole."""

    source: str

    def __call__(self, exercise: Exercise) -> bool:
        if exercise.attribution:
            return exercise.attribution.source == self.source
        return self.source == OURS or any(dose.source == self.source for dose in exercise.doses)

    def __str__(self) -> str:
        return f"from {self.source}"


class Matching(Filter):
    """Exercises that contain every word of a search."""

    text: str

    def __call__(self, exercise: Exercise) -> bool:
        return rank(exercise, self.text) is not None

    def __str__(self) -> str:
        return f"“{self.text}”"


EVERYTHING = AllOf()
FILTERS: Mapping[type[Word], Callable[..., Filter]] = {
    Area: ForArea,
    Position: InPosition,
    Kind: OfKind,
    Equipment: Using,
    Caution: Avoiding,
    Level: UpToLevel,
    Origin: FromOrigin,
}
"""Filter class for a word of each vocabulary."""


def filter_by(words: Iterable[Word]) -> Filter:
    """Return the filter for words of any vocabularies: any of the areas, any of the positions, and so on.

    Cautions are the exception: all of them are avoided.

    Raises:
        TypeError: for a word of a vocabulary that has no filter.
    """
    by_type: dict[type[Word], list[Filter]] = {}
    for word in words:
        if type(word) not in FILTERS:
            raise TypeError(f"nothing is filtered by {word!r}")
        by_type.setdefault(type(word), []).append(FILTERS[type(word)](word))
    combined: list[Filter] = []
    for vocabulary, filters in by_type.items():
        together = vocabulary is Caution or len(filters) == 1
        combined += filters if together else [AnyOf(tuple(filters))]
    return AllOf(tuple(combined))
