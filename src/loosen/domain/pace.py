"""Pace: seconds that a person sets for getting ready, changing sides, resting and breathing."""

from typing import Annotated

from msgspec import Meta

from loosen.domain.value import Record


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
