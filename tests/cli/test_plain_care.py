"""Where it hurts and where there is less time, in lines and letters."""

from collections.abc import Callable
from typing import Any

import pytest
from builders import exercise, small_catalogue
from cli.conftest import App, Loosen, Typist

from loosen.cli.plain_care import SIGN_KEYS
from loosen.cli.runtime import Launch, Runtime
from loosen.domain.answers import WayOn
from loosen.domain.catalogue import Catalogue
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.session.events import Outcome
from loosen.services.library import Library
from loosen.storage.snapshot import Snapshot

Made = Callable[[Launch], Runtime]
TWO = """name = "Two"
summary = "S"
[[steps]]
exercise = "pigeon"
dose = "60 s each side"
[[steps]]
exercise = "childs-pose"
"""


@pytest.fixture(autouse=True)
def _two(library: Library) -> None:
    library.locations.routines.joinpath("two.toml").write_text(TWO, encoding="utf-8")
    others = [
        one.copy_with(**({"easier": ("bow",)} if one.slug == "pigeon" else {}))
        for one in small_catalogue().exercises
    ]
    same: dict[str, Any] = {"position": "quadruped", "areas": {"primary": ["deep-rotators"]}}
    made = [exercise("bow", **same), exercise("bend", dose="20 s each side", **same)]
    library.snapshot = Snapshot(library.locations, shipped=Catalogue([*others, *made]))


@pytest.fixture
def runtime(runtime_for: Made, app: App) -> Runtime:
    return runtime_for(app)


@pytest.fixture
def run_two(loosen: Loosen, typist: Typist) -> Callable[..., list[str]]:
    """Runs it with keys pressed one after the other, from a second on; the lines that come then."""

    def ran(keys: str, second: float = 20.0) -> list[str]:
        typist.presses = [(second + n, key) for n, key in enumerate(keys)]
        lines = loosen("run", "two", "--plain").out.splitlines()
        first = next((n for n, line in enumerate(lines) if line.startswith("! ")), 0)
        return lines[first:]

    return ran


Run = Callable[..., list[str]]


def kept(runtime: Runtime) -> SessionRecord:
    (record,) = runtime.sessions.history.all()
    return record


def ways(runtime: Runtime) -> list[WayOn | None]:
    return [pain.way_on for pain in kept(runtime).answers.pains]


def test_it_says_when_to_stop_and_the_ways_on(run_two: Run, runtime: Runtime) -> None:
    lines = run_two("h\nqe")
    assert lines[:10] == [
        "! That hurts: Pigeon pose, right side, 0:12 in.",
        *runtime.library.safety.stop_short,
        "e  easier: Bow, 30 s a side, 1:13",
        "s  swap for Bend, 2 × 20 s a side, 1:43",
        "o  on without it",
        "g  go on with it, smaller: Half the range, half the effort.",
        "q  end here",
        "w  worse than that: see the signs that need help",
        "Enter stays paused.",
    ]
    assert ways(runtime) == [WayOn.ENDED]


def test_the_easier_form_comes_in_its_place(run_two: Run, runtime: Runtime) -> None:
    lines = run_two("he\n")
    assert "Leave Pigeon pose out from now on? Yes (y), or not (Enter)." in lines
    assert any("2 of 3: Bow, 30 s a side" in line for line in lines)
    assert lines[-1].endswith("Done.")
    assert ways(runtime) == [WayOn.EASIER]
    assert {one.outcome for one in kept(runtime).steps[0].rounds} == {Outcome.SKIPPED}
    assert runtime.library.settings.exercises.never == ()


def test_a_swap_comes_in_its_place(run_two: Run, runtime: Runtime) -> None:
    assert any("2 of 3: Bend" in line for line in run_two("hsy"))
    assert ways(runtime) == [WayOn.SWAPPED]
    assert runtime.library.settings.exercises.never == ("pigeon",)


