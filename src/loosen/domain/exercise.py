"""Exercise: what it is, how it is done, its cautions and doses, and the sources of each.

These classes are also the schema of exercise files: unknown keys are errors, texts pass ``clean``.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from loosen.domain.body import (
    Area,
    Caution,
    Equipment,
    Kind,
    Level,
    Motion,
    Position,
    SideChange,
    Sides,
    Surface,
    Word,
)
from loosen.domain.dose import Dose, DoseText, SpanText, Timed
from loosen.domain.value import Record, Slug, Slugs, Text, Texts

OURS = "loosen"
"""Source slug for what we wrote ourselves rather than took from an article."""


class BreathPattern(StrEnum):
    """Breathing through a repetition, the first half named first."""

    OUT_IN = "out-in"
    IN_OUT = "in-out"


class Source(Record):
    """Publication that exercises and doses are taken from."""

    slug: Slug
    code: Text
    title: Text
    publisher: Text
    author: Text | None = None
    note: Text | None = None


class Attribution(Record):
    """Attribution of an imported exercise, as its licence requires. Addresses are http or https."""

    source: Slug
    """Slug of the set it comes from."""
    id: Text
    """Its identifier in that set."""
    licence: Text
    licence_address: Text
    authors: tuple[Text, ...] = ()
    """Empty where the set names no author."""
    address: Text
    original: Text | None = None
    """Where the set took it from, if stated."""


class Areas(Record):
    """Areas that an exercise serves, the most important first."""

    primary: Annotated[tuple[Area, ...], Meta(min_length=1)]
    secondary: tuple[Area, ...] = ()

    def weight(self, area: Area) -> int:
        """Return an area's weight: 3 for the first primary one, 2 for others, 1 for secondary, 0."""
        if area in self.primary:
            return 3 if area is self.primary[0] else 2
        return 1 if area in self.secondary else 0


class Kit(Record):
    """Equipment of an exercise: required, and optional."""

    required: tuple[Equipment, ...] = ()
    optional: tuple[Equipment, ...] = ()
    other: tuple[Text, ...] = ()
    """Required equipment outside the vocabulary; never counted as at hand."""


class Cautions(Record):
    """Cautions of an exercise in two degrees: ask first, and leave it out unless advised otherwise."""

    ask_first: tuple[Caution, ...] = ()
    avoid: tuple[Caution, ...] = ()

    @property
    def all(self) -> tuple[Caution, ...]:
        """Both degrees, the stricter first."""
        return self.avoid + self.ask_first


class DefaultDose(Record):
    """Dose used where a step gives none, and the reason for it."""

    dose: DoseText
    ours: bool
    because: Text


class StifferSide(Record):
    """Extra rounds for the side that feels stiffer.

    ``rounds`` is the total for that side. With ``OURS`` as ``source`` no article asks for them, and they
    are given on request only.
    """

    rounds: SpanText
    source: Slug

    @property
    def by_rule(self) -> bool:
        """Whether an article asks for the extra rounds."""
        return self.source != OURS


class SourceDose(Record):
    """Name and dose of an exercise in one source. ``dose`` is None where the source gives none."""

    source: Slug
    called: Text
    dose: DoseText | None = None
    frequency: Text | None = None
    note: Text | None = None
    not_given: tuple[Text, ...] = ()


class Variant(Record):
    """Variant of an exercise. A field that is None has the value of the parent.

    ``ours`` lists which of the variant's own texts no article gives, named as in ``Exercise.ours``.
    """

    slug: Slug
    name: Text
    source: Slug
    change: Text
    summary: Text | None = None
    position: Position | None = None
    surfaces: tuple[Surface, ...] | None = None
    sides: Sides | None = None
    side_change: SideChange | None = None
    working_side: Text | None = None
    level: Level | None = None
    dose: DoseText | None = None
    setup_seconds: Annotated[int, Meta(ge=0, le=60)] | None = None
    setup: Text | None = None
    move: Text | None = None
    steps: Texts | None = None
    cues: Texts | None = None
    feel: Text | None = None
    breathing: Text | None = None
    faults: Texts | None = None
    caution_notes: Texts | None = None
    easier_way: Text | None = None
    harder_way: Text | None = None
    motions: tuple[Motion, ...] | None = None
    required: tuple[Equipment, ...] | None = None
    optional: tuple[Equipment, ...] | None = None
    without_cautions: tuple[Caution, ...] = ()
    with_cautions: tuple[Caution, ...] = ()
    ours: Texts = ()


