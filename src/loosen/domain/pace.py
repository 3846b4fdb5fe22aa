"""Pace: seconds that a person sets for getting ready, changing sides, resting and breathing."""

from pydantic import Field

from loosen.domain.value import Record


class Pace(Record):
    """Times between and within the parts of a session, in seconds.

    The defaults are ours; no article gives any.
    """

    get_ready: int = Field(default=8, ge=3, le=60)
    """Before the first set of an exercise."""
    switch_side: int = Field(default=5, ge=2, le=60)
    """From one side to the other."""
    rest_strength: int = Field(default=30, ge=5, le=300)
    """Between sets of strength work."""
    rest_other: int = Field(default=5, ge=2, le=120)
    """Between other sets and holds."""
    seconds_per_breath: int = Field(default=6, ge=3, le=15)
    """Length of one slow breath."""
    slow_transitions: bool = False
    """Whether getting down to the floor and up again gets more time."""
