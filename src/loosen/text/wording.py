"""Values as words, the same in both faces: times, counts, doses, sides, positions, sources, phases."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import zip_longest
from typing import NamedTuple, assert_never

from loosen.domain.body import (
    Area,
    Caution,
    Equipment,
    Kind,
    Level,
    Position,
    Side,
    SideChange,
    Sides,
    Surface,
    Word,
)
from loosen.domain.dose import ONE, Breaths, Dose, Hold, Reps, Span, Timed
from loosen.domain.exercise import Areas, Attribution, Exercise, Kit, Origin, Source
from loosen.domain.frequency import Frequency
from loosen.domain.routine import Routine
from loosen.domain.settings import Liking
from loosen.domain.text import joined
from loosen.domain.timeline import Segment, SegmentKind, TimelineStep

UNKNOWN = "unknown"
MARK_OF_IMPORTED = "↓"
"""The mark of an imported exercise, in lists."""
MARK_OF_OWN = "◆"
"""The mark of a person's own exercise or routine, in the app's lists."""
_POSITIONS = {
    Position.QUADRUPED: "hands and knees",
    Position.SEATED_FLOOR: "sitting",
    Position.SEATED_CHAIR: "on a chair",
    Position.SIDE_LYING: "lying on one side",
    Position.SUPINE: "lying",
    Position.HOOKLYING: "lying, knees bent",
}
_TIMES = {"1": "once", "2": "twice", "1-2": "once or twice"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SIDE_CHANGES = {
    SideChange.STAY: "Stay as you are",
    SideChange.OTHER_LEG: "Set this leg down and take the other one",
    SideChange.STANDING_LEG: "Bring your weight onto the other foot",
    SideChange.TURN_ROUND: "Turn round",
    SideChange.SWAP_KNEES: "Bring this knee forward and set the other one down",
    SideChange.SLIDE_THROUGH: "Slide this leg back and bring the other knee forward",
    SideChange.ROLL_OVER: "Roll over onto your other side",
    SideChange.CROSS_OTHER: "Uncross your legs and cross them the other way",
    SideChange.SHIFT_FEET: "Knees up, feet over, knees down the other way",
    SideChange.SHIFT_AND_CROSS: "Ankle off, knees up, feet over, and cross the other way",
}
_FILTER_STARTS: Mapping[type[Word], str] = {
    Caution: "no ",
    Equipment: "with ",
    Level: "at most ",
}
_SURFACES = {Surface.FLOOR: "on the floor", Surface.CHAIR: "on a chair"}


class LikingText(NamedTuple):
    """A liking as a sign of one character, in a word or two, and in a sentence that says what it does."""

    sign: str
    label: str
    words: str


LIKINGS = {
    Liking.LIKED: LikingText("+", "liked", "Liked: suggested more often."),
    Liking.LESS: LikingText("−", "rather not", "Rather not: suggested where little else fits."),
    Liking.NEVER: LikingText("×", "never", "Never: not suggested."),
}


def liking_words(name: str, liking: Liking | None) -> str:
    """A sentence on the liking of the exercise called ``name``; None is for no opinion."""
    return f"{name} · {LIKINGS[liking].words if liking else 'Like any other again.'}"


def clock_words(seconds: float) -> str:
    """A duration as ``m:ss``, from an hour on as ``h:mm:ss``; fractions of a second are dropped."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3_600)
    if hours:
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{rest // 60}:{rest % 60:02}"


def minutes_words(seconds: float) -> str:
    """A duration in minutes, rounded, without a unit; "<1" for what would read as 0."""
    rounded = int(seconds / 60 + 0.5)
    return "<1" if seconds > 0 and not rounded else str(rounded)


def about_words(seconds: float) -> str:
    """A duration as people say it: "about 8 min"; "under a minute" below 45 seconds."""
    if seconds < 45:
        return "under a minute"
    whole = max(1, int(seconds / 60 + 0.5))
    hours, rest = divmod(whole, 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest else [])
    return f"about {' '.join(parts)}"


def ago_words(seconds: float) -> str:
    """Time since something, in words: "just now", "12 min ago", "3 days ago"."""
    for length, unit in ((86_400, "day"), (3_600, "h"), (60, "min")):
        if seconds >= length:
            number = int(seconds // length)
            return f"{count_words(number, unit) if unit == 'day' else f'{number} {unit}'} ago"
    return "just now"


def count_words(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 exercise", "6 exercises"."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def span_words(span: Span) -> str:
    """A number or a range, with an en dash: "10", "10–12"."""
    return str(span).replace("-", "–")


def dose_words(dose: Dose) -> str:
    """A dose in words: "30 s a side", "10–12 reps × 3", "5 a side, taking turns", "8 breaths"."""
    turns = ", taking turns" if dose.sides is Sides.ALTERNATING else ""
    amount = _amount_words(dose)
    if dose.sets == ONE:
        return amount + turns
    sets = span_words(dose.sets)
    if isinstance(dose.amount, Reps):
        return f"{amount} × {sets}{turns}"
    return f"{sets} × {amount}{turns}"


def amount_words(dose: Dose) -> str:
    """One set on one side, at the low end of its range: "30 s", "10 reps"."""
    match dose.amount:
        case Hold(seconds) | Timed(seconds):
            return f"{seconds.low} s"
        case Reps(count, each_way):
            return f"{count_words(count.low, 'rep')}{' each way' if each_way else ''}"
        case Breaths(count):
            return count_words(count.low, "breath")
        case _:
            assert_never(dose.amount)


def _amount_words(dose: Dose) -> str:
    side = "" if dose.sides is Sides.NONE else " a side"
    match dose.amount:
        case Reps(count, each_way=True):
            return f"{span_words(count)} each way{', each side' if side else ''}"
        case Reps(count):
            one = "rep" if count == ONE else "reps"
            return f"{span_words(count)}{side or ' ' + one}"
        case Hold(seconds):
            return f"{span_words(seconds)} s{side}"
        case Timed(seconds):
            return f"{span_words(seconds)} s moving{side}"
        case Breaths(count):
            return f"{span_words(count)} {'breath' if count == ONE else 'breaths'}{side}"
        case _:
            assert_never(dose.amount)


def list_words(words: Iterable[Word]) -> str:
    """Words of a closed list, joined with ·."""
    return " · ".join(word.label for word in words)


def areas_words(areas: Areas, *, primary_only: bool = False) -> str:
    """The areas of an exercise: "outer hip · low back", the most important first."""
    return list_words(areas.primary if primary_only else areas.primary + areas.secondary)


def fitting_areas_words(areas: Iterable[Area], width: int) -> str:
    """As many whole areas as fit into so many cells, "outer hip · glutes…"; the first one in any case."""
    labels = [area.label for area in areas]
    for count in range(len(labels), 1, -1):
        words = " · ".join(labels[:count]) + ("" if count == len(labels) else "…")
        if len(words) <= width:
            return words
    return " ".join(labels[:1]) + ("…" if len(labels) > 1 else "")


def areas_sentence(areas: Iterable[Area]) -> str:
    """Areas as they stand in a sentence: "the outer hip and the core"; hips and low back for none."""
    return joined([f"the {area.label}" for area in areas] or ["the hips", "the low back"])


def composed_summary(seconds: float, areas: Iterable[Area]) -> str:
    """The summary of a composed routine: "About 10 min for the low back, put together to your wishes."."""
    return f"{about_words(seconds).capitalize()} for {areas_sentence(areas)}, put together to your wishes."


def source_name(source: Source) -> str:
    """The name of a source, short enough to stand beside its dose: the publisher without its place."""
    return source.publisher.partition(" (")[0].partition(",")[0]


def origin_words(exercise: Exercise) -> str:
    """The mark of a person's own exercise, "yours"; empty for any other."""
    return "yours" if exercise.origin is Origin.OWN else ""


def side_words(side: Side) -> str:
    """A side: "right side"."""
    return f"{side.value} side"


def side_change_words(exercise: Exercise, side: Side) -> str:
    """Instruction for changing to a side: "Turn round: now the left side."; empty where it is not known."""
    if exercise.side_change is None:
        return ""
    return f"{_SIDE_CHANGES[exercise.side_change]}: now the {side_words(side)}."


def turn_words(exercise: Exercise, side: Side | None) -> str:
    """The change of direction on the same side: "now the other way, with the same leg"."""
    if side is None:
        return "now the other way"
    limb = "leg" if "leg" in (exercise.working_side or "").casefold() else "side"
    return f"now the other way, with the same {limb}"


def ready_words(exercise: Exercise) -> str:
    """Getting ready, with what an exercise needs: "get ready", "get ready, with belt"."""
    return f"get ready, with {list_words(exercise.needed)}" if exercise.needed else "get ready"


def position_words(position: Position | None) -> str:
    """A start position, short enough for a column: "standing", "hands and knees", "lying"."""
    if position is None:
        return f"start {UNKNOWN}"
    return _POSITIONS.get(position, position.label)


def name_words(exercise: Exercise) -> str:
    """An exercise's name for a list; an imported one has ``MARK_OF_IMPORTED`` after it."""
    return f"{exercise.name} {MARK_OF_IMPORTED}" if exercise.attribution else exercise.name


def filter_word(word: Word) -> str:
    """A word of a filter, as lists and pages have it: "lying, knees bent", "stretch", "outer hip"."""
    if isinstance(word, Position):
        return position_words(word)
    return word.short if isinstance(word, Kind) else word.label


def filters_words(words: Iterable[Word]) -> str:
    """What a list is filtered by: "hip flexors or outer hip · no knee"; empty where it is by nothing."""
    by_type: dict[type[Word], list[str]] = {}
    for word in words:
        start = _FILTER_STARTS.get(type(word), "")
        by_type.setdefault(type(word), []).append(f"{start}{filter_word(word)}")
    every = ((", " if kind is Caution else " or ", some) for kind, some in by_type.items())
    return " · ".join(joint.join(some) for joint, some in every)


def surfaces_words(surfaces: Iterable[Surface] | None, marks: Iterable[str] = ()) -> str:
    """Surfaces in words: "on the floor, a mat or a bed", each one behind a mark of its own, if any."""
    if surfaces is None:
        return UNKNOWN
    words = [_SURFACES.get(surface, f"on a {surface.label}") for surface in surfaces]
    bare = words[:1] + [word.removeprefix("on ") for word in words[1:]]
    marked = [mark + word for mark, word in zip_longest(marks, bare, fillvalue="")]
    *most, last = marked
    return f"{', '.join(most)} or {last}" if most else last


def equipment_words(kit: Kit | None) -> str:
    """The equipment that is needed or optional: "band; mat if you like", "nothing"."""
    if kit is None:
        return UNKNOWN
    needed = " · ".join([word.label for word in kit.required] + list(kit.other))
    nice = list_words(kit.optional)
    if not nice:
        return needed or "nothing"
    return f"{needed or 'nothing'}; {nice} if you like"


def frequency_words(frequency: Frequency) -> str:
    """Frequency in words: "every morning", "2–3 times a week", "once or twice a working day"."""
    times = _TIMES.get(str(frequency.times), f"{span_words(frequency.times)} times")
    rhythm, _, rest = str(frequency).partition(", ")
    if not rhythm.startswith("every"):
        rhythm = f"{times} a {frequency.period}"
    return f"{rhythm}, {rest}" if rest else rhythm


def kept_words(routine: Routine, *, kept: bool) -> str:
    """The confirmation that a routine is scheduled, or no longer."""
    if not kept:
        return f"{routine.name} is no longer scheduled."
    if routine.frequency is None:
        return f"{routine.name} is scheduled, but its file has no frequency: it is never due."
    return f"{routine.name} is scheduled: {frequency_words(routine.frequency)}."


def often_words(frequency: Frequency | None, when: str | None) -> str:
    """A routine's frequency and time of day: "every day, morning or evening"; empty for neither."""
    often = frequency_words(frequency) if frequency else ""
    return ", ".join(filter(None, (often, when)))


def days_ago_words(days: int) -> str:
    """Calendar days since, in words: "today", "yesterday", "3 days ago", "5 weeks ago"."""
    if days < 2:
        return "yesterday" if days else "today"
    weeks = days // 7
    return f"{days} days ago" if days < 14 else f"{weeks} weeks ago"


def from_words(until: datetime, now: datetime) -> str:
    """A time in the future, seen from ``now``: "from 17:00", "from tomorrow", "from Friday"."""
    days = (until.date() - now.date()).days
    if days <= 0:
        return f"from {until:%H:%M}"
    if days < 7:
        return f"from {'tomorrow' if days == 1 else _WEEKDAYS[until.weekday()]}"
    return f"from {until.date().isoformat()}"


def source_line(source: Source) -> str:
    """A source in one line: "Title, by Author · Publisher"."""
    by = f", by {source.author}" if source.author else ""
    return f"{source.title}{by} · {source.publisher}"


def authors_words(attribution: Attribution) -> str:
    """The authors of an imported exercise, or "not named"."""
    return ", ".join(attribution.authors) or "not named"


def segment_words(segment: Segment, step: TimelineStep) -> str:
    """The phase of a session in words: "hold", "get ready", "switch to the left side"."""
    match segment.kind:
        case SegmentKind.MOVE:
            return "change position"
        case SegmentKind.GET_READY:
            return ready_words(step.exercise)
        case SegmentKind.SWITCH:
            return f"switch to the {side_words(segment.side)}" if segment.side else "switch sides"
        case SegmentKind.REST:
            return "rest"
        case SegmentKind.WORK:
            return _work_words(step.dose)
        case _:
            assert_never(segment.kind)


def _work_words(dose: Dose) -> str:
    match dose.amount:
        case Hold():
            return "hold"
        case Breaths():
            return "breathe"
        case Reps() | Timed():
            return "move"
        case _:
            assert_never(dose.amount)


def round_words(segment: Segment) -> str:
    """Which set it is: "round 2 of 3", "round 3, once more"; empty where there is only one."""
    if segment.again:
        return f"round {segment.set_number}, once more"
    return f"round {segment.set_number} of {segment.sets}" if segment.sets > 1 else ""
