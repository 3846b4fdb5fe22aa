"""An exercise: what it is, how it is done, who should ask first, and what each source says of it.

The models are the schema of the exercise files too: unknown keys are errors, and texts go through
``clean`` as they enter.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Sides, Surface
from loosen.domain.dosage import Dose, Span, parse_dose
from loosen.domain.text import clean

OURS = "loosen"
"""The name that stands for ourselves where an article's would stand."""

MOST_LINES = 60
"""Lines of any list in an exercise: steps, cues and the like."""


def _dose(value: object) -> object:
    match value:
        case Dose():
            return value
        case str():
            return parse_dose(value)
        case _:
            # A table would become a Dose too, past the limits that reading a text keeps.
            raise ValueError("is not a text; write one, for example “30 s each side”")


def _span(value: object) -> object:
    if isinstance(value, Span):
        return value
    ends = str(value).replace("–", "-").split("-")
    if not 1 <= len(ends) <= 2 or not all(end.strip().isdecimal() for end in ends):
        raise ValueError(
            f"“{value}” is no number or range; write a number or range, as in 3 or “3-4”"
        )
    low, high = int(ends[0]), int(ends[-1])
    if not 1 <= low <= high <= 99:
        raise ValueError(f"“{value}” runs downwards or past 1 to 99; write a range such as “3-4”")
    return Span(low, high)


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("is empty: write some text, or leave the key out")
    return text


DoseText = Annotated[Dose, BeforeValidator(_dose), PlainSerializer(str)]
SpanText = Annotated[Span, BeforeValidator(_span), PlainSerializer(str)]
Text = Annotated[str, AfterValidator(clean), AfterValidator(_not_empty)]
Texts = Annotated[tuple[Text, ...], Field(max_length=MOST_LINES)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Slugs = Annotated[tuple[Slug, ...], Field(max_length=MOST_LINES)]


class Record(BaseModel):
    """A value read from a file: frozen, and strict about its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


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
    """The same movement with something changed; what is None is as in the parent."""

    slug: Slug
    name: Text
    source: Slug
    change: Text
    position: Position | None = None
    surfaces: tuple[Surface, ...] | None = None
    sides: Sides | None = None
    working_side: Text | None = None
    dose: DoseText | None = None
    setup_seconds: int | None = Field(default=None, ge=0, le=60)
    required: tuple[Equipment, ...] | None = None
    optional: tuple[Equipment, ...] | None = None
    without_cautions: tuple[Caution, ...] = ()
    with_cautions: tuple[Caution, ...] = ()
    steps: tuple[Text, ...] | None = None


class Origin(StrEnum):
    """Who wrote an exercise down: it came with the program, or is the person's own."""

    SHIPPED = "shipped"
    OWN = "own"


class Described(Record):
    """What is said of an exercise, whoever says it, with the right side as the working side."""

    slug: Slug
    name: Text
    aliases: Texts = ()
    kind: Kind
    also: tuple[Kind, ...] = ()
    position: Position
    sides: Sides
    working_side: Text | None = None
    seconds_per_rep: float | None = Field(default=None, gt=0, le=60)
    breath: Breath | None = None
    setup_seconds: int = Field(default=0, ge=0, le=60)
    steps: Texts = Field(min_length=1)
    cues: Texts = ()
    faults: Texts = ()
    easier_way: Text | None = None
    harder_way: Text | None = None
    easier: Slugs = ()
    harder: Slugs = ()
    similar: Slugs = ()
    before: Slugs = ()
    caution_notes: Texts = ()
    areas: Areas
    equipment: Kit = Kit()
    cautions: Cautions = Cautions()
    figure: Slug | None = None
    """The figure it shows; None for the one of its own name, if there is one."""


class Exercise(Described):
    """One entry of the catalogue."""

    origin: Origin = Origin.SHIPPED
    family: Slug
    surfaces: tuple[Surface, ...] = Field(min_length=1)
    level: Level
    summary: Text
    feel: Text | None = None
    breathing: Text | None = None
    ours: Texts = ()
    reading: Texts = ()
    default: DefaultDose
    stiffer_side: StifferSide | None = None
    doses: tuple[SourceDose, ...] = ()
    variants: tuple[Variant, ...] = ()
    variant_of: Slug | None = None
    change: Text | None = None

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
        unknown = sorted(set(self.ours) - set(type(self).model_fields))
        if unknown:
            raise ValueError(f"ours names no key of an exercise: {', '.join(unknown)}")
        return self

    def as_variant(self, variant: Variant) -> "Exercise":
        """This exercise with a variant's changes, as an entry of its own."""
        changed = {
            key: value
            for key in ("position", "surfaces", "sides", "working_side", "setup_seconds", "steps")
            if (value := getattr(variant, key)) is not None
        }
        if variant.dose is not None:
            changed["default"] = self.default.model_copy(update={"dose": variant.dose})
        for key in ("easier", "harder", "similar"):
            changed[key] = tuple(slug for slug in getattr(self, key) if slug != variant.slug)
        return self.model_copy(
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

    def _kit_of(self, variant: Variant) -> Kit:
        required = self.equipment.required if variant.required is None else variant.required
        optional = self.equipment.optional if variant.optional is None else variant.optional
        return Kit(required=required, optional=tuple(e for e in optional if e not in required))

    def _cautions_of(self, variant: Variant) -> Cautions:
        def kept(cautions: tuple[Caution, ...]) -> tuple[Caution, ...]:
            return tuple(c for c in cautions if c not in variant.without_cautions)

        avoid, ask_first = kept(self.cautions.avoid), kept(self.cautions.ask_first)
        added = tuple(c for c in variant.with_cautions if c not in avoid + ask_first)
        return Cautions(ask_first=ask_first + added, avoid=avoid)
