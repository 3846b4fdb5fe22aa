"""A row says why a search found it, where its name and areas do not."""

import pytest
from builders import exercise

from loosen.text.search_words import found_elsewhere

ROW = ("Pigeon", "glutes · outer hip")
PIGEON = exercise(
    "pigeon",
    name="Pigeon",
    aliases=["Resting king pigeon", "Sleeping swan"],
    summary="Fold forward over the front shin.",
    steps=["Slide one leg back along the mat until the hips are square and the pelvis can sink."],
    cues=["Hips square"],
)


@pytest.mark.parametrize("text", ["", "pigeon", "PIG", "glutes", "outer pigeon", "hip"])
def test_nothing_is_added_where_the_row_shows_what_was_found(text: str) -> None:
    assert found_elsewhere(PIGEON, text, ROW, 24) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("swan", "also: Sleeping swan"),
        ("king pigeon", "also: Resting king pigeon"),
        ("shin", "…the front shin."),
        ("fold", "Fold forward over the front shin."),
        ("mat", "…along the mat until the hips are square and the pelvis can sink."),
    ],
)
def test_another_name_comes_before_a_piece_of_the_text(text: str, said: str) -> None:
    assert found_elsewhere(PIGEON, text, ROW, 24) == said


@pytest.mark.parametrize("width", range(12, 60))
@pytest.mark.parametrize("word", ["shin", "pelvis", "square", "forward"])
def test_the_match_can_be_seen_in_the_width(word: str, width: int) -> None:
    said = found_elsewhere(PIGEON, word, ROW, width)
    assert word in said[:width]
    assert said.startswith("…") or said[0].isupper()


def test_too_narrow_a_column_keeps_what_it_has() -> None:
    assert found_elsewhere(PIGEON, "swan", ROW, 11) == ""


def test_what_is_found_nowhere_else_changes_nothing() -> None:
    assert found_elsewhere(PIGEON, "zebra", ROW, 24) == ""
