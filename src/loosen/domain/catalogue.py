"""The catalogue: every exercise there is, looked up, filtered and searched. Immutable."""

import difflib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property

from loosen.domain.body import Kind
from loosen.domain.exercise import Exercise, Origin, Source
from loosen.domain.filters import EVERYTHING, Filter
from loosen.domain.search import rank_in, searchable


class Catalogue(Mapping[str, Exercise]):
    """Exercises by slug, by kind and name, imported ones last; variants can be looked up too.

    Iterating, ``len`` and searching speak of what is listed; ``catalogue[slug]`` and ``in`` know the
    variants too, and what is ``unlisted``: a routine with a hidden exercise in it still runs. A slug
    that is both listed and unlisted is the listed one's. Two catalogues are the same only if they are one
    object.
    """

    __eq__, __hash__ = object.__eq__, object.__hash__

    def __init__(
        self,
        exercises: Iterable[Exercise],
        sources: Iterable[Source] = (),
        unlisted: Iterable[Exercise] = (),
    ) -> None:
        kinds = {kind: place for place, kind in enumerate(Kind)}
        ordered = sorted(exercises, key=lambda e: (kinds[e.kind], e.name.casefold()))
        ordered.sort(key=lambda e: e.origin is Origin.IMPORTED)
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
    def origins(self) -> frozenset[Origin]:
        """Whose the exercises are."""
        return frozenset(exercise.origin for exercise in self.exercises)

    @property
    def records(self) -> tuple[Exercise, ...]:
        """Exercises and variants, each an entry of its own."""
        return (*self._exercises.values(), *self._variants.values())

    def where(self, wanted: Filter = EVERYTHING) -> tuple[Exercise, ...]:
        """The exercises a filter wants, in catalogue order.

        In place of one that it does not want stand those of its variants that it does.
        """
        return tuple(self._standing(wanted))

    def search(self, text: str, wanted: Filter = EVERYTHING) -> tuple[Exercise, ...]:
        """The exercises, or variants in their place, that fit a search and a filter, best fit first."""
        if not text.split():
            return self.where(wanted)

        def fits(one: Exercise) -> bool:
            return rank_in(self._searchable[one.slug], text) is not None and wanted(one)

        return self._fitting(self._standing(fits), text)

    def _standing(self, fits: Callable[[Exercise], bool]) -> Iterator[Exercise]:
        for exercise in self.exercises:
            if fits(exercise):
                yield exercise
                continue
            variants = (self._variants.get(variant.slug) for variant in exercise.variants)
            yield from (one for one in variants if one is not None and fits(one))

    def search_records(self, text: str) -> tuple[Exercise, ...]:
        """The exercises and variants that fit a search, the best fit first."""
        return self._fitting(self.records, text)

    def _fitting(self, among: Iterable[Exercise], text: str) -> tuple[Exercise, ...]:
        if not text.split():
            return tuple(among)
        ranked = ((rank_in(self._searchable[e.slug], text), e) for e in among)
        fitting = [(place, e) for place, e in ranked if place is not None]
        return tuple(e for _, e in sorted(fitting, key=lambda fit: fit[0]))

    @cached_property
    def _searchable(self) -> dict[str, tuple[str, ...]]:
        """What a search looks through, folded once and not at every key."""
        return {record.slug: searchable(record) for record in self.records}

    def nearest(self, slug: str) -> str | None:
        """The known slug most like an unknown one, by slug or name; None if none is near."""
        ours_last = sorted(self.records, key=lambda record: record.origin is not Origin.IMPORTED)
        by_name = {record.name.casefold(): record.slug for record in ours_last}
        folded = slug.casefold().strip()
        if folded in by_name:
            return by_name[folded]
        words = [*(record.slug for record in self.records), *by_name]
        close = difflib.get_close_matches(folded, words, n=1, cutoff=0.5)
        return by_name.get(close[0], close[0]) if close else None


def _variants_of(exercises: Iterable[Exercise], but: Container[str]) -> dict[str, Exercise]:
    return {v.slug: e.as_variant(v) for e in exercises for v in e.variants if v.slug not in but}
