"""A routine as a list shows it: whose it is, and what its next session would be."""

from dataclasses import dataclass

from loosen.domain.exercise import Source
from loosen.domain.routine import ExerciseStep, Routine


@dataclass(frozen=True, slots=True)
class Listed:
    """A routine, the steps of its next session and how many seconds they take."""

    routine: Routine
    steps: tuple[ExerciseStep, ...]
    seconds: int
    source: Source | None
    yours: bool
    """Whether it is a file of the person's own."""
    kept: bool
    """Whether it is kept up."""

    @property
    def whose(self) -> str:
        """Who wrote it, in a word: "yours", the publisher of its source, or "ours"."""
        return "yours" if self.yours else self.source.publisher if self.source else "ours"