_VARIANT_ONLY = frozenset(
    {
        "slug", "name", "source", "change", "dose", "required", "optional",
        "without_cautions", "with_cautions", "ours",
    }
)  # fmt: skip
VARIANT_KEYS = tuple(name for name in Variant.__struct_fields__ if name not in _VARIANT_ONLY)
"""Fields of an exercise that a variant can replace."""


class Origin(Word):
    """Who wrote the entry of an exercise."""

    SHIPPED = "shipped", "came with the program"
    OWN = "own", "the person's own"
    IMPORTED = "imported", "another project's, under its own licence"


class ExerciseFields(Record):
    """Fields common to shipped, own and imported exercises. Texts have the right as working side.

    None in a field without a default means unknown: an imported set does not give it.
    """

    slug: Slug
    name: Text
    aliases: Texts = ()
    kind: Kind
    also: tuple[Kind, ...] = ()
    position: Position | None
    sides: Sides | None
    working_side: Text | None = None
    seconds_per_rep: Annotated[float, Meta(gt=0, le=60)] | None = None
    breath: BreathPattern | None = None
    setup_seconds: Annotated[int, Meta(ge=0, le=60)] = 0
    side_change: SideChange | None = None
    """What a change of sides involves; None where only the person's pace sets its length."""
    setup: Text | None = None
    """Starting position in one line, short enough to read while moving into it."""
    move: Text | None = None
    """The movement in one sentence."""
    motions: tuple[Motion, ...] = ()
    """Motions that bring cautions with them."""
    steps: Annotated[Texts, Meta(min_length=1)]
    cues: Texts = ()
    faults: Texts = ()
    easier_way: Text | None = None
    harder_way: Text | None = None
    easier: Slugs = ()
    harder: Slugs = ()
    similar: Slugs = ()
    before: Slugs = ()
    """Exercises that this one is done before."""
    caution_notes: Texts = ()
    areas: Areas
    equipment: Kit | None = Kit()
    cautions: Cautions | None = Cautions()
    """None where they are unknown."""
    figure: Slug | None = None
    """The figure that shows it; None for the figure of the same slug, if there is one."""


