"""What may still come after an item takes its turn, as a bound that depends on the route alone."""

from collections.abc import Callable

from loosen.domain.composer.route import NEVER


class Rest:
    """The bound on all that comes after an item, by the route so far.

    ``after`` is the bound once the item's cell is done, ``bit`` the cell's place in a route, ``worth``
    what the rest of the cell can bring; ``must`` where something there has to be in, ``more`` where
    there is anything left in it.
    """

    def __init__(
        self, after: Callable[[int], float], bit: int, worth: float, *, must: bool, more: bool
    ) -> None:
        self.after, self.bit, self.worth, self.must, self.more = after, bit, worth, must, more
        self.known: dict[int, float] = {}

    def __call__(self, route: int) -> float:
        """The bound from a route on."""
        found = self.known.get(route)
        if found is None:
            found = self.known[route] = self._look(route)
        return found

    def _look(self, route: int) -> float:
        if route & self.bit:
            return self.worth + self.after(route)
        closed = NEVER if self.must else self.after(route)
        if not self.more:
            return closed
        return max(closed, self.worth + self.after(route | self.bit))
