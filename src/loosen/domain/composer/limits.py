"""The limits of a brief, as values.

A conflict names them, a relaxation changes one, a checker reports the violated ones, and a multiplier
prices them. ``words`` says them.
"""

from enum import Enum, StrEnum, auto

from loosen.domain.body import Area, Caution, Kind
from loosen.domain.value import Value


class Rule(Enum):
    """A limit that every brief has at most one of."""

    BUDGET = "budget"
    FAMILY_CAP = "family cap"
    POSITIONS = "positions"
    EQUIPMENT = "equipment"
    LEVEL = "level"
    OURS_ONLY = "ours only"
    SURFACE = "surface"


class Avoided(Value):
    """No exercise may carry this caution, in either degree."""

    caution: Caution


class Never(Value):
    """An exercise that the person never wants."""

    slug: str


class Excluded(Value):
    """An exercise that this brief rules out."""

    slug: str


class Required(Value):
    """An exercise that must be in."""

    slug: str


class AreaFloor(Value):
    """The least dose of an area."""

    area: Area


class StepRole(Enum):
    """A group of steps that is counted: all of them, those that may open a plan, those that may end it."""

    STEP = "step"
    OPENER = "opener"
    CLOSER = "closer"


class StrengthFamily(Value):
    """The strength exercises of one family."""

    family: str


class EarlierPlan(Value):
    """The steps of a plan that was shown before, which the next one may share few of."""

    number: int


Group = StepRole | Kind | StrengthFamily | EarlierPlan
"""Steps that are counted together."""


class Habit(Enum):
    """What a plan keeps to unless none can. Those given up are said; the first is given up last."""

    START = auto()
    """Easy movement comes first."""
    STEPS_UP = auto()
    """The easier one of a family comes before the harder one, or instead of it."""
    FEW_CHANGES = auto()
    """The body goes down to the floor at most once, and up from it at most once."""
    SHARE = auto()
    """No exercise takes more than its share of the time."""
    LITTLE_STRENGTH = auto()
    """Strength that nobody asked for stays little."""


class End(StrEnum):
    """An end of a range; the value is how it reads."""

    LEAST = "least"
    MOST = "most"


class CountBound(Value):
    """The least or the most steps of a group."""

    group: Group
    end: End


Limit = Rule | Avoided | Never | Excluded | Required | AreaFloor | CountBound
