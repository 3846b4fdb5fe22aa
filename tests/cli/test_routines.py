import json

import pytest
from cli.conftest import Loosen

from loosen.domain.body import Equipment
from loosen.services.library import Library

BAD_MOTION = "“ful” is not one of the words for it; write “full”"


def write(library: Library, name: str, text: str) -> None:
    library.locations.routines.joinpath(name).write_text(text, encoding="utf-8")


def test_a_routine_says_its_length_exercises_kit_and_whose_it_is(loosen: Loosen) -> None:
    first, second = loosen("routines").out.splitlines()
    assert first.split()[:2] == ["short", "Short"]
    assert first.endswith("2 exercises")
    assert second == "    yours · needs band"


def test_json_keeps_its_keys(loosen: Loosen) -> None:
    (short,) = json.loads(loosen("routines", "--json").out)
    seconds = short.pop("seconds")
    assert short == {
        "id": "short",
        "name": "Short",
        "summary": "A few.",
        "yours": True,
        "exercises": ["bridge", "clam"],
        "equipment": [Equipment.BAND],
        "source": None,
        "frequency": None,
        "when": None,
        "keep_up": False,
        "rules": [],
    }
    assert 300 < seconds < 600


def test_a_frequency_is_said(loosen: Loosen, library: Library) -> None:
    head = 'name = "B"\nsummary = "S"\nfrequency = "daily"\nwhen = "or more"\n'
    write(library, "b.toml", f'{head}[[steps]]\nexercise = "bridge"\n')
    assert "    yours · needs nothing · every day, or more\n" in loosen("routines").out


def test_a_routine_that_is_left_out_is_told(loosen: Loosen, library: Library) -> None:
    write(library, "bad.toml", 'name = "Bad"\n')
    ran = loosen("routines")
    assert ran.code == 0
    assert "bad" not in ran.out
    assert "“loosen check”" in ran.err


def test_no_routines_are_no_error(loosen: Loosen, library: Library) -> None:
    library.locations.routines.joinpath("short.toml").unlink()
    assert loosen("routines").out == ""


def test_settings_that_are_not_right_are_told_line_by_line(
    loosen: Loosen, library: Library
) -> None:
    library.locations.settings.parent.mkdir(parents=True)
    library.locations.settings.write_text('theme = 3\nmotion = "ful"\n', encoding="utf-8")
    del library.settings
    ran = loosen("routines")
    assert (ran.code, ran.out.split()[0]) == (0, "short")
    assert ran.err.splitlines() == [
        "loosen: ~/config/loosen/config.toml:1: theme: 3 will not do; write a text in quotes",
        f"loosen: ~/config/loosen/config.toml:2: motion: {BAD_MOTION}",
    ]


def test_a_routine_of_ones_own_goes_into_the_trash(loosen: Loosen, library: Library) -> None:
    ran = loosen("routines", "--delete", "Short")
    (kept,) = library.locations.trash.iterdir()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Deleted: Short. It waits in ~/")
    assert f"/{kept.name} for thirty days.\n" in ran.out
    assert loosen("routines").out == ""


def test_what_is_not_ones_own_is_not_deleted(loosen: Loosen, library: Library) -> None:
    own = library.locations.routines / "short.toml"
    elsewhere = library.locations.data / "short.toml"
    elsewhere.write_text(own.read_text(encoding="utf-8").replace("few", "lot"), encoding="utf-8")
    for args in (("shrt",), (str(elsewhere),), ("short", "--json")):
        ran = loosen("routines", "--delete", *args)
        assert (ran.code, ran.out) == (2, "")
    assert own.exists()
    assert elsewhere.exists()


def test_a_routine_that_ships_stays(
    loosen: Loosen, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = library.locations.data / "shipped"
    library.locations.routines.rename(shipped)
    monkeypatch.setattr("loosen.storage.snapshot.shipped_routines", lambda: shipped)
    library.reload()
    ran = loosen("routines", "--delete", "short")
    assert (ran.code, ran.out) == (2, "")
    assert "“Short” ships with loosen and stays" in ran.err
    assert shipped.joinpath("short.toml").exists()
