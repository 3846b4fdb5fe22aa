"""Brief: what a person asks of the composer, as a value and as a table in a file.

A field at its default asks for nothing. ``brief.to_table()`` returns a table of plain values that TOML can
hold, and ``Brief.from_plain`` reads it: routines, the memory of the last brief and exports use it.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Side, Surface
from loosen.domain.dose import Span, parse_span
from loosen.domain.value import Form, Parse, Record, Slug

MOST_STEPS = 60
SHORTEST, LONGEST = 60, 7_200
"""Seconds that a session may be asked to take."""
ANY_NUMBER = Span(0, MOST_STEPS)
CALL_FOR_GENTLENESS = frozenset({Caution.PREGNANCY, Caution.PELVIC_GIRDLE, Caution.HIP_REPLACEMENT})
"""Cautions with which nothing is more than gentle, unless the brief says another level."""


def _number(value: object) -> object:
    return parse_span(value, 0, MOST_STEPS)


def _sorted(value: Iterable[str]) -> tuple[str, ...]:
    """Return a collection sorted and without duplicates, so that equivalent briefs are equal."""
    return tuple(sorted(set(value), key=str))


CountRange = Form[Span, Parse(_number)]
"""Inclusive range of counts from 0; in a file ``3`` or ``"3-4"``."""
Weight = Annotated[int, Meta(ge=1, le=3)]
Percent = Annotated[int, Meta(ge=0, le=200)]
Days = Annotated[int, Meta(ge=0)]


class Brief(Record):
    """What is asked of a routine, and what is known of the person who asks."""

    seconds: Annotated[int, Meta(ge=SHORTEST, le=LONGEST)] = 600
    """Length of the session, including transitions and rests."""
    areas: Mapping[Area, Weight] = {}
    """The areas it is for, with their relative weights."""
    floors: Mapping[Area, Percent] = {}
    """Least share of an area, in percent of its fair share; 40 for one without a floor here."""
    positions: Form[tuple[Position, ...], _sorted] = tuple(sorted(Position))
    """Start positions that are allowed."""
    equipment: Form[tuple[Equipment, ...], _sorted] = tuple(sorted(Equipment))
    """Equipment at hand."""
    avoid: Form[tuple[Caution, ...], _sorted] = ()
    """Cautions that no exercise may carry, in either degree."""
    level: Level | None = None
    """Highest level of an exercise; None for ``highest_level`` to follow from the cautions."""
    surface: Surface | None = None
    """The surface that all of it is done on; None for any."""
    ours_only: bool = False
    """Whether imported exercises are left out; shipped ones and the person's own remain."""
    include: Form[tuple[Slug, ...], _sorted] = ()
    """Exercises or variants that must be in."""
    exclude: Form[tuple[Slug, ...], _sorted] = ()
    """Exercises or variants that must not be in."""
    steps: CountRange = ANY_NUMBER
    """The number of steps."""
    max_per_family: Annotated[int, Meta(ge=1, le=9)] = 1
    """Most exercises of one family; one by default, as a second of the same family is no variety."""
    kinds: Mapping[Kind, CountRange] = {}
    """The number of exercises of a kind."""
    start_moving: bool = True
    """Whether to begin with easy movement: a gentle warm-up or gentle mobility."""
    end_quiet: bool = False
    """Whether to end with a hold or a rest posture."""
    stiffer: Side | None = None
    """The side that feels stiffer: it gets the extra rounds that articles ask for."""
    recency: Mapping[Slug, Days] = {}
    """Days since an exercise was last done, 0 for today."""
    liked: Form[tuple[Slug, ...], _sorted] = ()
    """Exercises to prefer."""
    less: Form[tuple[Slug, ...], _sorted] = ()
    """Exercises to take only where little else fits."""
    never: Form[tuple[Slug, ...], _sorted] = ()
    """Exercises to leave out always."""
    seed: Annotated[int, Meta(ge=0)] = 0
    """Seed for the choice among nearly equal plans; 0 for the best one."""

    def __post_init__(self) -> None:
        stray = sorted(set(self.floors) - set(self.areas))
        if stray:
            raise ValueError(f"a floor for an area that is not asked for: {', '.join(stray)}")
        both = sorted(set(self.include) & {*self.exclude, *self.never})
        if both:
            raise ValueError(f"asked for and ruled out at once: {', '.join(both)}")

    @property
    def request(self) -> "Brief":
        """The brief without recency and likings, which belong to the person and change with time."""
        return self.copy_with(recency={}, liked=(), less=(), never=())

    def to_table(self) -> dict[str, object]:
        """Return the ``request`` as a table of plain values, defaults left out."""
        return self.request.to_plain(defaults=False)

    @property
    def highest_level(self) -> Level:
        """The level that is said; else gentle with a caution that calls for it, or any."""
        gentle = not CALL_FOR_GENTLENESS.isdisjoint(self.avoid)
        return self.level or (Level.GENTLE if gentle else Level.DEMANDING)

    @property
    def ordered_areas(self) -> tuple[Area, ...]:
        """The areas asked for, in the order of ``Area``."""
        return tuple(area for area in Area if area in self.areas)
