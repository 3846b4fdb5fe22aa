"""Pace: seconds for getting ready, changing sides, resting and breathing, and to change position.

A person sets all but those to change position, of which they choose more or fewer.
"""

from typing import Annotated

from msgspec import Meta

from loosen.domain.body import Position
from loosen.domain.value import Record

STAND_TO_FLOOR, STAND_TO_FLOOR_SLOWLY = 15, 25
FLOOR_TO_FLOOR, LYING_TO_SITTING, LYING_TO_LYING, STAND_TO_CHAIR = 12, 10, 4, 8
"""Seconds to change position; ours, as no article gives any."""
UP = frozenset({Position.STANDING, Position.SEATED_CHAIR})
LYING = frozenset({Position.SUPINE, Position.HOOKLYING})
KNEES = frozenset({Position.KNEELING, Position.QUADRUPED, Position.HALF_KNEELING})


class Pace(Record):
    """Times between and within the parts of a session, in seconds.

    The defaults are ours; no article gives any.
    """

    first_step_waits: Annotated[int, Meta(ge=0, le=600)] = 20
    """For the person to be in place before a session starts by itself; 0 for at once."""
    get_ready: Annotated[int, Meta(ge=3, le=60)] = 8
    """Before the first set of an exercise."""
    switch_side: Annotated[int, Meta(ge=2, le=60)] = 5
    """From one side to the other."""
    rest_strength: Annotated[int, Meta(ge=5, le=300)] = 30
    """Between sets of strength work."""
    rest_other: Annotated[int, Meta(ge=2, le=120)] = 5
    """Between other sets and holds."""
    seconds_per_breath: Annotated[int, Meta(ge=3, le=15)] = 6
    """Length of one slow breath."""
    slow_transitions: bool = False
    """Whether getting down to the floor and up again gets more time."""


def seconds_between(a: Position | None, b: Position | None, *, slow: bool = False) -> int:
    """Return the seconds to change position; a metric, so that no detour is shorter.

    For None, an unknown position, they are the most that any change takes.
    """
    if a is b or {a, b} <= LYING or {a, b} <= KNEES:
        return 0 if a is b else LYING_TO_LYING
    if {a, b} == UP:
        return STAND_TO_CHAIR
    if not UP.isdisjoint((a, b)) or None in (a, b):
        return STAND_TO_FLOOR_SLOWLY if slow else STAND_TO_FLOOR
    if Position.SEATED_FLOOR in (a, b) and LYING & {a, b}:
        return LYING_TO_SITTING
    return FLOOR_TO_FLOOR
