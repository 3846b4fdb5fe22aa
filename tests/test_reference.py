"""What the help and the README show is so: every dose, file and command in them is tried."""

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from kept_sessions import NOON

from loosen.cli.root import COMMANDS, build
from loosen.cli.runtime import Runtime
from loosen.domain import body
from loosen.domain.dose import parse_dose
from loosen.domain.frequency import parse_frequency
from loosen.domain.own_exercise import OwnExercise
from loosen.domain.routine import ExerciseStep, PickStep, Routine
from loosen.domain.settings import Settings
from loosen.domain.sheets.placement import read_sheet
from loosen.domain.value import Record
from loosen.services.help_pages import FOLDER, help_page, help_pages, topics
from loosen.services.library import Library
from loosen.storage.exercise_files import check_exercise
from loosen.storage.locations import of_this_user
from loosen.storage.routine_files import check_file
from loosen.storage.snapshot import shipped_catalogue
from loosen.text.help_page import PartKind
from loosen.tui.app import LoosenApp
from loosen.tui.controllers.keymap import problems as key_problems

README = Path(__file__).parents[1] / "README.md"
CATALOGUE = shipped_catalogue()
CODES = [
    (page.topic, part.language, part.lines)
    for page in help_pages()
    for part in page.parts
    if part.kind is PartKind.CODE
]
TRIED = (
    "sheet",
    "dose",
    "frequency",
    "routine",
    "exercise",
    "toml",
    "settings",
    "defaults",
    "words",
    "json",
    "sh",
)
AS_IT_IS = ("bash", "tmux", "cron", "ini", "ssh", "text")
"""Code of other programs, and a table: for these there is no reader here."""


def blocks(*languages: str) -> list[object]:
    """Blocks of code in the help, for a test to take."""
    found = [code for code in CODES if code[1] in languages]
    return [
        pytest.param("\n".join(lines), id=f"{topic}-{n}")
        for n, (topic, _, lines) in enumerate(found)
    ]


def readme_blocks() -> list[str]:
    return re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def test_every_block_says_what_it_is() -> None:
    assert {language for _, language, _ in CODES} == {*TRIED, *AS_IT_IS}


@pytest.mark.parametrize("text", blocks("dose"))
def test_doses_are_doses(text: str) -> None:
    for line in text.splitlines():
        assert str(parse_dose(line)) == line


@pytest.mark.parametrize("text", blocks("frequency"))
def test_frequencies_are_frequencies(text: str) -> None:
    for line in text.splitlines():
        assert str(parse_frequency(line)) == line


@pytest.mark.parametrize("text", blocks("routine"))
def test_routines_are_right(text: str, tmp_path: Path) -> None:
    path = tmp_path / "shown.toml"
    path.write_text(text, encoding="utf-8")
    assert check_file(path, CATALOGUE).problems == ()


@pytest.mark.parametrize("text", blocks("exercise"))
def test_exercises_are_right(text: str, tmp_path: Path) -> None:
    path = tmp_path / "shown.toml"
    path.write_text(text, encoding="utf-8")
    checked = check_exercise(path, CATALOGUE, ())
    assert checked.problems == ()
    assert checked.own is not None
    assert checked.own.figure in CATALOGUE


@pytest.mark.parametrize("text", blocks("toml"))
def test_lines_of_an_exercise_are_keys_of_one(text: str) -> None:
    for key, value in tomllib.loads(text).items():
        assert key in OwnExercise.__struct_fields__
        assert value in CATALOGUE


@pytest.mark.parametrize("text", blocks("settings"))
def test_settings_are_settings(text: str) -> None:
    settings = Settings.from_plain(tomllib.loads(text))
    assert all(slug in CATALOGUE for slug in settings.exercises.hidden)
    assert key_problems(settings.keys, LoosenApp) == ()


@pytest.mark.parametrize("text", blocks("defaults"))
def test_the_defaults_are_all_there_and_are_the_defaults(text: str) -> None:
    shown = tomllib.loads(text)
    assert shown == Settings().to_plain(none=False)
    assert set(shown) | {"stiffer_side"} == set(Settings.__struct_fields__)


