import pytest

from loosen.domain.dose import Work
from loosen.domain.session.bells import cues_of, rings
from loosen.domain.session.events import (
    Cued,
    CueKind,
    Event,
    Finished,
    Outcome,
    SegmentBegan,
    SegmentEnded,
)
from loosen.domain.settings import Bells
from loosen.domain.timeline import Segment, SegmentKind

TICK, HALFWAY = Cued(1.0, 0, CueKind.TICK), Cued(1.0, 0, CueKind.HALFWAY)
BEGAN, FINISHED = SegmentBegan(2.0, 1), Finished(3.0)
ENDED = SegmentEnded(2.0, 0, 2.0, Outcome.COMPLETED)


@pytest.mark.parametrize(
    ("bells", "heard"),
    [
        ("all", [TICK, HALFWAY, BEGAN, FINISHED]),
        ("changes", [BEGAN, FINISHED]),
        ("end", [FINISHED]),
        ("off", []),
    ],
)
def test_each_setting_hears_its_events(bells: Bells, heard: list[Event]) -> None:
    every: list[Event] = [TICK, HALFWAY, BEGAN, FINISHED, ENDED]
    assert [event for event in every if rings([event], bells)] == heard


def test_whatever_comes_before_it_a_bell_is_found() -> None:
    assert rings([ENDED, TICK, BEGAN, FINISHED], "end")


def test_nothing_happened_nothing_rings() -> None:
    assert not rings([], "all")


WORK, REST = SegmentKind.WORK, SegmentKind.REST


@pytest.mark.parametrize(
    ("kind", "length", "marks"),
    [
        (WORK, 20.0, [10.0, 17.0, 18.0, 19.0]),
        (WORK, 19.0, [16.0, 17.0, 18.0]),
        (WORK, 5.0, [2.0, 3.0, 4.0]),
        (WORK, 4.0, []),
        (REST, 20.0, [17.0, 18.0, 19.0]),
    ],
)
def test_long_work_has_a_half_and_all_but_the_shortest_has_ticks(
    kind: SegmentKind, length: float, marks: list[float]
) -> None:
    assert [mark for mark, _ in cues_of(Segment(kind, int(length), 0), length)] == marks


@pytest.mark.parametrize(
    ("work", "length", "turn"),
    [
        (Work(12, 6, 2.0), 12.0, 6.0),
        (Work(12, 6, 2.0), 22.0, 6.0),
        (Work(12), 12.0, 6.0),
        (Work(12), 22.0, 11.0),
    ],
)
def test_the_turn_rings_however_short_the_work_and_stays_between_repetitions(
    work: Work, length: float, turn: float
) -> None:
    segment = Segment(WORK, 12, 0, work=work, turns=True)
    assert (turn, CueKind.HALFWAY) in cues_of(segment, length)
    assert cues_of(segment, length) == sorted(cues_of(segment, length))
    assert sum(kind is CueKind.HALFWAY for _, kind in cues_of(segment, length)) == 1
