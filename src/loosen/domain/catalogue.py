"""Catalogue: all exercises, to look up, filter and search. Immutable."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property

from loosen.domain.body import Kind
from loosen.domain.exercise import Exercise, Origin, Source
from loosen.domain.filters import Filter, filter_by
from loosen.domain.search import rank, search_fields

EVERYTHING = filter_by()


class Catalogue(Mapping[str, Exercise]):
    """Exercises by slug, ordered by kind and name with imported ones last.

    Iteration, ``len`` and searches cover the listed exercises. ``catalogue[slug]`` and ``in`` also cover
    variants and the ``unlisted`` exercises, so that a routine with a hidden exercise still runs. A slug
    that is both listed and unlisted means the listed exercise. Equality is identity.
    """

    __eq__, __hash__ = object.__eq__, object.__hash__

    def __init__(
        self,
        exercises: Iterable[Exercise],
        sources: Iterable[Source] = (),
        unlisted: Iterable[Exercise] = (),
    ) -> None:
        kinds = {kind: number for number, kind in enumerate(Kind)}
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
        """The listed exercises, without variants."""
        return tuple(self._exercises.values())

    @property
    def origins(self) -> frozenset[Origin]:
        """The origins of the listed exercises."""
        return frozenset(exercise.origin for exercise in self.exercises)

    @property
    def records(self) -> tuple[Exercise, ...]:
        """The listed exercises and their variants, each as an entry of its own."""
        return (*self._exercises.values(), *self._variants.values())

    def where(self, wanted: Filter = EVERYTHING) -> tuple[Exercise, ...]:
        """Return the exercises that pass a filter, in catalogue order.

        An exercise that does not pass is replaced by those of its variants that do.
        """
        return tuple(self._passing(wanted))

    def search(self, text: str, wanted: Filter = EVERYTHING) -> tuple[Exercise, ...]:
        """Return the exercises that match a search and a filter, the best match first.

        Variants replace exercises as in ``where``.
        """
        if not text.split():
            return self.where(wanted)

        def passes(record: Exercise) -> bool:
            return rank(self._fields[record.slug], text) is not None and wanted(record)

        return self._ranked(self._passing(passes), text)

    def _passing(self, passes: Callable[[Exercise], bool]) -> Iterator[Exercise]:
        for exercise in self.exercises:
            if passes(exercise):
                yield exercise
                continue
            variants = (self._variants.get(variant.slug) for variant in exercise.variants)
            yield from (record for record in variants if record is not None and passes(record))

    def search_records(self, text: str) -> tuple[Exercise, ...]:
        """Return the exercises and variants that match a search, the best match first."""
        return self._ranked(self.records, text)

    def _ranked(self, among: Iterable[Exercise], text: str) -> tuple[Exercise, ...]:
        if not text.split():
            return tuple(among)
        ranks = ((rank(self._fields[record.slug], text), record) for record in among)
        matches = [(rank, record) for rank, record in ranks if rank is not None]
        return tuple(record for _, record in sorted(matches, key=lambda match: match[0]))

    @cached_property
    def _fields(self) -> dict[str, tuple[str, ...]]:
        """The searched fields of each record, folded once rather than on every keystroke."""
        return {record.slug: search_fields(record) for record in self.records}

    def nearest(self, slug: str) -> str | None:
        """Return the known slug most similar to ``slug``, by slug or name; None if none is close."""
        import difflib

        ours_last = sorted(self.records, key=lambda record: record.origin is not Origin.IMPORTED)
        by_name = {record.name.casefold(): record.slug for record in ours_last}
        folded = slug.casefold().strip()
        if folded in by_name:
            return by_name[folded]
        words = [*(record.slug for record in self.records), *by_name]
        close = difflib.get_close_matches(folded, words, n=1, cutoff=0.5)
        return by_name.get(close[0], close[0]) if close else None


def _variants_of(exercises: Iterable[Exercise], taken: Container[str]) -> dict[str, Exercise]:
    """Return the variants of exercises by slug, without slugs that are taken."""
    return {v.slug: e.as_variant(v) for e in exercises for v in e.variants if v.slug not in taken}
