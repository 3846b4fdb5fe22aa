"""Pages of help: listed, printed to fit, and the help of commands."""

from collections.abc import Callable

import pytest
from cli.conftest import Loosen

from loosen.cli.root import COMMANDS
from loosen.services.help_pages import help_page, help_pages, topics


def test_help_lists_every_topic_with_a_line(loosen: Loosen) -> None:
    lines = loosen("help").out.splitlines()
    listed = {line.split()[0]: line for line in lines if line.split()[:1] and "“" not in line}
    for page in help_pages():
        assert listed[page.topic].endswith(page.summary)
        assert len(listed[page.topic]) <= 80


@pytest.mark.parametrize("topic", topics())
def test_a_page_has_all_that_its_text_says_and_fits_eighty_columns(
    loosen: Loosen, topic: str
) -> None:
    ran = loosen("help", topic)
    page = help_page(topic)
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "```" not in ran.out
    words = " ".join(ran.out.replace(" · ", " ").split())
    assert words.startswith(page.title)
    for part in page.parts:
        for line in part.lines:
            assert " ".join(line.split()) in words


def test_a_page_fits_a_narrow_terminal(loosen: Loosen, on_terminal: Callable[[int], None]) -> None:
    on_terminal(40)
    out = loosen("help", "frequencies").out
    prose = [line for line in out.splitlines() if not line.startswith("    ")]
    plain = [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in prose]
    assert max(map(len, plain)) <= 40
    assert "\x1b[1mFrequencies\x1b[0m" in out


@pytest.mark.parametrize("line", ["list", "due", "new", "new exercise", "help"])
def test_the_help_of_a_command_is_what_its_option_prints(loosen: Loosen, line: str) -> None:
    assert loosen("help", *line.split()).out == loosen(*line.split(), "--help").out


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("dosis", "did you mean “doses”?"),
        ("compos", "did you mean “compose”?"),
        ("xyzzy", "“loosen help” lists what there is"),
        ("doses list", "did you mean “doses”?"),
    ],
)
def test_what_there_is_no_help_on_gets_one_line(loosen: Loosen, asked: str, hint: str) -> None:
    ran = loosen("help", *asked.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"loosen: there is no help on “{asked}”; {hint}\n"


def test_no_topic_hides_the_help_of_a_command() -> None:
    assert not set(topics()) & set(COMMANDS)
