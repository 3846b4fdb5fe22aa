"""Solutions: what a solve found, and what it proved."""

from dataclasses import dataclass

from loosen.domain.composer.prices import Tariff
from loosen.domain.composer.problem import Pick


@dataclass(frozen=True)
class Solution:
    """The best plan found, its value in half points, and a bound on every plan.

    Without picks there is none where ``bound`` is None, or none was found before it was stopped.
    """

    value: int | None
    picks: tuple[Pick, ...]
    bound: int | None
    tariff: Tariff | None = None
    labels: int = 0

    @property
    def optimal(self) -> bool:
        """Whether no plan can be better."""
        return self.value is not None and self.value == self.bound

    @property
    def impossible(self) -> bool:
        """Whether it is proved that there is no plan."""
        return self.value is None and self.bound is None


IMPOSSIBLE = Solution(None, (), None)
