"""``loosen edit`` with an editor that types what the test says: the file is replaced only when right."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import routine
from cli.conftest import SHORT, Loosen

from loosen.services.library import Library
from loosen.storage.routine_files import routine_text

RIGHT = SHORT.replace("A few.", "Others.")
WRONG = SHORT.replace("bridge", "brigde")
BRIDGE = "steps[1].exercise: “brigde” is not in the catalogue; write “bridge”"
KEPT = "your text is kept in ~/state/loosen/drafts/short.toml; the routine is as it was"
TYPES = """
import pathlib, sys
texts = sorted(pathlib.Path(sys.argv[1]).iterdir())
if texts:
    pathlib.Path(sys.argv[2]).write_bytes(texts[0].read_bytes())
    texts[0].unlink()
"""

Types = Callable[..., None]


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Types:
    """Lets the editor leave these texts, one each time it is opened."""
    folder = tmp_path / "typed"
    folder.mkdir()
    script = tmp_path / "editor.py"
    script.write_text(TYPES, encoding="utf-8")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script} {folder}")

    def typed(*texts: str | bytes) -> None:
        for number, text in enumerate(texts):
            data = text if isinstance(text, bytes) else text.encode()
            folder.joinpath(str(number)).write_bytes(data)

    return typed


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a person there who answers with these letters."""

    def answered(letters: str) -> None:
        left = iter(letters)
        monkeypatch.setattr("loosen.cli.edit.can_ask", lambda: True)
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(left))

    return answered


def short(library: Library) -> str:
    return library.locations.routines.joinpath("short.toml").read_text("utf-8")


def drafts(library: Library) -> dict[str, str]:
    folder = library.locations.drafts
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_a_text_that_is_right_takes_the_place_of_the_file(
    loosen: Loosen, library: Library, types: Types
) -> None:
    types(RIGHT)
    ran = loosen("edit", "short")
    assert (ran.code, ran.out) == (0, "saved: ~/data/loosen/routines/short.toml\n")
    assert short(library) == RIGHT
    assert drafts(library) == {}


def test_nothing_typed_changes_nothing(loosen: Loosen, library: Library, types: Types) -> None:
    types()
    ran = loosen("edit", "Short")
    assert (ran.code, ran.out) == (0, "nothing changed\n")
    assert (short(library), drafts(library)) == (SHORT, {})


def test_without_a_terminal_what_is_wrong_is_told_and_the_text_kept(
    loosen: Loosen, library: Library, types: Types
) -> None:
    types(WRONG, WRONG)
    ran = loosen("edit", "short")
    place = "~/state/loosen/drafts/short.toml:4"
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [f"loosen: {place}: {BRIDGE}", f"loosen: {KEPT}"]
    assert (short(library), drafts(library)) == (SHORT, {"short.toml": WRONG})
    assert loosen("edit", "short").code == 1
    assert drafts(library) == {"short.toml": WRONG, "short-2.toml": WRONG}


def test_a_wrong_text_can_be_edited_again(
    loosen: Loosen, library: Library, types: Types, answers: Callable[[str], None]
) -> None:
    types(WRONG, RIGHT)
    answers("e")
    ran = loosen("edit", "short")
    assert ran.code == 0
    assert BRIDGE in ran.err
    assert (short(library), drafts(library)) == (RIGHT, {})


def test_a_wrong_text_can_be_kept_or_thrown_away(
    loosen: Loosen, library: Library, types: Types, answers: Callable[[str], None]
) -> None:
    answers("tk")
    types(WRONG, WRONG)
    ran = loosen("edit", "short")
    assert (ran.code, ran.out) == (0, "thrown away; the routine is as it was\n")
    assert (short(library), drafts(library)) == (SHORT, {})
    assert loosen("edit", "short").code == 1
    assert (short(library), drafts(library)) == (WRONG, {})
    types(RIGHT)
    assert loosen("edit", "short").code == 0
    assert short(library) == RIGHT


def test_going_away_from_the_question_keeps_the_text(
    loosen: Loosen, library: Library, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: str) -> str:
        raise EOFError

    types(WRONG)
    monkeypatch.setattr("loosen.cli.edit.can_ask", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", gone)
    ran = loosen("edit", "short")
    assert ran.code == 130
    assert KEPT in ran.err
    assert drafts(library) == {"short.toml": WRONG}


def test_what_is_no_text_is_kept_too(loosen: Loosen, library: Library, types: Types) -> None:
    types(b"\xff\xfe")
    ran = loosen("edit", "short")
    assert ran.code == 1
    assert "is not UTF-8 text" in ran.err
    assert library.locations.drafts.joinpath("short.toml").read_bytes() == b"\xff\xfe"
    assert short(library) == SHORT


def test_a_shipped_routine_is_edited_as_a_copy(
    loosen: Loosen, library: Library, types: Types, tmp_path: Path
) -> None:
    shipped = tmp_path / "nothing"
    shipped.mkdir()
    flow = routine_text(routine("bridge", slug="flow", name="Flow", source="clinic"))
    shipped.joinpath("flow.toml").write_text(flow, encoding="utf-8")
    types(flow.replace('source = "clinic"\n', ""))
    ran = loosen("edit", "flow")
    assert ran.out.splitlines() == [
        "it ships with loosen: this is a copy of your own, “Flow, my way”",
        "saved: ~/data/loosen/routines/flow-my-way.toml",
    ]
    assert shipped.joinpath("flow.toml").read_text("utf-8") == flow
    types()
    assert "nothing changed" in loosen("edit", "flow").out
    assert len(list(library.locations.routines.iterdir())) == 2


def test_a_file_that_changes_meanwhile_is_not_written_over(
    loosen: Loosen, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = library.locations.routines / "short.toml"
    script = tmp_path / "both.py"
    script.write_text(
        "import pathlib, sys\n"
        "pathlib.Path(sys.argv[1]).write_text('other')\n"
        f"pathlib.Path(sys.argv[2]).write_text({RIGHT!r})\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script} {path}")
    ran = loosen("edit", "short")
    assert ran.code == 1
    assert "short.toml has changed meanwhile; your text is kept in" in ran.err
    assert (short(library), drafts(library)) == ("other", {"short.toml": RIGHT})


@pytest.mark.parametrize("typed", ["", RIGHT])
def test_an_editor_that_gives_up_loses_nothing(
    loosen: Loosen, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    script = tmp_path / "fails.py"
    text = f"pathlib.Path(sys.argv[1]).write_text({typed!r})\n" if typed else ""
    script.write_text(f"import pathlib, sys\n{text}sys.exit(3)\n", encoding="utf-8")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    ran = loosen("edit", "short")
    assert ran.code == 1
    assert "Editing failed" in ran.err
    assert ("kept in" in ran.err) is bool(typed)
    assert (short(library), drafts(library)) == (SHORT, {"short.toml": typed} if typed else {})


def test_a_file_anywhere_can_be_edited(loosen: Loosen, tmp_path: Path, types: Types) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SHORT, encoding="utf-8")
    types(RIGHT)
    assert loosen("edit", str(path)).out == "saved: ~/mine.toml\n"
    assert path.read_text("utf-8") == RIGHT


def test_an_unknown_name_gets_the_nearest_one(loosen: Loosen, types: Types) -> None:
    types()
    ran = loosen("edit", "shrot")
    assert (ran.code, ran.err) == (
        2,
        "loosen: no routine is called “shrot”; did you mean “short”?\n",
    )
