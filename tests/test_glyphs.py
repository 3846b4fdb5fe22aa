"""Every sign that is drawn is one that DejaVu Sans Mono has, so that no terminal shows an empty box.

Of the signs below the font has each. Braille, which it lacks, draws figures in dots only: the settings choose
it, or a terminal without colour.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from loosen.tui.terminal.ascii import plain

SOURCE = Path(__file__).parents[1] / "src" / "loosen"
ROUTINES = Path(__file__).parents[1] / "routines"
IN_THE_FONT = frozenset(
    "°±·¼½¾×–—‖‘’“”•‡…′″№←↑→↓↵⇄−≈≤≥⏎─━│┃┌┐└┘├┤┬┴┼╭╮╯╰╸╺"
    "▀▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▐░▒▓▖▗▘▙▚▛▜▝▞▟■□▪▫▲▶▸▼▾◀◂◆◇○●◐◔◠◡◦★☆♥✓✕✗"
)
QUARTERS = frozenset("▖▗▘▙▚▛▜▝▞▟")
"""Signs of solid figures, which a terminal without them never gets."""
DRAWN_IN_DOTS = ("domain/figure/braille.py", "tui/widgets/figure.py", "domain/figure/outline.py")
NOT_DRAWN = (
    "tui/terminal/ascii.py",
    "tui/terminal/input_filter.py",
    "domain/text.py",
    "domain/sheets/",
)
"""Modules and folders that name signs which come from outside."""


def texts_of(module: Path) -> Iterator[str]:
    """Every text in a module, those within others too."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def is_braille(sign: str) -> bool:
    return 0x2800 <= ord(sign) < 0x2900


def unknown(text: str) -> set[str]:
    """The signs of a text that the font may lack; letters with accents it has."""
    return {sign for sign in re.sub(r"[\x00-\x7f]", "", text) if sign not in IN_THE_FONT} - set(
        "äöüßéèêëàáâçñíóúïîôûÄÖÜÉ"
    )


MODULES = sorted(
    str(path.relative_to(SOURCE))
    for path in SOURCE.rglob("*.py")
    if not str(path.relative_to(SOURCE)).startswith(NOT_DRAWN)
)


def test_no_module_draws_a_sign_that_the_font_lacks() -> None:
    found = {
        module: signs
        for module in MODULES
        if (signs := set().union(*(unknown(text) for text in texts_of(SOURCE / module))))
    }
    dots = {module: found.pop(module, set()) for module in DRAWN_IN_DOTS}
    assert found == {}
    assert all(is_braille(sign) for signs in dots.values() for sign in signs)


@pytest.mark.parametrize("folder", [SOURCE / "data", SOURCE / "tui", ROUTINES])
def test_no_text_that_is_shown_has_a_sign_that_the_font_lacks(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.suffix in (".toml", ".md", ".tcss")]
    assert files
    found = {
        str(path.relative_to(folder)): signs
        for path in files
        if (signs := unknown(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_every_sign_has_one_of_a_typewriter_for_terminals_without_it() -> None:
    drawn_with = IN_THE_FONT - QUARTERS
    assert {sign for sign in drawn_with if plain(sign) == "?"} == set()
