"""The catalogue: every exercise by slug, and filters that are values joined with ``&``.

Immutable. A filter says itself in words (``str``), so that a screen can show what holds.
"""

import difflib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Word
from loosen.domain.exercise import Exercise, Source
from loosen.domain.searching import rank, rank_in, searchable


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
        return exercise.position is self.position

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
        return self.equipment in kit.required + kit.optional

    def __str__(self) -> str:
        return f"with {self.equipment.label}"


@dataclass(frozen=True)
class NeedingNothing(Filter):
    """Exercises that need no equipment at all."""

    def __call__(self, exercise: Exercise) -> bool:
        return not exercise.equipment.required

    def __str__(self) -> str:
        return "nothing needed"


@dataclass(frozen=True)
class Avoiding(Filter):
    """Exercises that carry no caution of a kind, in either degree."""

    caution: Caution

    def __call__(self, exercise: Exercise) -> bool:
        return self.caution not in exercise.cautions.all

    def __str__(self) -> str:
        return f"avoid {self.caution.label}"


@dataclass(frozen=True)
class UpTo(Filter):
    """Exercises that ask no more than a level."""

    level: Level

    def __call__(self, exercise: Exercise) -> bool:
        return exercise.level.rank <= self.level.rank

    def __str__(self) -> str:
        return f"at most {self.level.label}"


@dataclass(frozen=True)
class Matching(Filter):
    """Exercises in which every word of a search stands somewhere."""

    text: str

    def __call__(self, exercise: Exercise) -> bool:
        return rank(exercise, self.text) is not None

    def __str__(self) -> str:
        return f"“{self.text}”"


EVERYTHING = Every()


def wanting(words: Iterable[Word]) -> Filter:
    """The filter for words of any lists: one of the areas, one of the positions, and so on.

    Cautions are the exception: every one of them is avoided.
    """
    found: dict[type[Word], list[Filter]] = {}
    for word in words:
        if type(word) not in _WISHES:
            raise TypeError(f"nothing is filtered by {word!r}")
        found.setdefault(type(word), []).append(_WISHES[type(word)](word))
    wishes: list[Filter] = []
    for kind, filters in found.items():
        together = kind is Caution or len(filters) == 1
        wishes += filters if together else [Some(tuple(filters))]
    return Every(tuple(wishes))


_WISHES: dict[type[Word], Callable[[Any], Filter]] = {
    Area: ForArea,
    Position: InPosition,
    Kind: OfKind,
    Equipment: Using,
    Caution: Avoiding,
    Level: UpTo,
}


class Catalogue(Mapping[str, Exercise]):
    """Exercises by slug, in the order of kinds and then of names; variants can be looked up too.

    Iterating, ``len`` and searching speak of what is listed; ``catalogue[slug]`` and ``in`` know the
    variants too, and what is ``unlisted``: a routine with a hidden exercise in it still runs. A slug
    that is both listed and unlisted is the listed one's.
    """

    def __init__(
        self,
        exercises: Iterable[Exercise],
        sources: Iterable[Source] = (),
        unlisted: Iterable[Exercise] = (),
    ) -> None:
        kinds = list(Kind)
        ordered = sorted(exercises, key=lambda e: (kinds.index(e.kind), e.name.casefold()))
        self._exercises = {exercise.slug: exercise for exercise in ordered}
        self.sources = {source.slug: source for source in sources}
        hidden = {exercise.slug: exercise for exercise in unlisted}
        self._unlisted = hidden | _variants_of(hidden.values(), hidden)

    @cached_property
    def _variants(self) -> dict[str, Exercise]:
        return _variants_of(self._exercises.values(), self._exercises)

    @cached_property
    def _all(self) -> dict[str, Exercise]:
        return self._unlisted | self._variants | self._exercises

    def __getitem__(self, slug: str) -> Exercise:
        return self._all[slug]

    def __contains__(self, slug: object) -> bool:
        return slug in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._exercises)

    def __len__(self) -> int:
        return len(self._exercises)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises themselves, without variants."""
        return tuple(self._exercises.values())

    @property
    def records(self) -> tuple[Exercise, ...]:
        """Exercises and variants, each an entry of its own."""
        return (*self._exercises.values(), *self._variants.values())

    def where(self, wanted: Filter = EVERYTHING) -> tuple[Exercise, ...]:
        """The exercises a filter wants, in catalogue order."""
        return tuple(exercise for exercise in self.exercises if wanted(exercise))

    def search(self, text: str, wanted: Filter = EVERYTHING) -> tuple[Exercise, ...]:
        """The exercises that fit a search and a filter, the best fit first."""
        return self._fitting(self.where(wanted), text)

    def search_records(self, text: str) -> tuple[Exercise, ...]:
        """The exercises and variants that fit a search, the best fit first."""
        return self._fitting(self.records, text)

    def _fitting(self, among: Iterable[Exercise], text: str) -> tuple[Exercise, ...]:
        if not text.split():
            return tuple(among)
        ranked = [(rank_in(self._searchable[e.slug], text), n, e) for n, e in enumerate(among)]
        fitting = [(place, n, e) for place, n, e in ranked if place is not None]
        return tuple(e for _, _, e in sorted(fitting, key=lambda fit: fit[:2]))

    @cached_property
    def _searchable(self) -> dict[str, tuple[str, ...]]:
        """What a search looks through, folded once and not at every key."""
        return {record.slug: searchable(record) for record in self.records}

    def nearest(self, slug: str) -> str | None:
        """The known slug most like an unknown one, by slug or name; None if none is near."""
        by_name = {record.name.casefold(): record.slug for record in self.records}
        folded = slug.casefold().strip()
        if folded in by_name:
            return by_name[folded]
        words = [*(record.slug for record in self.records), *by_name]
        close = difflib.get_close_matches(folded, words, n=1, cutoff=0.5)
        return by_name.get(close[0], close[0]) if close else None


def _variants_of(exercises: Iterable[Exercise], but: Container[str]) -> dict[str, Exercise]:
    return {v.slug: e.as_variant(v) for e in exercises for v in e.variants if v.slug not in but}
