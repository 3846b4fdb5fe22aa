"""A clock that counts sleep, by each way in which two clocks can part."""

import pytest

from loosen.domain.session.sleep import LEAST_JUMP, SleepCounting

STEPS = [
    ("both run", [(1.0, 1.0)] * 5, 5.0),
    ("halted whole", [(1.0, 1.0), (0.1, 600.1), (1.0, 1.0)], 602.1),
    ("halted twice", [(1.0, 61.0), (1.0, 31.0)], 92.0),
    ("asleep, seen by both", [(1_200.0, 1_200.0)], 1_200.0),
    ("set back an hour", [(1.0, -3_599.0), (1.0, 1.0)], 2.0),
    ("set back and right again", [(1.0, -3_599.0), (1.0, 3_601.0)], 3_602.0),
    ("set right by a little", [(1.0, 1.0 + LEAST_JUMP - 0.1)], 1.0),
    ("drifting", [(1.0, 1.05)] * 1_000, 1_000.0),
    ("standing", [(1.0, 0.0)] * 60, 60.0),
]


@pytest.mark.parametrize(
    ("steps", "seconds"), [one[1:] for one in STEPS], ids=[s[0] for s in STEPS]
)
def test_it_counts_what_either_clock_has_seen(
    steps: list[tuple[float, float]], seconds: float
) -> None:
    awake, wall = [50.0], [9_000.0]
    clock = SleepCounting(lambda: awake[0], lambda: wall[0])
    start = last = clock()
    for ran, said in steps:
        awake[0] += ran
        wall[0] += said
        assert clock() >= last, "it never runs backwards"
        last = clock()
    assert last - start == pytest.approx(seconds)
