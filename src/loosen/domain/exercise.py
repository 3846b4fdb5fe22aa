"""An exercise: what it is, how it is done, who should ask first, and what each source says of it.

The schema of exercise files too: unknown keys are errors, texts go through ``clean`` as they enter.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Self

from pydantic import (
    Field,
    model_validator,
)

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
from loosen.domain.dose import Dose, Timed
from loosen.domain.dose_text import DoseText, SpanText
from loosen.domain.value import Record, Slug, Slugs, Text, Texts

OURS = "loosen"
"""The name that stands for ourselves where an article's would stand."""


class Breath(StrEnum):
    """Which breath goes with the first half of a repetition."""

    OUT_IN = "out-in"
    IN_OUT = "in-out"


class Source(Record):
    """Where an exercise comes from."""

    slug: Slug
    code: Text
    title: Text
    publisher: Text
    author: Text | None = None
    note: Text | None = None


class Attribution(Record):
    """Whose an imported exercise is, as its licence asks to be told. Addresses are https or http."""

    source: Slug
    """The set it comes from."""
    id: Text
    """Its name there, for machines."""
    licence: Text
    licence_address: Text
    authors: tuple[Text, ...] = ()
    """Empty where the set names nobody."""
    address: Text
    original: Text | None = None
    """Where the set took it from, if it says so."""


class Areas(Record):
    """What an exercise is for, most important first."""

    primary: tuple[Area, ...] = Field(min_length=1)
    secondary: tuple[Area, ...] = ()

    def weight(self, area: Area) -> int:
        """How much of the work goes to an area: 3 for the first, 2 for other primary ones, 1, 0."""
        if area in self.primary:
            return 3 if area is self.primary[0] else 2
        return 1 if area in self.secondary else 0


class Kit(Record):
    """What an exercise cannot do without, and what makes it nicer."""

    required: tuple[Equipment, ...] = ()
    optional: tuple[Equipment, ...] = ()
    other: tuple[Text, ...] = ()
    """What it cannot do without either, and no word of ours stands for; never taken to be at hand."""


class Cautions(Record):
    """Who should ask first, and who should leave it out unless advised otherwise."""

    ask_first: tuple[Caution, ...] = ()
    avoid: tuple[Caution, ...] = ()

    @property
    def all(self) -> tuple[Caution, ...]:
        """Both degrees, the stricter first."""
        return self.avoid + self.ask_first


class DefaultDose(Record):
    """The dose used when nothing else is said, and why."""

    dose: DoseText
    ours: bool
    because: Text


class StifferSide(Record):
    """Extra rounds for the side that feels stiffer.

    ``rounds`` is the total for that side. With our own name as ``source`` no article asks for it:
    it is offered on request only.
    """

    rounds: SpanText
    source: Slug

    @property
    def by_rule(self) -> bool:
        """Whether an article asks for the extra rounds."""
        return self.source != OURS


class SourceDose(Record):
    """What one source says of an exercise. ``dose`` is None where the source gives none."""

    source: Slug
    called: Text
    dose: DoseText | None = None
    frequency: Text | None = None
    note: Text | None = None
    not_given: tuple[Text, ...] = ()


class Variant(Record):
    """The same movement with something changed; a key that is None is as in the parent.

    ``ours`` names, as in an exercise, what of the variant's own texts no article gives.
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
    setup_seconds: int | None = Field(default=None, ge=0, le=60)
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


VARIED = tuple(
    Variant.model_fields.keys()
    - {
        "slug",
        "name",
        "source",
        "change",
        "dose",
        "required",
        "optional",
        "without_cautions",
        "with_cautions",
        "ours",
    }
)
"""Keys of an exercise that a variant can say anew."""


class Origin(Word):
    """Who wrote an exercise down."""

    SHIPPED = "shipped", "came with the program"
    OWN = "own", "the person's own"
    IMPORTED = "imported", "another project's, under its own licence"


class Described(Record):
    """What is said of an exercise, whoever says it, with the right side as the working side.

    Where None is allowed and no default, it means *unknown*: an imported set does not say.
    """

    slug: Slug
    name: Text
    aliases: Texts = ()
    kind: Kind
    also: tuple[Kind, ...] = ()
    position: Position | None
    sides: Sides | None
    working_side: Text | None = None
    seconds_per_rep: float | None = Field(default=None, gt=0, le=60)
    breath: Breath | None = None
    setup_seconds: int = Field(default=0, ge=0, le=60)
    side_change: SideChange | None = None
    """What changing sides takes; None where the person's own pace is all there is to it."""
    setup: Text | None = None
    """Where and how to begin, in a line that can be read while getting there."""
    move: Text | None = None
    """The movement in one sentence, for the right side as the working side."""
    motions: tuple[Motion, ...] = ()
    """What the body does that some should ask about; cautions follow from it."""
    steps: Texts = Field(min_length=1)
    cues: Texts = ()
    faults: Texts = ()
    easier_way: Text | None = None
    harder_way: Text | None = None
    easier: Slugs = ()
    harder: Slugs = ()
    similar: Slugs = ()
    before: Slugs = ()
    """Exercises that it is done before."""
    caution_notes: Texts = ()
    areas: Areas
    equipment: Kit | None = Kit()
    cautions: Cautions | None = Cautions()
    """Who should ask first; None where nobody has written it down."""
    figure: Slug | None = None
    """The figure it shows; None for the one of its own name, if there is one."""


