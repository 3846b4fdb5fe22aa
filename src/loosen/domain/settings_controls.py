"""The settings as controls: what their screen shows, and what its keys do."""

from loosen.domain.body import Caution, Equipment, Side
from loosen.domain.controls import Control, Flag, Groups, Number, Row, Tick
from loosen.domain.settings import Motion, Settings

BELLS = {
    "all": "ticks, halfway, changes",
    "changes": "changes only",
    "end": "the end only",
    "off": "never",
}
MOTIONS = {
    Motion.FULL: "moving",
    Motion.REDUCED: "key poses only",
    Motion.OFF: "still",
}
NOTICES = {"off": "never", "osc9": "OSC 9", "osc777": "OSC 777", "osc99": "OSC 99"}


def controls_of(themes: tuple[str, ...]) -> Groups[Settings]:
    """Every setting under its heading; ``themes`` are the names there are."""
    sides: dict[Side | None, str] = {None: "neither"}
    sides.update({side: side.value for side in Side})
    groups: list[tuple[str, tuple[Control[Settings], ...]]] = [
        ("you", (Row[Settings, Side | None]("stiffer_side", "stiffer side", tuple(sides), sides),)),
        (
            "pace",
            (
                Number[Settings]("pace.get_ready", "get ready", 3, 60, unit=" s"),
                Number[Settings]("pace.switch_side", "switch sides", 2, 60, unit=" s"),
                Number[Settings]("pace.rest_strength", "rest, strength", 5, 300, 5, " s"),
                Number[Settings]("pace.rest_other", "rest, other", 2, 120, unit=" s"),
                Number[Settings]("pace.seconds_per_breath", "a breath", 3, 15, unit=" s"),
                Flag[Settings]("pace.slow_transitions", "more time to get down and up"),
            ),
        ),
        (
            "cues",
            (
                Row[Settings, str]("cues.bell", "bell", tuple(BELLS), BELLS),
                Flag[Settings]("cues.title", "window title"),
                Row[Settings, str]("cues.notify", "desktop notice", tuple(NOTICES), NOTICES),
            ),
        ),
        (
            "looks",
            (
                Row[Settings, str]("theme", "theme", themes, {}),
                Row[Settings, Motion]("motion", "figures", tuple(Motion), MOTIONS),
            ),
        ),
        ("at hand", tuple(Tick[Settings]("equipment", e.value, e.label) for e in Equipment)),
        ("always avoid", tuple(Tick[Settings]("avoid", c.value, c.label) for c in Caution)),
    ]
    return groups
