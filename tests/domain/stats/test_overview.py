"""Every number that is shown is the one its history comes to."""

from datetime import date, timedelta

from builders import small_catalogue
from histories import MONDAY, felt, few, histories, rounds, session, step
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.answers import Answers, Harder, Morning, Pain, WayOn
from loosen.domain.body import Area, Side
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.settings import WeekSettings
from loosen.domain.stats.overview import Progress, latest_first, progress_of
from loosen.domain.stats.sums import area_sums
from loosen.domain.stats.trends import Scale
from loosen.domain.stats.weeks import counts_as_session, day_of, days_of
from loosen.text.progress_words import (
    change_sentences,
    hurt_words,
    mean_words,
    morning_sentences,
    pain_words,
    side_sentences,
    times,
    week_sentences,
)

CATALOGUE = small_catalogue()
WEDNESDAY = MONDAY.date() + timedelta(days=2)
WANTED = WeekSettings(sessions=2, minutes={Area.LOW_BACK: 10})


def back(
    *records: SessionRecord, weeks: int = 4, wanted: WeekSettings = WANTED, today: date = WEDNESDAY
) -> Progress:
    return progress_of(records, CATALOGUE, wanted, today, weeks, days=days_of(records))


def test_a_mean_leaves_out_the_present_week_and_what_was_before_the_first() -> None:
    clam = step("clam", *rounds(60))
    progress = back(
        session(1, clam, days=-14), session(2, clam, clam, days=-7), session(3, clam, clam, days=0)
    )
    assert len(progress.full_weeks) == 2
    assert progress.area_means() == {Area.LOW_BACK: 0, Area.OUTER_HIP: 90_000}
    assert progress.area_present() == {Area.OUTER_HIP: 120_000}


def test_the_first_week_has_to_do_where_there_is_no_other() -> None:
    progress = back(session(1, step("clam", *rounds(60)), days=1))
    assert progress.area_means()[Area.OUTER_HIP] == 60_000
    assert len(progress.since_first) == 1


def test_no_history_has_nothing_to_tell() -> None:
    progress = back()
    assert (progress.sessions, progress.active, progress.weeks_on_target, progress.streak) == (
        0,
        0,
        0,
        0,
    )
    assert (progress.since_first, progress.full_weeks, progress.first_monday) == ((), (), None)
    assert progress.area_means() == {Area.LOW_BACK: 0}
    assert list(week_sentences(progress)) == [
        "This week: 0 of 2 sessions, 0:00.",
        "4 weeks: 0 sessions, 0:00.",
    ]


def test_a_session_dated_tomorrow_counts_and_one_of_next_year_does_not() -> None:
    sunday = MONDAY.date() + timedelta(days=6)
    progress = back(session(1, days=7), session(2, days=300), session(3, days=0), today=sunday)
    assert progress.present.monday == sunday + timedelta(days=1)
    assert [record.id.int for record in progress.records] == [3, 1]


def test_the_weeks_in_words() -> None:
    pinch = Answers(pains=(Pain(step=0, exercise="bridge", at=5, seconds=5),))
    short = step("bridge", *rounds(5))
    records = [
        session(1, days=-21),
        session(2, days=-14),
        session(3, days=-13),
        session(4, days=-7, active=90),
        session(5, short, days=-6, outcome=Ending.STOPPED, answers=pinch),
        session(6, days=0, active=65.5),
    ]
    assert list(week_sentences(back(*records))) == [
        "This week: 1 of 2 sessions, 1:05.",
        "Goal met in 2 of 4 weeks, 2 running.",
        "4 weeks: 6 sessions, 5:40.",
        "It hurt on 1 day; a short session counts then too.",
    ]
    assert list(week_sentences(back(*records, session(7, days=1)))) == [
        "This week: 2 sessions, 2:05.",
        "Goal met in 3 of 4 weeks, 3 running.",
        "4 weeks: 7 sessions, 6:40.",
        "It hurt on 1 day; a short session counts then too.",
    ]
    free = back(*records, wanted=WeekSettings(sessions=0))
    assert next(week_sentences(free)) == "This week: 1 session, 1:05."
    assert (free.weeks_on_target, free.streak) == (0, 0)


