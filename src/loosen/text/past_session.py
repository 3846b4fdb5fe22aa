"""One session in full, line by line: when, its exercises side by side, and what was said of it."""

from collections.abc import Iterator

from loosen.domain.answers import Answers, Feeling
from loosen.domain.body import Side
from loosen.domain.history import SessionRecord, StepRecord
from loosen.domain.session.events import Outcome
from loosen.domain.stats.sums import pain_name
from loosen.text.progress_words import WEEKDAYS, date_words, pain_words
from loosen.text.wording import minutes

SIGNS = {"whole": "✓", "part": "◐", "none": "·"}


def session_title(record: SessionRecord) -> str:
    """When it was: "Wed 4 Mar 2026, 07:30"."""
    day = record.started.date()
    return f"{WEEKDAYS[day.weekday()]} {date_words(day)}, {record.started:%H:%M}"


def session_lines(record: SessionRecord) -> Iterator[str]:
    """What was done and what was said of it."""
    yield f"{minutes(record.active)} of {minutes(record.planned)}, {record.outcome.value}"
    for number, step in enumerate(record.steps):
        harder = record.answers.harder.get(number)
        felt = f"; harder: {harder.value}" if harder else ""
        yield f"{SIGNS[_state(step)]} {step.name}, {step_words(step)}{felt}"
    for pain in record.answers.pains:
        yield f"! it hurt: {pain_name(record, pain)}, {pain_words(pain)}"
    yield from said_lines(record.answers)


def _state(step: StepRecord) -> str:
    if not step.seconds:
        return "none"
    whole = all(one.outcome is Outcome.COMPLETED for one in step.rounds)
    return "whole" if whole else "part"


def step_words(step: StepRecord) -> str:
    """How long an exercise was worked at: "1:00", or "left 0:30, right 0:12 of 0:30"; or left out."""
    if not step.seconds:
        return "left out"
    sides: dict[Side | None, tuple[float, int]] = {}
    for one in step.rounds:
        done, planned = sides.get(one.side, (0.0, 0))
        sides[one.side] = (done + one.seconds, planned + one.planned)
    texts = []
    for side, (done, planned) in sides.items():
        name = f"{side.value} " if side else ""
        of = f" of {minutes(planned)}" if int(done) < planned else ""
        texts.append(f"{name}{minutes(done)}{of}")
    return ", ".join(texts)


def said_lines(answers: Answers) -> Iterator[str]:
    """What was said of a session besides the exercises."""
    for moment, feeling in (("before", answers.before), ("after", answers.after)):
        if feeling is not None and (words := feeling_words(feeling)):
            yield f"{moment}: {words}"
    if answers.morning:
        yield f"the morning after: {answers.morning.value}"
    if answers.note:
        yield f"“{answers.note}”"


def feeling_words(feeling: Feeling) -> str:
    """Scores of a moment: "stiffness 6, pain 2"; empty where neither was said."""
    scores = (("stiffness", feeling.stiffness), ("pain", feeling.pain))
    return ", ".join(f"{name} {score}" for name, score in scores if score is not None)
