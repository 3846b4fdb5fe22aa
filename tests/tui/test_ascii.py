"""Where there is no UTF-8, every screen is drawn with plain characters, and none moves from its cell."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui.scenes import GOLDEN

from loosen.tui.terminal.ascii import plain

SCREENS = sorted(GOLDEN.glob("*.txt"))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda path: path.stem)
def test_all_that_a_screen_shows_has_a_plain_sign(screen: Path) -> None:
    text = screen.read_text(encoding="utf-8")
    # Figures are drawn in plain characters from the start where there are no blocks and no braille.
    figures = {chr(code) for code in (*range(0x2800, 0x2900), *range(0x2596, 0x25A0))} | set("▀▄▌▐")
    signs = {sign for sign in text if ord(sign) > 126} - figures
    assert {sign for sign in signs if plain(sign) == "?"} == set()
    assert plain(text).isascii()
    assert [len(line) for line in plain(text).split("\n")] == [
        len(line) for line in text.split("\n")
    ]


@given(st.text())
def test_any_text_becomes_as_many_plain_characters(text: str) -> None:
    assert plain(text).isascii()
    assert len(plain(text)) == len(text)


def test_plain_text_and_what_steers_the_terminal_stay_as_they_are() -> None:
    told = "\x1b[1;31mName\x1b[0m\r\n\t\x07"
    assert plain(told) == told


def test_a_letter_keeps_itself_and_loses_its_accent() -> None:
    assert plain("Übung – café") == "Ubung - cafe"
