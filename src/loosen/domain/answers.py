"""What a person says about a session: how it felt, which side was harder, where it hurt.

The engine knows nothing of it. It is kept beside what was done, and nobody has to answer anything.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from loosen.domain.body import Side
from loosen.domain.value import Record, Slug, Text

Score = Annotated[int, Field(ge=0, le=10)]
"""0 for none at all, 10 for the worst there is."""


class Feeling(Record):
    """Stiffness and pain at a moment; None where nothing was said."""

    stiffness: Score | None = None
    pain: Score | None = None


class Harder(StrEnum):
    """Which side felt harder."""

    LEFT = "left"
    RIGHT = "right"
    SAME = "same"


class Morning(StrEnum):
    """How it was the morning after, against before the session."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class WayOn(StrEnum):
    """What a person chose where it hurt."""

    EASIER = "easier"
    SWAPPED = "swapped"
    LEFT_OUT = "left-out"
    WENT_ON = "went-on"
    ENDED = "ended"
    RED_FLAG = "red-flag"
    """A sign that needs help or a check; the session ended there."""


class Pain(Record):
    """It hurt: in which step (counted from 0), on which side, and when.

    ``at`` is the session's own clock in seconds, ``seconds`` how much of the work had run. ``way_on``
    is None where the session was cut off before anything was chosen.
    """

    step: int = Field(ge=0)
    exercise: Slug
    side: Side | None = None
    at: float
    seconds: float
    way_on: WayOn | None = None


class Answers(Record):
    """Everything a person said of one session. ``harder`` goes by the number of the step, from 0."""

    before: Feeling | None = None
    after: Feeling | None = None
    morning: Morning | None = None
    note: Text | None = None
    harder: Mapping[int, Harder] = {}
    pains: tuple[Pain, ...] = ()

    def with_harder(self, step: int, side: Harder) -> Self:
        """The same with one more step's harder side."""
        return self.model_copy(update={"harder": {**self.harder, step: side}})
