"""Every scene looks as it did; a change of looks is a change of these files, to be seen in review."""

import html
import os
import re
from pathlib import Path

import pytest
from tui.contrast import faint, words
from tui.scenes import GOLDEN, SCENES, SCREENSHOTS, Scene, picture_file

README = Path(__file__).parents[2] / "README.md"
OTHERS = {"figures"}
"""Pictures that ``contact_sheet.py`` makes."""


def drawn(picture: Path) -> str:
    """The characters of a picture's screen, in reading order, without spaces."""
    texts = re.findall(r'<text class="[^"]*-r\d+"[^>]*>([^<]*)</text>', picture.read_text("utf-8"))
    return "".join(html.unescape("".join(texts)).split())


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_the_scene_looks_as_it_did_and_every_word_stands_out(
    scene: Scene, tmp_path: Path
) -> None:
    seen: dict[Path, str] = {}
    async with scene.played(tmp_path) as story:
        seen[scene.golden()] = story.text + "\n"
        assert list(words(story.foremost))
        assert faint(story.foremost) == set()
        for size in scene.also:
            await story.resize(*size)
            seen[scene.golden(size)] = story.text + "\n"
    for golden, text in seen.items():
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(text, encoding="utf-8")
        assert text == golden.read_text(encoding="utf-8"), golden.name


def test_every_golden_text_has_its_scene() -> None:
    wanted = {scene.golden(size) for scene in SCENES for size in (scene.size, *scene.also)}
    assert set(GOLDEN.iterdir()) == wanted


@pytest.mark.parametrize(
    "scene", [scene for scene in SCENES if scene.picture], ids=lambda scene: scene.name
)
def test_the_picture_shows_the_scene(scene: Scene) -> None:
    wanted = "".join(scene.golden().read_text(encoding="utf-8").split())
    assert drawn(picture_file(scene)) == wanted, "run python tests/tui/scenes.py"


def test_every_picture_the_readme_names_comes_from_a_scene() -> None:
    named = set(re.findall(r"screenshots/([\w-]+)\.svg", README.read_text(encoding="utf-8")))
    pictured = {scene.name for scene in SCENES if scene.picture}
    assert named
    assert named - OTHERS <= pictured
    assert pictured | OTHERS == {path.stem for path in SCREENSHOTS.iterdir()}
