import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from loosen.domain.text import clean, slug_of

# Surrogates stand for the raw bytes of arguments that are not UTF-8. Pieces are joined from a list
# because an alphabet of several strategies is merged into one, in which the troublesome are rare.
AWKWARD = st.sampled_from(
    ["a", "e", "\u0301", " ", "\u2003", "\n", "\r", "\t", "\u200b", "\udc9b", "\x9b", "\x1b[31m"]
)
ANY = st.one_of(
    AWKWARD, st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), st.text(max_size=3)
)
TROUBLE = st.lists(ANY, max_size=12).map("".join)
OBEYED = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def is_obeyed(character: str) -> bool:
    """Whether a terminal could take a character for an order rather than for text."""
    code = ord(character)
    control = code < 0x20 or 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF
    mark = character in "\u061c\u200e\u200f\u2028\u2029"
    return control or mark or unicodedata.bidirectional(character) in OBEYED


@given(TROUBLE, st.integers(0, 20))
def test_nothing_a_terminal_would_obey_survives(text: str, limit: int) -> None:
    assert not any(is_obeyed(c) for c in clean(text, limit))
    assert not any(is_obeyed(c) for c in clean(text, limit, multiline=True) if c != "\n")


@settings(max_examples=200)
@given(st.lists(AWKWARD, max_size=8).map("".join), st.integers(0, 6), st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, limit: int, multiline: bool) -> None:
    once = clean(text, limit, multiline=multiline)
    assert clean(once, limit, multiline=multiline) == once
    assert len(once) <= limit


def test_an_escape_sequence_loses_its_power_not_its_letters() -> None:
    assert clean("a \x1b[31mred\x1b[0m hip") == "a [31mred[0m hip"
    assert clean("title\x1b]0;owned\x07") == "title]0;owned"


def test_bytes_that_are_no_text_do_not_come_back_as_bytes() -> None:
    from_an_argument = b"hip\x9b2J".decode(errors="surrogateescape")
    assert clean(from_an_argument) == "hip2J"


@given(TROUBLE | st.text(max_size=12))
def test_a_text_that_needs_no_cleaning_is_known_for_it(text: str) -> None:
    assert clean(text) == clean(f"  {text}")  # two spaces have to be cleaned


def test_cutting_leaves_no_space_at_the_end() -> None:
    assert clean("hip opener", 4) == "hip"
    assert clean("hip\nopener", 4, multiline=True) == "hip"


def test_letters_are_composed_even_across_a_removed_mark() -> None:
    assert clean("e\u200b\u0301") == "é"


def test_spaces_become_one_and_lines_survive_only_where_wanted() -> None:
    text = "  one \t two\r\n\n three\u00a0four  "
    assert clean(text) == "one two three four"
    assert clean(text, multiline=True) == "one two\n\nthree four"


def test_joiners_stay_because_some_scripts_need_them() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@given(TROUBLE)
def test_a_slug_is_always_a_safe_file_stem(text: str) -> None:
    slug = slug_of(text)
    assert slug == slug.strip("-")
    assert 1 <= len(slug) <= 64
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_slug_keeps_what_it_can_of_a_name() -> None:
    assert slug_of("Hüfte & Rücken: früh!") == "hufte-rucken-fruh"
    assert slug_of("../../etc/passwd") == "etc-passwd"
    assert slug_of("腰") == "routine"
