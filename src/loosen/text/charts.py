"""Charts of progress as styled lines: the calendar, scores and bars. A week has one column in all of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from loosen.domain.answers import Harder
from loosen.domain.body import Area, Side
from loosen.domain.stats.sums import side_sums
from loosen.domain.stats.trends import Scale, feeling_change, harder_sides, overall_harder_side
from loosen.domain.stats.weeks import MS_PER_SECOND, Day, Week
from loosen.text.progress_words import MONTHS, WEEKDAYS, area_words, seconds_of, sum_words
from loosen.text.styled_lines import ChartGlyphs, StyledLine, StyledSpan, Tone, styled
from loosen.text.wording import minutes_words

LABEL = 8
"""Cells of the row labels at the left of charts by week."""
NAME = 20
"""Cells of the area names at the left of bars."""
MINUTE = 60 * MS_PER_SECOND
"""Milliseconds in a minute."""
SHADED_FROM = (0, 5, 10, 20)
"""Minutes from which a day has each of the shades."""
HURT = "!"
NARROWEST_LEGEND, NARROWEST_BARS = 58, 55
HIGHEST = 10
HARDER = {Harder.LEFT: "L", Harder.RIGHT: "R", Harder.SAME: "="}
SCORES_NAMED = (0, 5, 10)
"""Scores whose levels the legend shows."""


def week_width(weeks: int, width: int) -> int:
    """Cells of a week's column: three where all weeks fit, else two."""
    return 3 if LABEL + 3 * weeks <= width else 2


