"""A name that several exercises or routines have: asked about, or told what to type."""

from collections.abc import Callable

import click
import pytest
from cli.conftest import SHORT, App, Loosen

from loosen.cli import names
from loosen.services.library import Library

TWIN = "short-2"
SEVERAL = (
    "loosen: “SHORT” is the name of several; type “short” (routine “Short”, yours), "
    "or “short-2” (routine “Short”, yours)\n"
)


@pytest.fixture
def twins(library: Library) -> Library:
    """A library with two routines of one name."""
    library.locations.routines.joinpath(f"{TWIN}.toml").write_text(SHORT, encoding="utf-8")
    return library


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A person at the terminal who answers a question."""

    def answer(text: str) -> None:
        monkeypatch.setattr(names, "can_ask", lambda: True)
        monkeypatch.setattr(click.termui, "visible_prompt_func", lambda _words: text)

    return answer


@pytest.mark.usefixtures("twins")
@pytest.mark.parametrize("command", ["run", "show", "edit"])
def test_two_routines_of_one_name_are_listed_with_what_to_type(
    loosen: Loosen, command: str
) -> None:
    ran = loosen(command, "SHORT")
    assert (ran.code, ran.out, ran.err) == (2, "", SEVERAL)


@pytest.mark.usefixtures("twins")
def test_other_commands_choose_none_of_them_either(loosen: Loosen) -> None:
    for command in (("keep-up",), ("export",)):
        ran = loosen(*command, "Short")
        assert ran.code == 2
        assert "“Short” is the name of several; type “short”" in ran.err


@pytest.mark.usefixtures("twins")
def test_a_person_at_the_terminal_is_asked_and_gets_what_they_chose(
    loosen: Loosen, answering: Callable[[str], None]
) -> None:
    answering("2")
    ran = loosen("show", "Short")
    assert ran.code == 0
    assert ran.out.startswith("Short\n")
    assert "“Short” is the name of several:" in ran.err
    assert "  2  routine “Short”, yours (short-2)" in ran.err


@pytest.mark.usefixtures("twins")
def test_an_id_is_never_asked_about(loosen: Loosen) -> None:
    assert loosen("show", "short").code == loosen("show", TWIN).code == 0


def test_a_routine_and_an_exercise_of_one_name_are_told_apart_by_an_option(
    loosen: Loosen, library: Library, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SHORT.replace('"Short"', '"Bridge"')
    library.locations.routines.joinpath("bridge.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("loosen.cli.run.redraws", lambda: True)
    ran = loosen("run", "bridge")
    assert (ran.code, app.opened) == (2, [])
    assert "“bridge --exercise” (exercise “Bridge”, ships with loosen)" in ran.err
    assert loosen("run", "bridge", "--routine").code == 0
    assert loosen("run", "bridge", "--exercise").code == 0
    assert [slug for slug, _ in app.opened] == ["bridge", "bridge"]
