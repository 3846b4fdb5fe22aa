"""Answers over time: scores before and after sessions, mornings after, and harder sides.

No missing answer is filled in: a session counts for a change of scores only with both of them, and every
mean comes with the number of sessions it is over.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from loosen.domain.answers import Feeling, Harder, Morning
from loosen.domain.history import SessionRecord


class Scale(StrEnum):
    """Feeling that is scored from 0 to 10."""

    STIFFNESS = "stiffness"
    PAIN = "pain"

    def of(self, feeling: Feeling | None) -> int | None:
        """Return the score of a feeling; None if it was not answered."""
        if feeling is None:
            return None
        return feeling.stiffness if self is Scale.STIFFNESS else feeling.pain


@dataclass(frozen=True)
class FeelingChange:
    """Scores before and after, summed over the sessions that have both."""

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
        """Mean score before; 0 without sessions."""
        return self.before_sum / self.sessions if self.sessions else 0.0

    @property
    def after(self) -> float:
        """Mean score after; 0 without sessions."""
        return self.after_sum / self.sessions if self.sessions else 0.0


def feeling_change(records: Iterable[SessionRecord], sense: Scale) -> FeelingChange:
    """Return the change of a score over sessions."""
    total = FeelingChange()
    for record in records:
        before, after = sense.of(record.answers.before), sense.of(record.answers.after)
        if before is not None and after is not None:
            total += FeelingChange(1, before, after)
    return total


def mornings(records: Iterable[SessionRecord]) -> Counter[Morning]:
    """Return the number of each answer about the morning after."""
    return Counter(r.answers.morning for r in records if r.answers.morning is not None)


def harder_sides(records: Iterable[SessionRecord]) -> Counter[Harder]:
    """Return the number of each answer about the harder side, over all exercises of the sessions."""
    sides: Counter[Harder] = Counter()
    for record in records:
        sides.update(record.answers.harder.values())
    return sides


def overall_harder_side(sides: Counter[Harder]) -> Harder | None:
    """Return the side that was harder more often, or ``SAME``; None without answers."""
    if not sides.total():
        return None
    left, right = sides[Harder.LEFT], sides[Harder.RIGHT]
    if left == right:
        return Harder.SAME
    return Harder.LEFT if left > right else Harder.RIGHT
