"""Labels: partial plans of the label-setting search, with their state packed into one whole number.

A state is a resource vector; its label is the best partial plan there. From the lowest bits: the
capacities left (time, counts, crowded families, pairs), each with a guard bit above it that a
subtraction clears when there is too little left; what the steps fill and the areas' doses, no higher
than more is worth, each with a bit to spare; and above all these the *route*: which places of this
phase are visited, which pairs of places have an order, and where one may stand after the phases before
(``ends``).
"""

from collections import defaultdict
from collections.abc import Sequence

from loosen.domain.composer.model import DOSES, FILLING, Model
from loosen.domain.composer.problem import Pick
from loosen.domain.composer.relaxation import Active
from loosen.domain.composer.route import ANYWHERE, PLACES, Walk, changes_and_seconds, walks
from loosen.domain.value import Value

Trace = tuple["Trace", int, int] | None
"""The picks so far, the last first: (trace before, item, option) or None."""
Label = tuple[float, int, Trace]
"""Bound so far, rank so far without rewards of rows, and the picks."""
Labels = dict[int, Label]
"""The best label of each state."""
POINT, STEP = 1 << 20, 1 << 12
"""A rank is worth and ties in one number: half points, then fewer steps, then fewer seconds of moving."""
MOST_COMPARED = 60
"""Labels of one class that another is compared with in the test of dominance."""
ROUTE_MASK = (1 << len(PLACES)) - 1
"""The bits of a route that say which places of this phase are visited."""


class Capacity(Value):
    """A field that counts down."""

    shift: int
    bits: int
    most: int
    least: int

    @property
    def mask(self) -> int:
        """Its bits, not in place."""
        return (1 << self.bits) - 1

    def left(self, key: int) -> int:
        """What is left of it."""
        return key >> self.shift & self.mask


class DoseField(Value):
    """A field that counts a row's amount up to its cap."""

    row: int
    floor: int
    shift: int
    mask: int
    cap: int


class Provision(Value):
    """Bits for what some items need: ``have`` once one of its providers is in, ``want`` before.

    ``want`` is 0 where all providers come before those that need one.
    """

    have: int
    want: int


