"""What stands where a file should be is neither waited for nor replaced, and is said in a line."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from builders import small_catalogue
from conftest import FakeClock
from kept_sessions import NOON, Home
from odd_files import identity, odd, tree

from loosen.domain.settings import Settings
from loosen.services.check import check, own_files
from loosen.services.library import Library
from loosen.storage import files
from loosen.storage.history_db import History, HistoryProblem
from loosen.storage.problems import BadFile
from loosen.storage.recency import CannotTell, read_past_sessions
from loosen.storage.snapshot import Snapshot

__all__ = ["odd"]
Maker = Callable[[Path], None]
DAY = date(2026, 5, 4)
ROUTINE = 'name = "Short"\nsummary = "A few."\n[[steps]]\nexercise = "bridge"\n'
PLACES = {
    "routines": "routines/mine.toml",
    "exercises": "exercises/mine.toml",
    "figures": "figures/mine.toml",
    "imported": "imported/mine.json",
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def library(home: Home) -> Library:
    return Library(home.locations, small_catalogue())


def test_it_is_refused_in_one_line(odd: Maker, tmp_path: Path) -> None:
    odd(tmp_path / "own" / "a.toml")
    with pytest.raises(BadFile) as bad:
        files.read_text(tmp_path / "own" / "a.toml")
    (problem,) = bad.value.problems
    assert str(problem).startswith("~/own/a.toml: cannot be read: ")
    assert "\n" not in str(problem)


def test_nothing_is_written_over_it_or_beside_it(odd: Maker, tmp_path: Path) -> None:
    path = tmp_path / "own" / "memory.toml"
    odd(path)
    before = identity(path), tree(tmp_path)
    with pytest.raises(OSError, match=r"\w") as refused:
        files.write_text(path, "safety_seen = true\n")
    assert refused.value.strerror
    assert (identity(path), tree(tmp_path)) == before


def test_memory_that_cannot_be_read_is_empty_and_stays_as_it_is(
    odd: Maker, library: Library, tmp_path: Path
) -> None:
    odd(library.locations.memory)
    before = identity(library.locations.memory), tree(tmp_path)
    assert library.memory.turns == {}
    with pytest.raises(OSError, match=r"\w"):
        library.remember_safety_seen()
    assert (identity(library.locations.memory), tree(tmp_path)) == before


def test_settings_are_not_saved_over_it(odd: Maker, library: Library, tmp_path: Path) -> None:
    odd(library.locations.settings)
    before = identity(library.locations.settings), tree(tmp_path)
    with pytest.raises(OSError, match=r"\w"):
        library.save_settings(Settings(), DAY)
    assert (identity(library.locations.settings), tree(tmp_path)) == before


def test_damaged_memory_is_kept_beside_before_it_is_written_anew(library: Library) -> None:
    library.locations.memory.parent.mkdir(parents=True)
    library.locations.memory.write_text("<<<<<<< ours\n", encoding="utf-8")
    library.remember_safety_seen()
    assert library.memory.safety_seen
    (kept,) = library.locations.memory.parent.glob("memory.toml.damaged")
    assert kept.read_text(encoding="utf-8") == "<<<<<<< ours\n"


@pytest.mark.parametrize("place", PLACES)
def test_among_own_files_it_is_told_and_the_rest_is_read(
    place: str, odd: Maker, home: Home, library: Library
) -> None:
    path = home.locations.data / PLACES[place]
    odd(path)
    home.locations.routines.mkdir(exist_ok=True)
    home.locations.routines.joinpath("short.toml").write_text(ROUTINE, encoding="utf-8")
    assert "short" in library.routines
    told = [str(one) for one in check(path, library.snapshot, home.locations)]
    listed = path in own_files(home.locations)
    assert listed is (place == "imported" or not path.is_dir())
    assert [" cannot be read: " in line for line in told] == [True]


@pytest.mark.parametrize("place", PLACES)
def test_a_link_to_nothing_is_told(place: str, home: Home, library: Library) -> None:
    path = home.locations.data / PLACES[place]
    path.parent.mkdir(parents=True)
    path.symlink_to(home.folder / "gone" / path.name)
    assert path in own_files(home.locations)
    (problem,) = check(path, library.snapshot, home.locations)
    assert str(problem).endswith("cannot be read: it is a link to nothing")


@pytest.mark.parametrize("links", [1, 2])
def test_links_to_files_elsewhere_are_files(links: int, home: Home, library: Library) -> None:
    real = home.folder / "dotfiles" / "short.toml"
    real.parent.mkdir()
    real.write_text(ROUTINE, encoding="utf-8")
    path = home.locations.routines / "short.toml"
    path.parent.mkdir(parents=True)
    for number in range(1, links):
        hop = home.folder / f"hop-{number}.toml"
        hop.symlink_to(real)
        real = hop
    path.symlink_to(os.path.relpath(real, path.parent))
    assert "short" in library.routines
    assert "short" in library.snapshot.own_routines
    assert check(path, library.snapshot, home.locations) == ()


@pytest.mark.parametrize("place", PLACES)
def test_a_folder_that_cannot_be_listed_is_told_and_the_rest_is_read(
    place: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = (home.locations.data / PLACES[place]).parent
    shut.mkdir(parents=True)
    (shut / "mine.toml").write_text(ROUTINE, encoding="utf-8")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path) == shut:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    snapshot = Snapshot(home.locations, shipped=small_catalogue())
    line = f"~/data/{shut.name}: cannot be read: Permission denied"
    assert line in map(str, snapshot.problems)
    assert shut in own_files(home.locations)
    assert [str(one) for one in check(shut, snapshot, home.locations)] == [line]
    assert "bridge" in snapshot.catalogue
    assert "desk-break" in {one.path.stem for one in snapshot.checked_routines}


def test_a_history_is_neither_opened_nor_begun_there(
    odd: Maker, home: Home, tmp_path: Path
) -> None:
    path = home.locations.history
    odd(path)
    before = identity(path), tree(tmp_path)
    history = History(path)
    for work in (history.all, lambda: history.remove(UUID(int=1)), history.add):
        with pytest.raises(
            HistoryProblem, match=r"^~/data/history\.db: cannot be opened: "
        ) as told:
            work()
        assert "\n" not in str(told.value)
    with pytest.raises(CannotTell, match=r"^~/data/history\.db: cannot be read: ") as cannot:
        read_past_sessions(path, NOON)
    assert not cannot.value.busy
    assert (identity(path), tree(tmp_path)) == before


def test_among_journals_it_is_told_and_the_others_are_found(
    odd: Maker, home: Home, clock: FakeClock
) -> None:
    recorder = home.begin("bridge")
    recorder.note(recorder.session.start(clock.now))
    odd(home.locations.journals / "odd.jsonl")
    scan = home.sessions().scan()
    assert [one.heading.id for one in scan.left] == [recorder.heading.id]
    assert scan.problem
    assert scan.problem.startswith("~/state/sessions/odd.jsonl: cannot be read: ")


def test_an_unnamed_journal_that_is_no_file_is_left_alone(odd: Maker, home: Home) -> None:
    path = home.locations.journals / ".odd.jsonl.new"
    odd(path)
    before = identity(path)
    assert home.sessions().scan().problem is None
    assert identity(path) == before


def test_a_shell_may_pass_a_pipe_by_name() -> None:
    here, there = os.pipe()
    try:
        os.write(there, b"bridge 10 x\n")
        os.close(there)
        assert files.read_text(Path(f"/dev/fd/{here}")) == "bridge 10 x\n"
    finally:
        os.close(here)