def test_before_and_after_in_words_with_how_many_they_are_of() -> None:
    records = [session(n, answers=felt(6, 4), days=-7 * n) for n in range(3)]
    progress = back(*records, session(9, answers=felt(7, None), days=1))
    assert list(change_sentences(progress.since_first, Scale.STIFFNESS)) == [
        "Stiffness 6 → 4 on average over 3 sessions."
    ]
    assert list(change_sentences(progress.since_first, Scale.PAIN)) == []


def test_a_long_period_sets_its_beginning_against_its_end() -> None:
    records = [
        session(n, answers=felt(8 - n // 3, 6 - n // 2), days=-7 * (11 - n)) for n in range(12)
    ]
    sentences = list(change_sentences(back(*records, weeks=26).since_first, Scale.STIFFNESS))
    assert sentences == [
        "Stiffness 6.5 → 3.5 on average over 12 sessions.",
        "The first 4 weeks 7.8 → 5.5, the last 4 5.2 → 1.5.",
    ]


def test_mornings_and_sides_in_words() -> None:
    sides = step("pigeon", *rounds(30, side=Side.LEFT), *rounds(20, side=Side.RIGHT))
    records = [
        session(1, sides, answers=Answers(morning=Morning.BETTER, harder={0: Harder.LEFT})),
        session(2, sides, answers=Answers(morning=Morning.WORSE, harder={0: Harder.SAME})),
    ]
    assert list(morning_sentences(records)) == [
        "Of 2 mornings after: better 1, the same 0, worse 1."
    ]
    assert next(morning_sentences(records[:1])).startswith("Of 1 morning after:")
    assert list(side_sentences(records)) == [
        "Left 1:00, right 0:40 of work.",
        "Felt harder: left 1, the same 1.",
    ]
    assert list(side_sentences([session()])) == list(morning_sentences([session()])) == []


def test_what_hurt_in_words() -> None:
    def hurt(number: int, side: Side | None, days: int) -> SessionRecord:
        pain = Pain(
            step=0, exercise="bridge", side=side, at=40, seconds=12.4, way_on=WayOn.LEFT_OUT
        )
        return session(number, answers=Answers(pains=(pain,)), days=days)

    left, again = hurt(1, Side.LEFT, -9), hurt(2, Side.LEFT, -1)
    progress = back(left, again)
    words = hurt_words(progress.exercises["bridge"], progress)
    assert words == "twice, left side, last on 1 Mar"
    mixed = back(left, again, hurt(3, None, 0))
    assert hurt_words(mixed.exercises["bridge"], mixed) == "3 times, last on 2 Mar"
    (pain,) = left.answers.pains
    assert pain_words(pain) == "left side, 0:12 in, left it out"
    bare = pain.copy_with(side=None, way_on=None)
    assert pain_words(bare) == "0:12 in"


def test_numbers_read_as_people_say_them() -> None:
    assert [mean_words(one) for one in (6.0, 4.25, 3.999)] == ["6", "4.2", "4"]
    assert [times(one) for one in (1, 2, 3)] == ["once", "twice", "3 times"]


@few
@given(histories(), st.sampled_from([4, 12, 26]))
def test_a_period_tells_of_its_own_sessions_and_of_no_other(
    records: tuple[SessionRecord, ...], number: int
) -> None:
    progress = back(*records, weeks=number)
    last = progress.present.monday + timedelta(days=6)
    first = progress.weeks[0].monday
    inside = [record for record in records if first <= day_of(record) <= last]
    assert sorted(r.id for r in progress.records) == sorted(r.id for r in inside)
    assert progress.sessions == sum(map(counts_as_session, inside))
    assert len(progress.pain_reports) == sum(len(r.answers.pains) for r in inside)
    present = progress.area_present()
    means = {
        area: mean * max(1, len(progress.full_weeks))
        for area, mean in progress.area_means().items()
    }
    if len(progress.since_first) > 1:
        together = {area: means.get(area, 0) + present[area] for area in (*means, *present)}
        for area, done in area_sums(inside, CATALOGUE).items():
            assert abs(together[area] - done) < 1e-3


@few
@given(histories())
def test_the_list_begins_with_the_latest(records: tuple[SessionRecord, ...]) -> None:
    listed = latest_first(records)
    assert [r.started for r in listed] == sorted((r.started for r in records), reverse=True)
