"""A routine goes from one person's folders to another's, and nothing there is ever written over."""

import tomllib
from pathlib import Path

import pytest
from own_files import CALF, FIGURE, NIGHT, at_home, put

from loosen.services.library import Library
from loosen.services.shared_intake import ArrivalOutcome, Intake, plan, take_in
from loosen.services.sharing import Shared, read_shared, share, shared_text
from loosen.storage import files
from loosen.storage.problems import BadFile

SEATED = CALF.replace("Wall calf", "Seated calf").replace("standing", "seated-chair")


@pytest.fixture(autouse=True)
def _no_shipped_routines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loosen.storage.snapshot.shipped_routines", lambda: tmp_path / "nothing")


@pytest.fixture
def giver(tmp_path: Path) -> Library:
    return at_home(
        tmp_path / "giver",
        exercises_wall_calf='easier = ["unused-one", "bridge"]\n' + CALF,
        exercises_unused_one=CALF,
        figures_wall_calf=FIGURE,
        routines_legs_at_night=NIGHT + '[brief]\navoid = ["pregnancy"]\n',
    )


@pytest.fixture
def taker(tmp_path: Path) -> Library:
    return at_home(tmp_path / "taker")


def given(library: Library, name: str = "legs-at-night") -> str:
    return shared_text(share(library.routine(name), library.snapshot, library.locations))


def taken(text: str, library: Library) -> Intake:
    """Take a file in, and let the library see it."""
    intake = planned(text, library)
    take_in(intake)
    library.snapshot = library.snapshot.anew()
    assert library.snapshot.problems == ()
    return intake


def planned(text: str, library: Library) -> Intake:
    shared: Shared = read_shared(text, "it", library.snapshot)
    return plan(shared, library.snapshot, library.locations)


def written(library: Library) -> dict[str, str]:
    data = library.locations.data
    return {str(p.relative_to(data)): p.read_text() for p in data.rglob("*.toml")}


def test_all_that_a_routine_needs_goes_along_and_nothing_else(giver: Library) -> None:
    data = tomllib.loads(given(giver))
    assert data.keys() == {"format", "routine", "exercises", "figures"}
    assert [one["slug"] for one in data["exercises"]] == ["wall-calf"]
    assert data["exercises"][0]["easier"] == ["bridge"], "the other one stays at home"
    assert data["figures"].keys() == {"wall-calf"}


def test_what_hurts_its_owner_stays_with_them(giver: Library) -> None:
    assert "pregnancy" not in given(giver)
    assert "brief" not in given(giver)


def test_it_runs_elsewhere_as_it_ran_at_home(giver: Library, taker: Library) -> None:
    intake = taken(given(giver), taker)
    assert [one.outcome for one in (intake.routine, *intake.exercises)] == [
        ArrivalOutcome.ADDED,
        ArrivalOutcome.ADDED,
    ]
    here, there = giver.routine("legs-at-night"), taker.routine("legs-at-night")
    assert there == here.copy_with(brief=None)
    assert taker.timeline(taker.steps(there)).segments == giver.timeline(giver.steps(here)).segments
    figure = taker.figure(taker.catalogue["wall-calf"])
    assert figure
    assert figure.stations[1].words == "Hips a little up"


def test_giving_on_what_was_taken_in_gives_the_same(giver: Library, taker: Library) -> None:
    text = given(giver)
    taken(text, taker)
    assert given(taker) == text


def test_taken_in_twice_it_is_there_once(giver: Library, taker: Library) -> None:
    taken(given(giver), taker)
    before = written(taker)
    again = taken(given(giver), taker)
    assert {one.outcome for one in (again.routine, *again.exercises)} == {ArrivalOutcome.THERE}
    assert not again.writes
    assert written(taker) == before
    assert not planned(given(giver), giver).writes, "nor where it comes from"


def test_what_is_there_and_differs_stays_and_the_newcomer_gets_another_name(
    giver: Library, taker: Library
) -> None:
    put(taker, "exercises", "wall-calf", SEATED)
    put(taker, "routines", "legs-at-night", NIGHT.replace("wall-calf", "clam"))
    before = written(taker)
    intake = taken(given(giver), taker)
    assert (intake.routine.slug, intake.exercises[0].slug) == ("legs-at-night-2", "wall-calf-2")
    assert before.items() <= written(taker).items()
    routine = taker.routine("legs-at-night-2")
    assert routine.name == "Legs at night (2)"
    assert [step.exercise for step in routine.exercise_steps] == ["wall-calf-2", "bridge"]
    assert taker.catalogue["wall-calf-2"].name == "Wall calf (2)"
    assert taker.figure(taker.catalogue["wall-calf-2"])
    assert not taken(given(giver), taker).writes, "the second time it is there already"


