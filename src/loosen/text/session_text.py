"""A running session as text: the words and numbers that both faces show at an instant."""

import re
from dataclasses import dataclass
from enum import Enum

from loosen.domain.body import Side, Sides
from loosen.domain.dose import Breaths, Reps
from loosen.domain.exercise import BreathPattern, Exercise
from loosen.domain.session.engine import Session
from loosen.domain.session.view import State, View
from loosen.domain.timeline import Segment, SegmentKind, Timeline, TimelineStep
from loosen.text.block_letters import BigCount
from loosen.text.wording import (
    amount_words,
    clock_words,
    position_words,
    round_words,
    segment_words,
    side_change_words,
    turn_words,
)

HARDER_SIDE_QUESTION = "which side felt harder?"
CUE_SECONDS = 8
"""Seconds that a cue is shown before the next one replaces it."""
COMING_SECONDS = 5
"""Seconds before the end of work in which the next pose is shown."""


class PhaseStyle(Enum):
    """Sign and colour of a phase; a word is always shown beside them."""

    READY = "◔", "ready"
    WORK = "●", "work"
    SWITCH = "⇄", "switch"
    REST = "○", "rest"
    PAUSED = "‖", "paused"
    DONE = "✓", "done"

    @property
    def sign(self) -> str:
        """One character, so that a phase can be told without colour."""
        return str(self.value[0])

    @property
    def colour(self) -> str:
        """The name of the phase in a theme, such as "work"."""
        return str(self.value[1])


PHASE_STYLES = {
    SegmentKind.MOVE: PhaseStyle.READY,
    SegmentKind.GET_READY: PhaseStyle.READY,
    SegmentKind.WORK: PhaseStyle.WORK,
    SegmentKind.SWITCH: PhaseStyle.SWITCH,
    SegmentKind.REST: PhaseStyle.REST,
}


@dataclass(frozen=True, slots=True)
class Coming:
    """The pose that is next, for the last seconds before it: its exercise, its side, and both in words."""

    exercise: Exercise
    side: Side | None
    words: str


@dataclass(frozen=True, slots=True)
class SessionText:
    """All texts of a running session.

    ``lead`` is the instruction of the phase and ``cue`` a reminder that changes meanwhile; while getting
    ready they are the start position and the movement. ``note`` is the routine's note on the step,
    ``following`` what comes next, ``place`` the step's number, ``left`` the time left, ``fraction`` the
    share of the session that is over, from 0 to 1. ``big`` is what is read across a room, ``held`` the
    share of this hold that is over, None where there is none. ``coming`` is the pose that is next, shortly
    before it.
    """

    style: PhaseStyle
    name: str
    side: str
    big: BigCount
    held: float | None
    phase: str
    lead: str
    cue: str
    note: str
    following: str
    place: str
    left: str
    fraction: float
    coming: Coming | None = None


def describe(session: Session, now: float, every_exercise: str = "") -> SessionText:
    """Return the texts of a session at ``now``.

    ``every_exercise``, the advice that holds for all, is the note while getting ready for the first one.
    """
    view = session.view(now)
    total = clock_words(session.timeline.seconds)
    return SessionText(
        style=_style(view),
        name=view.step.exercise.name,
        side=_side(view),
        big=_big(session, view),
        held=_held(view),
        phase=_phase(view),
        lead=_lead(session, view),
        cue=_cue(session, view),
        note=_note(view, every_exercise),
        following=_following(session, view),
        place=f"{view.segment.step + 1} of {len(session.timeline.steps)}",
        left=f"{clock_words(_whole(view.total_left))} left of {total}",
        # In whole seconds, so that the bar moves with the clock and not between two of its ticks.
        fraction=1 - _whole(view.total_left) / (session.timeline.seconds or 1),
        coming=_coming(session, view),
    )


def _coming(session: Session, view: View) -> Coming | None:
    """The pose that is next, in the last seconds of work; None where it is the one that is shown.

    In a rest, a switch and while getting ready the figure is the next pose already.
    """
    here = view.segment
    ends = here.kind is SegmentKind.WORK and not here.open_ended
    upcoming = session.upcoming()[:1] if ends and _whole(view.remaining) <= COMING_SECONDS else ()
    for segment in upcoming:
        if (segment.step, segment.side) != (here.step, here.side):
            exercise = session.timeline.steps[segment.step].exercise
            side = f"{segment.side.value.upper()} side" if segment.side else ""
            name = exercise.name if segment.step != here.step or not side else ""
            return Coming(exercise, segment.side, " · ".join(filter(None, (side, name))))
    return None


def _note(view: View, every_exercise: str) -> str:
    if view.step.note:
        return mirrored(view.step.note, view.segment.side)
    first = view.segment.step == 0 and view.segment.kind is SegmentKind.GET_READY
    return every_exercise if first else ""


