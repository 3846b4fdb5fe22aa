"""The pictures of progress, as text, cell by cell."""

from datetime import date, timedelta

import pytest
from builders import small_catalogue
from histories import MONDAY, felt, few, histories, rounds, session, step
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.answers import Answers, Harder, Pain
from loosen.domain.body import Area, Side
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.settings import WeekSettings
from loosen.domain.stats.overview import progress_of
from loosen.domain.stats.weeks import days_of
from loosen.text.charts import bar, level
from loosen.text.history import session_lines, session_title
from loosen.text.progress_page import page
from loosen.text.styled_lines import (
    ASCII,
    BLOCKS,
    ChartGlyphs,
    cells_of,
    plain_text,
    set_beside,
    styled,
)

CATALOGUE = small_catalogue()
WEDNESDAY = MONDAY.date() + timedelta(days=2)


def drawn(
    *records: SessionRecord, width: int = 78, glyphs: ChartGlyphs = BLOCKS, weeks: int = 4
) -> dict[str, list[str]]:
    wanted = WeekSettings(sessions=2, minutes={Area.OUTER_HIP: 2})
    progress = progress_of(records, CATALOGUE, wanted, WEDNESDAY, weeks, days=days_of(records))
    sections = page(progress, WEDNESDAY, width, glyphs)
    return {section.title: [plain_text(line) for line in section.lines] for section in sections}


def story() -> list[SessionRecord]:
    """Three weeks: a clam on both sides, a pigeon that hurt."""
    clam = step("clam", *rounds(45, side=Side.LEFT), *rounds(45, side=Side.RIGHT))
    pigeon = step("pigeon", *rounds(12, side=Side.LEFT))
    pain = Pain(step=1, exercise="pigeon", side=Side.LEFT, at=100, seconds=12)
    hurt = felt(7, 6, pains=(pain,), harder={0: Harder.LEFT})
    return [
        session(1, clam, pigeon, days=-14, active=700, answers=hurt),
        session(2, clam, days=-12, active=1300, answers=felt(6, 4, harder={0: Harder.LEFT})),
        session(3, clam, days=-6, active=310, answers=felt(5, 3, harder={0: Harder.SAME})),
        session(4, clam, days=1, active=100),
    ]


def test_the_calendar_is_a_column_a_week_with_its_words_beside() -> None:
    assert drawn(*story())["Weeks"] == [
        "        Feb      Mar",
        "Mon     ·  ▓! ·  ·     This week: 1 of 2 sessions, 1:40.",
        "Tue     ·  ·  ▒▒ ░░    Goal met in 1 of 3 weeks.",
        "Wed     ·  ██ ·  ·     4 weeks: 4 sessions, 40:10.",
        "Thu     ·  ·  ·        It hurt on 1 day; a short session counts then too.",
        "Fri     ·  ·  ·",
        "Sat     ·  ·  ·",
        "Sun     ·  ·  ·",
        "        · none  ░░ any  ▒▒ 5  ▓▓ 10  ██ 20 min  ! it hurt",
    ]


def test_before_and_after_are_two_lines_under_the_same_weeks() -> None:
    assert drawn(*story())["Before → after"] == [
        "Stiffness             Stiffness 6 → 4.3 on average over 3 sessions.",
        " before ·  ▆▆ ▅▅ ·",
        " after  ·  ▅▅ ▃▃ ·",
        "        · no answer  ▁▁ 0  ▅▅ 5  ██ 10",
    ]


def test_areas_stand_against_what_is_wanted() -> None:
    assert drawn(*story())["Minutes by area, a week"] == [
        "outer hip           ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄│▄▄▄▄   2 of 2 min     2 now",
        "deep rotators       ▄▄                                   <1 min          0 now",
        "glutes              ▄▄                                   <1 min          0 now",
        "A mean of 2 weeks; now is this week. │ is what you want. Work counts in full",
        "for an exercise's first areas and half for its others, so areas add up to more",
        "than the clock.",
    ]


def test_left_and_right_most_done_and_what_hurt() -> None:
    sections = drawn(*story())
    assert sections["Left and right"] == [
        "left    ▄▄▄▄▄▄▄     3:12   Left 3:12, right 3:00 of work.",
        "right   ▄▄▄▄▄▄▄     3:00   Felt harder: left 2, the same 1.",
        "harder  ·  L  =  ·",
        "        L left  R right  = the same",
        "Clam                            left 2, the same 1",
    ]
    assert sections["Most done"] == [
        "Clam                            4 times, 6:00",
        "Pigeon                          once, 0:12",
    ]
    assert sections["Where it hurt"] == [
        "Pigeon                          once, left side, last on 16 Feb"
    ]