def fitting(weeks: Sequence[Week], width: int) -> Sequence[Week]:
    """The latest weeks that fit into a width in cells."""
    return weeks[-max(1, (width - LABEL) // 2) :]


def _row(
    label: str, weeks: Sequence[Week], width: int, cell: Callable[[Week], tuple[StyledSpan, ...]]
) -> StyledLine:
    room = week_width(len(weeks), width) - 2
    spans: list[StyledSpan] = [(label.ljust(LABEL), Tone.QUIET)]
    for number, week in enumerate(weeks):
        if room and number:
            spans.append((" " * room, Tone.PLAIN))
        spans += cell(week)
    return tuple(spans)


def calendar(
    weeks: Sequence[Week], today: date, width: int, glyphs: ChartGlyphs
) -> list[StyledLine]:
    """A column for each week and a row for each day, shaded by its minutes; ! marks pain."""
    weeks = fitting(weeks, width)
    rows = [_months(weeks, width)]
    for number, name in enumerate(WEEKDAYS):
        rows.append(_row(name, weeks, width, partial(_cell, number, today, glyphs)))
    return rows


def _months(weeks: Sequence[Week], width: int) -> StyledLine:
    wide = week_width(len(weeks), width)
    # A week is in the month that its Thursday is in, as it is in the ISO year.
    months = [week.days[3].day.month for week in weeks]
    begins = [n for n, month in enumerate(months) if n == 0 or month != months[n - 1]]
    text = ""
    for here, following in zip(begins, [*begins[1:], len(months)], strict=True):
        between = int(following < len(months))
        if (following - here) * wide >= len(MONTHS[0]) + between:
            text = text.ljust(here * wide) + MONTHS[months[here] - 1]
    return styled(" " * LABEL + text, Tone.QUIET)


def _cell(number: int, today: date, glyphs: ChartGlyphs, week: Week) -> tuple[StyledSpan, ...]:
    day = week.days[number]
    if day.day > today and not day.active:
        return (("  ", Tone.PLAIN),)
    shade, tone = (glyphs.none, Tone.QUIET) if not day.active else (_shade(day, glyphs), Tone.WORK)
    if day.hurt:
        return ((shade, tone), (HURT, Tone.HURTS))
    return ((shade * 2, tone),) if day.active else ((f"{shade} ", tone),)


def _shade(day: Day, glyphs: ChartGlyphs) -> str:
    steps = [n for n, least in enumerate(SHADED_FROM) if day.active >= least * MINUTE]
    return glyphs.shades[steps[-1]]


def legend(width: int, glyphs: ChartGlyphs) -> StyledLine:
    """The legend of the calendar, in one line; where room is short, without the sign of a free day."""
    narrow = width < NARROWEST_LEGEND
    free = "" if narrow else f"{' ' * LABEL}{glyphs.none} none  "
    spans: list[StyledSpan] = [(free, Tone.QUIET)]
    for shade, least in zip(glyphs.shades, ("any", *SHADED_FROM[1:]), strict=True):
        spans += [(shade * 2, Tone.WORK), (f" {least}{' ' if narrow else '  '}", Tone.QUIET)]
    end = (f" {SHADED_FROM[-1]} min  ", Tone.QUIET)
    return (*spans[:-1], end, (HURT, Tone.HURTS), (" it hurt", Tone.QUIET))


def scores(
    weeks: Sequence[Week], sense: Scale, width: int, glyphs: ChartGlyphs
) -> list[StyledLine]:
    """The mean scores of each week as levels, before and after sessions, under a heading: three lines."""
    weeks = fitting(weeks, width)
    rows = [styled(sense.value.capitalize())]
    for moment, tone in (("before", Tone.BEFORE), ("after", Tone.WORK)):
        cell = partial(_score, sense, moment, tone, glyphs)
        rows.append(_row(f" {moment}", weeks, width, cell))
    return rows


def _score(
    sense: Scale, moment: str, tone: Tone, glyphs: ChartGlyphs, week: Week
) -> tuple[StyledSpan, ...]:
    total = feeling_change(week.records, sense)
    if not total.sessions:
        return ((f"{glyphs.none} ", Tone.QUIET),)
    return ((level(total.before if moment == "before" else total.after, glyphs) * 2, tone),)


def scores_legend(glyphs: ChartGlyphs) -> StyledLine:
    """The legend of the scores, in one line."""
    spans: list[StyledSpan] = [(f"{' ' * LABEL}{glyphs.none} no answer", Tone.QUIET)]
    for score in SCORES_NAMED:
        spans += [(f"  {level(score, glyphs) * 2}", Tone.WORK), (f" {score}", Tone.QUIET)]
    return tuple(spans)


def level(score: float, glyphs: ChartGlyphs) -> str:
    """The character for a score from 0 to 10."""
    return glyphs.levels[min(len(glyphs.levels) - 1, int(score * len(glyphs.levels) / HIGHEST))]


def harder_row(weeks: Sequence[Week], width: int, glyphs: ChartGlyphs) -> StyledLine:
    """The side that felt harder in each week on the whole: L, R, or = for the same."""
    weeks = fitting(weeks, width)

    def cell(week: Week) -> tuple[StyledSpan, ...]:
        side = overall_harder_side(harder_sides(week.records))
        return ((f"{HARDER[side]} ", Tone.PLAIN) if side else (f"{glyphs.none} ", Tone.QUIET),)

    return _row("harder", weeks, width, cell)


def harder_legend() -> StyledLine:
    """The legend of the sides that felt harder, in one line."""
    return styled(f"{' ' * LABEL}L left  R right  = the same", Tone.QUIET)


def bar(share: float, width: int, glyphs: ChartGlyphs, wish: float | None = None) -> StyledLine:
    """A bar of ``width`` cells, filled by ``share`` from 0 to 1, with a mark at the share ``wish``."""
    full = round(max(0.0, min(1.0, share)) * width)
    if share > 0:
        full = max(1, full)
    cells = [(glyphs.bar, Tone.WORK)] * full + [(" ", Tone.PLAIN)] * (width - full)
    if wish is not None and width:
        cells[min(width - 1, max(0, round(wish * width) - 1))] = (glyphs.wish, Tone.BEFORE)
    return tuple(cells)


def area_bars(
    means: dict[Area | None, float],
    present: dict[Area | None, int],
    wishes: Mapping[Area, int],
    width: int,
    glyphs: ChartGlyphs,
) -> list[StyledLine]:
    """Minutes a week for each area as bars: areas with a wish first, then by their means.

    ``means`` and ``present`` are milliseconds, ``wishes`` minutes a week.
    """
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
    narrow = is_narrow(width)
    lines = []
    for area, text in zip(areas, texts, strict=True):
        wish = wishes[area] * MINUTE / longest if area and area in wishes else None
        now = "" if narrow else f"{minutes_words(seconds_of(present.get(area, 0))):>6} now"
        lines.append(
            (
                (area_words(area).ljust(NAME), Tone.PLAIN),
                *bar(means.get(area, 0.0) / longest, max(1, room - len(now)), glyphs, wish),
                (f" {text:<{beside}}", Tone.PLAIN),
                (now, Tone.QUIET),
            )
        )
    return lines


def is_narrow(width: int) -> bool:
    """Whether the bars of areas leave the present week out for lack of room."""
    return width < NARROWEST_BARS


def _area_text(mean: float, wish: int | None) -> str:
    done = f"{minutes_words(seconds_of(mean)):>3}"
    return f"{done} of {wish} min" if wish else f"{done} min"


def side_bars(weeks: Sequence[Week], width: int, glyphs: ChartGlyphs) -> list[StyledLine]:
    """Work on the left and on the right as bars, relative to the longer one; empty where there is none."""
    sums = side_sums(record for week in weeks for record in week.records)
    longest = max(sums[Side.LEFT], sums[Side.RIGHT])
    if not longest:
        return []
    room = max(4, width - LABEL - 9)
    return [
        (
            (side.value.ljust(LABEL), Tone.QUIET),
            *bar(sums[side] / longest, room, glyphs),
            (f"{sum_words(sums[side]):>9}", Tone.PLAIN),
        )
        for side in (Side.LEFT, Side.RIGHT)
    ]
