"""What is not public in the toolkit: where it is touched, and that all goes on without it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from tui.scenes import SCENES, Scene
from tui.story import library_in, opened

import loosen.tui
from loosen.tui.app import LoosenApp
from loosen.tui.controllers.keymap import DIALOGS, PLACES, bindings_of
from loosen.tui.terminal import toolkit
from loosen.tui.terminal.frame_writer import Screenful, installed

FACE = Path(loosen.tui.__file__).parent
ELSEWHERE = [
    pytest.param(path, id=str(path.relative_to(FACE)))
    for path in sorted(FACE.rglob("*.py"))
    if path.parent.name != "terminal"
]
PARTS = {part for _, parts in (*PLACES, *DIALOGS) for part in parts} | {LoosenApp}
STORIES = {"list", "filters", "exercise", "editor", "session-hold", "session-hurts", "summary"}


def own_names(tree: ast.Module) -> Iterator[str]:
    """The names that a module gives: functions, classes, variables and attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()) | ast.Name(id=name, ctx=ast.Store()):
                yield name


def strange_names(tree: ast.Module) -> Iterator[str]:
    """Private names of others that a module reads."""
    own = set(own_names(tree)) | {"_replace"}  # of a named tuple, which has no other way
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name[0] == "_" and name[:2] != "__":
                if name not in own:
                    yield name
            case ast.ImportFrom(module=str(module)):
                yield from (part for part in module.split(".") if part[0] == "_" != part[1])


@pytest.mark.parametrize("path", ELSEWHERE)
def test_no_private_name_of_the_toolkit_stands_outside_the_terminal_package(path: Path) -> None:
    assert list(strange_names(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_installed_version_is_in_the_table() -> None:
    assert toolkit.is_tested()
    assert "not tested" not in toolkit.toolkit_words()


@pytest.fixture
def untested(monkeypatch: pytest.MonkeyPatch) -> None:
    """A toolkit that nobody has tested."""
    monkeypatch.setattr(toolkit, "TESTED", frozenset({"0.0.1"}))


@pytest.mark.usefixtures("untested")
def test_an_untested_version_is_named_in_one_line() -> None:
    assert toolkit.toolkit_words().endswith(", not tested: the app runs, and sends more bytes")


def methods() -> tuple[object, ...]:
    """What the frame writer exchanges."""
    return Compositor._get_renders, ChopsUpdate.render_segments, LayoutUpdate.render_segments


def test_the_frame_writer_is_there_while_the_app_runs_and_not_longer() -> None:
    theirs = methods()
    with installed(Screenful()):
        assert not set(theirs) & set(methods())
    assert methods() == theirs


@pytest.mark.usefixtures("untested")
def test_the_frame_writer_keeps_away_from_an_untested_version() -> None:
    theirs = methods()
    with installed(Screenful()):
        assert methods() == theirs


@pytest.mark.usefixtures("untested")
@pytest.mark.parametrize(
    "scene", [one for one in SCENES if one.name in STORIES], ids=lambda one: one.name
)
async def test_a_screen_looks_the_same_with_an_untested_version(
    scene: Scene, tmp_path: Path
) -> None:
    async with scene.played(tmp_path) as story:
        assert Compositor._get_renders.__module__ == "textual._compositor"
        assert story.text + "\n" == scene.golden().read_text(encoding="utf-8")


async def test_stories_run_with_the_frame_writer(tmp_path: Path) -> None:
    async with opened(library_in(tmp_path)):
        assert Compositor._get_renders.__module__ == installed.__module__


@pytest.mark.parametrize("part", sorted(PARTS, key=str))
def test_the_keys_of_a_part_are_those_the_toolkit_asks(part: type[LoosenApp]) -> None:
    theirs = part._merged_bindings
    assert theirs is not None
    named = {key: one.id for key, one in theirs if one.id}
    assert {key: one.id for key, one in bindings_of(part).items() if one.id} == named
