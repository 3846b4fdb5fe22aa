"""A person's own files: what is written reads like a person wrote it, and nothing of theirs is lost."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builders import pick, routine, small_catalogue, step
from drafts import drafts
from hypothesis import given

from loosen.domain.editing.changes import add_exercise, remove_line
from loosen.domain.editing.draft import Draft, DraftChange, DraftPlace
from loosen.domain.routine import Routine
from loosen.services.drafts import Opened, Unsaved
from loosen.services.library import Library
from loosen.services.routines import NotOwn, Overtaken, OwnRoutines, Undone
from loosen.storage import files
from loosen.storage.locations import Locations
from loosen.storage.problems import BadFile
from loosen.storage.routine_files import routine_text

DAY = date(2026, 11, 21)
BY_HAND = """# My own.
name = 'Drive'   # the long one
summary = "Undo four hours."

[[steps]]
exercise = "march"
"""
READABLE = """\
name = "After the drive"
summary = "Ten minutes."
frequency = "2 a day"
when = "after driving"
rules = [
    "Slowly.",
]

[[steps]]
exercise = "march"

[[steps]]
section = "On the floor"
exercise = "lunge"
dose = "2 x 30 s each side"
rest = 20
stiffer_rounds = 3
open_ended = true
note = "Towel under the knee."

[[steps]]
pick = 1
among = [
    { exercise = "pigeon" },
    { exercise = "childs-pose", dose = "5 breaths" },
]
most_per_family = 1
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The small catalogue, one routine that ships, and one of the person's own with comments."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    flow = routine("march", "clam", name="Flow", source="clinic", slug="flow")
    shipped.joinpath("flow.toml").write_text(routine_text(flow), encoding="utf-8")
    monkeypatch.setattr("loosen.storage.snapshot.shipped_routines", lambda: shipped)
    places = Locations(tmp_path / "config", tmp_path / "data", tmp_path / "state")
    library = Library(places, small_catalogue())
    library.locations.routines.mkdir(parents=True)
    library.locations.routines.joinpath("drive.toml").write_text(BY_HAND, encoding="utf-8")
    return library


@pytest.fixture
def own(library: Library) -> OwnRoutines:
    return OwnRoutines(library, lambda: DAY)


def here(library: Library) -> dict[str, str]:
    """Everything in the folder of own routines."""
    return {path.name: path.read_text("utf-8") for path in library.locations.routines.iterdir()}


def test_a_routine_is_written_as_a_person_would_write_it() -> None:
    one = routine(
        "march",
        step(
            "lunge",
            section="On the floor",
            dose="2 x 30 s each side",
            rest=20,
            stiffer_rounds=3,
            open_ended=True,
            note="Towel under the knee.",
        ),
        pick(1, "pigeon", most_per_family=1).copy_with(
            among=(step("pigeon"), step("childs-pose", dose="5 breaths"))
        ),
        name="After the drive",
        summary="Ten minutes.",
        frequency="2 a day",
        when="after driving",
        rules=["Slowly."],
    )
    assert routine_text(one) == READABLE


def test_choices_too_long_for_a_line_get_lines_of_their_own() -> None:
    note = "Towel behind the thigh, " * 6
    one = routine(pick("1-2", "pigeon", "clam", note="Either."), brief={"minutes": 5})
    long = one.steps[0].copy_with(among=(step("pigeon", note=note), step("clam")))
    text = routine_text(one.copy_with(steps=(long,)))
    assert 'pick = "1-2"\nnote = "Either."\n\n[[steps.among]]\nexercise = "pigeon"\n' in text
    assert text.endswith("[brief]\nminutes = 5\n")
    assert max(map(len, text.splitlines())) < 200


@given(drafts())
def test_what_is_written_reads_back_as_it_was(draft: Draft) -> None:
    one = draft.routine("it")
    data = files.parse(routine_text(one), "it.toml")
    assert Routine.from_plain(data | {"slug": "it"}) == one


def test_a_new_routine_gets_a_file_named_after_it(library: Library, own: OwnRoutines) -> None:
    draft = replace(Draft.of_exercises(["march", "clam"]), name="Two things", summary="S")
    saved = own.save(Opened(draft), draft)
    assert saved.routine.slug == "two-things"
    assert saved.words == "Saved in ~/data/routines/two-things.toml."
    assert library.routines["two-things"] == saved.routine
    again = own.save(saved.opened, replace(draft, summary="T"))
    assert library.routines["two-things"].summary == "T"
    other = own.save(Opened(draft), draft)
    assert (again.routine.slug, other.routine.slug) == ("two-things", "two-things-2")


