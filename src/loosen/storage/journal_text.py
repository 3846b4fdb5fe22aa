"""Format of the journal: a heading, then a line of JSON per event.

A line is whole or it does not count, so a journal cut at any byte is read up to there.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Annotated, Literal, get_args

from pydantic import AwareDatetime, BeforeValidator, PlainSerializer, TypeAdapter, ValidationError

from loosen.domain.answers import Answers
from loosen.domain.history import Ending, HeadingStep, SessionHeading
from loosen.domain.session.events import (
    Ended,
    Event,
    Finished,
    Mark,
    SegmentEnded,
    Stopped,
    WentBack,
)
from loosen.domain.timeline import Segment
from loosen.domain.value import Record
from loosen.storage.owner import Owner

MILLISECONDS = 3
KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}


def _event_of(value: object) -> object:
    if not isinstance(value, dict):
        return value
    ((name, fields),) = value.items()
    return TypeAdapter(KINDS[name]).validate_python(fields)


def _plain(event: Event) -> dict[str, dict[str, object]]:
    return {type(event).__name__: _rounded(asdict(event))}


def _rounded(fields: Mapping[str, object]) -> dict[str, object]:
    return {k: round(v, MILLISECONDS) if isinstance(v, float) else v for k, v in fields.items()}


Named = Annotated[Event, BeforeValidator(_event_of), PlainSerializer(_plain)]
Place = Annotated[Mark, PlainSerializer(lambda mark: _rounded(asdict(mark)))]


class FirstLine(SessionHeading):
    """The heading of a journal."""

    loosen: Literal[1] = 1
    """The version of this format."""
    owner: Owner


class NewTimeline(Record):
    """What a session plays from here on, in place of its heading's."""

    steps: tuple[HeadingStep, ...]
    segments: tuple[Segment, ...]


class JournalLine(Record):
    """What happened at a moment of the wall clock.

    Events and where the session stood after them; a mark alone when time has passed; a new owner
    when another process takes it up; another plan, whole, where the rest was replanned; everything
    the person has said so far, when something was said; ``left`` when its process lets go of it.
    """

    wall: AwareDatetime
    events: tuple[Named, ...] = ()
    mark: Place | None = None
    owner: Owner | None = None
    plan: NewTimeline | None = None
    answers: Answers | None = None
    left: bool = False


def text_of(value: Record) -> bytes:
    """A value as its line."""
    return value.model_dump_json(exclude_defaults=not isinstance(value, FirstLine)).encode() + b"\n"


@dataclass
class JournalReading:
    """What a journal says, folded line by line. ``sound`` counts the bytes that make sense."""

    first: FirstLine
    owner: Owner
    last: AwareDatetime
    mark: Mark = field(default_factory=lambda: Mark(0))
    ended: dict[int, Ended] = field(default_factory=dict)
    outcome: Ending | None = None
    answers: Answers | None = None
    left: bool = False
    sound: int = 0

    def take(self, line: JournalLine) -> None:
        """Fold one more line in."""
        self.last = line.wall
        self.left = line.left
        self.owner = line.owner or self.owner
        self.mark = line.mark or self.mark
        self.answers = line.answers or self.answers
        if line.plan:
            self.first = self.first.model_copy(update=dict(line.plan))
        for event in line.events:
            match event:
                case SegmentEnded(_, segment, seconds, outcome):
                    self.ended[segment] = Ended(seconds, outcome)
                case WentBack(_, target):
                    self.ended = {n: one for n, one in self.ended.items() if n < target}
                case Finished():
                    self.outcome = Ending.FINISHED
                case Stopped():
                    self.outcome = Ending.STOPPED
                case _:
                    pass


def read(data: bytes) -> JournalReading | None:
    """What a journal says, up to where it stops making sense; None where not even the heading does."""
    head, *others = data.split(b"\n")
    try:
        first = FirstLine.model_validate_json(head)
    except (ValidationError, KeyError):
        return None
    reading = JournalReading(first, first.owner, first.started, sound=min(len(head) + 1, len(data)))
    for text in others:
        try:
            line = JournalLine.model_validate_json(text) if text else None
        except (ValidationError, KeyError, ValueError):
            break
        if line:
            plan = line.plan or reading.first
            if line.mark and not 0 <= line.mark.segment < len(plan.segments):
                break
            reading.take(line)
        reading.sound = min(reading.sound + len(text) + 1, len(data))
    return reading