@pytest.mark.parametrize("text", blocks("words"))
def test_the_closed_words_are_all_there(text: str) -> None:
    shown = dict(line.split(": ") for line in text.replace("\n  ", " ").splitlines())
    assert len(shown) == 7
    for name, words in shown.items():
        assert words.split(", ") == list(getattr(body, name.capitalize()))


@pytest.mark.parametrize("text", blocks("sheet"))
def test_sheets_are_read_to_the_last_line(text: str) -> None:
    sheet = read_sheet(text, CATALOGUE)
    assert sheet.unplaced == ()
    assert len(sheet.steps()) == len(text.splitlines())


@pytest.mark.parametrize("text", blocks("json"))
def test_json_is_json(text: str) -> None:
    assert [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("record", [Routine, ExerciseStep, PickStep])
def test_the_keys_of_a_routine_are_all_told(record: type[Record]) -> None:
    items = [part.lines for part in help_page("routine-files").parts if part.kind is PartKind.ITEMS]
    told = {name for lines in items for line in lines for name in line.split(": ")[0].split(", ")}
    assert set(record.__struct_fields__) - {"slug"} <= told


def commands_in(text: str) -> Iterator[list[str]]:
    """The words of each call of the program in lines of a shell."""
    for line in re.sub(r"\d?>\s*\S+", "", text).splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>()")
        lexer.whitespace_split = True
        words: list[str] = []
        for word in [*lexer, ";"]:
            if set(word) <= set("|&;<>()"):
                calls = [n for n, one in enumerate(words) if one.rpartition("/")[2] == "loosen"]
                if calls:
                    yield words[calls[0] + 1 :]
                words = []
            else:
                words.append(word)


def understood(words: list[str]) -> None:
    """Take a command line as far as carrying it out; a click.UsageError says what is wrong with it."""
    runtime = Runtime(
        lambda: Library(of_this_user()),
        lambda _library, _opening: 0,
        lambda _speed: lambda: 0.0,
        lambda: NOON,
        dict,
    )
    context: click.Context | None = None
    command: click.Command | None = build(runtime)
    while command is not None:
        settings = {"obj": runtime} if context is None else {}
        name = "loosen" if context is None else words[0]
        rest = words if context is None else words[1:]
        context = command.make_context(name, list(rest), parent=context, **settings)
        words, group = [*context._protected_args, *context.args], command
        if not isinstance(group, click.Group) or not words:
            return
        command = group.get_command(context, words[0])
        assert command is not None, words


SHELL = [
    *blocks("sh"),
    *(pytest.param(one, id=f"readme-{n}") for n, one in enumerate(readme_blocks())),
]


@pytest.mark.parametrize("text", SHELL)
def test_commands_are_taken_as_they_stand(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = list(commands_in(text))
    for words in found:
        for word in words:
            if word.endswith((".toml", ".txt", ".json", ".jsonl")):
                tmp_path.joinpath(word).touch()
        understood(words)
    assert found or ".ci" in text or "pip install" in text or "benchmarks" in text


@pytest.mark.parametrize("path", [README, *FOLDER.glob("*.md")], ids=lambda path: path.stem)
def test_prose_names_commands_and_topics_that_there_are(path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())
    for name in re.findall(r"[“`]loosen ([a-z][a-z-]*)", text):
        assert name in COMMANDS
    for topic in re.findall(r"[“`]loosen help ([a-z-]+)", text):
        assert topic in topics()


def test_every_command_is_named_in_the_readme_or_the_help() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (README, *FOLDER.glob("*.md"))]
    named = {name for text in texts for name in re.findall(r"\bloosen ([a-z-]+)", text)}
    assert set(COMMANDS) - named == set()


def test_the_readme_names_every_topic() -> None:
    text = README.read_text(encoding="utf-8")
    assert [topic for topic in topics() if f"`{topic}`" not in text] == []