class Layout:
    """The fields of a state for the options in question, and the order in which items are processed.

    ``turns`` is that order, ``turn`` its inverse. ``start`` is the first state, ``guard`` all guard
    bits, ``top`` the number of bits below the route.
    """

    def __init__(self, model: Model, active: Active) -> None:
        self.model = model
        rank = self._ranks(active)
        self.turns = sorted(
            active,
            key=lambda j: (model.cells[j], rank[j], not model.forced[j], model.families[j], j),
        )
        self.turn = {j: n for n, j in enumerate(self.turns)}
        self.guard = self.start = self.top = 0
        self.spends: dict[int, list[Capacity]] = defaultdict(list)
        self.closing: dict[int, list[Capacity]] = defaultdict(list)
        """By turn the capacities that nothing later uses."""
        longest = max(model.options[j][n][0] for j in active for n in active[j])
        self.time = self._capacity(model.budget, longest, 0)
        self.coming: list[tuple[Capacity, list[int]]] = []
        """Counts that have a minimum, with how many may come after each turn."""
        self.infeasible = self._count()
        self._crowd()
        self.orders: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.linked: dict[int, list[tuple[Capacity, int]]] = defaultdict(list)
        self._pair()
        self.provides: dict[int, int] = defaultdict(int)
        """By item the bits that it sets."""
        self.wants: dict[int, list[Provision]] = defaultdict(list)
        """By item what it needs."""
        self.forgetting: dict[int, list[Provision]] = defaultdict(list)
        """By turn what nothing later needs or provides."""
        self.barred: set[int] = set()
        """Items of whose needs nothing is in question."""
        self._provide()
        most = model.problem.most_changes
        self.changes = None if most is None else self._capacity(most, len(PLACES), 0)
        self.order_bits = max((len(pairs) for pairs in self.orders.values()), default=0)
        counted = range(FILLING, DOSES + len(model.problem.demands))
        self.doses = {row: self._dose(row) for row in counted if model.rows[row].high}
        self.counters: list[Capacity | DoseField] = [self.time, *self.doses.values()]
        self.amounts = sum(field.mask << field.shift for field in self.counters)
        """The bits of time and doses."""
        self.ends: list[tuple[Walk | None, ...]] = [ANYWHERE]
        self._closed: dict[tuple[int, int], tuple[int, int, int] | None] = {}

    def _count(self) -> bool:
        """Fields for the counted rows; whether one is wanted that nothing in question counts for."""
        members: dict[int, list[int]] = defaultdict(list)
        for j in self.turns:
            for number in self.model.counted[j]:
                members[number].append(j)
        for number in sorted(members):
            row = self.model.rows[number]
            field = self._share(row.high, row.low, members[number])
            if row.low > 0:
                own = set(members[number])
                self.coming.append((field, self.most_after([int(j in own) for j in self.turns])))
        first = DOSES + len(self.model.problem.demands)
        rows = enumerate(self.model.rows[first:], first)
        return any(row.low > 0 and number not in members for number, row in rows)

    def _crowd(self) -> None:
        """Fields for the families of which there are more in question than may be."""
        members: dict[int, list[int]] = defaultdict(list)
        for j in self.turns:
            members[self.model.families[j]].append(j)
        cap = self.model.family_cap
        for family in sorted(members):
            if len(members[family]) > cap:
                self._share(cap, 0, members[family])

    def _pair(self) -> None:
        """Fields for pairs: room for one where they are apart, and who is in where they are linked."""
        items, problem = self.model.problem.items, self.model.problem
        for pair in problem.apart:
            if pair[0] in self.turn and pair[1] in self.turn:
                self._share(1, 0, pair)
        for first, then in problem.links:
            places = (items[first].place, items[then].place)
            if first not in self.turn or then not in self.turn or places[0] == places[1]:
                continue
            field = self._capacity(2, 1, 0)
            self.spends[first].append(field)
            self.spends[then].append(field)
            pairs = self.orders[items[first].phase]
            if places not in pairs:
                pairs.append(places)
            flag = 1 << len(PLACES) + pairs.index(places)
            last = max(first, then, key=self.turn.__getitem__)
            self.linked[last].append((field, flag))
            self.closing[self.turn[last]].append(field)

    def _ranks(self, active: Active) -> dict[int, int]:
        """How many needs must be met before an item's own, so that providers come first in a cell."""
        needs: dict[int, set[int]] = defaultdict(set)
        for need in self.model.problem.needs:
            needs[need.item] |= need.providers
        known: dict[int, int] = {}

        def rank(j: int, above: frozenset[int]) -> int:
            if j not in known:
                inside = above | {j}
                below = (
                    [rank(k, inside) + 1 for k in needs[j] if k not in inside] if j in needs else []
                )
                known[j] = max(below, default=0)
            return known[j]

        return {j: rank(j, frozenset()) for j in active}

    def _provide(self) -> None:
        """Bits for what is needed; those with the same providers share them."""
        members: dict[frozenset[int], list[int]] = defaultdict(list)
        for need in self.model.problem.needs:
            if need.item in self.turn:
                members[need.providers].append(need.item)
        for providers, js in members.items():
            there = [j for j in providers if j in self.turn]
            if not there:
                self.barred |= set(js)
            elif not any(self.model.forced[j] for j in there):
                late = max(map(self.turn.__getitem__, there)) > min(map(self.turn.__getitem__, js))
                bits = Provision(1 << self.top, 2 << self.top if late else 0)
                self.top += 2
                for j in there:
                    self.provides[j] |= bits.have
                for j in js:
                    self.wants[j].append(bits)
                self.forgetting[max(self.turn[j] for j in (*there, *js))].append(bits)
        self.infeasible |= any(self.model.forced[j] for j in self.barred)

    def provide(self, key: int, j: int) -> int | None:
        """A state with what an item provides, and what it wants; None where that can no longer come."""
        for bits in self.wants.get(j, ()):
            if not key & bits.have:
                if not bits.want:
                    return None
                key |= bits.want
        return key | self.provides.get(j, 0)

    def _share(self, most: int, least: int, members: Sequence[int]) -> Capacity:
        """A capacity of which each member takes one."""
        field = self._capacity(most, 1, least)
        for j in members:
            self.spends[j].append(field)
        self.closing[max(self.turn[j] for j in members)].append(field)
        return field

    def _capacity(self, most: int, largest: int, least: int) -> Capacity:
        bits = max(most, largest).bit_length() + 1
        field = Capacity(self.top, bits, most, least)
        self.guard |= 1 << self.top + bits
        self.start += most + (1 << bits) << self.top
        self.top += bits + 1
        return field

    def most_after(self, amounts: Sequence[int]) -> list[int]:
        """The most that may come after each turn, with no more of a family than may be."""
        cap, total = self.model.family_cap, 0
        taken: dict[int, list[int]] = defaultdict(list)
        after = []
        for j, amount in zip(reversed(self.turns), reversed(amounts), strict=True):
            after.append(total)
            kin = taken[self.model.families[j]]
            kin.append(amount)
            total += amount
            if len(kin) > cap:
                kin.sort(reverse=True)
                total -= kin.pop()
        return after[::-1]

    def _dose(self, row: int) -> DoseField:
        cap = self.model.rows[row].high
        floor = self.model.floors[row - DOSES] if row >= DOSES else 0
        field = DoseField(row, floor, self.top, (1 << cap.bit_length()) - 1, cap)
        self.top += cap.bit_length() + 1
        return field

    def undominated(self, labels: Labels) -> Labels:
        """Labels without the dominated ones: no more time left and no more of any dose than another.

        Where nothing but time and doses counts, the other can do all that they can. Only the first few
        of each class are compared: what stays by mistake does no harm.
        """
        above = sum(field.mask + 1 << field.shift for field in self.counters)
        amounts, time = self.amounts, self.time.mask << self.time.shift
        kept: Labels = {}
        classes: dict[int, list[int]] = defaultdict(list)
        for key in sorted(labels, key=lambda key: -(key & time)):
            own, rivals = key & amounts, classes[key & ~amounts]
            if not any(other - own & above == above for other in rivals[:MOST_COMPARED]):
                rivals.append(own | above)
                kept[key] = labels[key]
        return kept

    def link(self, key: int, linked: Sequence[tuple[Capacity, int]]) -> int:
        """A state with the order of places recorded for links of which both are now in."""
        for field, flag in linked:
            if not field.left(key) and not key >> self.top & flag:
                key |= flag << self.top
        return key

    def ends_of(self, route: int) -> tuple[Walk | None, ...]:
        """The walks of the phases before, by where they end."""
        return self.ends[route >> len(PLACES) + self.order_bits]

    def close_phase(self, route: int, phase: int) -> tuple[int, int, int] | None:
        """A route with this phase walked, and the seconds and the changes of it; None without an order."""
        if (route, phase) not in self._closed:
            self._closed[route, phase] = self._walk(route, phase)
        return self._closed[route, phase]

    def _walk(self, route: int, phase: int) -> tuple[int, int, int] | None:
        visit, flags = route & ROUTE_MASK, route >> len(PLACES)
        pairs = self.orders[phase]
        before = tuple(pair for n, pair in enumerate(pairs) if flags >> n & 1)
        found = walks(self.ends_of(route), visit, before, slow=self.model.slow)
        least = min((walk[0] for walk in found if walk), default=None)
        if least is None:
            return None
        ends = tuple((walk[0] - least, ()) if walk else None for walk in found)
        if ends not in self.ends:
            self.ends.append(ends)
        changes, seconds = changes_and_seconds(least)
        return self.ends.index(ends) << len(PLACES) + self.order_bits, seconds, changes


def picks_of(trace: Trace) -> tuple[Pick, ...]:
    """The picks of a trace, in catalogue order."""
    picks = []
    while trace:
        trace, item, option = trace
        picks.append((item, option))
    return tuple(sorted(picks))


def keep(labels: Labels, key: int, label: Label) -> None:
    """Add a label; of two of one state the one of higher rank stays, then the earlier in the catalogue."""
    old = labels.get(key)
    if old is None or old[1] < label[1]:
        labels[key] = label
    elif old[1] == label[1]:
        labels[key] = min(old, label, key=lambda one: picks_of(one[2]))


def settle(labels: Labels, field: Capacity) -> Labels:
    """Labels that meet the minimum of a capacity that nothing later uses, with its state forgotten."""
    settled: Labels = {}
    all_of_it, full = field.mask << field.shift, field.most << field.shift
    for key, label in labels.items():
        if field.most - field.left(key) >= field.least:
            keep(settled, key & ~all_of_it | full, label)
    return settled


def forget(labels: Labels, bits: Provision) -> Labels:
    """Labels that have what they want, with both bits cleared."""
    left: Labels = {}
    for key, label in labels.items():
        if key & bits.have or not key & bits.want:
            keep(left, key & ~(bits.have | bits.want), label)
    return left
