import re
from collections.abc import Callable

import click
import pytest
from cli.conftest import App, Loosen

from loosen import __version__
from loosen.cli.root import COMMANDS, run
from loosen.cli.runtime import Launch, LaunchOptions, Runtime
from loosen.services.library import Library

Made = Callable[[Launch], Runtime]


def test_the_version_is_one_line(loosen: Loosen) -> None:
    assert loosen("--version").out == f"loosen {__version__}\n"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_with_examples(loosen: Loosen, command: str) -> None:
    ran = loosen(*filter(None, [command]), "--help")
    assert ran.code == 0
    assert len(re.findall(r"^    ?loosen |loosen completion", ran.out, re.MULTILINE)) >= 2
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("command", ["list", "show", "routines"])
def test_the_help_names_every_key_of_the_json(loosen: Loosen, command: str) -> None:
    assert "JSON:" in loosen(command, "--help").out


def test_an_unknown_command_gets_the_nearest_one(loosen: Loosen, app: App) -> None:
    ran = loosen("lits")
    assert (ran.code, ran.out, app.opened) == (2, "", [])
    assert ran.err == "loosen: no command is called “lits”; did you mean “list”?\n"
    assert "“loosen --help” shows them all" in loosen("qqqq").err


@pytest.mark.parametrize(
    "args", [["--colour"], ["list", "--aria", "x"], ["show"], ["list", "extra"], ["run", "a", "b"]]
)
def test_a_command_line_that_cannot_be_is_one_line_and_code_2(
    loosen: Loosen, args: list[str]
) -> None:
    ran = loosen(*args)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_ctrl_c_is_code_130(runtime_for: Made) -> None:
    def interrupted(_library: Library, _opening: LaunchOptions) -> int:
        raise KeyboardInterrupt

    assert run(runtime_for(interrupted), []) == 130


def test_a_disk_that_fails_is_a_line_not_a_traceback(
    runtime_for: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(_library: Library, _opening: LaunchOptions) -> int:
        raise PermissionError(13, "Permission denied", "memory.toml")

    assert run(runtime_for(failing), []) == 1
    assert capsys.readouterr().err == "loosen: memory.toml: Permission denied\n"


def test_an_error_of_the_command_line_keeps_its_code(runtime_for: Made) -> None:
    def failing(_library: Library, _opening: LaunchOptions) -> int:
        raise click.ClickException("no")

    assert run(runtime_for(failing), []) == 1
