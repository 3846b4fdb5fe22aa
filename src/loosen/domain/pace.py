"""The pace of a person: seconds to get ready, to change sides, to rest, to breathe."""

from pydantic import Field

from loosen.domain.value import Record


class Pace(Record):
    """How quickly a person goes from one thing to the next; seconds unless said otherwise.

    The defaults are ours: no article gives any.
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
    """How long a slow breath lasts."""
    slow_transitions: bool = False
    """More time for getting down to the floor and up again."""
