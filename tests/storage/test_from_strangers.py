"""Files from strangers: whatever is in them, a problem comes out or a value, and all stays in the folders."""

import copy
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from own_files import CALF, FIGURE, NIGHT, at_home

from loosen.services.library import Library
from loosen.services.shared_intake import plan, take_in
from loosen.services.sharing import Shared, read_shared, share, shared_text
from loosen.storage import files
from loosen.storage.figures import figure_from
from loosen.storage.problems import BadFile, FileProblem

HOSTILE = (
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    "con\x00",
    "\x1b[31mred\x1b[0m",
    "\x9b2J",
    "[/] [red]x",
    "\u202enimda",
    "a" * 5_000,
    "_bases",
    "",
    " ",
    "\ud7ff\U0001f600",
    "x\n[[steps]]",
)
TABLES = tomllib.loads(
    """
view = { yaw = 30, pitch = 10 }
shows = "out"
target = ["both glutes"]
mat = "long"
seconds = 3
hold = false
path = [{ pose = "in" }, { pose = "out", move = 2, stay = 1, even = true }]
prop = [{ kind = "band", on = "thighs" }, { kind = "ball", at = [0, 1, 0], size = [1, 1, 1] }]
every = { bow = 0.1 }
pose.in = { from = "standing", words = "Stand", contacts = ["left-foot"] }
pose.out.from = "in"
pose.out.words = "Leg out"
pose.out.shift = [0, 0.1, 0]
pose.out.right_foot = { at = [0.5, 0.2, 0], straight = 1 }
pose.out.hands = { on = "left-thigh", share = 0.5 }
pose.other = { mirror_of = "out", words = "Other" }
"""
)

scalars = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.just(date(2026, 1, 2)),
    st.just(time(3, 4)),
    st.just(datetime(2026, 1, 2, tzinfo=UTC)),
)
names = st.one_of(st.sampled_from(HOSTILE), st.sampled_from(["exercise", "pick", "pose", "at"]))
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=8,
)