@pytest.mark.parametrize(
    ("keys", "way", "ending"),
    [
        ("hon", WayOn.LEFT_OUT, Ending.FINISHED),
        ("hg", WayOn.WENT_ON, Ending.FINISHED),
        ("hqn", WayOn.ENDED, Ending.STOPPED),
        ("hwa", WayOn.RED_FLAG, Ending.STOPPED),
        ("hw\ng", WayOn.WENT_ON, Ending.FINISHED),
        ("h\n\n", WayOn.WENT_ON, Ending.FINISHED),
        ("h\nn\n", WayOn.LEFT_OUT, Ending.FINISHED),
    ],
)
def test_each_way_on_is_kept(
    run_two: Run, runtime: Runtime, keys: str, way: WayOn, ending: Ending
) -> None:
    run_two(keys)
    assert ways(runtime) == [way]
    assert kept(runtime).outcome is ending


def test_a_grave_sign_ends_with_what_to_do(run_two: Run, runtime: Runtime) -> None:
    now, *_, soon = lists = runtime.library.safety.red_flags
    signs = [sign.full_text for section in lists for sign in section.items]
    assert len(signs) <= len(SIGN_KEYS)
    key = SIGN_KEYS[signs.index(soon.items[0].full_text)]
    lines = run_two(f"hw{key}")
    assert f"a  {now.items[0].full_text}" in lines
    for letter, sign in zip(SIGN_KEYS, signs, strict=False):
        assert f"{letter}  {sign}" in lines
    assert lines[-3:] == [soon.title, soon.lead, soon.after]


def test_in_a_rehearsal_nothing_is_left_out_for_good(
    loosen: Loosen, typist: Typist, runtime: Runtime
) -> None:
    typist.presses = [(10.0, "h"), (11.0, "o")]
    ran = loosen("run", "two", "--plain", "--rehearse", "2")
    assert "Leave Pigeon pose out" not in ran.out
    assert runtime.sessions.history.all() == ()


def test_less_time_shows_what_stays_and_takes_it(loosen: Loosen, typist: Typist) -> None:
    typist.presses = [(20.0, "t"), (21.0, "2"), (22.0, "-"), (23.0, "+"), (24.0, "\n")]
    out = loosen("run", "two", "--plain").out
    assert (
        "2 min of 2:53:\n        1:53 in all, with 0 of the 1 that follow\n"
        "        keep  Pigeon pose   to its end\n" in out
    )
    assert "        skip  Child’s pose\n" in out
    assert "1 of the 1 that follow\n" in out
    assert "        skip  the rest of Pigeon pose\n" in out
    assert out.endswith("  2:13  Done.\n")


def test_less_time_is_as_it_was_after_x(loosen: Loosen, typist: Typist, runtime: Runtime) -> None:
    typist.presses = [(20.0, "t"), (21.0, "x")]
    loosen("run", "two", "--plain")
    assert len(kept(runtime).steps) == 2
    assert kept(runtime).outcome is Ending.FINISHED


def test_where_nothing_fits_enter_takes_nothing(
    loosen: Loosen, typist: Typist, library: Library, runtime: Runtime
) -> None:
    long = TWO.replace("60 s", "300 s") + 'dose = "3 x 100 s"\n'
    library.locations.routines.joinpath("two.toml").write_text(long, encoding="utf-8")
    typist.presses = [(20.0, "t"), (21.0, "1"), (22.0, "\n"), (23.0, "x")]
    out = loosen("run", "two", "--plain").out
    assert out.count("nothing that is left fits into 1 minute") in (1, 2)
    assert len(kept(runtime).steps) == 2


def test_after_a_long_pause_less_time_is_offered_once(loosen: Loosen, typist: Typist) -> None:
    typist.presses = [(20.0, "\n"), (400.0, "\n")]
    assert loosen("run", "two", "--plain").out.count("Less time now? t") == 1


def test_cut_off_where_it_hurts_it_is_asked_again(
    loosen: Loosen, typist: Typist, runtime: Runtime
) -> None:
    typist.presses = [(20.0, "h"), (21.0, "EOF")]
    assert loosen("run", "two", "--plain").code == 129
    typist.presses, typist.waited = [(1.0, "g")], 0.0
    out = loosen("resume", "--plain").out
    assert "! That hurts: Pigeon pose, right side, 0:12 in." in out
    assert ways(runtime) == [WayOn.WENT_ON]
