"""A brief as controls: what the composer's screen shows of it, and what its keys do to it."""

from dataclasses import dataclass

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side, Word
from loosen.domain.brief import ANY_NUMBER, Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.dose import Span
from loosen.domain.exercise import Origin
from loosen.text.controls import (
    ChoiceRow,
    Control,
    ControlText,
    Flag,
    Groups,
    Tick,
    changed,
    neighbour,
)
from loosen.text.wording import position_words, span_words

LONGEST_MINUTES = 120
HEAVIEST = 3
MOST_ALIKE = 4
NUMBERS = (ANY_NUMBER, *(Span(n, n) for n in range(6)), Span(1, 2), Span(2, 3), Span(3, 4))
"""How many of a kind a turn goes through."""
STEPS = (ANY_NUMBER, Span(1, 3), Span(3, 5), Span(4, 6), Span(6, 8), Span(8, 12))


@dataclass(frozen=True)
class Minutes:
    """The time there is."""

    def shown(self, brief: Brief) -> ControlText:
        return ControlText("", "minutes", f"{brief.seconds / 60:g}", asks=True)

    def turned(self, brief: Brief, *, up: bool) -> Brief:
        minutes = -(-brief.seconds // 60) + (1 if up else -1)
        return changed(brief, seconds=60 * max(1, min(LONGEST_MINUTES, minutes)))


@dataclass(frozen=True)
class Weight:
    """How much an area weighs, from not asked for to heaviest."""

    area: Area

    def shown(self, brief: Brief) -> ControlText:
        weight = brief.areas.get(self.area, 0)
        sign = ("▪" * weight or "·").ljust(HEAVIEST + 1)
        return ControlText(sign, self.area.label, asks=weight > 0)

    def turned(self, brief: Brief, *, up: bool) -> Brief:
        weight = max(0, min(HEAVIEST, brief.areas.get(self.area, 0) + (1 if up else -1)))
        areas = {**brief.areas, self.area: weight}
        asked = {area: areas[area] for area in Area if areas.get(area)}
        floors = {area: floor for area, floor in brief.floors.items() if area in asked}
        return changed(brief, areas=asked, floors=floors)


@dataclass(frozen=True)
class HowMany:
    """How many of a kind."""

    kind: Kind

    def shown(self, brief: Brief) -> ControlText:
        wanted = brief.kinds.get(self.kind)
        value = span_words(wanted) if wanted else "any"
        return ControlText("", self.kind.short, value, asks=wanted is not None)

    def turned(self, brief: Brief, *, up: bool) -> Brief:
        wanted = neighbour(NUMBERS, brief.kinds.get(self.kind, ANY_NUMBER), up=up)
        kinds = {kind: number for kind, number in brief.kinds.items() if kind is not self.kind}
        return changed(brief, kinds=kinds if wanted == ANY_NUMBER else {**kinds, self.kind: wanted})


def _ticks(field: str, words: type[Word]) -> tuple[Control[Brief], ...]:
    return tuple(Tick[Brief](field, word.value, word.label) for word in words)


LEVELS = ChoiceRow[Brief, Level](
    "level", "at most", tuple(reversed(Level)), {level: level.label for level in Level}
)
GROUPS: tuple[tuple[str, tuple[Control[Brief], ...]], ...] = (
    ("time", (Minutes(),)),
    ("areas", tuple(Weight(area) for area in Area)),
    ("positions", tuple(Tick[Brief]("positions", p.value, position_words(p)) for p in Position)),
    ("avoid", _ticks("avoid", Caution)),
    ("at hand", _ticks("equipment", Equipment)),
    ("how hard", (LEVELS,)),
    ("order", (Flag[Brief]("start_moving", "start moving"), Flag[Brief]("end_quiet", "end quiet"))),
    ("kinds", tuple(HowMany(kind) for kind in Kind)),
    (
        "how many",
        (
            ChoiceRow[Brief, Span]("steps", "exercises", STEPS, {ANY_NUMBER: "any"}),
            ChoiceRow[Brief, int](
                "max_per_family", "of a family", tuple(range(1, MOST_ALIKE + 1)), {}
            ),
        ),
    ),
    (
        "sides",
        (
            ChoiceRow(
                "stiffer", "stiffer", (None, *Side), {None: "neither", **{s: s.value for s in Side}}
            ),
        ),
    ),
)


def controls_of(brief: Brief, catalogue: Catalogue) -> Groups[Brief]:
    """The groups of controls under their headings; what is in or out by name comes last.

    Where nothing is imported, nothing is asked about it.
    """
    groups: list[tuple[str, tuple[Control[Brief], ...]]] = list(GROUPS)
    if any(exercise.origin is Origin.IMPORTED for exercise in catalogue.exercises):
        groups.append(("whose", (Flag[Brief]("ours_only", "nothing imported"),)))
    for heading, field in (("with", "include"), ("without", "exclude")):
        slugs = getattr(brief, field)
        if slugs:
            names = {slug: catalogue[slug].name if slug in catalogue else slug for slug in slugs}
            ticks = tuple(Tick[Brief](field, slug, name) for slug, name in names.items())
            groups.append((heading, ticks))
    return groups
