"""The summary of a session that has just ended, as lines of plain text."""

from collections.abc import Iterator

from loosen.domain.answers import Answers
from loosen.domain.summary import SideDone, StepDone, Summary
from loosen.text.history import answer_lines
from loosen.text.wording import clock_words, count_words, side_words

REHEARSED = "Rehearsal, nothing kept."
"""The whole summary of a rehearsal."""


def headline(summary: Summary, *, kept: bool = True) -> str:
    """A session in one line; for a rehearsal, where nothing is ``kept``, only that."""
    if not kept:
        return REHEARSED
    done = count_words(summary.done, "exercise")
    word = "✓ Done." if summary.finished else "◐ Ended here."
    return f"{word} {clock_words(summary.active)}, {done}."


def sign_of(step: StepDone) -> str:
    """The sign of an exercise: done, partly done or left out."""
    return "✓" if step.complete else "◐" if step.done else "·"


def step_words(step: StepDone) -> str:
    """An exercise's name, and the time on each side that was not done in full."""
    if step.complete:
        return step.name
    if not step.done:
        return f"{step.name}  ·  left out"
    sides = ", ".join(_side_words(side) for side in step.sides if not side.complete)
    return f"{step.name}  ·  {sides}"


def _side_words(done: SideDone) -> str:
    side = f"{side_words(done.side)} " if done.side else ""
    return f"{side}{clock_words(done.seconds)} of {clock_words(done.planned)}"


def summary_lines(
    name: str, summary: Summary, answers: Answers, *, kept: bool = True
) -> Iterator[str]:
    """The summary of a session of the routine ``name``: its exercises and the answers."""
    yield headline(summary, kept=kept)
    yield name
    yield ""
    yield from (f"{sign_of(step)} {step_words(step)}" for step in summary.steps)
    lines = list(answer_lines(answers))
    yield from ("", *lines) if lines else ()