class Exercise(ExerciseFields):
    """Entry of the catalogue."""

    origin: Origin = Origin.SHIPPED
    family: Slug
    surfaces: Annotated[tuple[Surface, ...], Meta(min_length=1)] | None
    level: Level | None
    summary: Text
    feel: Text | None = None
    breathing: Text | None = None
    ours: Texts = ()
    """Places that no article gives: a key ("faults"), a line of one ("cues.3", from 1) or a caution
    ("cautions.knee")."""
    said_by: Mapping[Slug, Texts] = {}
    """For an exercise of several articles: the places that only one article gives, by its slug."""
    reading: Texts = ()
    default: DefaultDose
    stiffer_side: StifferSide | None = None
    doses: tuple[SourceDose, ...] = ()
    variants: tuple[Variant, ...] = ()
    variant_of: Slug | None = None
    change: Text | None = None
    attribution: Attribution | None = None
    """For an imported exercise only."""

    def __post_init__(self) -> None:
        if self.sides is Sides.NONE and self.default.dose.sides is not Sides.NONE:
            raise ValueError("default.dose is for each side, but sides is “none”")
        for variant in self.variants:
            dose = variant.dose or self.default.dose
            sides = variant.sides or self.sides
            if sides is Sides.NONE and dose.sides is not Sides.NONE:
                wrong = f"variant “{variant.slug}” works both sides at once, its dose is for each"
                raise ValueError(f"{wrong}; write the variant’s own dose")
        if (self.origin is Origin.IMPORTED) is (self.attribution is None):
            raise ValueError("is imported only with an attribution, and has one only then")
        _check_places(self.ours, "ours", self)
        for places in self.said_by.values():
            _check_places(places, "said_by", self)
        for variant in self.variants:
            _check_places(variant.ours, f"ours of “{variant.slug}”", variant)

    def __hash__(self) -> int:
        """Hash of the slug, as a field that is a mapping cannot be hashed."""
        return hash(self.slug)

    def sources_of(self, key: str, line: int | str | None = None) -> tuple[str, ...]:
        """Return the slugs of the sources of a key, of a line of it (from 1) or of a caution.

        ``OURS`` stands for what no article gives. Empty for an exercise without any source.
        """
        place = key if line is None else f"{key}.{line}"
        if place in self.ours or (key in self.ours and not self._said_by(place)):
            return (OURS,)
        return self._said_by(place) or self._said_by(key) or self._articles

    def _said_by(self, place: str) -> tuple[str, ...]:
        return tuple(source for source, places in self.said_by.items() if place in places)

    @property
    def _articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(dose.source for dose in self.doses))

    @property
    def needed(self) -> tuple[Equipment, ...]:
        """Required equipment; empty where it is unknown."""
        return self.equipment.required if self.equipment else ()

    def turns_in(self, dose: Dose) -> bool:
        """Return whether the direction of movement changes halfway through a dose of this exercise.

        It does where the dose is per direction, and for timed movement where another of its doses is.
        """
        doses = (self.default.dose, *(source.dose for source in self.doses if source.dose))
        timed = isinstance(dose.amount, Timed) and any(known.each_way for known in doses)
        return dose.each_way or timed

    def as_variant(self, variant: Variant) -> "Exercise":
        """Return this exercise with a variant's changes, as an entry of its own."""
        changed = {
            key: value for key in VARIANT_KEYS if (value := getattr(variant, key)) is not None
        }
        replaced = tuple(changed)
        if variant.dose is not None:
            changed["default"] = self.default.copy_with(dose=variant.dose)
        for key in ("easier", "harder", "similar"):
            changed[key] = tuple(slug for slug in getattr(self, key) if slug != variant.slug)
        made = self.copy_with(
            **changed,
            slug=variant.slug,
            name=variant.name,
            aliases=(),
            variants=(),
            variant_of=self.slug,
            change=variant.change,
            equipment=self._kit_of(variant),
            cautions=self._cautions_of(variant),
            ours=(),
            said_by={},
        )
        kept = [place for place in self.ours if _key_of(place) not in replaced]
        said_by = {
            source: tuple(place for place in places if _key_of(place) not in replaced)
            for source, places in self.said_by.items()
        } | ({variant.source: replaced} if self.said_by else {})
        # A variant has no aliases and may lack some cautions: places in them no longer exist.
        return made.copy_with(
            ours=tuple(place for place in (*kept, *variant.ours) if _is_place(place, made)),
            said_by={
                source: tuple(place for place in places if _is_place(place, made))
                for source, places in said_by.items()
            },
        )

    def _kit_of(self, variant: Variant) -> Kit | None:
        if self.equipment is None:
            return None
        required = self.equipment.required if variant.required is None else variant.required
        optional = self.equipment.optional if variant.optional is None else variant.optional
        optional = tuple(e for e in optional if e not in required)
        return Kit(required=required, optional=optional, other=self.equipment.other)

    def _cautions_of(self, variant: Variant) -> Cautions | None:
        if self.cautions is None:
            return None
        avoid, ask_first = (
            tuple(c for c in cautions if c not in variant.without_cautions)
            for cautions in (self.cautions.avoid, self.cautions.ask_first)
        )
        added = tuple(c for c in variant.with_cautions if c not in avoid + ask_first)
        return Cautions(ask_first=ask_first + added, avoid=avoid)


def _key_of(place: str) -> str:
    """Return the key of a place: "cues" for "cues.3"."""
    return place.split(".", 1)[0]


def _check_places(places: Iterable[str], where: str, record: Exercise | Variant) -> None:
    """Raise ValueError if a place is not a key, line or caution of the record."""
    wrong = sorted(place for place in places if not _is_place(place, record))
    if wrong:
        raise ValueError(f"{where} names nothing that is there: {', '.join(wrong)}")


def _is_place(place: str, record: Exercise | Variant) -> bool:
    key, _, line = place.partition(".")
    if key == "cautions" and line:
        carried = (
            record.with_cautions
            if isinstance(record, Variant)
            else record.cautions.all
            if record.cautions
            else ()
        )
        return line in carried
    if key not in type(record).__struct_fields__:
        return False
    if not line:
        return True
    lines = getattr(record, key)
    return isinstance(lines, tuple) and line.isdecimal() and 1 <= int(line) <= len(lines)
