"""The brief: what a person asks of a routine, as a value and as a table that a file can hold.

What is left at its default asks for nothing. ``brief.to_table()`` gives a table of plain values that TOML
can hold, ``Brief.from_table`` reads it back: routines, the memory of the last brief and exports use it.
"""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side
from loosen.domain.dose import Span, span_of
from loosen.domain.value import Record, Slug

MOST_STEPS = 60
ANY_NUMBER = Span(0, MOST_STEPS)


def _number(value: object) -> object:
    return span_of(value, 0, MOST_STEPS)


def _in_order(value: object) -> object:
    """A choice from a closed list in one order, so that equal briefs are equal."""
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return value
    return tuple(sorted(set(value), key=str))


Number = Annotated[Span, BeforeValidator(_number), PlainSerializer(str)]
"""How many: both ends included, from 0; ``3`` or ``"3-4"`` in a file."""
Weight = Annotated[int, Field(ge=1, le=3)]
Percent = Annotated[int, Field(ge=0, le=200)]
Days = Annotated[int, Field(ge=0)]
Choice = BeforeValidator(_in_order)


class Brief(Record):
    """What is wanted of a routine."""

    seconds: int = Field(default=600, ge=60, le=7_200)
    """The time there is, with everything in it."""
    areas: Mapping[Area, Weight] = {}
    """What it is for, and how much each weighs against the others."""
    floors: Mapping[Area, Percent] = {}
    """The least an area must get, in percent of its fair share; 40 where nothing is said."""
    positions: Annotated[tuple[Position, ...], Choice] = tuple(sorted(Position))
    """Start positions that are allowed."""
    equipment: Annotated[tuple[Equipment, ...], Choice] = tuple(sorted(Equipment))
    """What is at hand."""
    avoid: Annotated[tuple[Caution, ...], Choice] = ()
    """Cautions to keep clear of, in either degree."""
    level: Level = Level.DEMANDING
    """The most that an exercise may ask."""
    ours_only: bool = False
    """Nothing imported: what ships and what is the person's own."""
    include: Annotated[tuple[Slug, ...], Choice] = ()
    """Exercises or variants that must be in."""
    exclude: Annotated[tuple[Slug, ...], Choice] = ()
    """Exercises or variants that must not."""
    steps: Number = ANY_NUMBER
    """How many steps."""
    max_per_family: int = Field(default=1, ge=1, le=9)
    """At most so many of a family. One unless more are asked for: a second knee drop is no variety."""
    kinds: Mapping[Kind, Number] = {}
    """How many of a kind."""
    start_moving: bool = False
    """Begin with a dynamic warm-up, or with mobility where none is left."""
    end_quiet: bool = False
    """End with a hold or a rest posture."""
    stiffer: Side | None = None
    """The side that feels stiffer: it gets the extra rounds that articles ask for."""
    recency: Mapping[Slug, Days] = {}
    """Days since an exercise was last done, 0 for today."""
    liked: Annotated[tuple[Slug, ...], Choice] = ()
    """Rather these."""
    less: Annotated[tuple[Slug, ...], Choice] = ()
    """Rather not these."""
    never: Annotated[tuple[Slug, ...], Choice] = ()
    """Never these."""
    seed: int = Field(default=0, ge=0)
    """Another number, another choice among near equals; 0 for none."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        stray = sorted(set(self.floors) - set(self.areas))
        if stray:
            raise ValueError(f"a floor for an area that is not asked for: {', '.join(stray)}")
        both = sorted(set(self.include) & {*self.exclude, *self.never})
        if both:
            raise ValueError(f"asked for and ruled out at once: {', '.join(both)}")
        return self

    @property
    def wish(self) -> "Brief":
        """The brief alone, without what is known of the person who asks and may be otherwise tomorrow."""
        return self.model_copy(update={"recency": {}, "liked": (), "less": (), "never": ()})

    def to_table(self) -> dict[str, object]:
        """The ``wish`` as a table of plain values, defaults left out."""
        return self.wish.model_dump(mode="json", exclude_defaults=True)

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> Self:
        """The brief that a table holds.

        Raises:
            pydantic.ValidationError: where it does not hold one.
        """
        return cls.model_validate(dict(table))

    @property
    def asked(self) -> tuple[Area, ...]:
        """The areas asked for, in the order of the body."""
        return tuple(area for area in Area if area in self.areas)