def test_a_narrow_screen_has_the_words_underneath() -> None:
    sections = drawn(*story(), width=38)
    assert sections["Weeks"][8:] == [
        "This week: 1 of 2 sessions, 1:40.",
        "Goal met in 1 of 3 weeks.",
        "4 weeks: 4 sessions, 40:10.",
        "It hurt on 1 day; a short session",
        "counts then too.",
        "░░ any ▒▒ 5 ▓▓ 10 ██ 20 min  ! it hurt",
    ]
    assert sections["Where it hurt"] == ["Pigeon", "  once, left side, last on 16 Feb"]


def test_without_blocks_it_is_drawn_with_letters_and_digits() -> None:
    sections = drawn(*story(), glyphs=ASCII)
    assert sections["Weeks"][1].startswith("Mon     -  x! -  -")
    assert sections["Before → after"][1] == " before -  66 55 -"
    pictured = "".join(ASCII.shades + ASCII.levels) + ASCII.bar + ASCII.wish + ASCII.none
    assert pictured.isascii()


def test_who_has_said_nothing_is_told_so_once() -> None:
    sections = drawn(session(1))
    assert sections["Before → after"][0].startswith("Nothing is said of stiffness or pain yet.")
    assert "Left and right" not in sections
    assert "Where it hurt" not in sections


def test_a_month_of_one_week_gives_its_place_to_the_next() -> None:
    assert drawn(weeks=12)["Weeks"][0] == "        Dec   Jan            Feb         Mar"
    assert drawn(weeks=26)["Weeks"][0].split() == ["Sep", "Oct", "Nov", "Dec", "Jan", "Feb"]


@few
@given(histories(), st.integers(38, 130), st.sampled_from([4, 12, 26, 52]), st.booleans())
def test_no_line_is_wider_than_its_room(
    records: tuple[SessionRecord, ...], width: int, weeks: int, ascii_only: bool
) -> None:
    wanted = WeekSettings(minutes={Area.LOW_BACK: 10, Area.GLUTES: 5})
    progress = progress_of(
        records, CATALOGUE, wanted, date(2026, 3, 4), weeks, days=days_of(records)
    )
    for section in page(progress, WEDNESDAY, width, ASCII if ascii_only else BLOCKS):
        for line in section.lines:
            assert cells_of(line) <= width, plain_text(line)


def test_a_bar_shows_anything_there_is_and_where_the_wish_stands() -> None:
    assert plain_text(bar(0.001, 10, BLOCKS)) == "▄"
    assert plain_text(bar(0.5, 10, BLOCKS, 1.0)) == "▄▄▄▄▄    │"
    assert plain_text(bar(2.0, 4, BLOCKS, 0.5)) == "▄│▄▄"
    assert plain_text(bar(0.0, 4, BLOCKS)) == ""


@pytest.mark.parametrize(
    ("score", "blocks", "digits"), [(0, "▁", "0"), (5, "▅", "5"), (9.9, "█", "9"), (10, "█", "9")]
)
def test_a_score_is_a_height(score: float, blocks: str, digits: str) -> None:
    assert (level(score, BLOCKS), level(score, ASCII)) == (blocks, digits)


def test_words_stand_beside_a_picture_only_where_there_is_room() -> None:
    picture = [styled("##"), styled("##")]
    wide = [plain_text(line) for line in set_beside(picture, ["one two", "three"], 40)]
    assert wide == ["##   one two", "##   three"]
    assert [plain_text(line) for line in set_beside(picture, ["one two"], 12)] == [
        "##",
        "##",
        "one two",
    ]


def test_a_session_in_full() -> None:
    pain = Pain(step=1, exercise="pigeon", side=Side.LEFT, at=100, seconds=12)
    said_of_it = felt(7, 6, pains=(pain,), harder={0: Harder.LEFT}, note="A note.", morning="same")
    record = session(
        1,
        step("clam", *rounds(30, 30, side=Side.LEFT), *rounds(30, 10, side=Side.RIGHT)),
        step("pigeon", *rounds(12, side=Side.LEFT)),
        step("bridge", *rounds(0)),
        step("march", *rounds(30)),
        outcome=Ending.STOPPED,
        active=200,
        answers=said_of_it,
    )
    assert session_title(record) == "Mon 2 Mar 2026, 07:30"
    assert list(session_lines(record)) == [
        "3:20 of 10:00, stopped",
        "◐ Clam, left 1:00, right 0:40 of 1:00; harder: left",
        "◐ Pigeon, left 0:12 of 0:30",
        "· Bridge, not done",
        "✓ March, 0:30",
        "! it hurt: Pigeon, left side, 0:12 in",
        "before: stiffness 7",
        "after: stiffness 6",
        "the morning after: same",
        "“A note.”",
    ]
    assert list(session_lines(session(2, answers=Answers())))[1:] == ["✓ Bridge, 1:00"]
