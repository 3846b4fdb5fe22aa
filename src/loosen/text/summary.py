"""The summary of a session that has just ended, as lines of plain text."""

from collections.abc import Iterator

from loosen.domain.answers import Answers
from loosen.domain.history import Ending, SessionRecord, SideWork, StepRecord
from loosen.text.history import answer_lines, hurt_lines
from loosen.text.wording import clock_words, count_words, side_words

REHEARSED = "Rehearsal, nothing kept."
"""The whole summary of a rehearsal."""


def headline(record: SessionRecord, *, kept: bool = True) -> str:
    """A session in one line; for a rehearsal, where nothing is ``kept``, only that."""
    if not kept:
        return REHEARSED
    done = count_words(sum(step.is_done for step in record.steps), "exercise")
    word = "✓ Done." if record.outcome is Ending.FINISHED else "◐ Ended here."
    return f"{word} {clock_words(record.active)}, {done}."


def sign_of(step: StepRecord) -> str:
    """The sign of an exercise: done, partly done or not done."""
    return "✓" if step.is_complete else "◐" if step.is_done else "·"


def step_words(step: StepRecord) -> str:
    """An exercise's name, and the time on each side that was not done in full."""
    if step.is_complete:
        return step.name
    if not step.is_done:
        return f"{step.name}  ·  not done"
    sides = ", ".join(_side_words(side) for side in step.sides if not side.complete)
    return f"{step.name}  ·  {sides}"


def _side_words(work: SideWork) -> str:
    side = f"{side_words(work.side)} " if work.side else ""
    return f"{side}{clock_words(work.seconds)} of {clock_words(work.planned)}"


def summary_lines(
    name: str, record: SessionRecord, answers: Answers, *, kept: bool = True
) -> Iterator[str]:
    """The summary of a session of the routine ``name``: its exercises and the answers."""
    yield headline(record, kept=kept)
    yield name
    yield ""
    yield from (f"{sign_of(step)} {step_words(step)}" for step in record.steps)
    yield from (f"! {words}" for words in hurt_lines(record))
    lines = list(answer_lines(answers))
    yield from ("", *lines) if lines else ()
