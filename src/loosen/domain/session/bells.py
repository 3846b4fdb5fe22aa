"""Bells of a session: the instants of cues, and which events ring.

Many terminals merge bells that come close together, so that only the instant carries meaning: ticks a
second apart before a change, one bell at the change, one half-way.
"""

from collections.abc import Iterable

from loosen.domain.session.events import Cued, CueKind, Event, Finished, SegmentBegan
from loosen.domain.settings import Bells
from loosen.domain.timeline import Segment, SegmentKind

TICKS = (3, 2, 1)
"""Seconds before the end of a segment at which a tick rings."""
SHORTEST_WITH_TICKS, SHORTEST_WITH_HALFWAY = 5, 20


def cues_of(segment: Segment, length: float) -> list[tuple[float, CueKind]]:
    """Return the cues of a segment that lasts ``length`` seconds, each with its seconds into it, in order.

    Work whose direction changes halfway has that cue however short it is.
    """
    cues = [(length - t, CueKind.TICK) for t in TICKS if length >= SHORTEST_WITH_TICKS]
    turn = segment.turns_at(length)
    if turn is not None:
        cues.append((turn, CueKind.HALFWAY))
    elif segment.kind is SegmentKind.WORK and length >= SHORTEST_WITH_HALFWAY:
        cues.append((length / 2, CueKind.HALFWAY))
    return sorted(cues)


def rings(events: Iterable[Event], bells: Bells) -> bool:
    """Return whether any of the events rings; it is one ring for all of them."""
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