def places(data: object, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every key of plain data, as the way to it."""
    inside = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in inside:
        yield (*here, key)
        yield from places(value, (*here, key))


def changed(data: dict[str, Any], place: tuple[Any, ...], value: object) -> dict[str, Any]:
    """A copy of plain data with another value at one place."""
    found: Any = copy.deepcopy(data)
    inside = found
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    return dict(found)


def whole(home: Path) -> dict[str, Any]:
    """A file with everything in it that one can hold."""
    every = CALF + 'aliases = ["a"]\neasier = ["bridge"]\nlevel = "gentle"\nbreath = "out-in"\n'
    pick = '[[steps]]\npick = 1\namong = [{ exercise = "clam", dose = "5 each side" }]\n'
    giver = at_home(
        home,
        exercises_wall_calf=every,
        figures_wall_calf=FIGURE,
        routines_night=NIGHT + 'note = "N"\nrest = 20\n' + pick,
    )
    text = shared_text(share(giver.snapshot.routines["night"], giver.snapshot, giver.locations))
    return tomllib.loads(text)


with tempfile.TemporaryDirectory() as _folder:
    WHOLE = whole(Path(_folder))
WAYS = list(places(WHOLE))


def comes_in(text: str) -> bool:
    """Take a text in; whether it came to that. Nothing may be written outside the three folders."""
    with tempfile.TemporaryDirectory() as folder:
        library = at_home(Path(folder) / "home")
        try:
            shared: Shared = read_shared(text, "it", library.snapshot)
        except BadFile as error:
            told(error.problems)
            return False
        take_in(plan(shared, library.snapshot, library.locations))
        kinds = {library.locations.data / kind for kind in ("exercises", "figures", "routines")}
        found = {path for path in Path(folder).rglob("*") if path.is_file()}
        assert found
        assert {path.parent for path in found} <= kinds
        assert all(path.suffix == ".toml" for path in found)
        shows(library)
        return True


def told(problems: tuple[FileProblem, ...]) -> None:
    """Problems are there, and safe to print: each is one line without controls."""
    assert problems
    for problem in problems:
        assert printable(str(problem)), repr(str(problem))


def printable(text: str) -> bool:
    return not any(
        unicodedata.category(c) in ("Cc", "Cf") and c not in "\u200c\u200d" for c in text
    )


def shows(library: Library) -> None:
    """What was taken in is listed, drawn and timed."""
    library.snapshot = library.snapshot.anew()
    told_of = [p for p in library.snapshot.problems if str(library.locations.data) in p.file]
    assert told_of == []
    for slug in library.snapshot.own:
        exercise = library.catalogue[slug]
        assert all(map(printable, (exercise.name, exercise.summary, *exercise.steps)))
        library.figure(exercise)
    for slug in library.snapshot.own_routines:
        assert library.timeline(library.steps(library.routines[slug])).seconds > 0


@pytest.fixture(autouse=True, scope="module")
def _no_shipped_routines() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr("loosen.storage.snapshot.shipped_routines", lambda: Path("/nonexistent"))
    yield
    patch.undo()


def test_the_file_they_are_made_from_is_right() -> None:
    assert comes_in(tomli_w.dumps(WHOLE))
    figure_from(TABLES, "mine", "it")


@given(st.binary(max_size=400))
def test_any_bytes_are_a_problem(data: bytes) -> None:
    try:
        text = files.decoded(data, "it")
    except BadFile as error:
        told(error.problems)
    else:
        assert not comes_in(text)


@given(st.text(alphabet="[]{}=.\"'#\n abc01-", max_size=80))
def test_anything_like_toml_is_a_problem(text: str) -> None:
    assert not comes_in(text)


@effort(max_examples=400)
@given(st.sampled_from(WAYS), values)
def test_any_value_at_any_key_is_a_problem_or_harmless(place: tuple[Any, ...], value: Any) -> None:
    comes_in(tomli_w.dumps(changed(WHOLE, place, value)))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", WAYS, ids=lambda place: ".".join(map(str, place)))
def test_no_hostile_text_at_any_key_goes_further(place: tuple[Any, ...], text: str) -> None:
    comes_in(tomli_w.dumps(changed(WHOLE, place, text)))


@effort(max_examples=400)
@given(st.sampled_from(list(places(TABLES))), values)
def test_any_value_at_any_key_of_a_figure_is_told_or_drawn(
    place: tuple[Any, ...], value: Any
) -> None:
    try:
        figure_from(changed(TABLES, place, value), "mine", "it")
    except BadFile as error:
        told(error.problems)


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 1_500 + " = 1",
        "\n".join("[" + ".".join("a" * n) + "]" for n in range(1, 900, 40)),
        f"format = {'9' * 3_900}",
        f"format = 0x{'f' * 3_900}",
        f"format = {'[' * 1_900}",
        "#" * 5_000,
        "x = 1\n" * 3,
    ],
)
def test_what_is_made_to_choke_a_reader_is_a_problem(text: str) -> None:
    assert not comes_in(text)


def test_more_than_a_person_would_share_is_a_problem() -> None:
    with pytest.raises(BadFile, match="larger than"):
        files.decoded(b"#" * (files.LARGEST_FILE + 1), "it")
    exercise = WHOLE["exercises"][0]
    many = [{**exercise, "slug": f"e-{n}"} for n in range(61)]
    assert not comes_in(tomli_w.dumps({**WHOLE, "exercises": many}))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("every", "bow"), 1.0),
        (("seconds",), float("nan")),
        (("view", "pitch"), float("inf")),
        (("path", 1, "move"), 1e300),
        (("prop", 0, "on"), "nose"),
        (("pose", "in", "from"), "in"),
        (("path",), [{"pose": "in", "move": 0}, {"pose": "out", "move": 0}]),
        (("path",), [{"pose": "in"}] * 61),
        (("target",), ["low-back"] * 61),
        (("pose",), {f"p{n}": {} for n in range(61)}),
    ],
)
def test_what_no_body_can_do_is_told(place: tuple[Any, ...], value: Any) -> None:
    with pytest.raises(BadFile) as bad:
        figure_from(changed(TABLES, place, value), "mine", "it")
    told(bad.value.problems)
