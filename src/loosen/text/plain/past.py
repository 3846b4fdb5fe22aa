"""What was done, as lines of plain text: a session that is over, and progress."""

from collections.abc import Iterable, Iterator

from loosen.domain.answers import Answers
from loosen.domain.summary import StepDone, Summary
from loosen.text import wording
from loosen.text.past_session import said_lines
from loosen.text.progress_page import Section
from loosen.text.toned_lines import plain

REHEARSED = "Rehearsal, nothing kept."
"""What a rehearsal comes to: nothing of it was done."""


def headline(summary: Summary, *, kept: bool = True) -> str:
    """What a session came to, in a line; where nothing of it is ``kept``, that."""
    if not kept:
        return REHEARSED
    done = wording.count_words(summary.done, "exercise")
    word = "✓ Done." if summary.finished else "◐ Ended here."
    return f"{word} {wording.minutes(summary.active)}, {done}."


def sign_of(step: StepDone) -> str:
    """Whether an exercise was done, partly done, or left out."""
    return "✓" if step.whole else "◐" if step.done else "·"


def step_words(step: StepDone) -> str:
    """An exercise with what was left out of it, side by side."""
    if step.whole:
        return step.name
    if not step.done:
        return f"{step.name}  ·  left out"
    missed = [s for s in step.sides if not s.whole]
    clock = wording.minutes
    sides = ", ".join(
        f"{s.side.value + ' side ' if s.side else ''}{clock(s.seconds)} of {clock(s.planned)}"
        for s in missed
    )
    return f"{step.name}  ·  {sides}"


def summary_lines(
    name: str, summary: Summary, answers: Answers, *, kept: bool = True
) -> Iterator[str]:
    """A session by its routine's ``name``: what was done, and what was said of it."""
    yield headline(summary, kept=kept)
    yield name
    yield ""
    yield from (f"{sign_of(step)} {step_words(step)}" for step in summary.steps)
    said = list(said_lines(answers))
    yield from ("", *said) if said else ()


def section_lines(sections: Iterable[Section]) -> Iterator[str]:
    """The sections of progress, without their tones."""
    for number, section in enumerate(sections):
        yield from ("",) if number else ()
        yield section.title
        yield from map(plain, section.lines)
