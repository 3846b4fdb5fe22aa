"""Progress drawn as text: the calendar, the scores, the bars. The same weeks stand under one another."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from loosen.domain.answers import Harder
from loosen.domain.body import Area, Side
from loosen.domain.stats.sums import side_sums
from loosen.domain.stats.trends import Sense, change, harder_on_the_whole, harder_sides
from loosen.domain.stats.weeks import SECOND, Day, Week
from loosen.text.progress_words import MONTHS, WEEKDAYS, area_words, clock
from loosen.text.toned_lines import Line, Signs, Span, Tone, said

LABEL = 8
"""Cells of the words at the left of what has a column for each week."""
NAME = 17
"""Cells of the names at the left of bars."""
MINUTE = 60 * SECOND
SHADED_FROM = (0, 5, 10, 20)
"""From how many minutes on a day has which shade; anything done has the first."""
HURT = "!"
NARROWEST_LEGEND, NARROWEST_BARS = 54, 52
HIGHEST = 10
HARDER = {Harder.LEFT: "L", Harder.RIGHT: "R", Harder.SAME: "="}


def week_width(weeks: int, width: int) -> int:
    """Cells of a week: three where there is room for all of them, else two."""
    return 3 if LABEL + 3 * weeks <= width else 2


def fitting(weeks: Sequence[Week], width: int) -> Sequence[Week]:
    """The latest weeks that have room."""
    return weeks[-max(1, (width - LABEL) // 2) :]


def _row(
    label: str, weeks: Sequence[Week], width: int, cell: Callable[[Week], tuple[Span, ...]]
) -> Line:
    room = week_width(len(weeks), width) - 2
    spans: list[Span] = [(label.ljust(LABEL), Tone.QUIET)]
    for number, week in enumerate(weeks):
        if room and number:
            spans.append((" " * room, Tone.PLAIN))
        spans += cell(week)
    return tuple(spans)


def calendar(weeks: Sequence[Week], today: date, width: int, signs: Signs) -> list[Line]:
    """A column for each week and a row for each day: the fuller the more minutes, ! where it hurt."""
    weeks = fitting(weeks, width)
    rows = [_months(weeks, width)]
    for number, name in enumerate(WEEKDAYS):
        rows.append(_row(name, weeks, width, partial(_cell, number, today, signs)))
    return rows


def _months(weeks: Sequence[Week], width: int) -> Line:
    wide = week_width(len(weeks), width)
    # A week is in the month that its Thursday is in, as it is in the ISO year.
    months = [week.days[3].day.month for week in weeks]
    begins = [n for n, month in enumerate(months) if n == 0 or month != months[n - 1]]
    text = ""
    for here, following in zip(begins, [*begins[1:], len(months)], strict=True):
        between = int(following < len(months))
        if (following - here) * wide >= len(MONTHS[0]) + between:
            text = text.ljust(here * wide) + MONTHS[months[here] - 1]
    return said(" " * LABEL + text, Tone.QUIET)


def _cell(number: int, today: date, signs: Signs, week: Week) -> tuple[Span, ...]:
    day = week.days[number]
    if day.day > today and not day.active:
        return (("  ", Tone.PLAIN),)
    shade, tone = (signs.none, Tone.QUIET) if not day.active else (_shade(day, signs), Tone.WORK)
    if day.hurt:
        return ((shade, tone), (HURT, Tone.HURTS))
    return ((shade * 2, tone),) if day.active else ((f"{shade} ", tone),)


def _shade(day: Day, signs: Signs) -> str:
    steps = [n for n, least in enumerate(SHADED_FROM) if day.active >= least * MINUTE]
    return signs.shades[steps[-1]]


def legend(width: int, signs: Signs) -> Line:
    """What the cells of the calendar mean."""
    narrow = width < NARROWEST_LEGEND
    spans: list[Span] = [("" if narrow else " " * LABEL, Tone.QUIET)]
    for shade, least in zip(signs.shades, ("any", *SHADED_FROM[1:]), strict=True):
        spans += [(shade * 2, Tone.WORK), (f" {least}{' ' if narrow else '  '}", Tone.QUIET)]
    end = (f" {SHADED_FROM[-1]} min  ", Tone.QUIET)
    return (*spans[:-1], end, (HURT, Tone.HURTS), (" it hurt", Tone.QUIET))


def scores(weeks: Sequence[Week], sense: Sense, width: int, signs: Signs) -> list[Line]:
    """Two lines of heights from 0 to 10, the means of each week: before, and after."""
    weeks = fitting(weeks, width)
    rows = [said(sense.value.capitalize())]
    for moment, tone in (("before", Tone.BEFORE), ("after", Tone.WORK)):
        cell = partial(_score, sense, moment, tone, signs)
        rows.append(_row(f" {moment}", weeks, width, cell))
    return rows


def _score(sense: Sense, moment: str, tone: Tone, signs: Signs, week: Week) -> tuple[Span, ...]:
    total = change(week.records, sense)
    if not total.sessions:
        return ((f"{signs.none} ", Tone.QUIET),)
    return ((level(total.before if moment == "before" else total.after, signs) * 2, tone),)


def level(score: float, signs: Signs) -> str:
    """The height that stands for a score from 0 to 10."""
    return signs.levels[min(len(signs.levels) - 1, int(score * len(signs.levels) / HIGHEST))]


def harder_row(weeks: Sequence[Week], width: int, signs: Signs) -> Line:
    """Which side felt harder in each week on the whole: L, R, or = for alike."""
    weeks = fitting(weeks, width)

    def cell(week: Week) -> tuple[Span, ...]:
        side = harder_on_the_whole(harder_sides(week.records))
        return ((f"{HARDER[side]} ", Tone.PLAIN) if side else (f"{signs.none} ", Tone.QUIET),)

    return _row("harder", weeks, width, cell)


def bar(share: float, width: int, signs: Signs, wish: float | None = None) -> Line:
    """A bar of cells, ``share`` of its room full, and a mark where the wish is."""
    full = round(max(0.0, min(1.0, share)) * width)
    if share > 0:
        full = max(1, full)
    cells = [(signs.bar, Tone.WORK)] * full + [(" ", Tone.PLAIN)] * (width - full)
    if wish is not None and width:
        cells[min(width - 1, max(0, round(wish * width) - 1))] = (signs.wish, Tone.BEFORE)
    return tuple(cells)


def area_bars(
    means: dict[Area | None, float],
    present: dict[Area | None, int],
    wishes: Mapping[Area, int],
    width: int,
    signs: Signs,
) -> list[Line]:
    """Minutes a week for each area: what is wished for first, then the most; the present week last."""
    order = list(wishes)
    areas = sorted(
        {*means, *present},
        key=lambda a: (
            a is None,
            order.index(a) if a in order else len(order),
            -means.get(a, 0.0),
            area_words(a),
        ),
    )
    longest = max([1.0, *means.values(), *(wish * MINUTE for wish in wishes.values())])
    texts = [_area_text(means.get(area, 0.0), wishes.get(area) if area else None) for area in areas]
    beside = max(map(len, texts), default=0)
    room = width - NAME - beside - 1
    narrow = tells_no_present(width)
    lines = []
    for area, text in zip(areas, texts, strict=True):
        wish = wishes[area] * MINUTE / longest if area and area in wishes else None
        now = "" if narrow else f"{whole_minutes(present.get(area, 0)):>6} now"
        lines.append(
            (
                (area_words(area).ljust(NAME), Tone.PLAIN),
                *bar(means.get(area, 0.0) / longest, max(1, room - len(now)), signs, wish),
                (f" {text:<{beside}}", Tone.PLAIN),
                (now, Tone.QUIET),
            )
        )
    return lines


def tells_no_present(width: int) -> bool:
    """Whether bars of areas have no room for the present week."""
    return width < NARROWEST_BARS


def _area_text(mean: float, wish: int | None) -> str:
    done = f"{whole_minutes(mean):>3}"
    return f"{done} of {wish} min" if wish else f"{done} min"


def whole_minutes(milliseconds: float) -> str:
    """Milliseconds as minutes, rounded; "<1" for what would read as none."""
    rounded = int(milliseconds / MINUTE + 0.5)
    return "<1" if milliseconds > 0 and not rounded else str(rounded)


def side_bars(weeks: Sequence[Week], width: int, signs: Signs) -> list[Line]:
    """Work on the left and on the right, the longer one full."""
    sums = side_sums(record for week in weeks for record in week.records)
    longest = max(sums[Side.LEFT], sums[Side.RIGHT])
    if not longest:
        return []
    room = max(4, width - LABEL - 9)
    return [
        (
            (side.value.ljust(LABEL), Tone.QUIET),
            *bar(sums[side] / longest, room, signs),
            (f"{clock(sums[side]):>9}", Tone.PLAIN),
        )
        for side in (Side.LEFT, Side.RIGHT)
    ]
