"""A composed plan as lines of plain text."""

from collections.abc import Callable, Iterator

from loosen.domain.composer import Plan, reasons
from loosen.domain.exercise import Exercise
from loosen.domain.text import aligned
from loosen.text import wording
from loosen.text.composer import reason_words


def plan_lines(plan: Plan, called: Callable[[Exercise], str] = wording.name_words) -> Iterator[str]:
    """A plan: its time, and its steps with doses, times, positions and why each is in it."""
    yield f"{wording.minutes(plan.seconds)} of {wording.minutes(plan.brief.seconds)}"
    rows = [
        (
            called(step.exercise),
            wording.dose_words(step.dose),
            wording.minutes(step.seconds + step.moving),
            wording.position_words(step.exercise.position),
            reason_words(reason),
        )
        for step, reason in zip(plan.steps, reasons(plan), strict=True)
    ]
    yield from aligned(rows, right=frozenset({2}))


def plan_notes(plan: Plan) -> Iterator[str]:
    """How much of its share each area got, and how far from the best it may be."""
    shares = (f"{one.area.label} {one.percent} %" for one in plan.coverage)
    yield f"Of their fair share: {', '.join(shares)}."
    if plan.gap:
        yield f"The best there is may be worth up to {100 * plan.gap:.1f} % more."
