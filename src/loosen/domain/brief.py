"""Brief: what a person asks of the composer, as a value and as a table in a file.

A field at its default asks for nothing. ``brief.to_table()`` returns a table of plain values that TOML can
hold, and ``Brief.from_table`` reads it: routines, the memory of the last brief and exports use it.
"""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side
from loosen.domain.dose import Span, parse_span
from loosen.domain.value import Record, Slug

MOST_STEPS = 60
ANY_NUMBER = Span(0, MOST_STEPS)


def _number(value: object) -> object:
    return parse_span(value, 0, MOST_STEPS)


def _sorted(value: object) -> object:
    """Return a collection sorted and without duplicates, so that equivalent briefs are equal."""
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return value
    return tuple(sorted(set(value), key=str))


CountRange = Annotated[Span, BeforeValidator(_number), PlainSerializer(str)]
"""Inclusive range of counts from 0; in a file ``3`` or ``"3-4"``."""
Weight = Annotated[int, Field(ge=1, le=3)]
Percent = Annotated[int, Field(ge=0, le=200)]
Days = Annotated[int, Field(ge=0)]
Sorted = BeforeValidator(_sorted)


class Brief(Record):
    """What is asked of a routine, and what is known of the person who asks."""

    seconds: int = Field(default=600, ge=60, le=7_200)
    """Length of the session, including transitions and rests."""
    areas: Mapping[Area, Weight] = {}
    """The areas it is for, with their relative weights."""
    floors: Mapping[Area, Percent] = {}
    """Least share of an area, in percent of its fair share; 40 for one without a floor here."""
    positions: Annotated[tuple[Position, ...], Sorted] = tuple(sorted(Position))
    """Start positions that are allowed."""
    equipment: Annotated[tuple[Equipment, ...], Sorted] = tuple(sorted(Equipment))
    """Equipment at hand."""
    avoid: Annotated[tuple[Caution, ...], Sorted] = ()
    """Cautions that no exercise may carry, in either degree."""
    level: Level = Level.DEMANDING
    """Highest level of an exercise."""
    ours_only: bool = False
    """Whether imported exercises are left out; shipped ones and the person's own remain."""
    include: Annotated[tuple[Slug, ...], Sorted] = ()
    """Exercises or variants that must be in."""
    exclude: Annotated[tuple[Slug, ...], Sorted] = ()
    """Exercises or variants that must not be in."""
    steps: CountRange = ANY_NUMBER
    """The number of steps."""
    max_per_family: int = Field(default=1, ge=1, le=9)
    """Most exercises of one family; one by default, as a second of the same family is no variety."""
    kinds: Mapping[Kind, CountRange] = {}
    """The number of exercises of a kind."""
    start_moving: bool = False
    """Whether to begin with a dynamic warm-up, or with mobility where there is none."""
    end_quiet: bool = False
    """Whether to end with a hold or a rest posture."""
    stiffer: Side | None = None
    """The side that feels stiffer: it gets the extra rounds that articles ask for."""
    recency: Mapping[Slug, Days] = {}
    """Days since an exercise was last done, 0 for today."""
    liked: Annotated[tuple[Slug, ...], Sorted] = ()
    """Exercises to prefer."""
    less: Annotated[tuple[Slug, ...], Sorted] = ()
    """Exercises to take only where little else fits."""
    never: Annotated[tuple[Slug, ...], Sorted] = ()
    """Exercises to leave out always."""
    seed: int = Field(default=0, ge=0)
    """Seed for the choice among nearly equal plans; 0 for the best one."""

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
    def request(self) -> "Brief":
        """The brief without recency and likings, which belong to the person and change with time."""
        return self.model_copy(update={"recency": {}, "liked": (), "less": (), "never": ()})

    def to_table(self) -> dict[str, object]:
        """The ``wish`` as a table of plain values, defaults left out."""
        return self.request.model_dump(mode="json", exclude_defaults=True)

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> Self:
        """The brief that a table holds.

        Raises:
            pydantic.ValidationError: where it does not hold one.
        """
        return cls.model_validate(dict(table))

    @property
    def ordered_areas(self) -> tuple[Area, ...]:
        """The areas asked for, in the order of ``Area``."""
        return tuple(area for area in Area if area in self.areas)
