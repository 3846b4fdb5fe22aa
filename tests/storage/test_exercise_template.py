"""The file an exercise begins as is right at once, and so is every key in it once its # is gone."""

import re
import tomllib
from pathlib import Path

import pytest

from loosen.domain.own_exercise import OwnExercise
from loosen.storage.exercise_files import check_exercise
from loosen.storage.exercise_template import template
from loosen.storage.figures import Figures
from loosen.storage.snapshot import shipped_catalogue
from loosen.text.exercise_page import page_of

CATALOGUE = shipped_catalogue()


def problems(text: str, folder: Path, slug: str = "mine") -> list[str]:
    path = folder / f"{slug}.toml"
    path.write_text(text, encoding="utf-8")
    checked = check_exercise(path, CATALOGUE, ())
    found = (*checked.problems, *Figures(folder / "figures").problems(checked))
    return [str(one) for one in found]


def uncommented(text: str) -> str:
    return re.sub(r"^#(?! )", "", text, flags=re.MULTILINE)


def test_it_is_right_as_it_stands(tmp_path: Path) -> None:
    assert problems(template("Mine [/] “so”", "mine"), tmp_path) == []


def test_every_key_is_told_and_right_without_its_mark(tmp_path: Path) -> None:
    text = uncommented(template("Mine", "mine"))
    assert problems(text, tmp_path) == []
    assert tomllib.loads(text).keys() | {"slug", "replaces"} == set(OwnExercise.__struct_fields__)


@pytest.mark.parametrize("slug", list(CATALOGUE))
def test_it_can_begin_as_any_other_exercise(tmp_path: Path, slug: str) -> None:
    text = template("Mine", "mine", CATALOGUE[slug], figure=True)
    assert problems(text, tmp_path) == []
    held = OwnExercise.from_plain({"slug": "mine", **tomllib.loads(text)}).to_exercise()
    shipped = CATALOGUE[slug]
    for key in ("kind", "position", "sides", "steps", "areas", "equipment", "cautions", "level"):
        assert getattr(held, key) == getattr(shipped, key)
    assert held.default.dose == shipped.default.dose
    assert held.figure == slug
    assert not any(block.title == "Our additions" for block in page_of(held, CATALOGUE))


def test_it_says_that_it_replaces(tmp_path: Path) -> None:
    pigeon = CATALOGUE["pigeon-pose"]
    text = template("Pigeon", "pigeon-pose", pigeon, figure=True, replaces=True)
    assert problems(text, tmp_path, "pigeon-pose") == []


def test_no_line_is_too_long_to_read() -> None:
    assert max(map(len, template("Mine", "mine").splitlines())) <= 100
