"""Second opinions: labels that look promising at the best prices are judged at others as well.

One set of prices is right for a plan that is on course. A label that is behind with the time, or ahead
with an area's dose, is flattered by it: at prices that suit its lag its bound is often too low. The
counts and families keep their prices, so what a label has spent of them is the same in both opinions.
"""

from collections.abc import Iterator
from dataclasses import replace

from loosen.domain.composer.labels import Label, Layout
from loosen.domain.composer.model import DOSES, FILLING, TIME, Model
from loosen.domain.composer.prices import Pool, Tariff
from loosen.domain.composer.rest import Outlook

ENOUGH_LABELS = 200
"""With fewer labels than this a second opinion costs more than it saves."""
WORTH_ASKING, SILENCE = 0.85, 4
"""An opinion that leaves more than this part of the labels is not asked for so many turns."""
DEARER_TIME, DEARER_FILLING, DEARER_DOSE = -0.1, 0.2, 0.3
"""Half points a second, and a dose unit for each weight of its area."""


class Opinion:
    """What other prices say of a label, reckoned as a change of its bound."""

    def __init__(self, pool: Pool, main: Outlook, tariff: Tariff) -> None:
        self.layout: Layout = main.layout
        self.outlook = other = Outlook(pool, tariff, main.layout)
        prices, former = tariff.prices, main.tariff.prices
        self.silent_until = 0
        self.dearer = prices[TIME] - former[TIME]
        self.fixed = other.relaxed.base - main.relaxed.base + self.dearer * pool.model.budget
        self.tables = [
            (field.shift, field.mask, [a - b for a, b in zip(other.phi[row], phi, strict=True)])
            for row, phi in main.phi.items()
            if prices[row] != former[row]
            for field in [self.layout.doses[row]]
        ]

    def agreed(self, labels: dict[int, Label], turn: int, need: float) -> dict[int, Label]:
        """The labels that may still reach what is needed after a turn."""
        if turn < self.silent_until:
            return labels
        rest, top = self.outlook.rest(turn), self.layout.top
        shift, mask = self.layout.time.shift, self.layout.time.mask
        need -= self.fixed
        kept = {}
        for key, label in labels.items():
            bound = label[0] - self.dearer * (key >> shift & mask)
            for at, bits, change in self.tables:
                bound += change[key >> at & bits]
            if bound + rest(key >> top) >= need:
                kept[key] = label
        if len(kept) > WORTH_ASKING * len(labels):
            self.silent_until = turn + SILENCE
        return kept


def other_tariffs(model: Model, tariff: Tariff) -> Iterator[Tariff]:
    """Prices for labels that are behind: time dearer, filling dearer, each area dearer."""
    changes = [(TIME, DEARER_TIME), (FILLING, DEARER_FILLING)]
    demands = model.problem.demands
    changes += [(DOSES + n, DEARER_DOSE * d.weight) for n, d in enumerate(demands)]
    for row, more in changes:
        prices = list(tariff.prices)
        prices[row] += more
        yield replace(tariff, prices=tuple(prices))
