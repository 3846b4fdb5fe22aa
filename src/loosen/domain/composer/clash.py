"""Why there is no plan: a smallest set of limits that clash, and the smallest changes that help.

Everything here is computed by solving, nothing guessed. Cautions are there for a reason that a routine
does not know: they are offered after all else, and with a word that only the person can say.
"""

from collections.abc import Callable, Iterator, Mapping

from loosen.domain.body import Area, Equipment, Level, Position
from loosen.domain.brief import MOST_STEPS, Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.candidates import candidates
from loosen.domain.composer.limits import ANY_TIME, Question, Wish, clock, number_of, wishes
from loosen.domain.composer.model import Goal
from loosen.domain.composer.plan import Clash, NoPlan, Relaxation
from loosen.domain.composer.problem import FLOOR, NO_FLOORS, Problem, problem_of
from loosen.domain.composer.solve import is_possible, solve
from loosen.domain.dose import Span
from loosen.domain.pace import Pace

MOST_ROUNDS = 8
"""Times that more time is asked for because more time also means larger shares."""


def no_plan(problem: Problem, catalogue: Catalogue, should_stop: Callable[[], bool]) -> NoPlan:
    """What clashes in a problem that has no plan, and what would help."""
    return Inquiry(problem, catalogue, should_stop).report()


