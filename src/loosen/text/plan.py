"""A composed plan as lines of plain text."""

from collections.abc import Callable, Iterator

from loosen.domain.composer import Plan, reasons
from loosen.domain.exercise import Exercise
from loosen.domain.text import aligned
from loosen.text import wording
from loosen.text.composer import coverage_words, plan_remarks, reason_words


def plan_lines(plan: Plan, called: Callable[[Exercise], str] = wording.name_words) -> Iterator[str]:
    """A plan: its time, and its steps in columns: name, dose, time, position, reason.

    ``called`` returns what an exercise is called there.
    """
    yield f"{wording.clock_words(plan.seconds)} of {wording.clock_words(plan.brief.seconds)}"
    rows = [
        (
            called(step.exercise),
            wording.dose_words(step.dose),
            wording.clock_words(step.seconds + step.moving),
            wording.position_words(step.exercise.position),
            reason_words(reason),
        )
        for step, reason in zip(plan.steps, reasons(plan), strict=True)
    ]
    yield from aligned(rows, right=frozenset({2}))


def plan_notes(plan: Plan) -> Iterator[str]:
    """The time that each area gets, what else there is to know, and the gap to the best plan if any."""
    yield f"Time for each: {', '.join(map(coverage_words, plan.coverage))}."
    yield from plan_remarks(plan)
    if plan.gap:
        yield f"The best there is may be worth up to {100 * plan.gap:.1f} % more."
