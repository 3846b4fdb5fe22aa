"""What is kept can be listed, shown and looked over."""

import csv
import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.conftest import Loosen, Typist
from odd_files import odd

from loosen.domain.exercise import Exercise
from loosen.services.library import Library
from loosen.storage.files import read_record
from loosen.storage.locations import SHIPPED

__all__ = ["odd"]


@pytest.fixture
def done(loosen: Loosen, typist: Typist) -> None:
    typist.there = False
    loosen("run", "short")
    loosen("run", "short")


def test_an_empty_history_says_so(loosen: Loosen) -> None:
    assert loosen("history").out == "nothing is in the history yet\n"
    assert loosen("history", "--json").out == "[]\n"


@pytest.mark.usefixtures("done")
def test_the_history_is_a_line_for_each_session(loosen: Loosen) -> None:
    lines = loosen("history").out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("2026-05-04 12:00  ")
    assert lines[0].endswith("Short  2 of 2 exercises  finished")
    assert len(loosen("history", "--last", "1").out.splitlines()) == 1


@pytest.mark.usefixtures("done")
def test_the_json_has_the_keys_that_the_help_names(loosen: Loosen) -> None:
    first, _ = json.loads(loosen("history", "--json").out)
    told = loosen("history", "--help").out
    rounds = first["steps"][0]["rounds"][0]
    for key in (*first, *first["steps"][0], *rounds):
        assert key in told
    assert first["started"] == "2026-05-04T12:00:00+02:00"


@pytest.mark.usefixtures("done")
def test_the_csv_is_a_line_for_each_round(loosen: Loosen) -> None:
    rows = list(csv.DictReader(loosen("history", "--csv").out.splitlines()))
    assert {row["exercise"] for row in rows} == {"bridge", "clam"}
    assert len(rows) == 2 * (3 + 4)
    assert rows[0]["round_outcome"] == "completed"


def test_json_and_csv_at_once_cannot_be(loosen: Loosen) -> None:
    assert loosen("history", "--json", "--csv").code == 2


def test_a_damaged_history_is_one_line(loosen: Loosen, library: Library) -> None:
    library.locations.history.write_bytes(b"damaged" * 1000)
    ran = loosen("history")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "is damaged" in ran.err
    assert "is damaged" in loosen("doctor").out


def test_config_shows_where_and_what_and_can_be_the_file(loosen: Loosen, library: Library) -> None:
    out = loosen("config").out
    first = "# ~/config/loosen/config.toml (not there yet: these are the defaults)\n"
    assert out.startswith(first)
    path = library.locations.settings
    path.parent.mkdir(parents=True)
    path.write_text(out.replace("get_ready = 8", "get_ready = 9"), encoding="utf-8")
    del library.__dict__["settings"]
    again = loosen("config").out
    assert "get_ready = 9" in again
    assert "not there yet" not in again
    assert tomllib.loads(again)["pace"]["get_ready"] == 9


def test_config_says_what_is_wrong(loosen: Loosen, library: Library) -> None:
    path = library.locations.settings
    path.parent.mkdir(parents=True)
    path.write_text("theem = 3\n", encoding="utf-8")
    del library.settings
    ran = loosen("config")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "# ~/config/loosen/config.toml")
    assert (
        ran.err
        == "loosen: ~/config/loosen/config.toml:1: theem: is not a key here; write “theme”\n"
    )
    assert "“theme”" in loosen("doctor").out


def test_the_doctor_says_what_it_found(loosen: Loosen, library: Library) -> None:
    out = loosen("doctor").out
    for word in ("loosen", "Python", "SQLite", "terminal", "settings", "history", "sessions"):
        assert f"\n{word}" in f"\n{out}"
    library.locations.routines.chmod(0o755)
    assert "others may read it" in loosen("doctor").out


@pytest.mark.parametrize("place", ["settings", "history", "imported"])
def test_the_doctor_names_what_is_odd(
    place: str, odd: Callable[[Path], None], loosen: Loosen, library: Library
) -> None:
    path: Path = getattr(library.locations, place)
    odd(path)
    if path.is_dir():
        pytest.skip("a folder has its own line")
    del library.settings
    ran = loosen("doctor")
    assert ran.code == 0
    (line,) = (one for one in ran.out.splitlines() if one.startswith(f"{place} "))
    assert ": cannot be read: " in line


def test_doctor_says_whether_the_cache_was_used_and_takes_it_away(
    loosen: Loosen, library: Library, tmp_path: Path
) -> None:
    library.cache.folder, library.cache.writes = tmp_path / "cache", True
    assert "; not used: it is missing, stale or cannot be read\n" in loosen("doctor").out
    library.cache.writes, path = True, SHIPPED / "exercises" / "childs-pose.toml"
    for _ in range(2):
        with library.cache.group("exercises") as known:
            read_record(Exercise, path, known=known)
    assert "; 1 value from it, " in loosen("doctor").out
    assert loosen("doctor", "--clear-cache").out.endswith("; 1 file taken away\n")
    assert list((tmp_path / "cache").iterdir()) == []
    assert loosen("doctor", "--clear-cache").out.endswith("; 0 files taken away\n")
