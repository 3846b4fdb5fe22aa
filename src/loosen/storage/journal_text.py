"""Format of the journal: a heading, then a line of JSON per event.

A line is whole or it does not count, so a journal cut at any byte is read up to there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import msgspec

from loosen.domain.answers import Answers
from loosen.domain.history import Ending, HeadingStep, SessionHeading
from loosen.domain.session.events import (
    Ended,
    Event,
    Finished,
    Mark,
    SegmentEnded,
    Started,
    Stopped,
    WentBack,
)
from loosen.domain.timeline import Segment
from loosen.domain.value import AwareDatetime, Form, Parse, Record, convert
from loosen.storage.owner import Owner

MILLISECONDS = 3
UNREADABLE = (msgspec.DecodeError, KeyError, ValueError, RecursionError)
KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}


def _event_of(value: object) -> object:
    """Return the event that a table with its name and its fields holds."""
    if not isinstance(value, dict):
        raise TypeError("is not a table")
    ((name, fields),) = value.items()
    return convert(fields, KINDS[name])


Named = Form[Event, Parse(_event_of)]


class FirstLine(SessionHeading):
    """The heading of a journal."""

    loosen: Literal[1] = 1
    """The version of this format."""
    owner: Owner


class NewTimeline(Record):
    """Timeline of a session from here on, in place of its heading's."""

    steps: tuple[HeadingStep, ...]
    segments: tuple[Segment, ...]


class JournalLine(Record):
    """Line of a journal: what happened at an instant of the wall clock.

    ``events`` with the ``mark`` after them; a mark alone when time has passed; the new ``owner`` when another
    process resumes it; the new ``plan`` where the rest was replanned; all ``answers`` so far, when one is
    given; ``left`` when its process closes it before the end.
    """

    wall: AwareDatetime
    events: tuple[Named, ...] = ()
    mark: Mark | None = None
    owner: Owner | None = None
    plan: NewTimeline | None = None
    answers: Answers | None = None
    left: bool = False


def text_of(value: FirstLine | JournalLine) -> bytes:
    """The line of a value; seconds are rounded to thousandths."""
    plain = value.to_plain(defaults=isinstance(value, FirstLine))
    if isinstance(value, JournalLine) and value.events:
        plain["events"] = [
            {type(event).__name__: _rounded(fields)}
            for event, fields in zip(value.events, plain["events"], strict=True)
        ]
    if isinstance(value, JournalLine) and value.mark:
        plain["mark"] = _rounded(plain["mark"])
    return msgspec.json.encode(plain) + b"\n"


def _rounded(fields: Mapping[str, object]) -> dict[str, object]:
    return {k: round(v, MILLISECONDS) if isinstance(v, float) else v for k, v in fields.items()}


@dataclass
class JournalReading:
    """Content of a journal, folded line by line. ``sound`` is the number of bytes that could be read.

    ``begun`` is False while the session only waited for its first step.
    """

    first: FirstLine
    owner: Owner
    last: AwareDatetime
    mark: Mark = field(default_factory=lambda: Mark(0))
    ended: dict[int, Ended] = field(default_factory=dict)
    outcome: Ending | None = None
    answers: Answers | None = None
    left: bool = False
    begun: bool = False
    sound: int = 0

    def take(self, line: JournalLine) -> None:
        """Apply one more line."""
        self.last = line.wall
        self.left = line.left
        self.owner = line.owner or self.owner
        self.mark = line.mark or self.mark
        self.answers = line.answers or self.answers
        if line.plan:
            self.first = self.first.copy_with(**line.plan.fields())
        for event in line.events:
            match event:
                case Started():
                    self.begun = True
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
    """Read a journal up to the first line that is damaged; None without a valid heading."""
    head, *others = data.split(b"\n")
    try:
        first = FirstLine.from_json(head)
    except UNREADABLE:
        return None
    reading = JournalReading(first, first.owner, first.started, sound=min(len(head) + 1, len(data)))
    for text in others:
        try:
            line = JournalLine.from_json(text) if text else None
        except UNREADABLE:
            break
        if line:
            plan = line.plan or reading.first
            if line.mark and not 0 <= line.mark.segment < len(plan.segments):
                break
            reading.take(line)
        reading.sound = min(reading.sound + len(text) + 1, len(data))
    return reading
