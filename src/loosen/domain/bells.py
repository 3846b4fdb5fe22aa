"""When to ring.

Many terminals merge bells that come close together, so meaning lies in the moment: ticks a second
apart before a change, one bell at the change, one half-way.
"""

from collections.abc import Iterable
from typing import Literal

from loosen.domain.events import Cued, Event, Finished, SegmentBegan

Bells = Literal["all", "changes", "end", "off"]


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
