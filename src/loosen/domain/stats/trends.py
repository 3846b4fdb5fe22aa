"""What the person said, over time: before and after, the morning after, the harder side.

Nothing is filled in. A session counts for a trend where both of its ends were said, and a mean always
comes with how many it is of.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from loosen.domain.answers import Feeling, Harder, Morning
from loosen.domain.history import SessionRecord


class Sense(StrEnum):
    """What is scored from 0 to 10."""

    STIFFNESS = "stiffness"
    PAIN = "pain"

    def of(self, feeling: Feeling | None) -> int | None:
        """The score of a moment, where it was said."""
        if feeling is None:
            return None
        return feeling.stiffness if self is Sense.STIFFNESS else feeling.pain


@dataclass(frozen=True)
class FeelingChange:
    """Scores before and after, summed over the sessions in which both were said."""

    sessions: int = 0
    before_sum: int = 0
    after_sum: int = 0

    def __add__(self, other: Self) -> "FeelingChange":
        return FeelingChange(
            self.sessions + other.sessions,
            self.before_sum + other.before_sum,
            self.after_sum + other.after_sum,
        )

    @property
    def before(self) -> float:
        """The mean before; 0 of no sessions."""
        return self.before_sum / self.sessions if self.sessions else 0.0

    @property
    def after(self) -> float:
        """The mean after; 0 of no sessions."""
        return self.after_sum / self.sessions if self.sessions else 0.0


def change(records: Iterable[SessionRecord], sense: Sense) -> FeelingChange:
    """What sessions changed in a sense."""
    total = FeelingChange()
    for record in records:
        before, after = sense.of(record.answers.before), sense.of(record.answers.after)
        if before is not None and after is not None:
            total += FeelingChange(1, before, after)
    return total


def mornings(records: Iterable[SessionRecord]) -> Counter[Morning]:
    """How the mornings after were, where it was said."""
    return Counter(r.answers.morning for r in records if r.answers.morning is not None)


def harder_sides(records: Iterable[SessionRecord]) -> Counter[Harder]:
    """Which side felt harder, for each exercise of each session where it was said."""
    sides: Counter[Harder] = Counter()
    for record in records:
        sides.update(record.answers.harder.values())
    return sides


def harder_on_the_whole(sides: Counter[Harder]) -> Harder | None:
    """The side that felt harder more often than the other; None where nothing was said."""
    if not sides.total():
        return None
    left, right = sides[Harder.LEFT], sides[Harder.RIGHT]
    if left == right:
        return Harder.SAME
    return Harder.LEFT if left > right else Harder.RIGHT