def repaint_key(view: View) -> tuple[object, ...]:
    """Repaint key: equal keys have equal texts, as long as no event comes between."""
    return (
        view.state,
        view.index,
        int(view.elapsed),
        _whole(view.remaining),
        _whole(view.total_left),
        _whole(view.count_in),
        _whole(view.starts_in or 0.0),
        view.beat,
        view.beat_part < 0.5,
        _direction(view),
        _turning(view),
    )


def _whole(seconds: float) -> int:
    """Seconds rounded up, so that a countdown shows 0 only at its end."""
    return -int(-seconds // 1)


def _style(view: View) -> PhaseStyle:
    if view.state is State.FINISHED:
        return PhaseStyle.DONE
    if view.state in (State.PAUSED, State.STOPPED):
        return PhaseStyle.PAUSED
    return PHASE_STYLES[view.segment.kind]


def _side(view: View) -> str:
    segment, parts = view.segment, []
    if segment.side:
        parts.append(f"{segment.side.value.upper()} side")
    elif view.step.dose.sides is Sides.ALTERNATING:
        parts.append("sides in turn")
    if round_words(segment):
        parts.append(round_words(segment))
    parts.append(amount_words(view.step.dose))
    return " · ".join(parts)


def begin_words(view: View, key: str) -> str:
    """How a session that waits begins: by ``key``, and by itself where the wait has an end."""
    by_itself = "" if view.starts_in is None else f", or by itself in {_whole(view.starts_in)} s"
    return f"{key} begins{by_itself}"


def _big(session: Session, view: View) -> BigCount:
    """The count in large digits; repetitions with their number and the seconds left of this side."""
    segment, count = view.segment, _count(view)
    working = segment.kind is SegmentKind.WORK and view.state is not State.COUNT_IN
    side, of = segment.side, ""
    small: tuple[str, ...] = ()
    if working and view.beat:
        of = str(_beats(view))
        small = (_unit(view), f"{clock_words(_whole(view.remaining))} left")
        side = _turn_side(view) or side
    words = (_phase_word(session, view), side.value.upper() if side else "")
    return BigCount(
        count, of, small, tuple(filter(None, words)), segment.kind is SegmentKind.SWITCH
    )


def _phase_word(session: Session, view: View) -> str:
    """The word of a phase in which the side is not what matters; empty where it is, and in work."""
    if view.state is State.PAUSED:
        return "PAUSED"
    if view.state is State.FINISHED:
        return "DONE"
    segment = view.segment
    if segment.kind is SegmentKind.REST:
        return "" if _changes_side(session.timeline, view.index) else "REST"
    readies = segment.kind in (SegmentKind.GET_READY, SegmentKind.MOVE)
    return "READY" if readies and segment.side is None else ""


def _held(view: View) -> float | None:
    """The share of a hold that is over, in whole seconds; None where nothing is held against the clock."""
    segment, length = view.segment, view.elapsed + view.remaining
    if segment.kind is not SegmentKind.WORK or view.beat or segment.open_ended or not length:
        return None
    return 1 - _whole(view.remaining) / length


def _turn_side(view: View) -> Side | None:
    """The side of this repetition, where the sides take turns."""
    if view.step.dose.sides is not Sides.ALTERNATING:
        return None
    return Side.RIGHT if view.beat % 2 else Side.LEFT


def _beats(view: View) -> int:
    """The repetitions or breaths that are counted up to."""
    amount, work = view.step.dose.amount, view.segment.work
    if isinstance(amount, Reps) and amount.each_way:
        return amount.count.low
    return work.beats if work else view.beat


def _unit(view: View) -> str:
    return "breaths" if isinstance(view.step.dose.amount, Breaths) else "reps"


def _count(view: View) -> str:
    if view.state is State.WAITING:
        return "" if view.starts_in is None else str(_whole(view.starts_in))
    if view.state is State.COUNT_IN:
        return str(_whole(view.count_in))
    if view.beat:
        return str(_beat_number(view))
    if view.segment.open_ended:
        return clock_words(view.elapsed)
    seconds = _whole(view.remaining)
    return str(seconds) if seconds < 100 else clock_words(seconds)


def _beat_number(view: View) -> int:
    """The number of the repetition, counted from 1 again for the other direction."""
    amount = view.step.dose.amount
    if isinstance(amount, Reps) and amount.each_way:
        return (view.beat - 1) % amount.count.low + 1
    return view.beat


def _phase(view: View) -> str:
    if view.state is State.WAITING:
        return "ready when you are"
    if view.state is State.COUNT_IN:
        return "resuming"
    if view.state is State.PAUSED:
        return "paused"
    if view.state is State.FINISHED:
        return "done"
    segment = view.segment
    if segment.kind is SegmentKind.MOVE:
        position = view.step.exercise.position
        return f"change position: {position_words(position)}" if position else "change position"
    words = segment_words(segment, view.step)
    more = _beat_words(view) if view.beat else _direction(view)
    return f"{words} · {more}" if more else words


def _turning(view: View) -> bool:
    """Whether the direction has changed within the last ``CUE_SECONDS``."""
    return view.since_turn is not None and 0 <= view.since_turn < CUE_SECONDS


def _direction(view: View) -> str:
    """The direction of the movement; empty where there is only one."""
    if view.since_turn is None:
        return ""
    return "one way" if view.since_turn < 0 else "the other way"


def _beat_words(view: View) -> str:
    side = _turn_side(view)
    way = side.value if side else _direction(view)
    number = f"{_unit(view).removesuffix('s')} {_beat_number(view)} of {_beats(view)}"
    return " · ".join(filter(None, (", ".join(filter(None, (number, way))), _breath(view))))


def _breath(view: View) -> str:
    """The breath of this moment, for doses in breaths and for exercises that say how to breathe."""
    first = view.beat_part < 0.5
    if isinstance(view.step.dose.amount, Breaths):
        return "in" if first else "out"
    match view.step.exercise.breath:
        case BreathPattern.OUT_IN:
            return "breathe out" if first else "breathe in"
        case BreathPattern.IN_OUT:
            return "breathe in" if first else "breathe out"
        case None:
            return ""


def setup_lines(exercise: Exercise, side: Side | None) -> tuple[str, ...]:
    """How to get into position, for ``side``: the setup of an exercise, or its steps where it has none."""
    lines = (exercise.setup,) if exercise.setup else exercise.steps
    return tuple(mirrored(line, side) for line in lines)


def movement_line(exercise: Exercise, side: Side | None) -> str:
    """The movement in a sentence, for ``side``; empty where an exercise has none."""
    return mirrored(exercise.move or "", side)


def _changes_side(timeline: Timeline, index: int) -> bool:
    """Whether the segment at ``index`` is for another side than the one before it."""
    return index == 0 or timeline.segments[index - 1].side is not timeline.segments[index].side


def side_change_line(timeline: Timeline, index: int) -> str:
    """How to change sides during the switch or rest at ``index``.

    Empty for other segments, where the side stays, and where an exercise does not say how to change.
    """
    segment = timeline.segments[index]
    if segment.kind not in (SegmentKind.SWITCH, SegmentKind.REST) or segment.side is None:
        return ""
    if not _changes_side(timeline, index):
        return ""
    return side_change_words(timeline.steps[segment.step].exercise, segment.side)


def _lead(session: Session, view: View) -> str:
    exercise, side = view.step.exercise, view.segment.side
    if view.segment.kind in (SegmentKind.GET_READY, SegmentKind.MOVE):
        return " ".join(setup_lines(exercise, side)) if exercise.setup else ""
    if _turning(view):
        words = turn_words(exercise, side)
        return f"{words[0].upper()}{words[1:]}."
    change = side_change_line(session.timeline, view.index)
    if view.segment.kind is SegmentKind.SWITCH and not change:
        return "The same on the other side."
    return change or movement_line(exercise, side)


def _cue(session: Session, view: View) -> str:
    exercise, side = view.step.exercise, view.segment.side
    if view.segment.kind in (SegmentKind.GET_READY, SegmentKind.MOVE):
        return (
            movement_line(exercise, side)
            if exercise.setup
            else " ".join(setup_lines(exercise, side))
        )
    if view.segment.kind is SegmentKind.SWITCH or side_change_line(session.timeline, view.index):
        return movement_line(exercise, side)
    cues = exercise.cues or ((exercise.feel,) if exercise.feel else exercise.steps)
    return mirrored(cues[int(view.elapsed // CUE_SECONDS) % len(cues)], side)


_OTHER = {"right": "left", "left": "right", "Right": "Left", "Left": "Right"}
# “Right angle” and “right away” mean no side; “the right over …” does.
_SIDE = re.compile(
    r"\b(?:right angle|(?<!the )(?<!your )right (?:away|after|at|over)\b|(?:[Rr]ight|[Ll]eft)\b)"
)


def mirrored(text: str, side: Side | None) -> str:
    """A text written for the right side, with left and right exchanged where ``side`` is the left."""
    if side is not Side.LEFT:
        return text
    return _SIDE.sub(lambda found: _OTHER.get(found[0], found[0]), text)


def _following(session: Session, view: View) -> str:
    here, steps = view.segment.step, session.timeline.steps
    words = [_work_words(s, steps[s.step], here) for s in session.upcoming()[:2]]
    if view.since_turn is not None and view.since_turn < 0:
        words.insert(0, turn_words(view.step.exercise, view.segment.side).removeprefix("now "))
    return " · then ".join([*words, "done"][:2])


def _work_words(segment: Segment, step: TimelineStep, here: int) -> str:
    name, side = step.exercise.name, segment.side.value if segment.side else ""
    if segment.step != here:
        return f"{name}, {side}" if side else name
    which = (f"{side} side" if side else "", round_words(segment))
    return ", ".join(filter(None, which)) or name
