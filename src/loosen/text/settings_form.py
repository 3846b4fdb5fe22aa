"""The settings as a form of controls."""

from dataclasses import dataclass

from loosen.domain.body import Area, Caution, Equipment, Side
from loosen.domain.settings import FigureStyle, MotionLevel, Settings
from loosen.text.controls import (
    ChoiceRow,
    Control,
    ControlText,
    Flag,
    Groups,
    Number,
    Tick,
    with_fields,
)

BELLS = {
    "all": "ticks, halfway, changes",
    "changes": "changes only",
    "end": "the end only",
    "off": "never",
}
MOTIONS = {
    MotionLevel.FULL: "moving",
    MotionLevel.REDUCED: "key poses only",
    MotionLevel.OFF: "still",
}
FIGURES = {
    FigureStyle.AUTO: "as the terminal can",
    FigureStyle.SOLID: "solid",
    FigureStyle.DOTS: "dots",
    FigureStyle.ASCII: "letters",
}
MINUTES_STEP, MOST_MINUTES = 5, 600
NOTICES = {"off": "never", "osc9": "OSC 9", "osc777": "OSC 777", "osc99": "OSC 99"}


Group = tuple[str, tuple[Control[Settings], ...]]
SIDES: dict[Side | None, str] = {None: "neither", **{side: side.value for side in Side}}
YOU: Group = (
    "you",
    (ChoiceRow[Settings, Side | None]("stiffer_side", "stiffer side", tuple(SIDES), SIDES),),
)
PACE: Group = (
    "pace",
    (
        Number[Settings]("pace.first_step_waits", "first step waits", 0, 600, 5, " s"),
        Number[Settings]("pace.get_ready", "get ready", 3, 60, unit=" s"),
        Number[Settings]("pace.switch_side", "switch sides", 2, 60, unit=" s"),
        Number[Settings]("pace.rest_strength", "rest, strength", 5, 300, 5, " s"),
        Number[Settings]("pace.rest_other", "rest, other", 2, 120, unit=" s"),
        Number[Settings]("pace.seconds_per_breath", "a breath", 3, 15, unit=" s"),
        Flag[Settings]("pace.slow_transitions", "more time to get down and up"),
    ),
)
CUES: Group = (
    "cues",
    (
        ChoiceRow[Settings, str]("cues.bell", "bell", tuple(BELLS), BELLS),
        Flag[Settings]("cues.title", "window title"),
        ChoiceRow[Settings, str]("cues.notify", "desktop notice", tuple(NOTICES), NOTICES),
    ),
)
QUESTIONS: Group = (
    "questions",
    (
        Flag[Settings]("questions.before_and_after", "before and after a session"),
        Flag[Settings]("questions.harder_side", "which side felt harder"),
        Flag[Settings]("questions.next_morning", "the morning after"),
    ),
)


@dataclass(frozen=True)
class AreaMinutes:
    """Weekly target of an area, in minutes; 0 for none."""

    area: Area

    def describe(self, value: Settings) -> ControlText:
        """Return the area and its minutes, if any."""
        minutes = value.week.minutes.get(self.area, 0)
        text = f"{minutes} min" if minutes else "no target"
        return ControlText("", self.area.label, text, active=bool(minutes))

    def turn(self, value: Settings, *, up: bool) -> Settings:
        """Return the settings with five minutes more or less, from 0 to ``MOST_MINUTES``."""
        minutes = dict(value.week.minutes)
        wanted = minutes.pop(self.area, 0) + (MINUTES_STEP if up else -MINUTES_STEP)
        if wanted > 0:
            minutes[self.area] = min(MOST_MINUTES, wanted)
        ordered = {area: minutes[area] for area in Area if area in minutes}
        return with_fields(value, **{"week.minutes": ordered})


WEEK: Group = ("a week", (Number[Settings]("week.sessions", "sessions", 0, 35, none="no target"),))
AREAS: Group = ("minutes a week", tuple(map(AreaMinutes, Area)))
AT_HAND: Group = (
    "at hand",
    tuple(Tick[Settings]("equipment", e.value, e.label) for e in Equipment),
)
AVOID: Group = ("always avoid", tuple(Tick[Settings]("avoid", c.value, c.label) for c in Caution))


def settings_form(themes: tuple[str, ...]) -> Groups[Settings]:
    """Every setting under its heading; ``themes`` are the names to choose from."""
    looks: Group = (
        "looks",
        (
            ChoiceRow[Settings, str]("theme", "theme", themes, {}),
            ChoiceRow[Settings, MotionLevel]("motion", "figures are", tuple(MotionLevel), MOTIONS),
            ChoiceRow[Settings, FigureStyle]("figures", "drawn with", tuple(FigureStyle), FIGURES),
        ),
    )
    return [YOU, PACE, CUES, QUESTIONS, WEEK, looks, AT_HAND, AVOID, AREAS]