def test_a_file_with_comments_is_kept_beside_before_its_first_rewrite(
    library: Library, own: OwnRoutines
) -> None:
    opened = own.open("drive")
    change = add_exercise(opened.draft, "clam", DraftPlace(0))
    assert isinstance(change, DraftChange)
    saved = own.save(opened, change.draft)
    assert "with its comments, is kept as drive.toml.before-2026-11-21." in saved.words
    assert here(library)["drive.toml.before-2026-11-21"] == BY_HAND
    again = own.save(saved.opened, remove_line(change.draft, DraftPlace(0)).draft)
    assert again.words == "Saved in ~/data/routines/drive.toml."
    assert len(here(library)) == 2
    assert [s.exercise for s in library.routines["drive"].exercise_steps] == ["clam"]


@pytest.mark.parametrize("meanwhile", ["name = 3", 'name = "Other"\n'])
def test_a_file_that_changed_since_is_left_alone(
    library: Library, own: OwnRoutines, meanwhile: str
) -> None:
    opened = own.open("drive")
    library.locations.routines.joinpath("drive.toml").write_text(meanwhile, encoding="utf-8")
    saved = own.save(opened, opened.draft)
    assert saved.words.startswith(
        "drive.toml has been changed by somebody else and is left as it is."
    )
    assert here(library)["drive.toml"] == meanwhile
    assert saved.routine.slug == "drive-2"


def test_a_file_that_is_gone_is_written_again(library: Library, own: OwnRoutines) -> None:
    opened = own.open("drive")
    library.locations.routines.joinpath("drive.toml").unlink()
    assert own.save(opened, opened.draft).routine.slug == "drive"


def test_a_broken_file_is_never_written_over(library: Library, own: OwnRoutines) -> None:
    library.locations.routines.joinpath("two.toml").write_text("name = 3", encoding="utf-8")
    draft = replace(Draft.of_exercises(["march"]), name="Two", summary="S")
    assert own.save(Opened(draft), draft).routine.slug == "two-2"
    assert here(library)["two.toml"] == "name = 3"


def test_what_would_not_read_back_is_not_written(library: Library, own: OwnRoutines) -> None:
    odd = step("march").copy_with(note=" two  spaces ")
    draft = replace(Draft.of(routine("march", name="Two")), steps=(odd,))
    before = here(library)
    with pytest.raises(BadFile, match="would not read back as it is meant"):
        own.save(Opened(draft), draft)
    assert here(library) == before


def test_a_shipped_routine_is_edited_as_a_copy(library: Library, own: OwnRoutines) -> None:
    opened = own.open("flow")
    assert (opened.path, opened.copy_of, opened.draft.name) == (None, "Flow", "Flow, my way")
    saved = own.save(opened, opened.draft)
    assert saved.routine.slug == "flow-my-way"
    assert library.routines["flow"].source == "clinic"
    assert own.path_of("flow") is None
    assert own.path_of("flow-my-way") == library.locations.routines / "flow-my-way.toml"


def test_a_copy_is_made_and_undone(library: Library, own: OwnRoutines) -> None:
    assert own.duplicate("flow").name == "Flow, my way"
    assert own.duplicate("flow").name == "Flow, my way 2"
    assert own.duplicate("drive").name == "Drive 2"
    assert set(library.routines) == {"flow", "drive", "flow-my-way", "flow-my-way-2", "drive-2"}
    assert own.undo() == Undone("The copy “Drive 2” is gone again.", "drive")
    assert own.undo()
    assert own.undo()
    assert set(library.routines) == {"flow", "drive"}
    assert own.undo() is None


def test_renaming_changes_the_name_and_nothing_else(library: Library, own: OwnRoutines) -> None:
    assert own.rename("drive", 'The "A5"').slug == "the-a5"
    assert here(library) == {"the-a5.toml": BY_HAND.replace("'Drive'", '"The \\"A5\\""')}
    assert own.undo() == Undone("It is called “Drive” again.", "drive")
    assert here(library) == {"drive.toml": BY_HAND}