class Inquiry:
    """One search for reasons."""

    def __init__(
        self, problem: Problem, catalogue: Catalogue, should_stop: Callable[[], bool]
    ) -> None:
        self.problem, self.catalogue, self.should_stop = problem, catalogue, should_stop
        self.brief: Brief = problem.brief
        self.pace: Pace = problem.pace

    def report(self) -> NoPlan:
        """The whole answer."""
        clash = self._clash()
        limits = sorted(clash, key=lambda wish: wish.key.startswith("avoid "))
        relaxations = tuple(change for wish in limits for change in self._changes(wish))
        return NoPlan(
            self.brief,
            tuple(Clash(wish.key, wish.words) for wish in clash),
            relaxations,
            len(self.problem.items),
            self.should_stop(),
        )

    def _possible(self, brief: Brief, floors: Mapping[Area, int] = NO_FLOORS) -> bool:
        """Whether a brief has a plan; where that stays open, it counts as if it had."""
        problem = problem_of(brief, self.catalogue, self.pace, floors)
        return is_possible(problem, self.should_stop)

    def _clash(self) -> list[Wish]:
        """Limits dropped one at a time for as long as it stays impossible: what is left clashes."""
        question = Question(self.brief, {d.area: d.floor for d in self.problem.demands})
        kept = []
        for wish in wishes(self.problem):
            without = wish.lifted(question)
            if self._possible(without.brief, without.floors):
                kept.append(wish)
            else:
                question = without
        return kept

    # The smallest change of each limit

    def _changes(self, wish: Wish) -> Iterator[Relaxation]:
        kind, _, rest = wish.key.partition(" ")
        match kind:
            case "positions" | "equipment" | "level":
                yield from self._one_more(kind)
            case "family":
                yield from self._family()
            case "kind" | "steps":
                yield from self._count(wish.key)
            case "floor":
                yield from self._floor(Area(rest))
            case "budget":
                yield from self._time()
            case _:
                yield from self._dropped(wish, rest)

    def _if_possible(self, key: str, change: str, gain: str, brief: Brief) -> Iterator[Relaxation]:
        if self._possible(brief):
            yield Relaxation(key, change, gain, brief)

    def _dropped(self, wish: Wish, slug: str) -> Iterator[Relaxation]:
        brief = wish.lifted(Question(self.brief, {})).brief
        words = {
            "avoid": f"only if it is fine for you: allow {slug.replace('-', ' ')}",
            "never": f"allow {slug}",
            "exclude": f"allow {slug}",
            "include": f"leave out {slug}",
        }
        change = words.get(wish.key.split(" ", 1)[0], f"drop “{wish.words}”")
        yield from self._if_possible(wish.key, change, self._gain(brief), brief)

    def _one_more(self, key: str) -> Iterator[Relaxation]:
        """One position, one piece of equipment or one level more."""
        now = self.brief
        options: list[tuple[str, dict[str, object]]]
        if key == "level":
            higher = [level for level in Level if level.rank > now.level.rank]
            options = [(f"up to {level.label}", {key: level}) for level in higher]
        elif key == "positions":
            barred = [p for p in Position if p not in now.positions]
            options = [
                (f"allow {p.label}", {key: tuple(sorted((*now.positions, p)))}) for p in barred
            ]
        else:
            lacking = [e for e in Equipment if e not in now.equipment]
            options = [
                (f"with {e.label}", {key: tuple(sorted((*now.equipment, e)))}) for e in lacking
            ]
        for change, update in options:
            brief = now.model_copy(update=update)
            found = list(self._if_possible(key, change, self._gain(brief), brief))
            yield from found
            if found and key == "level":
                return

    def _gain(self, brief: Brief) -> str:
        more = len(candidates(self.catalogue, brief)) - len(candidates(self.catalogue, self.brief))
        return f"{more} more exercise{'' if more == 1 else 's'}" if more > 0 else ""

    def _family(self) -> Iterator[Relaxation]:
        for number in range(self.brief.max_per_family + 1, 5):
            brief = self.brief.model_copy(update={"max_per_family": number})
            found = list(self._if_possible("family", f"up to {number} of a family", "", brief))
            if found:
                yield from found
                return

    def _count(self, key: str) -> Iterator[Relaxation]:
        """The bound moved step by step until there is a plan."""
        name, _, end = key.rpartition(" ")
        span, put = number_of(self.brief, name)
        least = end == "least"
        what = name.removeprefix("kind ").replace("-", " ")

        def moved(off: int) -> Brief:
            new = Span(span.low - off, span.high) if least else Span(span.low, span.high + off)
            return put(Question(self.brief, {}), new).brief

        far = span.low if least else MOST_STEPS - span.high
        off = self._smallest(far, lambda off: self._possible(moved(off)))
        if off is not None:
            number = span.low - off if least else span.high + off
            yield Relaxation(key, f"at {end} {number} {what}", "", moved(off))

    def _smallest(self, most: int, helps: Callable[[int], bool]) -> int | None:
        """The smallest change from 1 to ``most`` that helps, where any larger one does as well."""
        if most < 1 or not helps(most):
            return None
        low, high = 0, most
        while high - low > 1 and not self.should_stop():
            middle = (low + high) // 2
            low, high = (low, middle) if helps(middle) else (middle, high)
        return high

    def _floor(self, area: Area) -> Iterator[Relaxation]:
        """The highest floor, in percent, with which there is a plan."""
        demand = next(demand for demand in self.problem.demands if demand.area is area)
        off = self._smallest(
            demand.floor, lambda off: self._possible(self.brief, {area: demand.floor - off})
        )
        if off is None:
            return
        now = self.brief.floors.get(area, FLOOR)
        left = min(now, 100 * (demand.floor - off) // demand.share)
        change = f"{area.label}: {left} % of its share" if left else f"{area.label}: no floor"
        brief = self.brief.model_copy(update={"floors": {**self.brief.floors, area: left}})
        yield Relaxation(f"floor {area}", change, f"instead of {now} %", brief)

    def _time(self) -> Iterator[Relaxation]:
        """The least time with which there is a plan; larger shares in more time are counted in."""
        seconds = self.brief.seconds
        for _ in range(MOST_ROUNDS):
            brief = self.brief.model_copy(update={"seconds": seconds})
            problem = problem_of(brief, self.catalogue, self.pace)
            shortest = solve(problem, Goal.SECONDS, should_stop=self.should_stop)
            if shortest.value is None or -shortest.value > ANY_TIME:
                return
            if -shortest.value <= seconds:
                yield Relaxation("budget", f"needs {clock(seconds)}", "", brief)
                return
            seconds = -shortest.value
