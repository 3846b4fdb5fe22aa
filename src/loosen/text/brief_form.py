"""A brief as a form of controls, for the screen that composes."""

from collections.abc import Mapping
from dataclasses import dataclass

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side, Surface, Word
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
    neighbour,
    with_fields,
)
from loosen.text.wording import position_words, span_words

LONGEST_MINUTES = 120
HEAVIEST = 3
MOST_ALIKE = 4
NUMBERS = (ANY_NUMBER, *(Span(n, n) for n in range(6)), Span(1, 2), Span(2, 3), Span(3, 4))
"""Choices for the number of exercises of a kind."""
STEPS = (ANY_NUMBER, Span(1, 3), Span(3, 5), Span(4, 6), Span(6, 8), Span(8, 12))


@dataclass(frozen=True)
class Minutes:
    """The minutes of a routine, from 1 to ``LONGEST_MINUTES``."""

    def describe(self, brief: Brief) -> ControlText:
        return ControlText("", "minutes", f"{brief.seconds / 60:g}", active=True)

    def turn(self, brief: Brief, *, up: bool) -> Brief:
        minutes = -(-brief.seconds // 60) + (1 if up else -1)
        return with_fields(brief, seconds=60 * max(1, min(LONGEST_MINUTES, minutes)))


@dataclass(frozen=True)
class Weight:
    """The weight of an area, from 0 (not asked for) to ``HEAVIEST``."""

    area: Area

    def describe(self, brief: Brief) -> ControlText:
        weight = brief.areas.get(self.area, 0)
        sign = ("▪" * weight or "·").ljust(HEAVIEST + 1)
        return ControlText(sign, self.area.label, active=weight > 0)

    def turn(self, brief: Brief, *, up: bool) -> Brief:
        weight = max(0, min(HEAVIEST, brief.areas.get(self.area, 0) + (1 if up else -1)))
        areas = {**brief.areas, self.area: weight}
        asked = {area: areas[area] for area in Area if areas.get(area)}
        floors = {area: floor for area, floor in brief.floors.items() if area in asked}
        return with_fields(brief, areas=asked, floors=floors)


@dataclass(frozen=True)
class HowMany:
    """How many exercises of a kind."""

    kind: Kind

    def describe(self, brief: Brief) -> ControlText:
        wanted = brief.kinds.get(self.kind)
        text = span_words(wanted) if wanted else "any"
        return ControlText("", self.kind.short, text, active=wanted is not None)

    def turn(self, brief: Brief, *, up: bool) -> Brief:
        wanted = neighbour(NUMBERS, brief.kinds.get(self.kind, ANY_NUMBER), up=up)
        kinds = {kind: number for kind, number in brief.kinds.items() if kind is not self.kind}
        return with_fields(
            brief, kinds=kinds if wanted == ANY_NUMBER else {**kinds, self.kind: wanted}
        )


def _ticks(field: str, words: type[Word]) -> tuple[Control[Brief], ...]:
    return tuple(Tick[Brief](field, word.value, word.label) for word in words)


SIDES: Mapping[Side | None, str] = {None: "neither", **{side: side.value for side in Side}}
LEVELS = ChoiceRow[Brief, Level | None](
    "level",
    "how hard",
    (None, *reversed(Level)),
    {None: "as it suits", **{level: level.label for level in Level}},
)
SURFACES = ChoiceRow[Brief, Surface | None](
    "surface", "where", (None, Surface.BED), {None: "anywhere", Surface.BED: "in bed"}
)
ORDER: tuple[Control[Brief], ...] = (
    Flag[Brief]("start_moving", "begin easy"),
    Flag[Brief]("end_quiet", "end quiet"),
)
NUMBERS_OF: tuple[Control[Brief], ...] = (
    LEVELS,
    SURFACES,
    ChoiceRow[Brief, Span]("steps", "exercises", STEPS, {ANY_NUMBER: "any"}),
    ChoiceRow[Brief, int](
        "max_per_family", "similar exercises at most", tuple(range(1, MOST_ALIKE + 1)), {}
    ),
    ChoiceRow[Brief, Side | None]("stiffer", "stiffer side", tuple(SIDES), SIDES),
)
GROUPS: tuple[tuple[str, tuple[Control[Brief], ...]], ...] = (
    ("", (Minutes(),)),
    ("areas", tuple(Weight(area) for area in Area)),
    ("positions", tuple(Tick[Brief]("positions", p.value, position_words(p)) for p in Position)),
    ("avoid", _ticks("avoid", Caution)),
    ("at hand", _ticks("equipment", Equipment)),
    ("kinds", tuple(HowMany(kind) for kind in Kind)),
    ("order", ORDER),
    ("", NUMBERS_OF),
)
FOLDED = frozenset({"positions", "avoid", "at hand", "kinds", "order"})
"""Headings of the groups that few people need: a screen may show them as one line each."""


def brief_form(brief: Brief, catalogue: Catalogue) -> Groups[Brief]:
    """The form of a brief; exercises included or excluded by name come last.

    The row about imported exercises is there only where the catalogue has some.
    """
    groups: list[tuple[str, tuple[Control[Brief], ...]]] = list(GROUPS)
    if any(exercise.origin is Origin.IMPORTED for exercise in catalogue.exercises):
        groups.append(("", (Flag[Brief]("ours_only", "nothing imported"),)))
    for heading, field in (("with", "include"), ("without", "exclude")):
        slugs = getattr(brief, field)
        if slugs:
            names = {slug: catalogue[slug].name if slug in catalogue else slug for slug in slugs}
            ticks = tuple(Tick[Brief](field, slug, name) for slug, name in names.items())
            groups.append((heading, ticks))
    return groups
