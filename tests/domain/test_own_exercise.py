from typing import Any

import pytest

from loosen.domain.body import Level, Surface
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Origin
from loosen.domain.own_exercise import OwnExercise
from loosen.domain.search import rank, search_fields
from loosen.domain.value import Invalid
from loosen.text.exercise_page import MARK_OF_OURS, page_of

FEW: dict[str, Any] = {
    "slug": "wall-calf",
    "name": "Wall calf",
    "kind": "static-stretch",
    "position": "standing",
    "sides": "each",
    "areas": {"primary": ["hamstrings", "low-back"]},
    "dose": "30 s each side",
    "steps": ["Lean in."],
}


def own(**changes: Any) -> OwnExercise:
    return OwnExercise.from_plain(FEW | changes)


def test_a_few_keys_are_a_whole_exercise() -> None:
    exercise = own().to_exercise()
    assert exercise.origin is Origin.OWN
    assert exercise.summary == "For hamstrings and low back."
    assert (exercise.level, exercise.family) == (Level.MODERATE, "wall-calf")
    assert exercise.surfaces == (Surface.FLOOR,)
    assert str(exercise.default.dose) == "30 s each side"


@pytest.mark.parametrize(
    ("position", "surface"), [("seated-chair", Surface.CHAIR), ("supine", Surface.MAT)]
)
def test_what_one_is_on_follows_from_how_one_begins(position: str, surface: Surface) -> None:
    assert own(position=position).to_exercise().surfaces == (surface,)


def test_nothing_of_it_is_an_articles_or_ours() -> None:
    exercise = own().to_exercise()
    assert (exercise.doses, exercise.ours, exercise.reading) == ((), (), ())
    assert not exercise.default.ours
    blocks = page_of(exercise, Catalogue([exercise]))
    lines = [line for b in blocks for line in (*b.lines, *(value for _, value in b.facts))]
    assert not any(MARK_OF_OURS in line or "loosen" in line for line in lines)
    assert "30 s a side. Your own dose." in lines
    assert [b.title for b in blocks] == ["How", "Dose", "What it takes", "Yours"]


def test_what_is_left_out_is_searched_without_complaint() -> None:
    assert rank(search_fields(own().to_exercise()), "lean") == 9


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sides": "none"}, "is for each side, but sides is “none”"),
        ({"replaces": "another"}, "but the file is “wall-calf.toml”"),
        ({"name": "n" * 81}, "<= 80"),
        ({"steps": ["one"] * 61}, "<= 60"),
        ({"origin": "shipped"}, "unknown field"),
        ({"doses": []}, "unknown field"),
    ],
)
def test_what_does_not_hold_together_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Invalid, match=said):
        own(**changes)
