"""The cache gives what the files hold, and nothing else depends on it."""

import os
from pathlib import Path

import pytest
from builders import small_catalogue

from loosen.domain.exercise import Attribution, Exercise, Origin, Source
from loosen.domain.routine import Routine
from loosen.domain.settings import Settings
from loosen.services.library import Library
from loosen.storage import cache as cache_module
from loosen.storage import files, imported
from loosen.storage.cache import Cache
from loosen.storage.imported import ImportedSet
from loosen.storage.locations import Locations
from loosen.storage.problems import BadFile
from loosen.storage.snapshot import shipped_catalogue

TEXT = 'name = "Mine"\nsummary = "Some."\n[[steps]]\nexercise = "clam"\ndose = "30 s each side"\n'


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache" / "loosen")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return old(tmp_path / "mine.toml", TEXT)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed, by name."""
    names: list[str] = []
    parse = files.parse

    def watched(text: str, name: str) -> dict[str, object]:
        names.append(name.rpartition("/")[2])
        return parse(text, name)

    monkeypatch.setattr(files, "parse", watched)
    return names


def old(path: Path, text: str, seconds: int = 1_000) -> Path:
    """A file with a text, last changed so many seconds before it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    changed = path.stat().st_mtime_ns - seconds * 1_000_000_000
    os.utime(path, ns=(changed, changed))
    return path


def read(cache: Cache, path: Path) -> Routine:
    with cache.group("some") as known:
        return files.read_record(Routine, path, known=known)


def stored(cache: Cache) -> Path:
    assert cache.folder
    return cache.folder / "some.json"


def test_what_was_read_once_is_not_parsed_again(
    cache: Cache, path: Path, parsed: list[str]
) -> None:
    first = read(cache, path)
    assert read(cache, path) == first == files.read_record(Routine, path)
    assert parsed == ["mine.toml", "mine.toml"]  # the first time, and without the cache
    assert cache.used == 1


@pytest.mark.parametrize("change", ["size", "time"])
def test_a_file_that_has_changed_is_read_again(cache: Cache, path: Path, change: str) -> None:
    read(cache, path)
    text = TEXT.replace("Mine", "Yours" if change == "size" else "Ours")
    old(path, text, seconds=1_000 if change == "size" else 2_000)
    assert read(cache, path).name == ("Yours" if change == "size" else "Ours")
    assert cache.used == 0


def test_a_file_that_has_only_just_changed_is_not_believed_by_its_time(
    cache: Cache, tmp_path: Path
) -> None:
    path = old(tmp_path / "mine.toml", TEXT, seconds=0)
    before = path.stat().st_mtime_ns
    read(cache, path)
    path.write_text(TEXT.replace("Mine", "Ours"))
    os.utime(path, ns=(before, before))
    assert read(cache, path).name == "Ours"


def test_another_program_reads_everything_itself(
    cache: Cache, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(cache, path)
    monkeypatch.setattr(cache_module, "_program", lambda: "another")
    read(cache, path)
    assert cache.used == 0
    read(cache, path)
    assert cache.used == 1


def test_it_is_another_program_when_a_module_has_changed_but_not_when_one_is_compiled(
    tmp_path: Path,
) -> None:
    module, compiled = tmp_path / "dose.py", tmp_path / "__pycache__"
    module.touch()
    compiled.mkdir()
    before = cache_module.program_of(tmp_path)
    os.utime(compiled, ns=(2**62, 2**62))
    assert cache_module.program_of(tmp_path) == before
    os.utime(module, ns=(2**61, 2**61))
    assert cache_module.program_of(tmp_path) != before
    assert cache_module.program_of(tmp_path / "gone") == cache_module.program_of(compiled)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"program": 1}',
        b"[" * 100_000,
        None,
    ],
)
def test_a_damaged_cache_is_made_anew(cache: Cache, path: Path, damage: bytes | None) -> None:
    good = read(cache, path)
    whole = stored(cache).read_bytes()
    if damage is None:
        damage = whole.replace(b'"clam"', b'"CLAM"')
        assert damage != whole
    stored(cache).write_bytes(damage)
    assert read(cache, path) == good
    assert cache.used == 0
    assert read(cache, path) == good
    assert cache.used == 1


def test_a_cache_cut_at_any_byte_gives_the_same(cache: Cache, path: Path) -> None:
    good = read(cache, path)
    whole = stored(cache).read_bytes()
    cache.writes = False
    for length in range(0, len(whole), 7):
        stored(cache).write_bytes(whole[:length])
        assert read(cache, path) == good


@pytest.mark.parametrize("kind", ["pipe", "folder", "file in the way", "none"])
def test_where_nothing_can_be_written_nothing_is_lost(
    tmp_path: Path, path: Path, kind: str
) -> None:
    folder = tmp_path / "cache"
    if kind == "file in the way":
        folder.write_text("")
    elif kind != "none":
        folder.mkdir()
        place = folder / "some.json"
        os.mkfifo(place) if kind == "pipe" else place.mkdir()
    cache = Cache(None if kind == "none" else folder)
    assert read(cache, path) == read(cache, path)
    assert cache.used == 0


def test_a_pipe_in_the_place_of_a_file_is_not_read(cache: Cache, path: Path) -> None:
    read(cache, path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(BadFile, match="pipe"):
        read(cache, path)


def test_it_holds_nothing_of_files_that_are_gone_and_only_its_owner_reads_it(
    cache: Cache, path: Path, tmp_path: Path
) -> None:
    read(cache, path)
    path.unlink()
    other = old(tmp_path / "other.toml", TEXT)
    read(cache, other)
    assert b"mine.toml" not in stored(cache).read_bytes()
    assert b"other.toml" in stored(cache).read_bytes()
    assert stored(cache).stat().st_mode & 0o077 == 0


def test_nothing_wrong_is_kept(cache: Cache, tmp_path: Path) -> None:
    path = old(tmp_path / "bad.toml", TEXT.replace("30 s", "thirty"))
    for _ in range(2):
        with pytest.raises(BadFile, match="thirty"):
            read(cache, path)
    assert not stored(cache).exists()


def test_the_shipped_catalogue_is_the_same_from_the_cache(cache: Cache, parsed: list[str]) -> None:
    one = shipped_catalogue(cache)
    parsed.clear()
    two = shipped_catalogue(cache)
    assert (two.exercises, two.sources) == (one.exercises, one.sources)
    assert not parsed


def test_a_library_opens_from_the_cache_as_from_its_files(
    tmp_path: Path, parsed: list[str]
) -> None:
    places = Locations(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    old(places.settings, 'theme = "loosen-light"\n[exercises]\nliked = ["clam"]\n')
    old(places.routines / "mine.toml", TEXT)

    def seen() -> tuple[Settings, dict[str, Routine], tuple[Exercise, ...]]:
        library = Library(places)
        return library.settings, library.routines, library.catalogue.exercises

    first = seen()
    assert {"config.toml", "mine.toml"} <= set(parsed)
    parsed.clear()
    assert seen() == first
    assert not parsed
    Library(places).cache.clear()
    assert seen() == first


def test_a_set_of_exercises_is_checked_once(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = Attribution(
        source="fed", id="1", licence="CC0", licence_address="https://a", address="https://b"
    )
    one = small_catalogue()["clam"].copy_with(
        slug="fed.clam", origin=Origin.IMPORTED, attribution=facts, variants=()
    )
    source = Source(slug="fed", code="F", title="Fed", publisher="Fed")
    whole = ImportedSet(format=1, source=source, exercises=(one,))
    path = old(tmp_path / "fed.json", whole.to_json(defaults=False).decode())
    checked: list[str] = []
    check = imported._checked

    def watched(data: bytes, name: str) -> ImportedSet:
        checked.append(name)
        return check(data, name)

    monkeypatch.setattr(imported, "_checked", watched)
    for _ in range(2):
        with cache.group("imported") as known:
            assert imported.load(path, known) == whole
    assert len(checked) == 1