def test_what_replaces_a_shipped_one_replaces_nothing_elsewhere(
    giver: Library, taker: Library
) -> None:
    put(giver, "exercises", "bridge", 'replaces = "bridge"\n' + SEATED)
    intake = taken(given(giver), taker)
    assert [one.slug for one in intake.exercises] == ["wall-calf", "bridge-2"]
    assert taker.catalogue["bridge"].name == "Bridge"
    assert "replaces" not in (taker.locations.exercises / "bridge-2.toml").read_text()
    assert taker.catalogue["wall-calf"].easier == ("bridge-2",), "they still name one another"


def test_a_damaged_file_of_that_name_is_not_written_over(giver: Library, taker: Library) -> None:
    for kind, stem in (("exercises", "wall-calf"), ("routines", "legs-at-night")):
        put(taker, kind, stem, "not toml")
    intake = planned(given(giver), taker)
    take_in(intake)
    assert (taker.locations.exercises / "wall-calf.toml").read_text() == "not toml"
    assert (intake.routine.slug, intake.exercises[0].slug) == ("legs-at-night-2", "wall-calf-2")


def test_long_names_that_are_taken_do_not_end_as_one(taker: Library) -> None:
    slugs = ["a" * 63 + end for end in "bc"]
    exercises = "".join(f'[[exercises]]\nslug = "{s}"\n{CALF}' for s in slugs)
    steps = "".join(f'[[routine.steps]]\nexercise = "{s}"\n' for s in slugs)
    text = f'format = 1\n[routine]\nslug = "r"\nname = "R"\nsummary = "S"\n{steps}{exercises}'
    for slug in slugs:
        put(taker, "exercises", slug, SEATED)
    intake = taken(text, taker)
    found = {one.slug for one in intake.exercises}
    assert len(found) == 2
    assert max(map(len, found)) <= 64


def test_what_a_stranger_says_of_an_article_is_not_believed(taker: Library) -> None:
    claims = 'source = "clinic"\nours = ["All of it."]\n'
    text = 'format = 1\n[routine]\nslug = "n"\n' + claims + NIGHT.replace("[[", "[[routine.")
    taken(text.replace("wall-calf", "clam"), taker)
    assert taker.routine("n").source is None
    assert taker.routine("n").ours == ()


def test_a_disk_that_fails_half_way_leaves_nothing_behind(
    giver: Library, taker: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake, write = planned(given(giver), taker), files.write_text

    def full(path: Path, text: str) -> None:
        if path.parent.name == "routines":
            raise OSError(28, "No space left on device")
        write(path, text)

    monkeypatch.setattr(files, "write_text", full)
    with pytest.raises(OSError, match="No space"):
        take_in(intake)
    assert written(taker) == {}


def test_what_has_come_there_meanwhile_is_not_written_over(giver: Library, taker: Library) -> None:
    intake = planned(given(giver), taker)
    put(taker, "routines", "legs-at-night", NIGHT.replace("wall-calf", "clam"))
    before = written(taker)
    with pytest.raises(FileExistsError):
        take_in(intake)
    assert written(taker) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1", "format = 2", ":4: format: is 2, which this loosen does not read; write 1"),
        ("format = 1", "", ": format: is missing; write a line “format = …”"),
        ('slug = "wall-calf"', 'slug = "../x"', "slug: “../x” has more than small letters"),
        ("static-stretch", "stretch", "kind: “stretch” is not one of the words for it"),
        (
            'exercise = "bridge"',
            'exercise = "brigde"',
            "routine.steps[2].exercise: “brigde” is not in the",
        ),
        (
            "[figures.wall-calf]",
            "[figures.other]",
            "figures.other: belongs to none of the exercises",
        ),
        (
            'like = "glute-bridge"',
            'like = "x"',
            "figures.wall-calf.like: names no figure that ships",
        ),
        ('kind = "', 'figure = "none-such"\nkind = "', "exercises[1].figure: there is no figure"),
    ],
)
def test_what_is_wrong_has_its_place(
    giver: Library, taker: Library, old: str, new: str, said: str
) -> None:
    text = given(giver)
    assert old in text
    with pytest.raises(BadFile) as bad:
        read_shared(text.replace(old, new, 1), "it", taker.snapshot)
    assert any(said in str(problem) for problem in bad.value.problems)
    assert all(str(problem).startswith("it:") for problem in bad.value.problems)


def test_two_exercises_of_one_name_are_refused(giver: Library, taker: Library) -> None:
    text = given(giver).replace("[figures", f'[[exercises]]\nslug = "wall-calf"\n{CALF}[figures', 1)
    with pytest.raises(BadFile, match="“wall-calf” is there 2 times"):
        read_shared(text, "it", taker.snapshot)


def test_a_routine_alone_is_sent_where_it_belongs(taker: Library) -> None:
    with pytest.raises(BadFile, match="is a routine alone"):
        read_shared(NIGHT, "it", taker.snapshot)
