import re
from collections.abc import Iterable

import pytest

from loosen.domain.body import (
    Area,
    Caution,
    Equipment,
    Kind,
    Level,
    Position,
    Side,
    Sides,
    Surface,
    Word,
)

LISTS: list[Iterable[Word]] = [Area, Position, Surface, Equipment, Kind, Caution, Level, Sides]


@pytest.mark.parametrize("words", LISTS)
def test_every_word_is_spelled_for_files_and_says_what_it_means(words: Iterable[Word]) -> None:
    for word in words:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", word.value)
        assert str(word) == word.value
        assert word.meaning


def test_a_word_is_found_by_its_spelling_and_read_without_hyphens() -> None:
    assert Area("hip-flexors") is Area.HIP_FLEXORS
    assert Area.HIP_FLEXORS.label == "hip flexors"


def test_no_two_words_of_a_list_are_spelled_alike() -> None:
    for words in LISTS:
        spelled = [word.value for word in words]
        assert len(spelled) == len(set(spelled))


def test_levels_rise_from_gentle_to_demanding() -> None:
    assert [level.rank for level in (Level.GENTLE, Level.MODERATE, Level.DEMANDING)] == [0, 1, 2]


def test_the_other_side_of_the_other_side_is_the_same() -> None:
    assert Side.LEFT.other is Side.RIGHT
    assert Side.RIGHT.other is Side.LEFT
