"""The composer: the best routine for a brief, with proof, or why there is none.

What follows is the specification. The solver, the checker and the oracle are held against it.

**Items.** An exercise is an item where it passes the filters of the brief: not ruled out (never,
exclude), no more demanding than the level, an allowed position, done on the surface that is asked, required
equipment at hand, none of the avoided cautions in either degree. Where no level is said and a caution calls
for it (pregnancy, pelvic girdle, hip replacement) the level is gentle. Where an exercise does not pass, its
first variant that does stands in for it; a variant asked for by name stands in its place in any case. What
must be in but does not pass is a clash. A position that is not known (an imported exercise) is not among
those allowed.

**Doses.** The menu of an item holds the lengths and sets that its own default and its sources give, of
the kind its default is: 30-60 s is 30, 45 and 60; 10-12 is 10 and 12. Strength may have 1 to 3 sets. Gentle
movement (warm-ups, mobility) may be done a second time, and a single hold where that makes no more than
60 s a side. Where a brief names the stiffer side and an article asks for more rounds of it, there is one
more, up to the article's number. Seconds are the timeline's. Units of benefit are ``4 × f(sets) ×
g(length)``, rounded: f is 1, 1.6, 2, 2.2, 2.35; g is 1 at the shortest, 1.25 at half as long again, 1.45 at
twice; short holds in bouts (15 s and less) count their bouts as length; an extra round of the stiffer side
is 0.3 of a set. Longer doses that give no more are left out, and of more than six those that add least.

**Areas.** Each asked area has a fair share D of dose units (units × the exercise's weight there):
16 a minute of the budget, divided by weight, at most half of what the items could give with the allowed
number of each family, and at least 1. Each must get its floor, in percent of D; 40 where the brief does
not say. Where no area is asked for, hip flexors, glutes, low back and hip joint weigh alike, and nothing
has a floor.

**Order.** Phases: moving (dynamic warm-ups), mobility, strength with isometrics, long holds, quiet
(relaxation). Within a phase each position is taken up once, in the order with the fewest changes between
standing (or a chair) and the floor, and then the fewest seconds of moving; within a position gentle ones of
the first two phases come first, then the catalogue's order. Two kinds of links go before that. *Easier
before harder*: of two items in one phase, the one that the catalogue calls an easier form of the other comes
first. *Pairs* (``before``): the first comes first; where their phases forbid it, not both are chosen. A link
that would put a harder start before an easy one is dropped, and of links that go round in a circle the last
in catalogue order. Links that no order of positions can keep exclude one another.

**Hard limits.** Steps and moving take no more than the budget. Every floor is met. Between the asked
numbers of steps (at least one) and of each kind. At most ``max_per_family`` of a family, one unless the
brief says more, and never more than two strength items of one. What follows another of its family (its
harder form, or the next of a source's pair or trio) does not count there. All that must be in is in.
``end_quiet``: the last is a long hold or a rest posture.

**Habits.** What a physiotherapist keeps to. A plan keeps to all of them where any plan can; else to as many
as can be, tried in this order, and says which it gives up and why.

- *Easy movement first* (``start_moving``, on unless the brief turns it off; from three minutes on, where an
  easy start is among the items): the plan has a gentle warm-up or gentle mobility; a harder one of these
  phases is in only with an easy one in its own place, or with a gentle warm-up where it is mobility itself.
- *Easier before or instead*: what follows another of its family is in only with one that it follows, and
  something demanding only with an easier form, of any family, where the items hold one in its phase or an
  earlier one. What must be in is free of this.
- *Up and down once*: at most two changes between standing and the floor.
- *A share each*: nothing takes more than a quarter of the time, or three minutes where that is more, unless
  it is asked for by name.
- *Little strength*: where the brief says nothing of strength, there is one such exercise for each ten
  minutes begun, in one set, not demanding, for an area that is asked. Isometrics serve an asked area too.

**Worth**, in points (counted as whole half points):

- an asked area of weight w with dose d: ``w × (2 × min(d, D) + max(0, min(d − D, D)))``;
- areas not asked for: a quarter of a unit for each unit of weight there, which counts up to three;
- −8 a step, but not for the next of a source's pair; −12 for a harder form that follows its easier one;
  −20 for a demanding one where no level is said;
- −14, −8, −4 for an exercise last done up to one, two, three days ago; +6 liked, −10 less;
- −0.5 a second of moving: getting up and down is the costly part for a sore back;
- −0.5 a second by which the steps themselves fill less than 90 % of the budget: time that is left free
  costs less than an exercise that does little. Moving does not count there, or it would pay to get up and
  down for want of exercises;
- with a seed other than 0, up to 3.5 points for each exercise, drawn from the seed and its slug.

**Ties**: fewer steps, then fewer seconds of moving, then what comes first in the catalogue.

An *optimal* plan is proved the best; a *bounded* one tells how far the best may be above it. Of more than
48 items a shortlist is searched (``shortlist`` states its rule): what is proved is then proved of the
shortlist, and said so. The same question always has the same answer, unless it was stopped early.

**Modules.** ``problem`` states this in numbers, with the doses of ``menu`` and the seconds of ``route``;
``evaluation`` judges any sequence of steps by it. ``solver`` proves the best: a ``model`` of resource rows
is relaxed (``relaxation``), its multipliers are found by Shor's ``r_algorithm`` (``multipliers``), reduced
costs leave a core (``bounds``), and label setting searches it (``search`` over ``labels``, with bounds on
their ``completion``); of a large catalogue a ``shortlist`` is solved. Whether there is
any plan is asked by looking for the shortest. ``plan``, ``conflict``, ``explain`` and ``revise`` make the
answers; the ``limits`` that they name are values; ``loosen.text.composer`` says them in words.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from loosen.domain.body import Kind, Level
from loosen.domain.brief import ANY_NUMBER, Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.conflict import NoPlan, Relaxation, no_plan
from loosen.domain.composer.explain import (
    Binding,
    Reason,
    Substitute,
    bindings,
    reasons,
    substitute,
)
from loosen.domain.composer.limits import Habit
from loosen.domain.composer.plan import Coverage, Fuller, Plan, PlanStep, Status, plan_of
from loosen.domain.composer.problem import ALL_HABITS, NO_HABITS, Problem, problem_of
from loosen.domain.composer.revise import (
    Swap,
    best_swap,
    fill,
    in_order,
    moved,
    next_plans,
    shrink,
    swaps,
    with_brief,
    with_dose,
    with_doses,
    without_step,
)
from loosen.domain.composer.shortlist import shortlist
from loosen.domain.composer.solver import EFFORT, Solution, any_plan, never, solve
from loosen.domain.pace import Pace

__all__ = [
    "Binding",
    "Brief",
    "Coverage",
    "Fuller",
    "NoPlan",
    "Plan",
    "PlanStep",
    "Reason",
    "Relaxation",
    "Status",
    "Substitute",
    "Swap",
    "best_swap",
    "bindings",
    "compose",
    "fill",
    "in_order",
    "moved",
    "next_plans",
    "reasons",
    "shrink",
    "substitute",
    "swaps",
    "with_brief",
    "with_dose",
    "with_doses",
    "without_step",
]

PACE = Pace()
LARGE = 36
"""The part of the effort that a shortlist is worth."""
MUCH_LEFT, MUCH_MORE = 60, 30
"""Seconds left free from which on it is looked what would use them; and of a gain worth telling."""


def compose(
    brief: Brief,
    catalogue: Catalogue,
    *,
    pace: Pace = PACE,
    should_stop: Callable[[], bool] = never,
    effort: int = EFFORT,
) -> Plan | NoPlan:
    """The best plan for a brief, or why there is none.

    ``should_stop`` is polled; once it is true the best plan so far is returned, its gap with it, or a
    ``NoPlan`` that says it was stopped. ``effort`` bounds the work: labels that a solve may make on a
    small catalogue, a part of them on a large one.
    """
    return _Composition(brief, catalogue, pace, should_stop, effort).answer()


@dataclass(frozen=True)
class _Composition:
    """One question to the composer."""

    brief: Brief
    catalogue: Catalogue
    pace: Pace
    should_stop: Callable[[], bool]
    effort: int

    def answer(self) -> Plan | NoPlan:
        """The best plan that keeps to all habits, or to as many as can be; or why there is none."""
        plan = self._solved(self.brief, ALL_HABITS)
        if plan is None:
            free = self._problem(self.brief, NO_HABITS)
            found = any_plan(free, self.should_stop)
            if found.impossible and not self.should_stop():
                return no_plan(free, self.catalogue, self.should_stop)
            plan = self._solved(self.brief, self._habits_possible())
            if plan is None and found.picks:
                plan = plan_of(free, Solution(None, found.picks, None))
            if plan is None:
                return NoPlan(free, stopped=True)
        return replace(plan, more=tuple(self._fuller(plan)))

    def _problem(self, brief: Brief, habits: frozenset[Habit]) -> Problem:
        return problem_of(brief, self.catalogue, self.pace, habits=habits)

    def _solved(self, brief: Brief, habits: frozenset[Habit]) -> Plan | None:
        """The best plan that keeps to some habits, of a shortlist where the catalogue is large."""
        whole = self._problem(brief, habits)
        problem = shortlist(whole)
        effort = self.effort if problem is whole else self.effort // LARGE
        solution = solve(problem, should_stop=self.should_stop, effort=effort)
        if not solution.picks:
            return None
        return plan_of(problem, solution, shortlisted=problem is not whole)

    def _habits_possible(self) -> frozenset[Habit]:
        """As many habits as a plan can keep to, the first ones first."""
        kept = NO_HABITS
        for habit in Habit:
            problem = shortlist(self._problem(self.brief, kept | {habit}))
            if any_plan(problem, self.should_stop).picks:
                kept |= {habit}
        return kept

    def _fuller(self, plan: Plan) -> Iterator[Fuller]:
        """Where much of the time is left: what the next level, and strength, would use of it."""
        brief = plan.brief
        if plan.shortlisted or plan.unused < max(MUCH_LEFT, brief.seconds // 10):
            return  # a large catalogue has more than time for two more answers allows
        wider: list[tuple[Level | None, Brief]] = [
            (level, brief.copy_with(level=level))
            for level in Level
            if level.rank == brief.highest_level.rank + 1
        ]
        if Kind.STRENGTH not in brief.kinds and brief.highest_level is not Level.GENTLE:
            kinds = {**brief.kinds, Kind.STRENGTH: ANY_NUMBER}
            wider.append((None, brief.copy_with(kinds=kinds)))
        for level, other in wider:
            found = self._solved(other, plan.problem.habits)
            if found is not None and found.seconds >= plan.seconds + MUCH_MORE:
                yield Fuller(level, found.seconds)
