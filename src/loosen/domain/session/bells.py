"""When to ring.

Many terminals merge bells that come close together, so meaning lies in the moment: ticks a second
apart before a change, one bell at the change, one half-way.
"""

from collections.abc import Iterable

from loosen.domain.session.events import Cued, CueKind, Event, Finished, SegmentBegan
from loosen.domain.settings import Bells
from loosen.domain.timeline import Segment, SegmentKind

TICKS = (3, 2, 1)
"""Seconds before the end of a segment at which a tick sounds."""
SHORTEST_WITH_TICKS, SHORTEST_WITH_HALFWAY = 5, 20


def marks_of(segment: Segment, length: float) -> list[tuple[float, CueKind]]:
    """The seconds into a segment worth a sound, in order, where it lasts ``length``.

    Half-way counts however short the work is where the direction changes there.
    """
    marks = [(length - t, CueKind.TICK) for t in TICKS if length >= SHORTEST_WITH_TICKS]
    turn = segment.turns_at(length)
    if turn is not None:
        marks.append((turn, CueKind.HALFWAY))
    elif segment.kind is SegmentKind.WORK and length >= SHORTEST_WITH_HALFWAY:
        marks.append((length / 2, CueKind.HALFWAY))
    return sorted(marks)


def rings(events: Iterable[Event], bells: Bells) -> bool:
    """Whether to ring once for what has just happened; never twice, however much it was."""
    for event in events:
        match event:
            case Finished():
                if bells != "off":
                    return True
            case SegmentBegan():
                if bells in ("all", "changes"):
                    return True
            case Cued():
                if bells == "all":
                    return True
            case _:
                pass
    return False