class Exercise(Described):
    """One entry of the catalogue."""

    origin: Origin = Origin.SHIPPED
    family: Slug
    surfaces: tuple[Surface, ...] | None = Field(min_length=1)
    level: Level | None
    summary: Text
    feel: Text | None = None
    breathing: Text | None = None
    ours: Texts = ()
    """What no article gives: a key ("faults"), a line of one ("cues.3", from 1), a caution
    ("cautions.knee")."""
    said_by: Mapping[Slug, Texts] = {}
    """Where several articles speak of it, what only one of them says, named as in ``ours``."""
    reading: Texts = ()
    default: DefaultDose
    stiffer_side: StifferSide | None = None
    doses: tuple[SourceDose, ...] = ()
    variants: tuple[Variant, ...] = ()
    variant_of: Slug | None = None
    change: Text | None = None
    attribution: Attribution | None = None
    """Whose it is, where it was imported; None for what is written for loosen."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
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
        for said in self.said_by.values():
            _check_places(said, "said_by", self)
        for variant in self.variants:
            _check_places(variant.ours, f"ours of “{variant.slug}”", variant)
        return self

    def __hash__(self) -> int:
        """By the slug: a mapping among the fields could not be hashed."""
        return hash(self.slug)

    def sources_of(self, key: str, line: int | str | None = None) -> tuple[str, ...]:
        """Whose words a key is, or a line of it (from 1), or a caution: slugs of sources, or ours.

        Without an article that speaks of it there is nobody to name, and the answer is empty.
        """
        place = key if line is None else f"{key}.{line}"
        if place in self.ours or (key in self.ours and not self._said_by(place)):
            return (OURS,)
        return self._said_by(place) or self._said_by(key) or self._articles

    def _said_by(self, place: str) -> tuple[str, ...]:
        return tuple(source for source, said in self.said_by.items() if place in said)

    @property
    def _articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(dose.source for dose in self.doses))

    @property
    def needed(self) -> tuple[Equipment, ...]:
        """The equipment it is known to need."""
        return self.equipment.required if self.equipment else ()

    def turns_in(self, dose: Dose) -> bool:
        """Whether a dose of it goes one way round and then the other, by count or by the clock."""
        given = (self.default.dose, *(said.dose for said in self.doses if said.dose))
        timed = isinstance(dose.amount, Timed) and any(one.each_way for one in given)
        return dose.each_way or timed

    def as_variant(self, variant: Variant) -> "Exercise":
        """This exercise with a variant's changes, as an entry of its own."""
        changed = {key: said for key in VARIED if (said := getattr(variant, key)) is not None}
        kept = tuple(place for place in self.ours if _key_of(place) not in changed)
        changed["ours"] = kept + variant.ours
        changed["said_by"] = {
            source: tuple(place for place in said if _key_of(place) not in changed)
            for source, said in self.said_by.items()
        } | ({variant.source: tuple(changed.keys() - {"ours"})} if self.said_by else {})
        if variant.dose is not None:
            changed["default"] = self.default.model_copy(update={"dose": variant.dose})
        for key in ("easier", "harder", "similar"):
            changed[key] = tuple(slug for slug in getattr(self, key) if slug != variant.slug)
        made = self.model_copy(
            update=changed
            | {
                "slug": variant.slug,
                "name": variant.name,
                "aliases": (),
                "variants": (),
                "variant_of": self.slug,
                "change": variant.change,
                "equipment": self._kit_of(variant),
                "cautions": self._cautions_of(variant),
            }
        )
        # A variant has no other names, and may leave cautions behind.
        there = {
            source: tuple(place for place in said if _is_place(place, made))
            for source, said in made.said_by.items()
        }
        ours = tuple(place for place in made.ours if _is_place(place, made))
        return made.model_copy(update={"ours": ours, "said_by": there})

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
    """The key that a place is in: "cues" for "cues.3"."""
    return place.split(".", 1)[0]


def _check_places(places: Iterable[str], where: str, record: Exercise | Variant) -> None:
    """Raise ValueError for a place that is no key, line or caution of a record."""
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
    if key not in type(record).model_fields:
        return False
    if not line:
        return True
    lines = getattr(record, key)
    return isinstance(lines, tuple) and line.isdecimal() and 1 <= int(line) <= len(lines)
