"""What sessions add up to is the same whichever way they are cut, ordered or merged."""

from collections import Counter

from builders import small_catalogue
from histories import SLUGS, felt, few, histories, rounds, session, step
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.answers import Answers, Harder, Morning, Pain
from loosen.domain.body import Area, Side
from loosen.domain.history import SessionRecord, merge
from loosen.domain.stats.sums import (
    area_sums,
    exercise_sums,
    most_done,
    pain_reports,
    side_sums,
)
from loosen.domain.stats.trends import (
    FeelingChange,
    Scale,
    feeling_change,
    harder_sides,
    mornings,
    overall_harder_side,
)

CATALOGUE = small_catalogue()


def test_work_counts_in_full_for_first_areas_and_half_for_others() -> None:
    march = step("march", *rounds(10.5, 10))
    assert area_sums([session(1, march)], CATALOGUE) == {
        Area.HIP_FLEXORS: 20_500,
        Area.CORE: 10_250,
    }


def test_what_the_catalogue_lost_counts_as_other() -> None:
    one = session(1, step("gone-since", *rounds(30)), step("clam", *rounds(12)))
    assert area_sums([one], CATALOGUE) == {None: 30_000, Area.OUTER_HIP: 12_000}


def test_a_variant_counts_for_what_it_is_a_variant_of() -> None:
    one = session(1, step("pigeon-on-the-back", *rounds(20)))
    assert area_sums([one], CATALOGUE) == {Area.DEEP_ROTATORS: 20_000, Area.GLUTES: 20_000}


def test_sides_are_told_apart_from_what_both_do() -> None:
    left, right = rounds(30, side=Side.LEFT), rounds(12.5, side=Side.RIGHT)
    one = session(1, step("pigeon", *left, *right), step("bridge", *rounds(10)))
    assert side_sums([one]) == {Side.LEFT: 30_000, Side.RIGHT: 12_500, None: 10_000}


def test_an_exercise_is_told_with_its_sides_its_pains_and_what_was_left_out() -> None:
    done = step("pigeon", *rounds(30, side=Side.LEFT), *rounds(0, side=Side.RIGHT))
    pain = Pain(step=0, exercise="pigeon", side=Side.RIGHT, at=40, seconds=8)
    said = Answers(harder={0: Harder.LEFT, 1: Harder.SAME}, pains=(pain, pain))
    first = session(1, done, step("clam", *rounds(0)), answers=said)
    renamed = done.copy_with(name="Pigeon, new name")
    sums = exercise_sums([first, session(2, renamed, days=1)])
    pigeon, clam = sums["pigeon"], sums["clam"]
    assert (pigeon.name, pigeon.times, pigeon.left_out, pigeon.hurt) == (
        "Pigeon, new name",
        2,
        0,
        2,
    )
    assert (pigeon.done, pigeon.sides) == (60_000, {Side.LEFT: 60_000})
    assert (pigeon.harder, clam.harder) == ({Harder.LEFT: 1}, {Harder.SAME: 1})
    assert (clam.times, clam.left_out, clam.done) == (0, 1, 0)
    assert [one.slug for one in most_done(sums)] == ["pigeon"]


def test_an_exercise_twice_in_a_session_is_done_once_that_time() -> None:
    twice = session(1, step("clam", *rounds(0)), step("clam", *rounds(9)))
    clam = exercise_sums([twice])["clam"]
    assert (clam.times, clam.left_out, clam.done) == (1, 0, 9_000)


def test_what_hurts_is_named_even_where_its_step_is_gone() -> None:
    pain = Pain(step=4, exercise="pigeon-pose", at=1, seconds=1)
    one = session(1, answers=Answers(pains=(pain,)))
    assert [(hurt.name, hurt.record.id.int) for hurt in pain_reports([one])] == [("pigeon pose", 1)]
    assert exercise_sums([one])["pigeon-pose"].name == "pigeon pose"


def test_a_mean_is_of_sessions_in_which_both_ends_were_said() -> None:
    records = [
        session(1, answers=felt(6, 3)),
        session(2, answers=felt(7, 5)),
        session(3, answers=felt(9, None)),
        session(4),
    ]
    total = feeling_change(records, Scale.STIFFNESS)
    assert (total.sessions, total.before, total.after) == (2, 6.5, 4.0)
    nothing = feeling_change(records, Scale.PAIN)
    assert (nothing, nothing.before, nothing.after) == (FeelingChange(), 0.0, 0.0)


def test_mornings_and_harder_sides_are_counted_where_they_were_said() -> None:
    records = [
        session(1, answers=Answers(morning=Morning.BETTER, harder={0: Harder.LEFT})),
        session(2, answers=Answers(morning=Morning.BETTER, harder={0: Harder.RIGHT})),
        session(3, answers=Answers(harder={0: Harder.LEFT})),
        session(4),
    ]
    assert mornings(records) == {Morning.BETTER: 2}
    assert harder_sides(records) == {Harder.LEFT: 2, Harder.RIGHT: 1}
    assert overall_harder_side(harder_sides(records)) is Harder.LEFT
    assert overall_harder_side(harder_sides(records[:2])) is Harder.SAME
    assert overall_harder_side(harder_sides(records[1:2])) is Harder.RIGHT
    assert overall_harder_side(Counter()) is None


@few
@given(histories(), st.data())
def test_the_parts_of_a_history_add_up_to_the_whole(
    records: tuple[SessionRecord, ...], data: st.DataObject
) -> None:
    mark = [data.draw(st.integers(0, 2)) for _ in records]
    parts = [[r for r, m in zip(records, mark, strict=True) if m == n] for n in range(3)]
    areas = sum((area_sums(part, CATALOGUE) for part in parts), Counter())
    assert areas == area_sums(records, CATALOGUE)
    assert sum((side_sums(part) for part in parts), Counter()) == side_sums(records)
    assert sum((mornings(part) for part in parts), Counter()) == mornings(records)
    assert sum((harder_sides(part) for part in parts), Counter()) == harder_sides(records)
    for sense in Scale:
        total = FeelingChange()
        for part in parts:
            total += feeling_change(part, sense)
        assert total == feeling_change(records, sense)
    whole = exercise_sums(records)
    for slug in SLUGS:
        some = [sums[slug] for part in parts if slug in (sums := exercise_sums(part))]
        if slug in whole:
            for key in ("times", "left_out", "hurt", "done"):
                assert sum(getattr(one, key) for one in some) == getattr(whole[slug], key)
        else:
            assert some == []


@few
@given(histories())
def test_sides_and_exercises_have_the_same_seconds_as_the_sessions(
    records: tuple[SessionRecord, ...],
) -> None:
    work = sum(
        round(one.seconds * 1000) for r in records for step in r.steps for one in step.rounds
    )
    sums = exercise_sums(records)
    assert side_sums(records).total() == work
    assert sum(one.done for one in sums.values()) == work
    assert sum(one.sides.total() for one in sums.values()) == work
    assert sum(one.hurt for one in sums.values()) == len(pain_reports(records))


@few
@given(histories(), st.data())
def test_sums_neither_mind_the_order_nor_double_with_a_merge(
    records: tuple[SessionRecord, ...], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(records))
    assert area_sums(mixed, CATALOGUE) == area_sums(records, CATALOGUE)
    some = data.draw(st.lists(st.sampled_from(records)) if records else st.just([]))
    merged = merge(records, some)
    assert merged.changes == ()
    assert side_sums((*records, *merged.changes)) == side_sums(records)
