"""What a person changed in a plan by hand, and put into the plans that follow."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from loosen.domain.composer import Plan, in_order, with_doses
from loosen.domain.routine import ExerciseStep


@dataclass(frozen=True)
class Handwork:
    """The ``steps`` whose dose was chosen by hand, and the ``order`` of exercises where that was."""

    steps: tuple[ExerciseStep, ...] = ()
    order: tuple[str, ...] = ()

    def with_dose(self, plan: Plan, step: int) -> "Handwork":
        """Return it with the dose that a step has in a plan."""
        new = plan.exercise_steps[step]
        others = (one for one in self.steps if one.exercise != new.exercise)
        return replace(self, steps=(*others, new))

    def with_order(self, plan: Plan) -> "Handwork":
        """Return it with the order that a plan has."""
        return replace(self, order=_order(plan))

    def at_doses_of(self, plan: Plan) -> "Handwork":
        """Return it with the doses that its exercises have in a plan."""
        new = {step.exercise: step for step in plan.exercise_steps}
        return replace(self, steps=tuple(new.get(one.exercise, one) for one in self.steps))

    def put_into(self, plan: Plan, should_stop: Callable[[], bool]) -> "Kept":
        """Return what can be kept of it in a plan.

        The dose of an exercise that the brief leaves out waits until it is let in again.
        """
        asked = [one for one in self.steps if one.exercise not in plan.brief.exclude]
        dosed, lost = with_doses(plan, asked, should_stop=should_stop)
        steps = tuple(one for one in self.steps if one not in lost)
        gone = tuple(one.exercise for one in lost)
        if not self.order:
            return Kept(dosed, Handwork(steps), gone)
        set_out = in_order(dosed, self.order)
        if set_out is None:
            return Kept(dosed, Handwork(steps), gone, lost_order=True)
        return Kept(set_out, Handwork(steps, _order(set_out)), gone)


@dataclass(frozen=True)
class Kept:
    """A plan with the ``handwork`` that it could take, and what it could not."""

    plan: Plan
    handwork: Handwork
    lost_doses: tuple[str, ...] = ()
    """Exercises whose dose is another one now."""
    lost_order: bool = False


def untouched(handwork: Handwork, _plan: Plan) -> Handwork:
    """Return what was changed by hand where a plan was not."""
    return handwork


def _order(plan: Plan) -> tuple[str, ...]:
    return tuple(step.exercise for step in plan.exercise_steps)
