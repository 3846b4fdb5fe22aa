"""A brief as controls that a person turns, one under the other.

Each control says itself in words and answers a turn up or down with another brief. What a screen shows
of a brief and what its keys do to it is here, where it can be tried without a terminal.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side, Word
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.brief import ANY_NUMBER, Brief
from loosen.domain.dosage import Span
from loosen.domain.wording import kind_words, position_words, span_words

LONGEST_MINUTES = 120
HEAVIEST = 3
MOST_ALIKE = 4
NUMBERS = (ANY_NUMBER, *(Span(n, n) for n in range(6)), Span(1, 2), Span(2, 3), Span(3, 4))
"""How many of a kind a turn goes through."""
STEPS = (ANY_NUMBER, Span(1, 3), Span(3, 5), Span(4, 6), Span(6, 8), Span(8, 12))

Value = TypeVar("Value")


@dataclass(frozen=True)
class Shown:
    """How a control reads: a sign, words, a value where it has one, and whether it asks for something."""

    sign: str
    words: str
    value: str = ""
    asks: bool = False


class Control(Protocol):
    """One thing to turn."""

    def shown(self, brief: Brief) -> Shown:
        """How it reads under a brief."""
        ...

    def turned(self, brief: Brief, *, up: bool) -> Brief:
        """The brief after a turn; the same one at the end of the range."""
        ...


def changed(brief: Brief, **changes: object) -> Brief:
    """A brief with other values, checked like any other."""
    return Brief.model_validate({**dict(brief), **changes})


def neighbour(values: Sequence[Value], value: Value, *, up: bool) -> Value:
    """The value beside one in a row, staying at its ends; the first where it stands nowhere."""
    if value not in values:
        return values[0]
    place = values.index(value) + (1 if up else -1)
    return values[max(0, min(len(values) - 1, place))]


@dataclass(frozen=True)
class Minutes:
    """The time there is."""

    def shown(self, brief: Brief) -> Shown:
        return Shown("", "minutes", f"{brief.seconds / 60:g}", asks=True)

    def turned(self, brief: Brief, *, up: bool) -> Brief:
        minutes = -(-brief.seconds // 60) + (1 if up else -1)
        return changed(brief, seconds=60 * max(1, min(LONGEST_MINUTES, minutes)))


@dataclass(frozen=True)
class Weight:
    """How much an area weighs, from not asked for to heaviest."""

    area: Area

    def shown(self, brief: Brief) -> Shown:
        weight = brief.areas.get(self.area, 0)
        sign = ("▪" * weight or "·").ljust(HEAVIEST + 1)
        return Shown(sign, self.area.label, asks=weight > 0)

    def turned(self, brief: Brief, *, up: bool) -> Brief:
        weight = max(0, min(HEAVIEST, brief.areas.get(self.area, 0) + (1 if up else -1)))
        areas = {**brief.areas, self.area: weight}
        asked = {area: areas[area] for area in Area if areas.get(area)}
        floors = {area: floor for area, floor in brief.floors.items() if area in asked}
        return changed(brief, areas=asked, floors=floors)


@dataclass(frozen=True)
class Tick:
    """Whether a word is among those of a field: a position, a caution, a thing at hand, a name."""

    field: str
    word: str
    words: str

    def shown(self, brief: Brief) -> Shown:
        ticked = self.word in getattr(brief, self.field)
        return Shown("✓ " if ticked else "· ", self.words, asks=ticked)

    def turned(self, brief: Brief, *, up: bool) -> Brief:
        chosen = frozenset(getattr(brief, self.field))
        return changed(brief, **{self.field: chosen | {self.word} if up else chosen - {self.word}})


@dataclass(frozen=True)
class Flag:
    """A field that is wanted or not."""

    field: str
    words: str

    def shown(self, brief: Brief) -> Shown:
        wanted = bool(getattr(brief, self.field))
        return Shown("✓ " if wanted else "· ", self.words, asks=wanted)

    def turned(self, brief: Brief, *, up: bool) -> Brief:
        return changed(brief, **{self.field: up})


@dataclass(frozen=True)
class Row(Generic[Value]):
    """A field with one value of a row; the first is the one that asks for nothing."""

    field: str
    words: str
    values: tuple[Value, ...]
    says: Mapping[Value, str]

    def shown(self, brief: Brief) -> Shown:
        value = getattr(brief, self.field)
        said = self.says.get(value) or (
            span_words(value) if isinstance(value, Span) else str(value)
        )
        return Shown("", self.words, said, asks=value != self.values[0])

    def turned(self, brief: Brief, *, up: bool) -> Brief:
        value = neighbour(self.values, getattr(brief, self.field), up=up)
        return changed(brief, **{self.field: value})


@dataclass(frozen=True)
class HowMany:
    """How many of a kind."""

    kind: Kind

    def shown(self, brief: Brief) -> Shown:
        wanted = brief.kinds.get(self.kind)
        value = span_words(wanted) if wanted else "any"
        return Shown("", kind_words(self.kind), value, asks=wanted is not None)

    def turned(self, brief: Brief, *, up: bool) -> Brief:
        wanted = neighbour(NUMBERS, brief.kinds.get(self.kind, ANY_NUMBER), up=up)
        kinds = {kind: number for kind, number in brief.kinds.items() if kind is not self.kind}
        return changed(brief, kinds=kinds if wanted == ANY_NUMBER else {**kinds, self.kind: wanted})


def _ticks(field: str, words: type[Word]) -> tuple[Control, ...]:
    return tuple(Tick(field, word.value, word.label) for word in words)


LEVELS = Row("level", "at most", tuple(reversed(Level)), {level: level.label for level in Level})
GROUPS: tuple[tuple[str, tuple[Control, ...]], ...] = (
    ("time", (Minutes(),)),
    ("areas", tuple(Weight(area) for area in Area)),
    ("positions", tuple(Tick("positions", p.value, position_words(p)) for p in Position)),
    ("avoid", _ticks("avoid", Caution)),
    ("at hand", _ticks("equipment", Equipment)),
    ("how hard", (LEVELS,)),
    ("order", (Flag("start_moving", "start moving"), Flag("end_quiet", "end quiet"))),
    ("kinds", tuple(HowMany(kind) for kind in Kind)),
    (
        "how many",
        (
            Row("steps", "exercises", STEPS, {ANY_NUMBER: "any"}),
            Row("max_per_family", "of a family", tuple(range(1, MOST_ALIKE + 1)), {}),
        ),
    ),
    (
        "sides",
        (
            Row(
                "stiffer", "stiffer", (None, *Side), {None: "neither", **{s: s.value for s in Side}}
            ),
        ),
    ),
)


def controls_of(brief: Brief, catalogue: Catalogue) -> Iterator[tuple[str, tuple[Control, ...]]]:
    """The groups of controls under their headings; what is in or out by name comes last."""
    yield from GROUPS
    for heading, field in (("with", "include"), ("without", "exclude")):
        slugs = getattr(brief, field)
        if slugs:
            names = {slug: catalogue[slug].name if slug in catalogue else slug for slug in slugs}
            yield heading, tuple(Tick(field, slug, name) for slug, name in names.items())
