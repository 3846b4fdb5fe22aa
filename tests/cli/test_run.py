from pathlib import Path

import pytest
from cli.conftest import SHORT, App, Loosen

from loosen.services.library import Library


@pytest.fixture(autouse=True)
def _a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loosen.cli.run.redraws", lambda: True)


def test_alone_it_opens_the_app(loosen: Loosen, app: App) -> None:
    assert loosen().code == 0
    assert app.opened == [(None, 1.0)]


@pytest.mark.parametrize("name", ["short", "Short", "SHORT"])
def test_a_routine_is_found_by_id_or_name(loosen: Loosen, app: App, name: str) -> None:
    assert loosen("run", name).code == 0
    assert app.opened == [("short", 1.0)]


@pytest.mark.parametrize("name", ["bridge", "Bridge", "pigeon"])
def test_an_exercise_is_run_alone(loosen: Loosen, app: App, name: str) -> None:
    assert loosen("run", name).code == 0
    assert app.opened == [(name.lower(), 1.0)]


def test_a_routine_is_taken_from_a_file(loosen: Loosen, app: App, tmp_path: Path) -> None:
    path = tmp_path / "other.toml"
    path.write_text(SHORT, encoding="utf-8")
    assert loosen("run", str(path)).code == 0
    assert app.opened == [("other", 1.0)]


@pytest.mark.parametrize(("factor", "speed"), [("1", 1.0), ("2.5", 2.5), ("1000", 1000.0)])
def test_a_rehearsal_lets_the_clock_run_faster(
    loosen: Loosen, app: App, factor: str, speed: float
) -> None:
    loosen("run", "short", "--rehearse", factor)
    assert app.opened == [("short", speed)]


@pytest.mark.parametrize("factor", ["0", "0.5", "-1", "1001", "nan", "inf", "fast"])
def test_a_factor_out_of_range_is_refused(loosen: Loosen, app: App, factor: str) -> None:
    ran = loosen("run", "short", f"--rehearse={factor}")
    assert (ran.code, ran.err.count("\n"), app.opened) == (2, 1, [])


def test_the_code_of_the_app_is_the_code(loosen: Loosen, app: App) -> None:
    app.code = 3
    assert loosen().code == 3
    assert loosen("run", "short").code == 3


def test_an_unknown_routine_gets_the_nearest_one(loosen: Loosen, app: App) -> None:
    ran = loosen("run", "shrot")
    assert (ran.code, app.opened) == (2, [])
    assert ran.err == "loosen: no exercise or routine is called “shrot”; did you mean “short”?\n"


def test_a_bad_file_is_told_and_not_run(loosen: Loosen, app: App, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('name = "Bad"\nsummary = "S"\n', encoding="utf-8")
    ran = loosen("run", str(path))
    assert (ran.code, app.opened) == (1, [])
    assert ran.err == "loosen: ~/bad.toml: steps: is missing; write a line “steps = …”\n"


def test_settings_that_are_not_right_are_told_and_the_app_opens(
    loosen: Loosen, library: Library, app: App
) -> None:
    library.locations.settings.parent.mkdir(parents=True)
    library.locations.settings.write_text("theme = 3\n", encoding="utf-8")
    del library.settings
    ran = loosen("run", "short")
    assert (ran.code, app.opened) == (0, [("short", 1.0)])
    assert (
        ran.err
        == "loosen: ~/config/loosen/config.toml:1: theme: 3 will not do; write a text in quotes\n"
    )


def test_a_routine_that_needs_what_is_not_at_hand_is_not_opened_empty(
    loosen: Loosen, library: Library, app: App
) -> None:
    text = 'name = "P"\nsummary = "S"\n[[steps]]\npick = 1\namong = [{exercise = "clam"}]\n'
    library.locations.routines.joinpath("p.toml").write_text(text, encoding="utf-8")
    ran = loosen("run", "p")
    assert (ran.code, app.opened) == (1, [])
    assert ran.err == "loosen: nothing in “P” goes with your equipment\n"