def test_a_file_that_has_a_name_of_its_own_keeps_it(library: Library, own: OwnRoutines) -> None:
    own.rename("drive", "Long drive")
    folder = library.locations.routines
    folder.joinpath("long-drive.toml").rename(folder / "a5.toml")
    library.reload()
    assert own.rename("a5", "Short drive").slug == "a5"
    assert own.undo()
    assert library.routines["a5"].name == "Long drive"


def test_a_name_that_cannot_be_told_from_the_rest_is_left(
    library: Library, own: OwnRoutines
) -> None:
    text = BY_HAND.replace("'Drive'", '"""Drive"""')
    library.locations.routines.joinpath("drive.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadFile):
        own.rename("drive", "Other")
    assert here(library) == {"drive.toml": text}


def test_a_deleted_routine_comes_back_byte_for_byte(library: Library, own: OwnRoutines) -> None:
    data = b"\xef\xbb\xbf" + BY_HAND.encode().replace(b"\n", b"\r\n")
    path = library.locations.routines / "drive.toml"
    path.write_bytes(data)
    library.reload()
    kept = own.delete("drive")
    assert (kept.parent, kept.read_bytes()) == (library.locations.trash, data)
    assert "drive" not in library.routines
    assert own.undo() == Undone("“Drive” is back.", "drive")
    assert path.read_bytes() == data
    assert "drive" in library.routines


def test_the_trash_keeps_every_routine_of_a_name(library: Library, own: OwnRoutines) -> None:
    own.delete("drive")
    library.locations.routines.joinpath("drive.toml").write_text(BY_HAND, encoding="utf-8")
    library.reload()
    assert own.delete("drive").name == "2026-11-21-drive-2.toml"
    assert own.undo()
    with pytest.raises(Overtaken, match=r"another drive\.toml by now; what was deleted is ~/state"):
        own.undo()


def test_the_trash_is_emptied_of_what_was_deleted_long_ago(
    library: Library, own: OwnRoutines
) -> None:
    trash = library.locations.trash
    trash.mkdir(parents=True)
    kept = {"2026-10-22-walk.toml", "by-hand.toml"}
    for name in {"2026-10-21-walk.toml", *kept}:
        (trash / name).touch()
    assert own.delete("drive").parent == trash
    assert {path.name for path in trash.iterdir()} == kept | {"2026-11-21-drive.toml"}


def test_what_was_changed_since_is_not_undone(library: Library, own: OwnRoutines) -> None:
    own.duplicate("drive")
    own.rename("drive", "Home")
    for path in library.locations.routines.iterdir():
        path.write_text(BY_HAND, encoding="utf-8")
    for name in ("home.toml", "drive-2.toml"):
        with pytest.raises(Overtaken, match=f"{name} has been changed since"):
            own.undo()
    assert set(here(library)) == {"home.toml", "drive-2.toml"}


def test_undoing_a_name_does_not_write_over_a_file_that_has_it_by_now(
    library: Library, own: OwnRoutines
) -> None:
    own.rename("drive", "Home")
    library.locations.routines.joinpath("drive.toml").write_text("name = 3", encoding="utf-8")
    with pytest.raises(Overtaken, match=r"another drive\.toml"):
        own.undo()
    assert set(here(library)) == {"home.toml", "drive.toml"}


def test_what_ships_is_neither_renamed_nor_deleted(own: OwnRoutines) -> None:
    with pytest.raises(NotOwn, match="“Flow” ships with loosen and stays; y makes a copy"):
        own.rename("flow", "Other")
    with pytest.raises(NotOwn):
        own.delete("flow")


@given(drafts(least=0))
def test_what_is_not_saved_is_there_again(draft: Draft) -> None:
    with TemporaryDirectory() as folder:
        unsaved = Unsaved(Path(folder))
        nameless = replace(draft, name="", summary="")
        for opened in (Opened(Draft()), Opened(Draft(), copy_of="The Flow")):
            unsaved.keep(opened, nameless)
            assert unsaved.left(opened) == (nameless if draft.steps else None)
            unsaved.forget(opened)
            assert unsaved.left(opened) is None


def test_what_is_there_already_was_not_left(tmp_path: Path) -> None:
    draft = Draft.of_exercises(["march"])
    opened, unsaved = Opened(draft, tmp_path / "drive.toml"), Unsaved(tmp_path)
    unsaved.keep(opened, draft)
    assert unsaved.left(opened) is None
    tmp_path.joinpath("drive.toml").write_text("name = 3", encoding="utf-8")
    assert unsaved.left(opened) is None
