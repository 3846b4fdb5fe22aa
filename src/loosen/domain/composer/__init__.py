"""The composer: the best routine for a brief, with proof, or why there is none.

What follows is the specification. The solver, the checker and the oracle are held against it.

**Items.** An exercise is an item where it passes the filters of the brief: not ruled out (never,
exclude), no more demanding than the level, an allowed position, required equipment at hand, none of the
avoided cautions in either degree. Where an exercise does not pass, its first variant that does stands in
for it; a variant asked for by name stands in its place in any case. What must be in but does not pass is
a clash. A position that is not known (an imported exercise) is not among those allowed.

**Doses.** The menu of an item holds the lengths and sets that its own default and its sources give, of
the kind its default is: 30-60 s is 30, 45 and 60; 10-12 is 10 and 12. Strength may have 1 to 3 sets. A
single hold may be held twice where that makes no more than 60 s a side. Where a brief names the stiffer
side and an article asks for more rounds of it, there is one more, up to the article's number. Seconds
are the timeline's. Units of benefit are ``4 × f(sets) × g(length)``, rounded: f is 1, 1.6, 2, 2.2, 2.35;
g is 1 at the shortest, 1.25 at half as long again, 1.45 at twice; short holds in bouts (15 s and less)
count their bouts as length; an extra round of the stiffer side is 0.3 of a set. Longer doses that give
no more are left out, and of more than six those that add least.

**Areas.** Each asked area has a fair share D of dose units (units × the exercise's weight there):
16 a minute of the budget, divided by weight, at most half of what the items could give with the allowed
number of each family, and at least 1. Each must get its floor, in percent of D; 40 where the brief does
not say. Where no area is asked for, hip flexors, glutes, low back and hip joint weigh alike, and nothing
has a floor.

**Order.** Phases: moving (dynamic warm-ups), mobility, strength with isometrics, long holds, quiet
(relaxation). Within a phase each position is taken up once, in the order with the fewest seconds of
moving; within a position the catalogue's order. Two kinds of links go before that. *Easier before
harder*: of two items in one phase, the one that the catalogue calls an easier form of the other comes
first. *Pairs* (``before``): the first comes first; where their phases forbid it, not both are chosen. Of
links that go round in a circle, the last in catalogue order is dropped. Links that no order of positions
can keep exclude one another.

**Hard limits.** Steps and moving take no more than the budget. Every floor is met. Between the asked
numbers of steps (at least one) and of each kind. At most ``max_per_family`` of a family, one unless the
brief says more, and never more than two strength items of one. All that must be in is in. ``start_moving``:
the first step is a dynamic warm-up, or mobility where no warm-up is left. ``end_quiet``: the last is a long
hold or a rest posture.

**Worth**, in points (counted as whole half points):

- an asked area of weight w with dose d: ``w × (2 × min(d, D) + max(0, min(d − D, D)))``;
- areas not asked for: a quarter of a unit for each unit of weight there, which counts up to three;
- −8 a step; −14, −8, −4 for an exercise last done up to one, two, three days ago; +6 liked, −10 less;
- −1 a second of moving: getting up and down is the costly part for a sore back;
- −5 a second by which the steps themselves fill less than 90 % of the budget. Moving does not count
  there, or it would pay to get up and down for want of exercises;
- with a seed other than 0, up to 3.5 points for each exercise, drawn from the seed and its slug.

**Ties**: fewer steps, then fewer seconds of moving, then what comes first in the catalogue.

An *optimal* plan is proved the best; a *bounded* one tells how far the best may be above it. The same
question always has the same answer, unless it was stopped early.

**Modules.** ``problem`` states this in numbers, with the doses of ``menu`` and the seconds of ``route``;
``evaluation`` judges any sequence of steps by it. ``solver`` proves the best: a ``model`` of resource rows
is relaxed (``relaxation``), its multipliers are found by Shor's ``r_algorithm`` (``multipliers``), reduced
costs leave a core (``bounds``), and label setting searches it (``search`` over ``labels``, with bounds on
their ``completion``). ``plan``, ``conflict``, ``explain`` and ``revise`` make the answers; the ``limits``
that they name are values; ``loosen.text.composer`` says them in words.
"""

from collections.abc import Callable

from loosen.domain.brief import Brief
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
from loosen.domain.composer.plan import Coverage, Plan, PlanStep, Status, plan_of
from loosen.domain.composer.problem import problem_of
from loosen.domain.composer.revise import (
    Swap,
    best_swap,
    fill,
    moved,
    next_plans,
    shrink,
    swaps,
    with_brief,
    with_dose,
    without_step,
)
from loosen.domain.composer.solver import EFFORT, never, solve
from loosen.domain.pace import Pace

__all__ = [
    "Binding",
    "Brief",
    "Coverage",
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
    "moved",
    "next_plans",
    "reasons",
    "shrink",
    "substitute",
    "swaps",
    "with_brief",
    "with_dose",
    "without_step",
]

PACE = Pace()


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
    ``NoPlan`` that says it was stopped. ``effort`` bounds the work: labels that a pass may keep on a
    small catalogue, a part of it on a large one.
    """
    problem = problem_of(brief, catalogue, pace)
    solution = solve(problem, should_stop=should_stop, effort=effort)
    if solution.picks:
        return plan_of(problem, solution)
    if not solution.impossible:
        return NoPlan(problem, stopped=True)
    return no_plan(problem, catalogue, should_stop)
